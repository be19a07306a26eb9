"""Kode: what a copied folder lost is asked of the paper that was printed last."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.paper_codes import codes
from tests.gui.admin.page import AdminPage
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def answer(page: DeskPage) -> str:
    labels = page.labels()
    return " ".join(labels.get(f"paper_answer_{part}", "") for part in ("what", "then", "code")).strip()


def test_the_offices_code_and_its_journals_are_shown_as_papers_have_them(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        AdminPage(page).come("6")
        found = page.tell(codes)

        assert len(found.office) == 29
        assert found.office in page.words()
        assert found.heads[0] in page.words()


def test_who_opens_a_copied_folder_is_led_to_the_paper(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        paper = page.sign_in().tell(codes).heads[0]
        page.press("F12")
        page.desk.folders.anchor(page.desk.slots.install).unlink()
        page.type(page.passphrase).press("Return")
        assert AdminPage(page).sees("refusal_go")

        page.press("Ctrl+K").type(paper.lower().replace("-", "")).press("Return")
        assert (
            answer(page)
            == f"Semua sampai peristiwa {paper.split()[1]} jurnal 01/a ada, dan sama dengan yang tercetak."
        )

        page.type(" x")
        assert answer(page) == ""


def test_what_the_paper_knows_and_the_laptop_does_not_is_told_in_any_look(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        label, seq, _dot, code = page.sign_in().tell(codes).heads[0].split()
        AdminPage(page).come("6")
        page.type(f"{label} {int(seq) + 10} {code}").press("Return")
        told = answer(page)
        assert told.startswith(
            f"Peristiwa {int(seq) + 1} sampai {int(seq) + 10} jurnal 01/a tidak ada di sini"
        )
        assert told.endswith("papercode.missing")

        page.press("F11")

        assert answer(page) == told
        page.press("Esc", "1")
        assert AdminPage(page).sees("users_page")
