"""Where there is least room a word is whole, or its short form is: nothing ends where the room ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import ActButton, Elided, ListTable, Marked, Pulldown, TableFoot
from ektp_desk.gui.kit.tokens import font, tokens
from ektp_desk.settings import Folders
from ektp_desk.words.lists import near_date
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, DeskPage, open_desk
from tests.screens.captures import signature, steps
from tests.screens.visits import postponed

pytestmark = [pytest.mark.gui, pytest.mark.journey]
NARROW = pytest.mark.parametrize("size", [SMALL, LARGE_TYPE], ids=["1024", "20 px"])


def the(page: DeskPage, name: str) -> QWidget:
    """The widget of this name that is seen."""
    (found,) = (widget for widget in page.shown() if widget.objectName() == name)
    return found


def foot_under(page: DeskPage, table: QWidget) -> TableFoot:
    """The line that stands below a table."""
    holder = table.parentWidget()
    assert holder is not None
    (foot,) = holder.findChildren(TableFoot)
    return foot


@NARROW
def test_what_is_rare_is_named_in_full_beside_several_desks(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("Ctrl+M", "Return", "Ctrl+Shift+M", "Return")
        more = the(page, "queue_more")
        assert isinstance(more, ActButton)
        assert (more.word(), more.toolTip()) == ("Lainnya…", "")
        assert more.width() >= more.sizeHint().width()


@NARROW
def test_putting_off_has_its_row_to_itself(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in()
        called, skip = the(page, "queue_again").width(), the(page, "queue_skip")
        assert called < the(page, "queue_blue").width()
        page.press("Return", "F2")
        assert the(page, "queue_later").width() == the(page, "queue_blue").width()
        assert not skip.isVisible()
        page.press("F8")
        page.press("Return")
        assert the(page, "queue_again").width() == called


@NARROW
def test_beside_long_news_the_network_is_said_in_whole_words_or_by_its_mark(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F8")
        assert page.window.shell is not None
        network = page.window.shell.strip.findChildren(Marked)[0]
        assert network.words.text() in ("Tanpa jaringan", "")
        assert "Tanpa jaringan" in network.accessibleName()


@NARROW
def test_no_name_of_a_paper_is_cut(qtbot: QtBot, folders: Folders, size: tuple[int, int, int]) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F6")
        papers = the(page, "report_pulldown")
        assert isinstance(papers, Pulldown)
        for at in range(papers.count()):
            papers.setCurrentIndex(at)
            papers.grab()
            assert papers.toolTip() == ""


@NARROW
def test_the_manual_names_its_chapters_in_full_and_counts_those_below(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("Ctrl+F1")
        table = the(page, "manual_chapters")
        assert isinstance(table, ListTable)
        titles = [table.rows.cell(at, 1).text for at in range(table.rows.rowCount())]
        widest = max(QFontMetrics(font()).horizontalAdvance(title) for title in titles)
        assert widest <= table.columnWidth(1) - table.columnWidth(0) // 2
        below = len(titles) - table.viewport().height() // table.rowHeight(0)
        assert foot_under(page, table).text() == f"{below} lagi"
        page.resize(*USUAL)
        table = the(page, "manual_chapters")  # built anew for letters of another size
        assert isinstance(table, ListTable)
        assert table.viewport().height() // table.rowHeight(0) >= len(titles)


@NARROW
def test_what_a_laptop_lacks_for_a_trip_is_counted_below(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F10", "Down", "S")
        table, visit = the(page, "points"), the(page, "ready_visit")
        assert isinstance(table, ListTable)
        foot = foot_under(page, table)
        below = table.rows.rowCount() - table.viewport().height() // table.rowHeight(0)
        assert (below > 0, foot.text(), foot.keys()) == (True, f"{below} lagi", "panah ↑ ↓ memilih")
        visit.grab()
        assert visit.toolTip() == ""


def test_keys_that_choose_are_not_told_where_there_is_nothing_to_choose(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in().press("Ctrl+K", "5")
        assert foot_under(page, the(page, "points")).keys() == ""


@NARROW
def test_why_three_acts_rest_is_said_in_one_line(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        page.sign_in().press("F4").type("yu")
        why = the(page, "why_off")
        assert isinstance(why, Elided)
        assert why.text() == (
            "Pisahkan: tidak tergabung · Batalkan catatan: pilih satu langkah · Hapus: tidak ada di jurnal"
        )


@NARROW
def test_from_which_day_a_visit_was_postponed_is_whole(
    qtbot: QtBot, folders: Folders, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        postponed(page)
        today = page.tell(lambda session: session.today)
        planned = near_date(today + timedelta(days=2), today)
        # A short date leaves room for more words before it, and so for a small letter.
        assert f"ditunda dari {planned}".casefold() in page.words().casefold()


def test_the_pad_ends_where_its_buttons_end(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        signature(page)
        pad, last = the(page, "signature_pad"), the(page, "signature_cannot")
        drawn = pad.grab().toImage()
        paper = [x for x in range(drawn.width()) if drawn.pixelColor(x, 20) == QColor(tokens().surface)]
        end = last.mapTo(page.window, QPoint(last.width(), 0)).x()
        assert abs(pad.mapTo(page.window, QPoint(max(paper), 0)).x() - end) <= 3


def test_what_was_taken_here_and_what_keys_do_to_it_are_whole_on_the_list(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders, size=USUAL) as page:
        steps(page)
        board = the(page, "steps")
        told = [line for line in board.findChildren(Elided) if line.isVisible() and line.full_text()]
        cut = [line.full_text() for line in told if line.text().endswith("…") and line.toolTip()]
    assert "tersegel" in [line.full_text() for line in told]
    assert cut == []
