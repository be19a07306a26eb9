"""A laptop breaks on a visit: a teammate takes in its card by one panel; the office too, and revokes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.gui.admin.broken import BrokenPanel
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from tests.exchange.carrying import card_of
from tests.gui.admin.page import AdminPage
from tests.gui.desks import DeskPage, open_window
from tests.offices import WORDS
from tests.store.several.field import field_in

pytestmark = [pytest.mark.gui, pytest.mark.journey]
LAPTOPS = "7"


def record_first_of_three(session: Session, visit: str, *, letter: str = "B") -> None:
    """Give the first three numbers of a letter; record the first, and call the second to the desk."""
    confirm_day(session)
    open_desk(session, visit, letter=letter)
    give_numbers(session, visit, letter=letter, count=3)
    for name in ("Yuliana Contoh", "Rahel Contoh"):
        ticket = call_next(session, visit, desk=letter)
        assert ticket is not None
        serve(session, ticket, desk=letter)
        if name == "Yuliana Contoh":
            identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-02"))
            recording = begin(session, ticket, desk=letter)
            set_all_complete(session, recording)
            finish(session, recording)


def serve_unseen(session: Session, visit: str) -> None:
    """Serve at desk C who holds B006, of which nobody here has heard."""
    confirm_day(session)
    open_desk(session, visit, letter="C")
    serve(session, f"{visit}:B006", desk="C")


def broken_panel(page: DeskPage) -> BrokenPanel:
    (panel,) = (part for part in page.shown() if isinstance(part, BrokenPanel))
    return panel


def lacks(page: DeskPage) -> list[str]:
    found = {part.objectName(): part.accessibleName() for part in page.shown()}
    return [found[name] for name in sorted(found) if name.startswith("broken_lacks_")]


def take_card(page: DeskPage, card: Path, number: str = "") -> None:
    page.press("Ctrl+L").type(str(card)).press("Tab", "Tab").type(number).press("Return")


def test_a_broken_laptop_is_taken_in_by_a_teammate_and_let_go_at_the_office(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with field_in(folders, tmp_path) as field:
        office, visit = field.office, field.visit
        dead, mate = field.by_kit(), field.by_kit(user=office.user, words=WORDS)
        card = card_of(field, tmp_path / "card")
        record_first_of_three(dead.session, visit)
        export(dead.desk, card)
        give_numbers(dead.session, visit, letter="B", count=2)  # lost with it
        serve_unseen(mate.session, visit)
        export(mate.desk, card)
        for desk in (mate.desk, office.desk):
            desk.sign_out()
            desk.let_go()

        with open_window(qtbot, mate.desk.folders, WORDS, clock=office.clock) as page:
            AdminPage(page.sign_in()).come(LAPTOPS)
            page.press("Ctrl+L", "Return")
            assert broken_panel(page).place.field.has_error()
            page.press("Escape")
            take_card(page, tmp_path / "card", "77")
            assert broken_panel(page).number.has_error()
            page.press("Ctrl+A", "Delete", "Return")

            assert page.labels()["broken_until"] == (
                "Sampai rekaman terakhir yang selesai: B001, 07.30. Rekaman selesai: 1."
            )
            assert lacks(page) == [
                "Belum selesai di mejanya: B002. Panggil lagi.",
                "Tidak tercatat: B004, B005. Cari kertasnya.",
                "Pembagiannya tidak tercatat: B006.",
            ]
            assert "Lanjutkan di laptop ini" in page.labels()["broken_next"]
            page.press("Return")
            assert "broken_until" not in page.labels()
            take_card(page, tmp_path / "card")
            assert lacks(page)[0].startswith("Tidak tercatat"), "any desk may call B002 now"

        with open_window(qtbot, folders, WORDS, clock=office.clock) as page:
            laptops = AdminPage(page.sign_in()).come(LAPTOPS)
            take_card(page, tmp_path / "card")
            assert broken_panel(page).number.has_error(), "two laptops wrote to this card"
            page.press("Escape", "Down")
            take_card(page, tmp_path / "card")
            assert page.labels()["broken_until"].startswith("Sampai rekaman terakhir yang selesai: B001")
            assert lacks(page)[0] == "Belum selesai di mejanya: B002. Panggil lagi."
            page.press("Ctrl+Del")
            assert laptops.sees("revoke")
            page.type("jatuh").press("Tab").type(WORDS).press("Return")
            assert "dicabut" in laptops.row("02")
