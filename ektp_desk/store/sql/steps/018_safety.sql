-- To count what is not safe at the office without a walk through the journal.
CREATE INDEX events_finished ON events (journal, seq, entity_id) WHERE kind = 'recording_finished';
CREATE INDEX carried_by_name ON carried (name);
