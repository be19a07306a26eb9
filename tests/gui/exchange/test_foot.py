"""What the foot says of saving and of safety is what F1 and F7 say, as soon as they do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.events import Entity
from ektp_desk.settings import Folders
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.exchange.queries import recordings_unsafe
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import open_desk as open_desk_letter
from ektp_desk.usecases.visits.queries import last_saved
from tests.exchange.test_safety import record
from tests.gui.crash.page import clock_of
from tests.gui.desks import DeskPage, attest, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


@pytest.fixture
def page(qtbot: QtBot, folders: Folders) -> Iterator[DeskPage]:
    with open_desk(qtbot, folders, sample=True) as made:
        attest(made)
        yield made


def visit_of(page: DeskPage) -> str:
    assert page.window.workplace is not None
    visit = page.window.workplace.work.visit
    assert visit is not None
    return visit.id


def recorded_aside(page: DeskPage) -> None:
    """Another desk finishes a recording, of which the window is told nothing."""
    visit = visit_of(page)

    def act(session: Session) -> None:
        open_desk_letter(session, visit, letter="C")
        record(session, visit, "Rahel Contoh", letter="C")

    page.tell(act)


def hear(page: DeskPage, entity: Entity, origin: Origin) -> None:
    """Say it as the lane that carries does."""
    page.window.jobs.carried.emit((Changes(frozenset({entity}), frozenset(), origin),))
    QApplication.processEvents()  # it is queued
    page.settle()


def test_the_foot_counts_at_once_what_a_stick_brought(page: DeskPage) -> None:
    before = page.tell(recordings_unsafe)
    recorded_aside(page)
    assert f"{before} belum aman di kantor" in page.words().splitlines()

    hear(page, Entity.RECORDING, Origin.ARRIVED)

    assert f"{before + 1} belum aman di kantor" in page.words().splitlines()


def test_the_foot_counts_at_once_who_was_finished_here(page: DeskPage) -> None:
    before = page.tell(recordings_unsafe)
    assert page.window.workplace is not None
    work, visit = page.window.workplace.work, visit_of(page)
    page.tell(lambda session: open_desk_letter(session, visit, letter="C"))

    work.do(lambda session: record(session, visit, "Rahel Contoh", letter="C"))
    page.settle()

    assert f"{before + 1} belum aman di kantor" in page.words().splitlines()


def test_the_foot_says_what_f7_has_counted_just_now(page: DeskPage) -> None:
    before = page.tell(recordings_unsafe)
    recorded_aside(page)

    page.press("F7")

    assert page.labels()["unsafe"] == str(before + 1)
    assert f"{before + 1} belum aman di kantor" in page.words().splitlines()


def test_first_screen_and_foot_say_alike_when_this_laptop_saved_last_whatever_wrote(page: DeskPage) -> None:
    visit, clock = visit_of(page), clock_of(page)
    page.press("F12").type(page.passphrase).press("Return", "F1")  # by the clock that can be set
    clock.off = timedelta(minutes=3)
    page.tell(lambda session: give_numbers(session, visit, letter="A"))
    hear(page, Entity.LIST, Origin.OWN)  # nothing that F1 reads anew

    saved = page.tell(last_saved)
    assert saved is not None
    assert saves(page) == [f"Simpan terakhir {saved:%H.%M}", f"Tersimpan {saved:%H.%M}"]

    clock.off = timedelta(minutes=7)
    assert page.window.workplace is not None
    page.window.workplace.work.do(lambda _session: None)  # writes nothing
    page.settle()
    assert saves(page) == [f"Simpan terakhir {saved:%H.%M}", f"Tersimpan {saved:%H.%M}"]


def saves(page: DeskPage) -> list[str]:
    """What is said of the last save, without its second."""
    told = page.words().splitlines()
    return [line.rpartition(".")[0] for line in told if line.startswith(("Tersimpan 1", "Simpan terakhir"))]
