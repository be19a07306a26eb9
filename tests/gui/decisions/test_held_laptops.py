"""What came from laptops that were lost, or that used one kit: an ADB reads why, and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import PolicySet
from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.queue.commands import give_numbers
from tests.gui.decisions.other_laptop import take_in
from tests.gui.decisions.page import DecisionsPage
from tests.gui.decisions.test_held import came
from tests.gui.worlds import open_world_of
from tests.store.several.field import Field, field_in

pytestmark = pytest.mark.gui
Story = Callable[[Field], list[Arrived]]


def twice(field: Field) -> list[Arrived]:
    kit = field.laptops.kit()
    real, false = field.joined(kit), field.joined(kit)
    give_numbers(real.session, field.visit, letter="A", count=2)
    give_numbers(false.session, field.visit, letter="A", count=3)
    return [*real.written(), *false.written()]


def revoked(field: Field) -> list[Arrived]:
    laptop = field.joined()
    revoke_laptop(field.office.session, laptop.device, reason="hilang")
    give_numbers(laptop.session, field.visit, letter="A", count=4)
    return laptop.written()


def not_from_office(field: Field) -> list[Arrived]:
    laptop = field.adb_on()
    laptop.say(PolicySet(name="list_days", value="9"), Entity.OFFICE, field.office.session.office.id)
    return laptop.written()


@contextmanager
def page_after(story: Story, qtbot: QtBot, place: Path) -> Iterator[DecisionsPage]:
    here = Folders(place / "first" / "data", place / "first" / "state")
    with field_in(here, place) as field:
        arrived, user, clock = story(field), field.office.user, field.office.clock
    with open_world_of(qtbot, here, user, clock=clock) as world:
        world.tell(lambda session: take_in(session, arrived))
        page = DecisionsPage(world)
        page.come()
        yield page


def test_which_of_two_laptops_with_one_kit_is_real_is_asked_of_each(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    dress(qapp)
    with page_after(twice, qtbot, tmp_path) as page:
        assert page.text("question") == "Kit dipakai dua laptop: yang ini benar?"
        heard = " / ".join(page.versions())
        assert "3 catatan, 0 perekaman selesai" in heard
        assert "Adi Contoh" in heard
        assert (page.text("to_decide"), came(page)) == ("2", 0)

        page.press("1", "Return")

        assert came(page) == 2
        assert "Laptop ini yang benar" in page.settled()[0]
        assert page.settled_about()[0].startswith("kit 02 · diputuskan Maria T.")
        page.press("2", "Return")
        assert page.sees("nothing_to_decide")
        assert came(page) == 2


@pytest.mark.parametrize(
    ("story", "why", "what"),
    [
        (revoked, "Ditulis di laptop yang sudah dicabut.", "4 catatan, 0 perekaman selesai"),
        (
            not_from_office,
            "Hanya berlaku dari laptop kantor, tetapi ditulis di laptop lapangan.",
            "Aturan kantor",
        ),
    ],
    ids=["revoked", "not from the office"],
)
def test_an_adb_reads_which_laptop_it_comes_from_and_lets_it_count(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, story: Story, why: str, what: str
) -> None:
    dress(qapp)
    with page_after(story, qtbot, tmp_path) as page:
        about = page.text("question_about")
        assert why in about
        assert "laptop 02/a" in about
        assert any(what in one for one in page.versions())

        page.press("1", "Return")

        assert page.sees("nothing_to_decide")
