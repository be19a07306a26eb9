"""An error that nobody caught: told on a page, with the work kept below and a report without persons."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.usecases.visits.queries import last_kept
from ektp_desk.words.numbers import count
from tests.gui.crash.page import CrashDesk
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
NAME, NIK = "Yuliana Contoh", "5302325203029001"


@pytest.fixture
def made(qtbot: QtBot, folders: Folders) -> Iterator[CrashDesk]:
    """Open the sample's window with its crashes heard."""
    with open_desk(qtbot, folders) as page:
        yield CrashDesk(page, folders.crash_report)


def typed(made: CrashDesk) -> str:
    """What stands in the field that holds the focus."""
    (field,) = [w for w in made.page.shown() if isinstance(w, QLineEdit) and w.hasFocus()]
    return field.text()


def walking_in(made: CrashDesk) -> CrashDesk:
    """Serve the called number and type half a walk-in."""
    made.page.sign_in().press("Return").press("Ctrl+N").type(NAME)
    return made


def test_what_was_typed_is_there_when_the_work_goes_on(made: CrashDesk) -> None:
    walking_in(made)
    focus = made.page.focus()
    made.crash()
    assert made.is_covered
    assert "Yang sudah diketik tetap ada, tetapi belum tersimpan." in made.page.words()

    made.page.press("1")

    assert (made.page.focus(), typed(made)) == (focus, NAME)
    assert not made.is_covered


def test_the_work_goes_on_and_is_saved_after_a_crash(made: CrashDesk) -> None:
    made.page.sign_in()
    before = made.page.tell(last_kept)
    made.crash().page.press("1", "Ins")

    after = made.page.tell(last_kept)
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1


def test_the_page_says_how_far_the_work_is_on_the_disk(made: CrashDesk) -> None:
    made.page.sign_in().press("Ins")
    kept = made.page.tell(last_kept)
    assert kept is not None

    made.crash()

    said = made.page.labels()["crash_kept"]
    assert f"{kept.at:%H.%M.%S}" in said
    assert f"catatan nomor {count(kept.number)}" in said


def test_nothing_of_the_work_below_can_be_pressed(made: CrashDesk) -> None:
    made.page.sign_in()
    before = made.page.tell(last_kept)
    made.crash().page.press("Ins", "F3", "F12")

    assert made.is_covered
    assert made.page.place == "queue"
    assert made.page.tell(last_kept) == before


def test_an_error_that_comes_back_at_once_leads_to_a_restart(made: CrashDesk) -> None:
    made.page.sign_in()
    made.crash()
    assert made.page.focus() == "crash_back"
    made.page.press("1")
    made.wait(3)
    made.crash()
    assert made.page.focus() == "crash_restart"
    assert "Kesalahan program terulang" in made.page.words()

    made.page.press("2")
    assert made.restarts == ["asked"]


def test_an_error_much_later_is_another_one(made: CrashDesk) -> None:
    made.page.sign_in()
    made.crash().page.press("1")
    made.wait(600)

    assert "terulang" not in made.crash().page.words()


def test_errors_behind_the_page_open_no_second_one(made: CrashDesk) -> None:
    made.page.sign_in()
    first = made.crash().crashes.page
    for _time in range(5):
        made.crash()
    assert made.crashes.page is first

    made.page.press("1")
    assert not made.is_covered
    assert made.page.focus() == "queue_search"


def test_the_report_is_read_before_it_is_handed_on_and_names_nobody(made: CrashDesk) -> None:
    walking_in(made).crash(f"{NAME} {NIK}")

    report = made.report.read_text(encoding="utf-8")
    assert made.shown_report().strip() == report.strip()
    assert "LookupError" in report
    assert "page.py:" in report
    assert "raise_here" in report
    assert "program.error" in report
    for secret in (NAME, NAME.upper(), NIK, made.page.passphrase, str(Path.home()), "Maria"):
        assert secret not in report


def test_what_was_refused_before_stands_in_the_report_by_its_code(made: CrashDesk) -> None:
    made.page.press("1").type("bukan ini").press("Return")
    made.page.qtbot.waitUntil(made.page.window.sign_in.view.enter.isEnabled)

    assert "signin.wrong" in made.crash().shown_report()


def test_the_report_for_the_adb_lies_with_the_documents(
    made: CrashDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ektp_desk.gui.shell.crashes.documents", lambda: tmp_path / "dokumen")
    made.page.sign_in()
    made.crash().page.press("3")

    (copy,) = (tmp_path / "dokumen").rglob("*.txt")
    assert copy.read_bytes() == made.report.read_bytes()
    assert str(copy) in made.page.labels()["crash_copied"]


def test_a_report_that_cannot_be_written_is_read_on_the_page(
    made: CrashDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    made.report = made.crashes._report = tmp_path / "file" / "laporan.txt"
    monkeypatch.setattr("ektp_desk.gui.shell.crashes.documents", lambda: tmp_path / "file")
    made.page.sign_in()
    made.crash().page.press("3")

    assert "Belum tertulis" in made.page.words()
    assert "tidak dapat ditulis" in made.page.labels()["crash_copied"]
    made.page.press("1")
    assert not made.is_covered


def test_an_error_before_anybody_signed_in_is_told_too(made: CrashDesk) -> None:
    made.crash()
    assert "crash_kept" not in made.page.labels()

    made.page.press("1").sign_in()
    assert made.page.place == "queue"


def test_the_idle_lock_works_behind_the_page(made: CrashDesk) -> None:
    made.page.sign_in()
    made.crash().page.window.lock()
    made.page.settle()
    assert made.is_covered

    made.page.press("1")
    assert made.page.place == "sign_in"
    assert made.page.desk.store is None


@pytest.mark.qt_no_exception_capture
def test_slots_jobs_and_threads_are_heard(made: CrashDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    made.crashes.listen()
    work = made.page.sign_in().window.workplace
    assert work is not None

    def breaks(_session: object) -> None:
        raise LookupError(NAME)

    def forget(_answer: object) -> None:
        pass

    for way in (
        partial(work.work.ask, breaks, forget),
        partial(work.work.ask, last_kept, breaks),
        threading.Thread(target=breaks, args=(None,)).start,
    ):
        way()
        made.page.qtbot.waitUntil(lambda: made.is_covered)
        assert "breaks" in made.shown_report()
        made.page.press("1")
        made.wait(600)


@pytest.mark.parametrize("size", [USUAL, SMALL, LARGE_TYPE], ids=["1366", "1024", "20 px"])
def test_the_page_fits_and_cuts_no_word(qtbot: QtBot, folders: Folders, size: tuple[int, int, int]) -> None:
    with open_desk(qtbot, folders, size=size) as page:
        made = CrashDesk(page, folders.crash_report)
        page.sign_in()
        made.crash().page.press("1")
        made.wait(1)
        shown = made.crash().crashes.page
        assert shown is not None
        page.press("3")

        layout = shown.layout()
        assert layout is not None
        needed = layout.totalMinimumSize()
        assert (needed.width() <= size[0], needed.height() <= size[1]) == (True, True), needed
