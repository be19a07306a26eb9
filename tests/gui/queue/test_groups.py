"""A lorry of people at the queue, by keys alone: one line, called in order, put first, sent elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ektp_desk.gui.kit import rows as cells
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.queue.panels import ManyNumbers
from ektp_desk.usecases.visits.commands import plan_visit
from ektp_desk.usecases.visits.queries import equation
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE

pytestmark = pytest.mark.gui


def bring(page: QueuePage, count: str = "24") -> None:
    """By the card: how many, from where, by whom, all at once."""
    page.press("Ctrl+Ins")
    page.type(count)
    page.press("Tab", "Tab")
    page.type("Desa Contoh")
    page.press("Tab")
    page.type("Kepala dusun")
    page.press("Tab", "Space", "Enter")


def test_a_group_is_one_line_until_g_unfolds_it(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    bring(page)
    assert page.numbers() == ["A001", "A002", "A003–026"]
    assert page.states()["A003–026"] == "24 menunggu"
    page.press("End", "Right")
    assert len(page.numbers()) == 27
    page.press("Down", "Right")
    assert page.numbers() == ["A001", "A002", "A003–026"]
    assert page.chosen() == "A003–026"


def test_a_surge_is_marked_while_it_is_felt(world: World) -> None:
    page = QueuePage(world)
    bring(page, "7")
    mark = page.view.workspace.figures._surge
    assert (mark.isVisible(), mark.words.full_text()) == (True, "7 dalam 15 menit")
    world.clock.wait(31 * 60)  # type: ignore[attr-defined]  # the world's clock is set by hand
    page.presenter.show_time()
    assert not mark.isVisible()


def test_of_a_long_name_in_the_list_how_many_they_are_stays_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: dict[str, bool] = {}

    def paint(painter: QPainter, box: QRectF, text: str, *how: Any) -> bool:
        painted[text] = paint_words(painter, box, text, *how)
        return painted[text]

    monkeypatch.setattr(cells, "paint_words", paint)
    page = QueuePage(world)
    page.press("Ctrl+Ins")
    page.type("24")
    page.press("Tab", "Tab")
    page.type("Rombongan Dusun Contoh Tiga, Empat dan Lima dari seberang sungai, RT 09 sampai RT 12")
    page.press("Enter")
    page.view.workspace.grab()

    (name,) = [text for text in painted if text.startswith("Rombongan Dusun")]
    assert name.endswith("… (24 orang)")
    assert not painted[name], "cut once more"


def test_short_words_stand_beside_the_hour_that_they_are_of(world: World) -> None:
    page = QueuePage(world)
    words = page.view.workspace.figures._finish_words
    words.resize(words.sizeHint().width() - 8, words.height())
    assert words.text() == "selesai ±"
    drawn = words.grab().toImage()
    blank = drawn.pixel(0, 0)
    inked = [x for x in range(drawn.width()) for y in range(drawn.height()) if drawn.pixel(x, y) != blank]
    assert drawn.width() - max(inked) <= 4


def test_c_calls_its_members_in_order_and_the_called_one_is_seen(world: World) -> None:
    page = QueuePage(world)
    bring(page, "3")
    assert page.call()[:2] == ("Panggil A001", "Desa Contoh · dibawa Kepala dusun")
    page.press("Ctrl+Return")
    assert page.called() == "A001"
    assert page.numbers() == ["A001–003", "A001"]
    page.press("F9", "p", "Enter", "Ctrl+Return")
    assert page.called() == "A002"
    assert page.call()[1] == "Desa Contoh · dibawa Kepala dusun · 1 selesai"


def test_of_a_group_with_a_long_name_the_name_stays_whole_where_who_brought_it_has_no_room(
    world: World,
) -> None:
    page = QueuePage(world)
    page.press("Ctrl+Ins")
    page.type("3")
    page.press("Tab", "Tab")
    page.type("Desa Contoh, Dusun Tiga dan Empat, RT 09")
    page.press("Tab")
    page.type("Kepala Dusun Contoh")
    page.press("Enter")
    said = page.view.counter.chosen
    assert (said.text(), "Kepala Dusun" in said.toolTip()) == (
        "Desa Contoh, Dusun Tiga dan Empat, RT 09",
        True,
    )


def test_d_puts_the_whole_group_first_and_ctrl_z_takes_it_back(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    bring(page, "3")
    page.press("End", "Ctrl+Up", "5")
    assert page.told[-1] == "Desa Contoh didahulukan: dari jauh"
    page.press("Enter")
    assert page.called() == "A003"
    page.press("Ctrl+Z")
    assert page.acts()[:2] == [
        "1 · A003 dipanggil · kembali menunggu",
        "2 · 3 nomor didahulukan: dari jauh · kembali ke gilirannya; tetap: A003",
    ]
    page.press("1", "Ctrl+Z", "1", "Enter")
    assert page.called() == "A001"


def test_the_whole_group_is_told_to_come_to_a_planned_visit(world: World) -> None:
    world.tell(lambda session: plan_visit(session, VILLAGE, day=DAY + timedelta(days=9), lists=()))
    page = QueuePage(world)
    bring(page, "3")
    page.press("Ctrl+Up", "j", "a")
    visit = visit_of(world)
    assert world.tell(lambda session: equation(session, visit)).rescheduled == 3
    page.press("Ctrl+Z")
    assert page.acts()[0] == "1 · Hasil 3 nomor: dijadwalkan ulang · 3 nomor kembali seperti semula"


def test_one_number_is_told_to_come_on_a_day(world: World) -> None:
    give(world, 2)
    page = QueuePage(world)
    page.press("Down", "Ctrl+Up", "j", "Enter")
    assert page.box("ending_date").has_error()
    page.press("o", "Enter")
    assert page.numbers() == ["A001"]
    assert page.told[-1] == "A002 dijadwalkan ulang"


def test_a_number_inside_a_folded_group_is_found(world: World) -> None:
    page = QueuePage(world)
    bring(page, "5")
    page.look_for("a004")
    assert page.chosen() == "A004"
    assert len(page.numbers()) == 6


def test_who_missed_the_call_is_seen_although_the_group_is_folded(world: World) -> None:
    page = QueuePage(world)
    bring(page, "3")
    page.press("Enter", "F8")
    assert page.told[-1] == "A001 dilewati: dipanggil lagi sesudah yang lain"
    assert page.numbers() == ["A001–003", "A001"]
    assert page.states() == {"A001–003": "2 menunggu", "A001": "dilewati"}
    page.press("Down", "Ctrl+Up")
    assert page.states()["A001"] == "kembali lagi"


def test_what_many_are_for_and_that_they_came_at_once_is_said_by_keys_while_digits_are_typed(
    world: World,
) -> None:
    page = QueuePage(world)
    page.press("Ctrl+Ins")
    page.type("3")
    page.press("Alt+2", "Alt+S")
    many = page.panel()
    assert isinstance(many, ManyNumbers)
    assert (many.purpose.value(), many.at_once.isChecked(), many.count.text()) == ("fetch_card", True, "3")
    assert many.at_once.accessibleName() == "Semua datang bersamaan (Alt+S)"
    page.press("Tab", "Tab")
    page.type("Desa Contoh")
    page.press("Alt+3", "Enter")
    rows = page.view.table.rows
    assert [rows.cell(0, at).text for at in (0, 2)] == ["A001–003", "Bertanya"]
    assert page.view.workspace.figures._surge.isVisible()
