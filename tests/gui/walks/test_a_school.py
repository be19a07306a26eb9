"""A school's morning by keys alone: its Dapodik list, the plan, the pupils, the report by rombel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdf
import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit import ListTable
from ektp_desk.settings import Folders
from tests.gui.desks import open_desk
from tests.gui.walks.hand import saved
from tests.gui.walks.keys import Keystrokes
from tests.gui.walks.walk import Walk
from tests.sheets.layouts import DAPODIK_ABOVE, DAPODIK_BENEATH, pupil, sex
from tests.sheets.making import make_xlsx, nik

pytestmark = [pytest.mark.gui, pytest.mark.journey]
PUPILS = {
    "XII IPA 1": (date(2001, 9, 1), date(2002, 4, 10)),
    "XI IPS 1": (date(2002, 1, 20), date(2004, 6, 1)),  # the last is 14
}
BORN = [born for each in PUPILS.values() for born in each]


def test_from_the_schools_list_to_its_report(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        walk = Walk(page)
        page.sign_in()
        load_the_list(walk, tmp_path)
        plan_and_open(walk)
        serve_the_pupils(walk)
        close(walk)
        report(walk, tmp_path)


def load_the_list(walk: Walk, folder: Path) -> None:
    """The school's workbook as Dapodik gives it: two header rows, and more than anybody asked for."""
    rombels = [rombel for rombel, born in PUPILS.items() for _each in born]
    rows = [
        pupil(n, **{"Tanggal Lahir": f"{born}", "NIK": nik_of(n), "Rombel Saat Ini": rombel})
        for n, (rombel, born) in enumerate(zip(rombels, BORN, strict=True), 1)
    ]
    path = make_xlsx(folder / "murid.xlsx", {"A": [DAPODIK_ABOVE, DAPODIK_BENEATH, *rows]})
    walk.press("F10", "I", "4").type(str(path)).press("Enter")
    assert walk.reads("accepted") == "4"
    walk.press("Enter")
    assert walk.toast() == "4 baris dimuat"


def plan_and_open(walk: Walk) -> None:
    """Kind, place, hours, team and polling day in one form; the school's own list is ticked already."""
    walk.press("N", "Alt+2").type("SMA Contoh").press("Enter", "Enter")
    walk.fill("7.30", "12.00", "Maria T., Noh Contoh", "17-4-2019")
    assert (walk.reads("plan_count"), walk.reads("plan_targets")) == ("4", "sasaran dari 1 daftar")
    walk.press("Ctrl+Enter")
    visit = walk.visit()
    assert (visit.kind, visit.place, visit.team_names) == (
        "sekolah",
        "SMA Contoh",
        ("Maria T.", "Noh Contoh"),
    )
    assert (visit.opening_hour, visit.closing_hour) == ("07.30", "12.00")
    walk.press("Enter")
    assert walk.at() == ("queue", "queue_search")


def serve_the_pupils(walk: Walk) -> None:
    """Three are recorded, one of them 14 by a supervisor's word; one who is no pupil is put aside."""
    walk.press("Ctrl+Ins").type("4").press("Enter", "Enter", "Enter")
    with Keystrokes() as hand:
        for at in (1, 3):
            with hand.reading():
                walk.type(nik_of(at))
            walk.press("Enter", "=", "=", "Ctrl+Enter", "Enter")
    assert (len(hand.names), hand.acts) == (2 * 5, 2)  # a pupil, from the search to the next one's
    walk.type(nik_of(4)).press("Enter", "=", "=", "Ctrl+Enter")
    assert walk.at() == ("recording", "passing_reason")
    walk.type("akta: lahir 2002")
    walk.press("Tab").type(walk.page.passphrase).press("Enter")
    assert set(walk.ended().values()) == {Outcome.RECORDED}
    assert (walk.at(), walk.called()) == (("recording", "serve"), "A004")
    with Keystrokes() as hand:
        walk.press("Enter", "Ctrl+N")
        with hand.reading():
            walk.type("Melki Contoh")
        walk.press("Tab", "L", "Enter")
    assert (len(hand.names), hand.acts) == (5, 1)  # who is no pupil, until they are told apart
    assert walk.reads("person_caution").startswith("Bukan sasaran: tidak ada di daftar kunjungan ini.")
    assert [under for _who, under in day(walk, "day_next")] == ["di meja ini · bukan sasaran · sejak 07.30"]
    assert not any("bukan sasaran" in under for _who, under in day(walk, "day_ended"))
    walk.press("F8")


def day(walk: Walk, name: str) -> list[tuple[str, str]]:
    """The rows of the recording's list of the day, both lines of each."""
    table = walk.page.window.findChild(ListTable, name)
    assert isinstance(table, ListTable)
    cells = (table.rows.cell(at, 0) for at in range(table.rows.rowCount()))
    return [(cell.text, cell.under) for cell in cells]


def close(walk: Walk) -> None:
    """One number is unclear; the passed under-16 is read before the day is signed."""
    walk.press("F1", "H", "Enter", "P", "Enter")
    walk.type(walk.page.passphrase).press("Enter")
    assert walk.at() == ("closing", "exceptions")
    walk.press("T", "Ctrl+Enter")
    assert walk.visit().state is VisitState.CLOSED


def report(walk: Walk, home: Path) -> None:
    """By rombel; who passed under 16 is none of the 16 and older."""
    walk.press("Enter", "/").type("sekolah per").press("Enter")
    assert (walk.reads("served"), walk.reads("of_whom")) == ("2", "direkam, dari 3 berumur 16+")
    walk.press("Ctrl+S", "Enter")
    text = pypdf.PdfReader(saved(home, "laporan-sekolah")).pages[0].extract_text()
    assert "XII IPA 1\n2\n2\n1\n–\n2\n1" in text
    assert "XI IPS 1\n2\n1\n2\n–\n1" in text


def nik_of(at: int) -> str:
    """The NIK of a pupil, counted from 1."""
    return nik(at, BORN[at - 1], sex(at))
