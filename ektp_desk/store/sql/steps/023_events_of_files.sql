-- Which events name a captured file, whoever's recording they speak of: asked for each file that is not here.
CREATE INDEX events_of_files ON events (
  CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.file') END
) WHERE kind = 'modality_set';
