"""The card that mirrors a laptop, as who works there meets it: a mark in the strip, and never a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.cli.rehearsal.serving import record
from ektp_desk.gui.kit import Marked
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.shell.mirroring import Mirroring
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.queue.commands import give_numbers, put_back, serve
from ektp_desk.usecases.queue.queries import held_of, waiting_tickets
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from tests.gui.desks import DeskPage, open_desk
from tests.gui.today.page import TodayPage
from tests.gui.worlds import open_world

pytestmark = pytest.mark.gui


class Seconds:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class CardPage:
    """The window with a card: what the strip says of it, and what lies on it."""

    def __init__(self, page: DeskPage, card: Path) -> None:
        self.page, self.card, self.seconds = page, card, Seconds()
        workplace = page.window.workplace
        assert workplace is not None
        mirroring = page.window.mirroring
        assert mirroring is not None
        self.work, self.mirroring = workplace.work, mirroring
        self.mirroring._seconds = self.seconds

    def packs(self) -> int:
        return len(list(self.card.rglob("*.PCK")))

    def strip(self) -> str:
        """What a visible mark of the strip says of the card."""
        found = [part for part in self.page.shown() if part.objectName() == "card_state"]
        return found[0].words.text() if found and isinstance(found[0], Marked) else ""

    def visit(self) -> str:
        assert self.work.visit is not None
        return self.work.visit.id

    def give(self) -> None:
        """Give a number, as the window does."""
        visit = self.visit()
        self.work.do(lambda session: give_numbers(session, visit, letter="A"))
        self.page.settle()

    def wait(self, seconds: float) -> None:
        """Let time pass, and the window's clock look."""
        self.seconds.now += seconds
        self.mirroring.look()
        self.page.settle()


def test_a_card_that_was_chosen_is_kept_up_to_date_and_told_of_in_the_strip(
    qapp: QApplication, qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    card = tmp_path / "SD"
    card.mkdir()
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        seen = CardPage(page, card)
        assert seen.strip() == ""
        page.window.workplace.go(Go("admin", section="card"))  # type: ignore[union-attr]  # signed in
        page.settle()
        assert "hanya satu salinan" in page.labels()["mirror_sentence"]
        page.press("K").type(str(card)).press("Return")
        assert seen.strip().startswith("SD ")
        assert page.labels()["mirror_sentence"].startswith("semua sampai saat itu")
        first = seen.packs()
        assert first > 0

        seen.give()
        seen.wait(299)
        assert seen.packs() == first, "a number waits for five minutes"
        seen.wait(1)
        assert seen.packs() == first + 1

        ticket = page.tell(lambda session: _at_the_desk(session, seen.visit()))
        seen.work.do(lambda session: record(session, ticket))
        page.settle()
        assert seen.packs() == first + 2, "who was recorded is on the card before the next one sits down"

        card.rename(tmp_path / "pulled")
        seen.give()
        seen.wait(300)
        assert seen.strip() == "SD tidak terpasang"
        page.press("F1")
        assert any(line.startswith("SD tidak terpasang. Aman di laptop.") for line in concerns(page))
        page.press("1")
        assert "Pasang kembali" in page.words()
        seen.give()
        (tmp_path / "pulled").rename(card)
        seen.wait(0)
        assert seen.strip().startswith("SD ")
        assert seen.packs() == first + 3, "both at once, by itself"


def _at_the_desk(session: Session, visit: str) -> str:
    """Somebody who is known and sits at desk A."""
    if held := held_of(waiting_tickets(session, visit), "A"):
        put_back(session, held.id, desk="A")
    (ticket,) = give_numbers(session, visit, letter="A")
    serve(session, ticket, desk="A")
    identify_walk_in(session, ticket, WalkIn("Yuliana Contoh", "P", birth="1990-01-02"))
    return ticket


def concerns(page: DeskPage) -> list[str]:
    """The lines under "Perlu perhatian", as they are heard."""
    found = [part for part in page.shown() if part.objectName().startswith("concern_")]
    return [part.accessibleName() for part in found]


def test_a_field_laptop_without_a_card_says_that_all_of_it_is_there_once(
    qapp: QApplication, qtbot: QtBot, folders: Folders
) -> None:
    with open_world(qtbot, folders, sample=True) as world:
        assert all("satu salinan" not in line for line in TodayPage(world).concerns())
        world.work.session = replace(world.work.session, at_office=False)
        page = TodayPage(world)
        assert page.concerns()[-1].startswith("Hanya satu salinan. Pilih kartu yang ikut menyalin.")
        world.work.take_mirror(MirrorNews(Path("/SD")))
        assert all("satu salinan" not in line for line in page.concerns())


def test_nobody_waits_for_a_card_that_none_chose(qtbot: QtBot, folders: Folders) -> None:
    """No second copy is begun, and no card is looked for."""
    with open_world(qtbot, folders) as world:
        shell, asked = Shell(), list[object]()
        qtbot.addWidget(shell)
        mirroring = Mirroring(world.work, shell)
        world.work.carry = asked.append  # type: ignore[method-assign,assignment]  # as a test's own ear
        mirroring.begin()
        world.settle()
        mirroring.look()
        assert asked == []
