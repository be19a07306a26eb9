"""F7 and Cadangan say whether a backup is the second copy, why not, and what to do; `B` makes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange.inspecting import inspect_files
from ektp_desk.desk.exchange.verdicts import renew_verdicts
from ektp_desk.domain.safety import CopyStanding, copy_standing
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.queries import last_copy
from ektp_desk.words.safety import copy_words
from tests.exchange.test_safety import record
from tests.gui.desks import DeskPage, open_window
from tests.offices import WORDS
from tests.store.several.field import Field, field_in

pytestmark = pytest.mark.gui
Disks = dict[Path, str]


@pytest.fixture
def disks(monkeypatch: pytest.MonkeyPatch) -> Disks:
    """Which disk lies at which folder; empty for what the system does not name."""
    found: Disks = {}

    def disk_of(path: Path) -> str:
        at = [place for place in found if path.is_relative_to(place)]
        return found[max(at, key=lambda place: len(place.parts))] if at else ""

    monkeypatch.setattr("ektp_desk.desk.exchange.verdicts.disk_of", disk_of)
    return found


@pytest.fixture
def field(folders: Folders, tmp_path: Path, disks: Disks) -> Iterator[Field]:
    """An office desk that opened what it recorded itself; the test names the disks."""
    with field_in(folders, tmp_path) as made:
        record(made.office.session, made.visit, "Orpa Contoh")
        yield made


def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> list[Path]:
    """Sticks as the system mounts them."""
    sticks = [tmp_path / name for name in names]
    for stick in sticks:
        stick.mkdir()
    monkeypatch.setattr("ektp_desk.usecases.admin.backup_places.media", lambda: sticks)
    return sticks


def opened(field: Field) -> None:
    """What lies there is opened; who opens the window comes after."""
    office = field.office
    inspect_files(office.desk)
    renew_verdicts(office.desk)
    office.desk.sign_out()
    office.desk.let_go()


def step(page: DeskPage) -> tuple[str, str]:
    labels = page.press("F7").labels()
    return labels["step_title"], labels["step_text"]


@pytest.mark.parametrize(
    ("own", "other", "standing"),
    [
        ("a", "b", CopyStanding.SECOND),
        ("a", "a", CopyStanding.SAME_DISK),
        ("a", "", CopyStanding.UNNAMED_DISK),
        ("", "b", CopyStanding.UNNAMED_DESK),
        ("", "", CopyStanding.UNNAMED_DESK),
    ],
)
def test_a_copy_counts_on_another_disk_that_the_system_names(
    own: str, other: str, standing: CopyStanding
) -> None:
    assert copy_standing(own, other) is standing


def test_b_makes_the_backup_on_the_only_stick_that_counts_and_all_is_safe(
    qtbot: QtBot, field: Field, disks: Disks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = field.office
    stick, same = plugged(tmp_path, monkeypatch, "STIK", "BAGIAN LAIN")
    disks |= {office.folders.data: "desk", same: "desk", stick: "stick"}
    opened(field)
    with open_window(qtbot, office.folders, WORDS, clock=office.clock) as page:
        page.sign_in()
        assert step(page)[0] == "Cadangan ke disk lain"

        page.press("B")

        assert (page.place, len(list(stick.glob("*.ektp"))), list(same.iterdir())) == ("admin", 1, [])
        assert page.labels()["backup_copy"] == copy_words(CopyStanding.SECOND)
        assert "Cadangan siap: dibaca ulang, utuh" in page.words()
        assert step(page)[0] == "Semua aman"


def test_of_several_sticks_b_asks_which(
    qtbot: QtBot, field: Field, disks: Disks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, sticks = field.office, plugged(tmp_path, monkeypatch, "STIK1", "STIK2")
    disks |= {office.folders.data: "desk", sticks[0]: "one", sticks[1]: "two"}
    opened(field)
    with open_window(qtbot, office.folders, WORDS, clock=office.clock) as page:
        page.sign_in().press("F7", "B")
        assert page.focus() == "backup_folder"
        assert not any(list(stick.iterdir()) for stick in sticks)
        page.press("Down", "Return", "Return")
        assert [len(list(stick.iterdir())) for stick in sticks].count(1) == 1
        assert step(page)[0] == "Semua aman"


@pytest.mark.parametrize(
    ("named", "standing"),
    [({"desk": "one", "else": "one"}, CopyStanding.SAME_DISK), ({"desk": "one"}, CopyStanding.UNNAMED_DISK)],
)
def test_a_backup_that_is_no_second_copy_says_why_at_once_and_on_f7(
    qtbot: QtBot,
    field: Field,
    disks: Disks,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named: dict[str, str],
    standing: CopyStanding,
) -> None:
    plugged(tmp_path, monkeypatch)
    office, place = field.office, tmp_path / "else"
    place.mkdir()
    disks |= {{"desk": office.folders.data, "else": place}[where]: disk for where, disk in named.items()}
    opened(field)
    with open_window(qtbot, office.folders, WORDS, clock=office.clock) as page:
        page.sign_in().press("F7", "B").type(str(place)).press("Return")

        assert len(list(place.iterdir())) == 1
        assert page.labels()["backup_copy"] == copy_words(standing)
        assert "Cadangan siap, tetapi bukan salinan kedua" in page.words()
        assert step(page) == ("Cadangan ke disk lain", copy_words(standing))


def test_where_the_desks_own_disk_has_no_name_f7_says_before_any_backup_what_counts(
    qtbot: QtBot, field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged(tmp_path, monkeypatch)
    office = field.office
    opened(field)
    with open_window(qtbot, office.folders, WORDS, clock=office.clock) as page:
        page.sign_in()
        assert step(page) == ("Perlu laptop kantor kedua", copy_words(CopyStanding.UNNAMED_DESK))


def test_a_field_laptops_backup_is_no_copy_of_the_offices(field: Field, disks: Disks, tmp_path: Path) -> None:
    laptop = field.adb_on()
    disks |= {laptop.desk.folders.data: "one", tmp_path: "two"}

    assert make_backup(laptop.desk, laptop.session, tmp_path / "laptop.backup").copy is None
    assert last_copy(laptop.session) is None
