"""What somebody wrote after an ADB had ended them comes from another laptop: kept, held, and ruled about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import BodyErased, HoldRuled
from ektp_desk.domain.journal.erasing import erasure_of
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.roles import Role
from ektp_desk.domain.tickets import Outcome
from ektp_desk.seal.sign import are_signed
from ektp_desk.settings import Folders
from ektp_desk.store.holding import fold_again
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_views
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.commands import add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.admin.queries import compare_views
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.session import Session
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.offices import CHEAP, WORDS, TestOffice, office_in
from tests.store.several.laptops import events_in


@dataclass
class Away:
    """Two laptops of one office: the ADB's, and one on which Adi goes on without hearing of them."""

    office: TestOffice
    visit: str
    adi: str
    desk: Desk
    session: Session

    @property
    def connection(self) -> Any:
        return self.office.connection

    def written(self) -> list[Arrived]:
        """What the other laptop's journal holds."""
        own = self.desk.held_store().head.journal
        return [one for one in events_in(self.desk.held_store()) if (one.device, one.incarnation) == own]

    def arrive(self) -> None:
        """Bring it to the office."""
        self.office.store.receive(self.written())

    def numbers(self) -> int:
        """How many numbers the office's views know."""
        (found,) = self.connection.execute("SELECT count(*) FROM tickets").fetchone()
        return int(found)

    def held(self) -> list[tuple[int, str]]:
        rows = self.connection.execute("SELECT seq, why FROM held ORDER BY seq").fetchall()
        return [(seq, why) for seq, why in rows]

    def rule(self, *, counts: bool, first: int = 1, last: int = 99) -> None:
        device, incarnation = self.desk.held_store().head.journal
        said = HoldRuled(device, incarnation, first, last, counts=counts)
        self.office.session.write(NewEvent(Entity.USER, self.adi, said))


@contextmanager
def third_laptop(away: Away, place: Path) -> Iterator[Desk]:
    """One more copy of the office's folder as it is now; nobody is signed in."""
    there = Folders(place / "data", place / "state")
    away.office.desk.sign_out()
    shutil.copytree(away.office.folders.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    there.state.mkdir(parents=True)
    away.office.sign_in_again()
    with Desk(there, clock=away.office.clock, cost=CHEAP) as desk:
        yield desk


@pytest.fixture
def away(folders: Folders, tmp_path: Path) -> Iterator[Away]:
    there = Folders(tmp_path / "there" / "data", tmp_path / "there" / "state")
    with office_in(folders) as office:
        visit = office.open_visit()
        adi = add_user(office.session, "Adi Contoh", [Role.OPERATOR])
        office.desk.sign_out()
        shutil.copytree(folders.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
        there.state.mkdir(parents=True)
        office.sign_in_again()
        with Desk(there, clock=office.clock, cost=CHEAP) as desk:
            yield Away(office, visit, adi.id, desk, desk.sign_in(adi.id, adi.passphrase))


def named_if_it_counted(away: Away) -> list[tuple[int, str]]:
    """What verify says of the events that are held, were they not."""
    away.connection.execute("SAVEPOINT let_go")
    away.connection.execute("DELETE FROM held")
    found = [(one.seq, one.code) for one in signature_faults(away.connection, are_signed)]
    away.connection.execute("ROLLBACK TO let_go")
    away.connection.execute("RELEASE let_go")
    return found


def nothing_is_wrong(away: Away) -> None:
    """Nobody names a fault, and what is made anew is what stands."""
    connection = away.connection
    assert [*verify_chain(connection), *signature_faults(connection, are_signed)] == []
    assert list(verify_views(connection)) == []
    assert compare_views(away.office.session).differing == 0
    before = dump_views(connection), away.held()
    rebuild(away.office.store)
    assert (dump_views(connection), away.held()) == before


@pytest.mark.parametrize("first", ["the end", "the events"])
@pytest.mark.parametrize("how", ["removed", "key ended", "role taken"])
def test_what_comes_after_an_end_is_kept_and_folded_nowhere(away: Away, how: str, first: str) -> None:
    """Whichever comes first; the laptop's journal begins all the same, so that it has a name."""
    give_numbers(away.session, away.visit, letter="A", count=3)
    if first == "the events":
        away.arrive()
        assert away.numbers() == 3
    session = away.office.session
    if how == "removed":
        remove_user(session, away.adi)
    elif how == "key ended":
        reset_passphrase(session, away.adi)
    else:
        change_user(session, away.adi, roles=[Role.HEAD])
    if first == "the events":  # which the office had heard of when it said so: they count
        assert (away.numbers(), away.held()) == (3, [])
        give_numbers(away.session, away.visit, letter="A", count=2)
    away.arrive()

    code = "event.after_end" if how == "key ended" else "event.beyond_role"
    held = [(seq, code) for seq in ((2, 3, 4) if first == "the end" else (5, 6))]
    assert away.held() == held == named_if_it_counted(away)
    assert away.numbers() == 5 - len(held) if first == "the events" else away.numbers() == 0
    assert len(events_in(away.office.store)) == len(away.written()) + away.office.store.head.seq
    nothing_is_wrong(away)


def test_an_end_that_arrives_later_holds_what_was_folded(away: Away, tmp_path: Path) -> None:
    """Another ADB's laptop had not heard of what the office has taken in meanwhile."""
    with third_laptop(away, tmp_path / "third") as third:
        give_numbers(away.session, away.visit, letter="A", count=3)
        away.arrive()
        assert away.numbers() == 3

        remove_user(third.sign_in(away.office.user, WORDS), away.adi)
        away.office.store.receive(events_in(third.held_store()))

        assert (away.numbers(), len(away.held())) == (0, 3)
        nothing_is_wrong(away)


def test_whose_key_is_heard_of_later_counts_from_then_on(away: Away, tmp_path: Path) -> None:
    """What they did comes to the office before the word that let them in."""
    with third_laptop(away, tmp_path / "third") as third:
        made = add_user(third.sign_in(away.office.user, WORDS), "Noh Contoh", [Role.QUEUE])
        let_in = third.held_store().head
        third.sign_out()
        third.folders.anchor(third.slots.install).unlink()  # so that Noh's journal is another one
        give_numbers(third.sign_in(made.id, made.passphrase), away.visit, letter="A", count=2)
        written = events_in(third.held_store())
        of_noh = [one for one in written if one.incarnation == third.held_store().head.incarnation]
        before = [one for one in written if one.incarnation == let_in.incarnation]

        away.office.store.receive(of_noh)
        assert (away.numbers(), {why for _seq, why in away.held()}) == (0, {"event.unheard"})

        away.office.store.receive(before)
        assert (away.numbers(), away.held()) == (2, [])
        nothing_is_wrong(away)


def test_an_adb_lets_it_count_and_takes_that_back(away: Away) -> None:
    give_numbers(away.session, away.visit, letter="A", count=3)
    remove_user(away.office.session, away.adi)
    away.arrive()

    away.rule(counts=True, first=2, last=3)
    held = [(4, "event.beyond_role")]
    assert (away.numbers(), away.held()) == (2, held)
    assert named_if_it_counted(away) == held
    nothing_is_wrong(away)

    away.rule(counts=False)
    assert (away.numbers(), len(away.held())) == (0, 3)
    away.rule(counts=True)
    assert (away.numbers(), away.held()) == (3, [])
    nothing_is_wrong(away)


def test_a_held_erasure_erases_nothing(away: Away) -> None:
    """Whoever is no ADB may say so on their own laptop, whose program was changed."""
    (ticket,) = give_numbers(away.office.session, away.visit, letter="A", count=1)
    end_ticket(away.office.session, ticket, Outcome.LEFT, text="sakit")
    before = events_in(away.office.store)
    away.desk.held_store().receive(before)
    said = erasure_of(away.session.store.events(Entity.TICKET, ticket), "request", "surat")
    assert isinstance(said, BodyErased)
    away.desk.held_store().write([NewEvent(Entity.TICKET, ticket, said)], at=away.office.clock())

    away.arrive()

    assert away.held()[-1][1] == "event.beyond_role"
    assert events_in(away.office.store)[: len(before)] == before
    assert away.numbers() == 1


def test_a_row_that_holds_an_honest_event_or_lets_go_of_another_is_named(away: Away) -> None:
    """With the store's key in hand, and the views made to fit."""
    give_numbers(away.session, away.visit, letter="A", count=3)
    remove_user(away.office.session, away.adi)
    away.arrive()
    connection = away.connection
    (journal,) = connection.execute("SELECT max(journal) FROM held").fetchone()
    for change, codes in (
        ("DELETE FROM held", {"event.beyond_role"}),
        (f"INSERT INTO held SELECT {journal}, seq, 'x' FROM events WHERE journal = {journal} AND seq = 1",
         {"event.held_wrongly"}),
    ):  # fmt: skip
        connection.execute("SAVEPOINT changed")
        connection.execute(change)
        touched = connection.execute("SELECT DISTINCT entity, entity_id FROM events").fetchall()
        fold_again(connection, touched)
        assert list(verify_views(connection)) == []
        assert {one.code for one in signature_faults(connection, are_signed)} == codes
        assert compare_views(away.office.session).differing > 0
        connection.execute("ROLLBACK TO changed")
        connection.execute("RELEASE changed")


def test_an_honest_act_like_others_is_not_held_unnoticed(away: Away) -> None:
    give_numbers(away.office.session, away.visit, letter="A", count=3)
    last = away.office.store.head.seq
    away.connection.execute("INSERT INTO held VALUES (1, ?, 'event.after_end')", (last - 1,))

    assert [(one.seq, one.code) for one in signature_faults(away.connection, are_signed)] == [
        (last - 1, "event.held_wrongly")
    ]
    assert compare_views(away.office.session).differing > 0


def test_a_held_photo_is_not_swept(away: Away) -> None:
    """It came along, and an ADB may still let it count."""
    capture_here(away.office.session)
    away.desk.held_store().receive(events_in(away.office.store))
    recording = at_the_desk(away.session, away.visit)
    capture_photo(away.session, recording, seen())
    (photo,) = away.desk.folders.objects.iterdir()
    remove_user(away.office.session, away.adi)
    away.arrive()
    kept = away.office.folders.objects / photo.name
    kept.parent.mkdir(exist_ok=True)
    shutil.copyfile(photo, kept)

    away.office.clock.wait(timedelta(hours=30).total_seconds())
    away.office.sign_in_again()
    assert kept.exists()

    away.rule(counts=True)
    assert [file for file, _size in away.office.store.files.named_here()] == [photo.stem]
    nothing_is_wrong(away)
