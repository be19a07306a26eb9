"""A whole day at a desa by keys alone: from the list file to the report, with all that comes between."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.recordings import Verdict
from ektp_desk.domain.tickets import Outcome
from ektp_desk.domain.visits import VisitState
from ektp_desk.settings import Folders
from ektp_desk.usecases.recording.queries import exceptions_of
from ektp_desk.usecases.visits.queries import equation
from tests.gui.desks import open_desk
from tests.gui.walks.hand import ORPA, open_desa, saved
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_from_the_list_file_to_the_saved_report(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        walk = Walk(page)
        open_desa(walk, tmp_path)
        give_numbers(walk)
        call_skip_and_come_back(walk)
        record_an_exception_and_a_walk_in(walk)
        end_undo_and_end_again(walk)
        go_round_the_homes(walk)
        share_the_laptop(walk)
        close_the_day(walk)
        report_the_day(walk, tmp_path)


def give_numbers(walk: Walk) -> None:
    """Two one by one, five of a lorry at once; A002 is old and goes first."""
    walk.press("Ins", "Ins")
    assert walk.toast() == "Nomor A002 diberikan"
    walk.press("Ctrl+Ins").type("5").press("Tab", "Tab").fill("Dusun Dua", "Kepala dusun")
    walk.press("Tab", "Space", "Enter")
    assert walk.toast() == "5 nomor diberikan: A003 s.d. A007"
    walk.press("Down", "Ctrl+↑", "1")
    assert walk.toast() == "A002 didahulukan: lansia"


def call_skip_and_come_back(walk: Walk) -> None:
    """A002 is called, called again and attested; A001 misses the call, and is back at once."""
    walk.press("Enter", "Ctrl+R")
    assert (walk.at()[0], walk.called()) == ("queue", "A002")
    walk.press("Enter").type(ORPA).press("Enter", "=", "=", "Ctrl+Enter")
    assert walk.ended() == {"A002": Outcome.RECORDED}
    assert (walk.at(), walk.called()) == (("recording", "serve"), "A001")

    walk.press("F8", "F2", "Home", "Ctrl+↑")
    assert walk.toast() == "A001 datang kembali, didahulukan"
    walk.press("Enter")
    assert walk.called() == "A001"


def record_an_exception_and_a_walk_in(walk: Walk) -> None:
    """A001 lacks two fingers before a second person; A003 of the lorry stands in no list."""
    walk.press("Enter").type("yunus").press("Enter", "Alt+3", "2").type("8")
    walk.press("Tab").type("Noh L.").press("Enter")
    assert walk.reads("lacking") == "6"
    walk.press("=", "F9")
    assert walk.at()[0] == "queue"
    walk.press("Enter", "Enter", "Ctrl+N").type("Melki Contoh").press("Tab", "L", "Enter")
    assert walk.reads("person_name") == "Melki Contoh"
    walk.press("=", "=", "Ctrl+Enter")
    assert walk.ended().keys() == {"A001", "A002", "A003"}
    assert walk.called() == "A004"


def end_undo_and_end_again(walk: Walk) -> None:
    """A004 has no papers; by mistake, for a moment, A004 was said to have left."""
    walk.press("F2", "F9", "P", "Enter")
    assert walk.ended()["A004"] is Outcome.LEFT
    walk.press("Ctrl+Z", "1")
    assert "A004" not in walk.ended()
    assert (walk.toast(), walk.called()) == ("Dibatalkan: A004 belum ada hasilnya", "A004")
    walk.press("F9", "D", "Enter")
    assert walk.ended()["A004"] is Outcome.NO_DOCUMENTS


def go_round_the_homes(walk: Walk) -> None:
    """Two who cannot come: one is recorded at home, one is told another day."""
    for rt, whom in (("3", "Ibu Contoh"), ("4", "")):
        walk.look_up("Ctrl+H").fill(whom, "", "Dusun Tiga", rt).press("Enter")
    assert walk.toast() == "Nomor A009 diberikan, didatangi di rumah"
    walk.press("Ctrl+Shift+H", "Enter").type("nenek").press("Enter", "=", "F9")
    assert walk.ended()["A008"] is Outcome.RECORDED
    assert walk.at() == ("queue", "homes_table")
    walk.press("J", "O", "Enter")
    assert walk.ended()["A009"] is Outcome.RESCHEDULED
    walk.press("Esc")
    assert walk.at() == ("queue", "queue_search")


def share_the_laptop(walk: Walk) -> None:
    """A second desk calls for itself; two people go home without a number, one was counted wrongly."""
    walk.press("Enter").look_up("Ctrl+M").press("Enter", "Ins", "Enter")
    assert walk.reads("counter_desk") == "Meja B memanggil"
    walk.look_up("Ctrl+M")
    assert walk.called() == "A005"
    walk.press("Alt++", "Alt++", "Alt++", "Alt+-")


def close_the_day(walk: Walk) -> None:
    """What is unclear gets its outcome where it stands; the passphrase, the exception, the signature."""
    walk.press("F1", "H")
    unclear = 0
    while walk.at()[1] == "unclear_table":
        walk.press("S", "P", "Enter")
        unclear += 1
    assert unclear == 4  # A005, A006, A007 and B001
    assert walk.at() == ("closing", "closing_passphrase")
    walk.type(walk.page.passphrase).press("Enter")
    assert walk.at() == ("closing", "exceptions")
    walk.press("T", "Ctrl+Enter")
    assert walk.reads("closing_title") == "4 orang terlayani hari ini. Terima kasih."


def report_the_day(walk: Walk, home: Path) -> None:
    """What was copied, what was saved and what the journal holds say the same."""
    walk.press("Alt+C")
    assert "Datang 12 = bernomor 10 + pulang tanpa nomor 2." in QGuiApplication.clipboard().text()
    walk.press("Enter", "Ctrl+S", "Enter")
    text = pypdf.PdfReader(saved(home, "laporan-kunjungan")).pages[0].extract_text()
    said = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "tidak terlayani penuh 6 bernomor, 2 pulang tanpa nomor 12 datang 0 belum jelas" in said

    visit = walk.visit()
    counted = walk.page.tell(lambda session: equation(session, visit.id))
    (excepted,) = walk.page.tell(lambda session: exceptions_of(session, visit.id))
    assert visit.state is VisitState.CLOSED
    assert (counted.arrived, counted.served, counted.left, counted.unclear) == (12, 4, 4, 0)
    assert (counted.not_served, counted.rescheduled) == (1, 1)
    assert excepted.verdict is Verdict.ACCEPTED
