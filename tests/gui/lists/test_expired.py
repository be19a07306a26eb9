"""A list whose rows have expired: what it still tells, and what can no longer be planned or taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.usecases.lists.commands import expire_lists
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.session import Session
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


def expire(session: Session) -> None:
    """Let the office's days pass: by a clock that is a year and a day ahead."""
    later = session.clock()
    later = replace(later, utc=later.utc + timedelta(days=367))
    assert expire_lists(replace(session, clock=lambda: later))


@pytest.fixture
def expired(page: ListsPage, world: World, clean: Path) -> ListsPage:
    """An expired list at hand, with a visit that was planned from it."""
    page.load(clean)
    page.press("Enter", "Enter", "Enter", "Ctrl+Enter")
    world.tell(expire)
    page.presenter.read_anew()
    world.settle()
    page.go_to("lists")
    return page


def test_an_expired_list_says_so_and_what_is_left_of_it(expired: ListsPage) -> None:
    assert expired.table("lists")[0][-1] == "kedaluwarsa"
    assert expired.sees("kedaluwarsa: barisnya sudah dihapus")
    assert expired.sees("baris ketika dimuat")
    assert expired.sees("Rekaman dan nomor antrean tetap.")
    assert expired.sees("07.30 · barisnya kedaluwarsa")
    assert not expired.sees("kedaluwarsa oleh")  # the office's rule did it, nobody in person


def test_an_expired_list_can_neither_be_withdrawn_nor_brought_back(expired: ListsPage, world: World) -> None:
    for button in ("Cabut daftar…", "Kembalikan daftar"):
        assert not expired.sees(button)
    expired.press("C", "B", "Enter")
    assert expired.where() == "overview"
    assert expired.at() == "lists"
    assert world.tell(lists)[0].state is ListState.EXPIRED


def test_a_withdrawn_list_that_expired_cannot_come_back(page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    page.press("Enter", "C")
    page.type("salah kecamatan")
    page.press("Enter")
    world.tell(expire)
    page.presenter.read_anew()
    world.settle()
    assert page.sees("kedaluwarsa: barisnya sudah dihapus")
    assert not page.sees("salah kecamatan")
    assert not page.sees("Kembalikan daftar")
    page.press("B")
    assert world.tell(lists)[0].state is ListState.EXPIRED


def test_a_plan_offers_no_expired_list_and_counts_nobody(expired: ListsPage, world: World) -> None:
    expired.press("N")
    expired.type("noebesi")
    expired.press("Enter")
    assert expired.sees("Tanpa daftar: sasaran tidak dihitung")
    expired.press("Ctrl+Enter")
    assert targets(world) == [0, 0]


def test_a_visit_that_was_planned_from_it_says_why_nobody_is_expected(expired: ListsPage) -> None:
    expired.go_to("visits")
    assert expired.sees("sasaran tak diketahui lagi · 0 direkam")
    assert expired.sees("Tidak berlaku lagi: belum rekam noebesi")
