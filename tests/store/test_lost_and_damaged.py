"""A disk that lies: whatever byte it changes, nothing acknowledged is lost without a word."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.head import Head
from ektp_desk.domain.journal.labels import letters_after
from ektp_desk.domain.tickets import Outcome
from ektp_desk.seal.slots.content import Unlocked
from ektp_desk.store.log import LOG
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations, verify_lists, verify_pages
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, skip
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import day_is_confirmed
from tests.offices import WORDS, TestOffice, unmarked

FLIPS = 60  # for each file


class Killed:
    """An office whose journal goes on as `01/b`, as a kill leaves it: the log beside the store."""

    def __init__(self, office: TestOffice, kept: Path) -> None:
        self._office, self._kept = office, kept
        office.desk.sign_out()
        office.anchor.unlink()
        office.session = office.desk.sign_in(office.user, WORDS)
        visit = office.open_visit()
        give_numbers(office.session, visit, letter="A", count=3)
        office.record_one(visit)
        self.head: Head = office.store.head
        shutil.copytree(office.folders.data, kept)
        self._anchor = office.anchor.read_bytes()
        office.desk.__exit__(None, None, None)

    def bytes_of(self, name: str) -> int:
        return (self._kept / name).stat().st_size

    def told_after(self, name: str, place: int, bit: int) -> str:
        """Flip one bit, open, and verify: give what is told, or "whole" when all is there."""
        folders = self._office.folders
        shutil.rmtree(folders.data)
        shutil.copytree(self._kept, folders.data)
        self._office.anchor.write_bytes(self._anchor)
        content = bytearray((self._kept / name).read_bytes())
        content[place] ^= bit
        (folders.data / name).write_bytes(content)
        try:
            with Desk(folders, clock=self._office.clock) as desk:
                desk.sign_in(self._office.user, WORDS)
                assert desk.store is not None
                if found := verify_pages(desk.store.connection) or [*verify_chain(desk.store.connection)]:
                    return found[0].code
                return "whole" if desk.store.head == self.head else "lost in silence"
        except EktpError as error:
            return error.code


@pytest.mark.parametrize("name", [LOG, STORE])
def test_every_flipped_bit_is_told_or_harmless(
    office: TestOffice, tmp_path: Path, name: str, chance: Random
) -> None:
    killed = Killed(office, tmp_path / "kept")
    places = [chance.randrange(killed.bytes_of(name)) for _ in range(FLIPS)] + [0, 25]

    told = Counter(killed.told_after(name, place, 1 << chance.randrange(8)) for place in places)

    damaged = {"store.behind_anchor", "store.damaged", "store.page_damaged"}
    assert set(told) <= ({"whole"} if name == LOG else {"whole"} | damaged), told


def test_an_older_copy_from_before_a_new_journal_began_does_not_open(office: TestOffice) -> None:
    visit = office.open_visit()
    office.desk.sign_out()
    old = office.folders.data.with_name("old")
    shutil.copytree(office.folders.data, old)
    office.anchor.unlink()
    office.sign_in_again()  # goes on as 01/b
    count_sent_home(office.session, visit)
    acknowledged = office.store.head.seq
    office.desk.sign_out()
    shutil.copy(old / STORE, office.folders.data / STORE)

    with pytest.raises(StoreDamaged) as told:
        office.desk.sign_in(office.user, WORDS)
    assert told.value.code == "store.behind_anchor"
    assert told.value.facts == {"first": 1, "last": acknowledged}


def test_an_older_anchor_of_a_former_journal_only_begins_a_new_one(office: TestOffice) -> None:
    visit = office.open_visit()
    former = office.anchor.read_bytes()
    office.anchor.unlink()
    office.sign_in_again()
    count_sent_home(office.session, visit)
    office.anchor.write_bytes(former)

    session = office.sign_in_again()

    assert [unmarked(head.split()[0]) for head in session.store.heads()] == ["01/c", "01/a", "01/b"]


def test_a_former_journal_cut_at_its_tail_is_named(office: TestOffice) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    last = office.store.head.seq
    office.anchor.unlink()
    office.sign_in_again()
    assert list(verify_incarnations(office.connection)) == []

    office.connection.execute("DELETE FROM events WHERE kind = 'sent_home'")

    assert list(verify_chain(office.connection)) == []
    (found,) = verify_incarnations(office.connection)
    assert (found.code, found.journal, found.seq) == ("event.missing", "01/a", last)


def test_a_former_journal_that_was_removed_whole_is_named(office: TestOffice) -> None:
    former = office.store.head.incarnation
    office.anchor.unlink()
    office.sign_in_again()

    office.connection.execute("DELETE FROM events WHERE seq > 0 AND journal = 1")
    office.connection.execute("DELETE FROM journals WHERE incarnation = ?", (former,))

    (found,) = verify_incarnations(office.connection)
    assert (found.code, found.seq) == ("event.missing", 1)


@pytest.mark.parametrize("left", [None, b""])
def test_no_new_store_is_made_where_one_was_lost(office: TestOffice, left: bytes | None) -> None:
    office.desk.sign_out()
    path = office.folders.data / STORE
    path.unlink()
    if left is not None:
        path.write_bytes(left)  # what a power cut leaves of a file on some disks

    with pytest.raises(StoreDamaged):
        office.desk.sign_in(office.user, WORDS)
    assert (path.read_bytes() if path.exists() else None) == left


@pytest.mark.parametrize("lost", ["facts", "users", "offices"])
def test_a_store_without_what_a_session_needs_is_told_and_its_rows_can_be_made_again(
    office: TestOffice, lost: str
) -> None:
    office.connection.execute(f"DELETE FROM {lost}")
    office.desk.sign_out()
    keys: Unlocked = office.desk.unlock(office.user, WORDS)

    with pytest.raises(StoreDamaged):
        office.desk.open(office.user, keys)
    if lost != "facts":
        rebuild(office.desk.open_store(office.user, keys))
        assert office.desk.open(office.user, keys).user.id == office.user


@pytest.mark.parametrize(
    "change",
    [
        "facts SET value = x'ff' WHERE name = 'device'",
        "offices SET founder = 'x' || founder",
        "offices SET sample = 7",
    ],
)
def test_a_cell_that_nobody_wrote_is_told_as_damage(office: TestOffice, change: str) -> None:
    office.connection.execute(f"UPDATE {change}")
    office.desk.sign_out()

    with pytest.raises(StoreDamaged):
        office.desk.sign_in(office.user, WORDS)


def test_a_key_of_no_list_is_named(office: TestOffice) -> None:
    office.connection.execute("INSERT INTO row_keys (list, key) VALUES ('feedc0de', zeroblob(32))")

    assert [(one.code, one.table) for one in verify_lists(office.store)] == [("view.extra", "row_keys")]


def test_a_body_that_cannot_be_read_stops_a_rebuild_and_changes_nothing(office: TestOffice) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    office.connection.execute("UPDATE events SET body = x'7b' WHERE kind = 'sent_home'")

    with pytest.raises(StoreDamaged):
        rebuild(office.store)
    assert office.connection.execute("SELECT sent_home FROM visits").fetchone() == (1,)


def test_journals_are_counted_on_beyond_z() -> None:
    assert [letters_after(last) for last in ("a", "y", "z", "az", "zz")] == ["b", "z", "aa", "ba", "aaa"]


def test_a_folder_that_moved_often_still_opens(office: TestOffice) -> None:
    for _ in range(28):
        office.anchor.unlink()
        office.sign_in_again()

    labels = {unmarked(head.split()[0]) for head in office.store.heads()}
    assert len(labels) == 29
    assert {"01/z", "01/aa", "01/ac"} <= labels


def test_a_clock_that_jumps_back_stops_no_work_and_asks_for_the_day_anew(office: TestOffice) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    office.clock.wait(-400 * 86_400)

    count_sent_home(office.session, visit)

    assert list(verify_chain(office.connection)) == []
    held = office.connection.execute("SELECT sent_home FROM visits").fetchone()
    rebuild(office.store)
    assert office.connection.execute("SELECT sent_home FROM visits").fetchone() == held == (2,)
    assert not day_is_confirmed(office.session)


def test_a_clock_that_jumps_back_lets_nobody_overtake(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=2)
    office.clock.wait(-3 * 3600)  # a flat battery at noon
    give_numbers(office.session, visit, letter="A", count=1)
    assert [t.number for t in waiting_tickets(office.session, visit)] == ["A001", "A002", "A003"]

    called = []
    for _ in range(2):
        ticket = call_next(office.session, visit, desk="A")
        assert ticket is not None
        skip(office.session, ticket, desk="A")
        called.append(ticket)
        office.clock.wait(-60)
    while ticket := call_next(office.session, visit, desk="A"):
        end_ticket(office.session, ticket, Outcome.LEFT)
        called.append(ticket)

    assert [ticket[-4:] for ticket in called] == ["A001", "A002", "A003", "A001", "A002"]
