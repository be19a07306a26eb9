"""A list whose rows have expired: what it still tells, and what can no longer be planned or taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ektp_desk.domain.lists.standing import ListState
from ektp_desk.gui.visits.words import list_words
from ektp_desk.usecases.lists.commands import expire_lists
from ektp_desk.usecases.lists.queries import Story, lists
from ektp_desk.usecases.places import Village
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts
from tests.ageing import confirm_until, live_on
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World
from tests.offices import DAY

pytestmark = pytest.mark.gui


def expire(session: Session) -> None:
    """Let the office's days pass, and those in which it could come back."""
    assert lists(live_on(session, 367))[0].state is ListState.EXPIRED


def be_due(session: Session) -> None:
    """Let the office's days pass, and none of those in which it can come back."""
    expire_lists(confirm_until(session, 367))
    assert lists(session)[0].state is ListState.DUE


@pytest.fixture
def due(page: ListsPage, world: World, clean: Path) -> ListsPage:
    """A list at hand whose days are over."""
    page.load(clean)
    page.press("Enter")
    world.tell(be_due)
    page.presenter.read_anew()
    world.settle()
    return page


def test_a_list_whose_days_are_over_says_when_its_rows_go_and_how_it_comes_back(due: ListsPage) -> None:
    assert due.table("lists")[0][-1] == "akan dihapus"
    assert due.sees("masa simpannya habis: akan dihapus")
    assert due.sees("Barisnya dihapus setelah laptop dibuka pada 7 hari lain.")
    assert due.sees("Bila tanggal laptop yang salah, betulkan: daftar kembali sendiri.")
    assert due.sees("07.30 · masa simpannya habis")
    assert due.sees("Kembalikan daftar")
    assert not due.sees("Cabut daftar…")


def test_it_comes_back_by_a_key_when_the_date_is_right(due: ListsPage, world: World) -> None:
    due.press("B")  # by today's date its days are not over: the other was wrong
    assert due.told[-1] == "Daftar dikembalikan"
    assert world.tell(lists)[0].state is ListState.STANDING
    assert due.sees("berlaku")


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


@pytest.mark.parametrize(
    ("villages", "words"),
    [
        ([(None, 24)], "baris"),
        (
            [(None, 2), (Village("53.02.32.2003", "Linamnutu", "Desa Linamnutu", "", ""), 22)],
            "baris, di 1 desa",
        ),
    ],
)
def test_a_village_that_nobody_knows_is_no_village(
    villages: list[tuple[Village | None, int]], words: str
) -> None:
    at = datetime(2019, 4, 1, tzinfo=UTC)
    facts = ListFacts("l1", "dwp", "silawan", "2019-04-01", "", 24, at, ListState.STANDING, None, "")
    said = list_words(facts, DAY, Story(villages, (), None))
    assert (said.rows_words, len(said.villages)) == (words, len(villages))
