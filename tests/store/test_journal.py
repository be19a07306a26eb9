"""The journal in the store: what is done to it is named, and its rows can be made again."""

from __future__ import annotations

import shutil

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.erasing import erasure_of
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import Fault, verify_chain, verify_pages
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.offices import WORDS, TestOffice, unmarked


@pytest.fixture
def visit(office: TestOffice) -> str:
    """An open visit with three numbers, one of them recorded."""
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=3)
    office.record_one(visit)
    return visit


def findings(office: TestOffice) -> list[Fault]:
    return verify_pages(office.connection) + list(verify_chain(office.connection))


@pytest.mark.usefixtures("visit")
def test_an_untouched_journal_verifies(office: TestOffice) -> None:
    assert findings(office) == []


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("column", ["body", "salt", "header", "digest"])
def test_a_changed_event_is_named(office: TestOffice, column: str) -> None:
    office.connection.execute(
        f"UPDATE events SET {column} = CAST(replace(CAST({column} AS TEXT), 'a', 'b') || 'x' AS BLOB) "
        "WHERE kind = 'ticket_ended'"
    )

    (finding, *_) = findings(office)
    assert (finding.code, finding.kind) == ("event.changed", "ticket_ended")
    assert finding.journal == "01/a"


@pytest.mark.usefixtures("visit")
def test_a_header_that_is_no_text_any_more_is_named(office: TestOffice) -> None:
    was = "SELECT header FROM events WHERE kind = 'ticket_ended'"
    changed = office.connection.execute(was).fetchone()[0].replace(b'"ticket_ended', b'"\xe2icket_ended')
    office.connection.execute("UPDATE events SET header = ? WHERE kind = 'ticket_ended'", (changed,))

    assert ("event.changed", "ticket_ended") in [(one.code, one.kind) for one in findings(office)]


def test_a_structure_that_does_not_hold_is_damage_though_every_seal_does(office: TestOffice) -> None:
    for told in (
        "CREATE TABLE beside (one)",
        "INSERT INTO beside VALUES (NULL)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE beside (one NOT NULL)' WHERE name = 'beside'",
    ):
        office.connection.execute(told)
    office.sign_in_again()

    assert [finding.code for finding in verify_pages(office.connection)] == ["store.damaged"]


@pytest.mark.usefixtures("visit")
def test_a_removed_event_is_named(office: TestOffice) -> None:
    office.connection.execute("DELETE FROM events WHERE kind = 'ticket_called'")

    assert findings(office)[0].code == "event.missing"


@pytest.mark.usefixtures("visit")
def test_events_that_changed_places_are_named(office: TestOffice) -> None:
    office.connection.execute("UPDATE events SET seq = 1000 WHERE seq = 5")
    office.connection.execute("UPDATE events SET seq = 5 WHERE seq = 6")
    office.connection.execute("UPDATE events SET seq = 6 WHERE seq = 1000")

    assert [f.code for f in findings(office)][:2] == ["event.moved", "event.moved"]


@pytest.mark.usefixtures("visit")
def test_an_event_given_to_another_entity_is_named(office: TestOffice) -> None:
    office.connection.execute("UPDATE events SET entity_id = 'x' WHERE kind = 'sent_home' OR seq = 5")

    assert [f.code for f in findings(office)] == ["event.moved"]


@pytest.mark.usefixtures("visit")
def test_a_body_that_was_taken_out_without_an_erasure_is_named(office: TestOffice) -> None:
    office.connection.execute("UPDATE events SET body = NULL, salt = NULL WHERE kind = 'person_met'")

    assert [(f.code, f.kind) for f in findings(office)] == [("event.emptied", "person_met")]


def test_an_erased_body_leaves_the_chain_whole(office: TestOffice, visit: str) -> None:
    (person,) = office.connection.execute("SELECT id FROM people").fetchone()
    said = erasure_of(office.store.events(Entity.PERSON, person), "request", "surat 3 April")
    assert said is not None

    office.session.write(NewEvent(Entity.PERSON, person, said, visit))

    bodies = office.connection.execute("SELECT body, salt FROM events WHERE kind = 'person_met'").fetchall()
    assert bodies == [(None, None)]
    assert office.connection.execute("SELECT name, sex FROM people").fetchone() == ("", "P")
    assert findings(office) == []
    before = dump_views(office.connection)
    rebuild(office.store)
    assert dump_views(office.connection) == before


def test_a_store_cut_at_the_tail_does_not_open(office: TestOffice, visit: str) -> None:
    office.connection.execute("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")

    with pytest.raises(StoreDamaged) as told:
        office.sign_in_again()
    assert told.value.code == "store.behind_anchor"
    assert told.value.facts["first"] == told.value.facts["last"]


def test_a_store_with_another_past_does_not_open(office: TestOffice, visit: str) -> None:
    office.connection.execute(
        "UPDATE events SET link = zeroblob(32) WHERE seq = (SELECT max(seq) FROM events)"
    )

    with pytest.raises(StoreDamaged) as told:
        office.sign_in_again()
    assert told.value.code == "store.other_past"


def test_an_unreadable_anchor_is_damage_and_not_none(office: TestOffice, visit: str) -> None:
    anchor = office.anchor
    anchor.write_bytes(anchor.read_bytes()[:-9])

    with pytest.raises(EktpError) as told:
        office.sign_in_again()
    assert told.value.code == "anchor.unreadable"


def test_a_folder_without_its_anchor_goes_on_in_a_new_incarnation(office: TestOffice, visit: str) -> None:
    office.anchor.unlink()

    session = office.sign_in_again()
    count_sent_home(session, visit)

    assert [unmarked(head.split()[0]) for head in session.store.heads()] == ["01/b", "01/a"]
    assert findings(office) == []


def test_an_anchor_one_commit_behind_is_mended(office: TestOffice, visit: str) -> None:
    before = office.anchor.read_bytes()
    count_sent_home(office.session, visit)
    after = office.anchor.read_bytes()
    office.anchor.write_bytes(before)

    office.sign_in_again()

    assert office.anchor.read_bytes() == after != before


def test_a_write_that_fails_half_way_leaves_nothing(office: TestOffice, visit: str) -> None:
    held = dump_views(office.connection), office.store.head

    class Stop(Exception):
        pass

    def stop(place: str) -> None:
        if place == "before commit":
            raise Stop

    office.store._point = stop
    with pytest.raises(Stop):
        count_sent_home(office.session, visit)
    office.store._point = lambda _: None

    assert (dump_views(office.connection), office.store.head) == held
    count_sent_home(office.session, visit)
    assert findings(office) == []


@pytest.mark.usefixtures("visit")
def test_rebuilding_gives_the_same_rows(office: TestOffice) -> None:
    held = dump_views(office.connection)
    office.connection.execute("UPDATE tickets SET number = 'wrong'")
    office.connection.execute("DELETE FROM recordings")

    rebuild(office.store)

    assert dump_views(office.connection) == held


def test_a_kind_of_a_later_release_is_kept_and_passed_over(office: TestOffice, visit: str) -> None:
    held = dump_views(office.connection)
    office.store.write([NewEvent(Entity.VISIT, visit, SentHome(count=0), visit)], at=office.clock())
    office.connection.execute(
        "UPDATE events SET kind = 'later_kind', header = CAST(replace(CAST(header AS TEXT), 'sent_home', "
        "'later_kind') AS BLOB) WHERE kind = 'sent_home'"
    )

    rebuild(office.store)

    assert dump_views(office.connection) == held


def test_only_one_process_holds_a_folder(office: TestOffice) -> None:
    with pytest.raises(EktpError) as told, Desk(office.folders):
        pytest.fail("a second desk opened the same folder")
    assert told.value.code == "desk.in_use"


def test_a_newer_store_is_refused(office: TestOffice) -> None:
    office.connection.execute("PRAGMA user_version = 99")

    with pytest.raises(EktpError) as told:
        office.sign_in_again()
    assert told.value.code == "store.newer"


def test_a_wrong_passphrase_opens_nothing(office: TestOffice) -> None:
    office.desk.sign_out()

    with pytest.raises(EktpError) as told:
        office.desk.sign_in(office.user, WORDS + " salah")
    assert told.value.code == "signin.wrong"


def test_every_write_is_flushed_to_the_disk(office: TestOffice) -> None:
    assert office.connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert office.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_note_that_nobody_misses_waits_for_no_disk_and_no_other_write_is_like_it(
    office: TestOffice,
) -> None:
    def flushes() -> tuple[int]:
        found: tuple[int] = office.connection.execute("PRAGMA synchronous").fetchone()
        return found

    with office.store.unflushed():
        assert flushes() == (1,)
    assert flushes() == (2,)
    with pytest.raises(ZeroDivisionError), office.store.unflushed():
        raise ZeroDivisionError
    assert flushes() == (2,)
    with office.store.together(), office.store.unflushed():
        assert flushes() == (2,)


def test_a_power_cut_after_such_a_note_costs_that_note_alone(office: TestOffice, visit: str) -> None:
    log, copy = office.folders.data / f"{STORE}-wal", office.folders.data.with_name("cut")
    count_sent_home(office.session, visit)
    head, before = office.store.head, log.read_bytes()
    with office.store.unflushed():
        office.store.runs.note_carried("card", ("4CQ7AB2X", 1, 1), ["file"])
    shutil.copytree(office.folders.data, copy)
    office.desk.sign_out()
    held = bytearray((copy / log.name).read_bytes())
    begun = next(at for at, byte in enumerate(held) if before[at : at + 1] != bytes([byte]))
    held[begun + 1000 :] = bytes(len(held) - begun - 1000)
    shutil.copy(copy / STORE, office.folders.data)
    log.write_bytes(held)

    office.sign_in_again()

    assert office.store.head == head
    assert not office.store.runs.is_carried("card", "file")


def test_pages_that_were_decrypted_once_stay_for_a_while(office: TestOffice) -> None:
    (kibibytes,) = office.connection.execute("PRAGMA cache_size").fetchone()
    assert -64 * 1024 <= kibibytes <= -16 * 1024


def test_a_lost_page_of_the_log_that_a_kill_leaves_is_told(office: TestOffice, visit: str) -> None:
    """SQLite drops a damaged tail of its log silently; the anchor does not."""
    count_sent_home(office.session, visit)
    copy = office.folders.data.with_name("killed")
    shutil.copytree(office.folders.data, copy)  # as a kill leaves it: with the log beside the store
    office.desk.sign_out()
    for name in (STORE, f"{STORE}-wal"):
        shutil.copy(copy / name, office.folders.data / name)
    log = office.folders.data / f"{STORE}-wal"
    held = bytearray(log.read_bytes())
    held[-2000:-1000] = bytes(1000)
    log.write_bytes(held)

    with pytest.raises(StoreDamaged) as told:
        office.desk.sign_in(office.user, WORDS)
    assert told.value.code == "store.part_salvaged"
