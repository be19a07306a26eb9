"""A desk that dies while it takes in a card: nothing is half there, and the next time finishes it."""

from __future__ import annotations

import io
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar, cast

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import listed
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.proof.elsewhere import lists_elsewhere
from ektp_desk.store.proof.verify import verify_chain, verify_lists, verify_views
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import find_carrier, mark_carrier
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.usecases.visits.commands import plan_visit
from ektp_desk.usecases.visits.letters.queries import letters_of
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.dying import Countdown, count_on_the_disk
from tests.exchange.carrying import bring, card_of
from tests.offices import CHEAP, DAY, VILLAGE, WORDS
from tests.people.lists_of_people import keep_list, row
from tests.store.several.field import field_in
from tests.store.several.kits import proven

OF_DEVICE = "SELECT count(*) FROM events e JOIN journals j ON j.no = e.journal WHERE j.device = ?"
MOST_POINTS = 200
T = TypeVar("T")


@pytest.mark.journey
def test_an_import_that_is_killed_anywhere_is_finished_the_next_time(
    folders: Folders, tmp_path: Path
) -> None:
    with field_in(folders, tmp_path) as field:
        capture_here(field.office.session)
        laptop = field.joined()
        give_numbers(laptop.session, field.visit, letter="A", count=2)
        capture_photo(laptop.session, at_the_desk(laptop.session, field.visit), seen())
        root, user, clock = office_root(field.office.connection).hex(), field.office.user, field.office.clock
        (tmp_path / "card").mkdir()
        export(laptop.desk, mark_carrier(tmp_path / "card", root))
        written = len(laptop.written())

    def take(place: Folders, kill_at: int = 0) -> tuple[int, int]:
        """How many events and pictures of the laptop are there, all proven; dies at a point, if any."""
        count = Countdown()
        if kill_at:
            count_on_the_disk(count)
        with Desk(place, clock=clock, cost=CHEAP, point=count) as desk:
            session = desk.sign_in(user, WORDS)
            count.left = kill_at
            import_packs(desk, session, find_carrier(tmp_path / "card", root))
            count.left = 0
            proven(desk.held_store())
            (events,) = desk.held_store().connection.execute(OF_DEVICE, (laptop.device,)).fetchone()
            return events, len(list((place.data / "objects").glob("*.age")))

    for kill_at in range(1, MOST_POINTS):
        place = Folders(tmp_path / str(kill_at) / "data", tmp_path / str(kill_at) / "state")
        shutil.copytree(folders.data, place.data)
        shutil.copytree(folders.state, place.state)
        lived = in_a_child(partial(take, place, kill_at))
        assert take(place) == (written, 1), kill_at
        if lived:
            break
    assert lived
    assert kill_at > 20


@pytest.mark.journey
def test_a_package_that_is_taken_in_by_a_laptop_that_dies_is_taken_whole_the_next_time(
    folders: Folders, tmp_path: Path, chance: Random
) -> None:
    """Events, another user's slot, a list's rows, and the visit's key."""
    with field_in(folders, tmp_path) as field:
        session, clock = field.office.session, field.office.clock
        list_id = keep_list(session, row(1, "p1", "Orpa Contoh"), row(2, "p2", "Rut Contoh"))
        visit = plan_visit(session, VILLAGE, day=DAY, lists=(list_id,))
        laptop, adi, words = field.by_kit(), field.adi, field.words
        export(laptop.desk, card_of(field, tmp_path / "joins"))
        bring(field, card_of(field, tmp_path / "joins"))
        bela = add_user(session, "Bela Contoh", [Role.OPERATOR])
        stick = card_of(field, tmp_path / "stick")
        give_package(field.office.desk, session, visit, stick, letters={"B": laptop.device})
        own, root = laptop.desk.folders, office_root(field.office.connection).hex()

    def take(place: Folders, kill_at: int = 0) -> tuple[object, ...]:
        count = Countdown()
        if kill_at:
            count_on_the_disk(count)
        with Desk(place, clock=clock, cost=CHEAP, point=count) as desk:
            session = desk.sign_in(adi, words)
            count.left = kill_at
            import_packs(desk, session, find_carrier(stick.place, root))
            count.left = 0
            store = desk.held_store()
            proven(store)
            names = store.connection.execute("SELECT name FROM register ORDER BY name").fetchall()
            slots = {slot.user.id for slot in desk.slots.users}
            files = len(list((place.data / "lists").glob("*")))
            return names, files, slots, letters_of(session, visit), verify_lists(store)

    whole: tuple[object, ...] = (
        [("Orpa Contoh",), ("Rut Contoh",)],
        1,
        {adi, bela.id, field.office.user},
        {"B": laptop.device},
        [],
    )
    kill_at, lived = chance.randrange(1, 4), False
    while not lived and kill_at < MOST_POINTS:
        place = Folders(tmp_path / str(kill_at) / "data", tmp_path / str(kill_at) / "state")
        shutil.copytree(own.data, place.data)
        shutil.copytree(own.state, place.state)
        lived = in_a_child(partial(take, place, kill_at))
        assert take(place) == whole, kill_at
        kill_at += 3
    assert lived
    assert kill_at > 20


class LaneThatDies:
    """A lane on which a list's rows are taken in, and which is killed after one of its acts."""

    def __init__(self, lane: ExchangeLane, count: Countdown) -> None:
        self._lane, self._count = lane, count
        self.desk, self.check = lane.desk, lane.check

    def act(self, act: Callable[[Store], T]) -> T:
        done = self._lane.act(act)
        self._count("act")
        return done


def take_rows_and_die(count: Countdown, lane: ExchangeLane, file: str, data: bytes) -> bool:
    return listed.take_rows(cast(ExchangeLane, LaneThatDies(lane, count)), file, data)


@pytest.mark.journey
def test_a_long_list_that_is_cut_between_its_acts_is_awaited_and_goes_on(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rows an act, and a kill after each: what was loaded stands, the rest comes, none of it twice."""
    people = [row(at, f"p{at}", f"Orang {at:02} Contoh") for at in range(1, 12)]
    monkeypatch.setattr(listed, "_AT_ONCE", 2)
    with field_in(folders, tmp_path) as field:
        session, clock = field.office.session, field.office.clock
        list_id = keep_list(session, *people)
        visit = plan_visit(session, VILLAGE, day=DAY, lists=(list_id,))
        laptop, adi, words = field.by_kit(), field.adi, field.words
        export(laptop.desk, card_of(field, tmp_path / "joins"))
        bring(field, card_of(field, tmp_path / "joins"))
        stick = card_of(field, tmp_path / "stick")
        given = give_package(field.office.desk, session, visit, stick, letters={})
        own, root = laptop.desk.folders, office_root(field.office.connection).hex()
    assert given.rows == len(people)

    def look(place: Folders, *, kill_at: int = 0, takes: bool = True) -> tuple[list[str], list[str]]:
        """Whom the register names, and which lists are awaited; all is proven."""
        with Desk(place, clock=clock, cost=CHEAP) as desk:
            session, count = desk.sign_in(adi, words), Countdown()
            if kill_at:
                count.left = kill_at
                dying = partial(take_rows_and_die, count)
                pytest.MonkeyPatch().setattr(
                    "ektp_desk.desk.exchange.incoming.take_rows", dying
                )  # in a child
            if takes:
                import_packs(desk, session, find_carrier(stick.place, root))
            store = desk.held_store()
            assert [
                *verify_chain(store.connection),
                *verify_views(store.connection),
                *verify_lists(store),
            ] == []
            if takes:
                proven(store)  # made anew, only what is whole would stand
            assert set(lists_elsewhere(store)) == set(store.awaited_rows()), "verify names what lacks"
            names = store.connection.execute("SELECT name FROM register ORDER BY name").fetchall()
            return [name for (name,) in names], store.awaited_rows()

    whole = [f"Orang {at:02} Contoh" for at in range(1, 12)]
    left = list[tuple[int, bool]]()  # rows loaded, and whether the list is told to be awaited
    for kill_at in range(1, MOST_POINTS):
        place = Folders(tmp_path / str(kill_at) / "data", tmp_path / str(kill_at) / "state")
        shutil.copytree(own.data, place.data)
        shutil.copytree(own.state, place.state)
        if in_a_child(partial(look, place, kill_at=kill_at)):
            break
        names, awaited = look(place, takes=False)
        left.append((len(names), awaited == [list_id]))
        assert names == whole[: len(names)]
        assert look(place) == (whole, []), kill_at
        assert len(list(place.lists.glob("*.rows"))) == 1
    # Before the package that tells of it came nobody awaits it; then the file, rows, what goes, and the end.
    told = [(rows, True) for rows in (0, 0, 2, 4, 6, 8, 10, 11, 11)]
    assert left == [(0, False), *told, (11, False)]


def in_a_child(act: Callable[[], object]) -> bool:
    """Whether it lived."""
    child = os.fork()
    if not child:
        try:
            sys.stdout = io.StringIO()
            act()
        except BaseException:  # told, and the child ends here all the same
            traceback.print_exc()
            os._exit(7)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "taking failed by itself"
    return os.WIFEXITED(status)


def test_a_disk_that_fills_is_told_and_the_rest_taken_when_there_is_room(
    folders: Folders, tmp_path: Path
) -> None:
    with field_in(folders, tmp_path) as field:
        laptop = field.joined()
        for _ in range(40):
            give_numbers(laptop.session, field.visit, letter="A", count=20)
            export(laptop.desk, card_of(field, tmp_path / "card"))
        connection = field.office.connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 60}")

        with pytest.raises(EktpError, match=r"^store\.disk_full$"):
            import_packs(field.office.desk, field.office.session, card_of(field, tmp_path / "card"))
        taken = field.numbers()
        proven(field.office.store)
        connection.execute("PRAGMA max_page_count = 1000000")
        import_packs(field.office.desk, field.office.session, card_of(field, tmp_path / "card"))

        assert 0 < taken < field.numbers() == 800
        proven(field.office.store)
