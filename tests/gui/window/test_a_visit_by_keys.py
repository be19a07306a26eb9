"""A whole visit on the real window, by key events alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import OPEN_STATES, Outcome
from ektp_desk.domain.visits import VisitState
from ektp_desk.settings import Folders
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import equation, progress, visits
from tests.gui.desks import DeskPage, open_desk
from tests.journal.acting import tickets_of

pytestmark = [pytest.mark.gui, pytest.mark.journey]
LIST = (
    "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;KETERANGAN\n"
    '="5302325203929001";ORPA CONTOH;PEREMPUAN;SOE;12-03-1992;32;2003;BLM_RKM_KTP\n'
    '="5302320101909002";DAUD CONTOH;LAKI-LAKI;SOE;01-01-1990;32;2003;BLM_RKM_KTP\n'
)


def the_visit(page: DeskPage) -> Visit:
    return page.tell(visits)[0]


def ended(page: DeskPage) -> dict[str, Outcome | None]:
    visit = the_visit(page).id
    rows = page.tell(lambda session: tickets_of(session, visit))
    return {row.number: row.outcome for row in rows if row.state not in OPEN_STATES}


def test_from_the_list_file_to_the_signature(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(LIST, encoding="utf-8")
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in()
        page.press("F10", "I", "1").type(str(path)).press("Return")  # understood
        page.press("Return")  # loaded
        page.press("Return", "Return", "Ctrl+Return")  # planned: the list names one desa, today is the day
        assert page.tell(progress)[the_visit(page).id].targets == 2
        page.press("Return")  # opened with desk A
        assert the_visit(page).state is VisitState.OPEN

        assert page.place == "queue"
        page.press("Ctrl+Ins").type("4").press("Return")
        page.press("Return", "Return")  # call, serve A001
        page.type("orpa").press("Return", "=", "=", "Ctrl+Return")
        assert ended(page) == {"A001": Outcome.RECORDED}

        page.press("Return").type("5302320101909002").press("Return")  # A002 was called: serve, find by NIK
        page.press("1", "2", "3", "4", "5", "F9")
        assert ended(page)["A002"] is Outcome.RECORDED

        assert page.place == "queue"
        page.press("Return", "F8")  # A003 does not come
        page.press("Return", "Return", "Ctrl+N").type("Melki Contoh").press("Tab", "L", "Ctrl+Return")
        page.press("=", "F9")  # A004, a walk-in
        assert ended(page)["A004"] is Outcome.RECORDED

        page.press("Alt++", "Alt+=")  # two sent home
        page.press("F1", "H")
        close(page)
        assert the_visit(page).state is VisitState.CLOSED
        counted = page.tell(lambda session: equation(session, the_visit_id(session)))
        assert (counted.arrived, counted.served, counted.left, counted.unclear) == (6, 3, 1, 0)


def the_visit_id(session: Session) -> str:
    return visits(session)[0].id


def close(page: DeskPage) -> None:
    """End what is unclear where the closing shows it (P: left), then sign."""
    page.press("S", "P", "Return")
    page.type(page.passphrase).press("Ctrl+Return")
