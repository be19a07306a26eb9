"""The list keeps what a person chose while the queue under it moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Cell, Column, ListTable, TableFoot, on_key
from ektp_desk.gui.kit.rows import fitted, tick_box
from ektp_desk.gui.kit.tokens import font
from tests.gui.counter import QUEUE, queue_table

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui


def test_the_chosen_row_stays_chosen_when_others_come_and_go(qtbot: QtBot) -> None:
    table = queue_table()
    qtbot.addWidget(table)
    with qtbot.assertNotEmitted(table.selected):
        table.set_rows([QUEUE[4], *QUEUE[1:3]])
    assert table.selected_key() == "A043"
    assert table.currentIndex().row() == 1


def test_a_refresh_of_the_same_rows_leaves_scroll_and_choice_alone(qtbot: QtBot) -> None:
    table = queue_table()
    qtbot.addWidget(table)
    table.resize(700, 200)
    table.show()
    table.verticalScrollBar().setValue(5)

    table.set_rows([replace(row, minutes=row.minutes + 1) for row in QUEUE])
    assert (table.verticalScrollBar().value(), table.selected_key()) == (5, "A043")

    table.set_rows(QUEUE[:-1])
    assert (table.verticalScrollBar().value(), table.selected_key()) == (5, "A043")


def test_when_the_chosen_one_has_gone_its_place_is_chosen_and_told(qtbot: QtBot) -> None:
    table = queue_table()
    told: list[str] = []
    qtbot.addWidget(table)
    table.selected.connect(told.append)
    table.set_rows([QUEUE[0], *QUEUE[2:]])
    assert (table.selected_key(), told) == ("A045", ["A045"])

    table.set_rows([])
    assert (table.selected_key(), table.selected_row(), told[-1]) == ("", None, "")


def test_arrows_move_and_enter_opens(qtbot: QtBot) -> None:
    table = queue_table()
    opened: list[str] = []
    qtbot.addWidget(table)
    table.show()
    table.opened.connect(opened.append)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["A045"]


def test_letters_are_keys_of_the_screen_and_do_not_jump_in_the_list(qtbot: QtBot) -> None:
    screen, table = QWidget(), queue_table()
    acts: list[str] = []
    QVBoxLayout(screen).addWidget(table)
    on_key(screen, "B", lambda: acts.append("many"))
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_B)
    QTest.keyClick(table, Qt.Key.Key_C)
    assert (acts, table.selected_key()) == (["many"], "A043")


def test_the_foot_says_how_many_more_there_are(qtbot: QtBot) -> None:
    window, table = QWidget(), queue_table()
    foot = TableFoot(table, lambda count: f"{count} nomor lagi")
    column = QVBoxLayout(window)
    column.addWidget(table)
    column.addWidget(foot)
    qtbot.addWidget(window)
    table.setFixedHeight(table.height_for(9))
    window.show()
    qtbot.waitUntil(lambda: foot.text() == "5 nomor lagi")
    table.setFixedHeight(table.height_for(len(QUEUE)))
    qtbot.waitUntil(lambda: foot.text() == "")


def test_the_chosen_row_stays_in_sight_in_a_lower_room(qtbot: QtBot) -> None:
    table = queue_table()
    qtbot.addWidget(table)
    table.setFixedHeight(table.height_for(len(QUEUE)))
    table.show()
    last = len(QUEUE) - 1
    table.select_key(table.rows.key_at(last))
    table.setFixedHeight(table.height_for(4))
    QApplication.processEvents()
    top = table.rowViewportPosition(last)
    assert 0 < top <= table.viewport().height() - table.rowHeight(last)


def test_what_is_unknown_is_read_aloud_as_words(qtbot: QtBot) -> None:
    table = queue_table()
    qtbot.addWidget(table)
    heard = [
        table.rows.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole)
        for at in range(len(table.rows.columns))
    ]
    assert heard == ["A042", "belum dikenali", "Rekam baru", "61", "dipanggil · A"]


def test_rows_are_marked_by_hand_and_by_key_and_heard_as_check_boxes(qtbot: QtBot) -> None:
    table = queue_table(markable=True)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    with qtbot.waitSignal(table.marked, timeout=500):
        table.toggle()
    box = tick_box(table.visualRect(table.rows.index(3, 0))).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert (table.marks(), table.selected_key()) == (["A043", "A046"], "A046")
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.rows.index(2, 1)).center()
    )
    assert table.marks() == ["A043", "A046"], "only its box marks a row"

    cells = QAccessible.queryAccessibleInterface(table)
    across = len(table.rows.columns) + 1  # behind the head of each row
    head = next(at for at in range(3 * across) if cells.child(at).text(QAccessible.Text.Name) == "A042")
    heard = [cells.child(head + row * across).state() for row in range(3)]
    assert [(state.checkable, state.checked) for state in heard] == [
        (True, False),
        (True, True),
        (True, False),
    ]

    table.set_rows(QUEUE[2:])
    assert table.marks() == ["A046"], "who has gone is marked no more"
    table.mark_all()
    assert table.marks() == [row.number for row in QUEUE[2:]]
    table.mark_all()
    assert table.marks() == []


def test_the_rows_keep_qts_rules_for_models(qtmodeltester: ModelTester) -> None:
    table = queue_table(markable=True)
    qtmodeltester.check(table.rows)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped
    table.set_rows(QUEUE[3:])
    table.set_rows([])


def test_the_first_row_in_view_is_whole_at_the_end_too(qtbot: QtBot) -> None:
    table = queue_table()
    qtbot.addWidget(table)
    table.show()
    table.resize(700, table.height_for(4) + 20)  # four rows, and half of one
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())

    first = table.rowAt(0)
    assert first > 0
    assert table.rowViewportPosition(first) == 0
    assert table.rowViewportPosition(len(QUEUE) - 1) + table.rowHeight(0) <= table.viewport().height()


def test_a_long_second_line_gives_way_before_its_end_and_the_mouse_hears_all_of_it(qtbot: QtBot) -> None:
    def laptop(words: str) -> Cell:
        return Cell("Laptop 02", under=f"{words} · Sel, 2 April", under_end=" · Sel, 2 April")

    long = "SMA Negeri 1 Amanuban Timur, Kecamatan Amanuban Timur"
    columns: tuple[Column[str], ...] = (Column("Laptop", laptop, 204, key=True),)
    table = ListTable(columns, str, name="cut", accessible_name="Laptop", lines=2)
    qtbot.addWidget(table)
    table.resize(204, 200)
    table.set_rows([long, "Desa Oe"])
    table.show()

    letters = QFontMetrics(font(13))
    said = fitted(f"{long} · Sel, 2 April", " · Sel, 2 April", letters, 180)
    assert said.endswith("… · Sel, 2 April")
    assert letters.horizontalAdvance(said) <= 180

    assert tip_over(table, 0) == f"Laptop 02\n{long} · Sel, 2 April"
    assert tip_over(table, 1) == "", "nothing was cut"


def tip_over(table: ListTable[str], row: int) -> str:
    """What Qt is asked to tell where the mouse rests."""
    told: list[str] = []
    at = table.visualRect(table.rows.index(row, 0)).center()
    with patch("ektp_desk.gui.kit.rows.QToolTip.showText", lambda _at, text, _of: told.append(text)):
        event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
        QApplication.sendEvent(table.viewport(), event)
    (text,) = told
    return text
