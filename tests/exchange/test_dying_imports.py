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

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.proof.verify import verify_lists
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
