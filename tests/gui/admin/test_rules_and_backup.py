"""Rules are set and undone in place; a backup is made, read back, told, and can be stopped."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.office.policies import Policy
from ektp_desk.gui.admin.backup import BackupSection
from ektp_desk.gui.kit import ActButton, Choice
from ektp_desk.gui.kit.words import reason_words
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin import backup_places
from ektp_desk.usecases.admin.backup_places import files, places
from ektp_desk.usecases.admin.queries import Incarnation, last_backup, policy
from tests.gui.admin.page import AdminPage, sign_in_as
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def idle_rule(page: DeskPage) -> str:
    return page.tell(lambda session: policy(session, Policy.IDLE_MINUTES))


def segments_of(page: DeskPage, name: str) -> list[QRadioButton]:
    choice = page.window.findChild(Choice, name)
    assert choice is not None
    return choice.findChildren(QRadioButton)


def test_a_rule_is_set_holds_at_once_and_is_undone(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in()).come("2")
        page.press("Down", "Return").type("12").press("Return")

        assert idle_rule(page) == "12"
        assert page.window.idle_minutes() == 12
        assert office.row("Kunci otomatis")[1] == "12 menit"
        assert office.row("Kunci otomatis")[2] != "belum pernah"
        page.press("Ctrl+Z")
        assert (idle_rule(page), page.window.idle_minutes()) == ("5", 5)
        assert office.row("Kunci otomatis")[1:] == ["5 menit", "belum pernah"]


def test_a_value_out_of_range_is_said_beside_it(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("2")
        page.press("Down", "Return").type("0").press("Return")

        assert "policy.bad_number" in page.words()
        assert page.focus() == "rule_value"
        page.press("Esc")
        assert page.focus() == "rules_table"
        assert idle_rule(page) == "5"


def test_who_lives_elsewhere_is_refused_only_by_the_offices_rule(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in()).come("2")
        office.choose("Pemohon luar kabupaten")
        assert office.row("Pemohon luar kabupaten")[1] == "boleh ditolak", "the sample shows every outcome"
        page.press("Return", "1", "Return")
        assert office.row("Pemohon luar kabupaten")[1] == "direkam"
        page.press("F2", "F9")
        find = partial(page.window.findChild, QWidget)
        assert (bool(find("ending_under_16")), bool(find("ending_not_resident"))) == (True, False)
        page.press("Escape", "Ctrl+K", "Ctrl+Z", "F2", "F9")
        assert find("ending_not_resident")


def test_where_a_photo_is_taken_is_chosen(qtbot: QtBot, folders: Folders) -> None:
    def rule() -> str:
        return page.tell(lambda session: policy(session, Policy.CAPTURE_PHOTO))

    with open_desk(qtbot, folders, sample=False) as page:
        office = AdminPage(page.sign_in()).come("2")
        office.choose("Tempat foto")
        assert office.row("Tempat foto")[1:] == ["di alat", "belum pernah"]
        printed = [segment.accessibleName() for segment in segments_of(page, "rule_choice_attest")]
        assert printed == ["Pilihan: di alat", "Pilihan: di laptop"], "at the table digits turn to sections"
        page.press("Return")
        printed = [segment.accessibleName() for segment in segments_of(page, "rule_choice_attest")]
        assert printed == ["Pilihan: di alat (1)", "Pilihan: di laptop (2)"]
        page.press("2", "Return")

        assert (rule(), office.row("Tempat foto")[1]) == ("capture", "di laptop")
        page.press("Ctrl+Z")
        assert (rule(), office.row("Tempat foto")[1]) == ("attest", "di alat")


def test_the_desk_locks_after_the_minutes_of_the_rule(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("2")
        page.press("Down", "Return").type("20").press("Return")
        page.press("F12").type(page.passphrase).press("Return")

        assert page.window.idle_minutes() == 20


def blue_place(page: DeskPage) -> QPoint:
    """The lower right corner of the one blue button."""
    (blue,) = [w for w in page.shown() if isinstance(w, ActButton) and w._kind == "blue"]
    return blue.mapTo(page.window, blue.rect().bottomRight())


def test_a_backup_is_made_and_told(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    medium = tmp_path / "USB KANTOR"
    medium.mkdir()
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("3")
        assert (page.labels()["backup_days"], "cadangan sampai sekarang" in page.words()) == ("0", True)
        assert "angka memilih bagian" in page.words()
        begins = blue_place(page)
        page.press("B").type(str(medium))
        assert blue_place(page) == begins
        assert "angka memilih bagian" not in page.words(), "a form has digits of its own"
        page.press("Return")

        (made,) = medium.iterdir()
        facts = page.tell(lambda session: last_backup(session.store))
        assert facts is not None
        assert (facts.place, facts.size) == (made.name, made.stat().st_size)
        assert "dibaca ulang, utuh" in page.words()
        page.press("F1")
        assert "Cadangan terakhir hari ini" in page.words()


def test_a_folder_that_is_not_there_is_said_beside_it(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("3")
        page.press("B", "Return")
        assert "Pilih dahulu foldernya." in page.words()
        page.type(str(tmp_path / "tidak ada")).press("Return")
        assert "Folder ini tidak ada." in page.words()


def test_a_backup_into_the_data_folder_is_refused(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("3")
        page.press("B").type(str(folders.data)).press("Return")

        assert "backup.in_data_folder" in page.words()
        assert page.tell(lambda session: last_backup(session.store)) is None


def test_esc_stops_a_backup_and_it_does_not_count(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(qtbot, folders) as page:
        AdminPage(page.sign_in()).come("3")
        page.press("B").type(str(tmp_path))
        start = BackupSection._start

        def stopped_at_once(self: BackupSection) -> object:
            stop = start(self)
            self.page.making.left.emit()  # as Esc does
            return stop

        monkeypatch.setattr(BackupSection, "_start", stopped_at_once)
        page.press("Return")

        assert page.tell(lambda session: last_backup(session.store)) is None
        assert "Pencadangan dihentikan" in page.words()
        assert not list(tmp_path.glob("*.ektp"))


def test_a_queue_officer_makes_backups_but_sets_no_rule(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        office = AdminPage(page.sign_in())
        office.come().add("Noh Contoh", "1", page.passphrase)
        sign_in_as(page, "Noh Contoh", office.take_words())
        page.press("Ctrl+K")

        assert (office.sees("section_backup"), office.sees("section_rules")) == (True, False)


def test_folders_are_offered_as_they_are_typed(tmp_path: Path) -> None:
    for name in ("Cadangan", "cadangan lama", "Lain", ".tersembunyi"):
        (tmp_path / name).mkdir()
    (tmp_path / "cadangan.txt").write_text("bukan folder")

    found = [place.path.name for place in places(f"{tmp_path}/cad")]
    assert found == ["Cadangan", "cadangan lama"]
    assert len(places(f"{tmp_path}/")) == 3
    assert places(str(tmp_path / "tidak" / "ada")) == []


def test_files_of_one_kind_are_offered_those_on_a_stick_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, home = tmp_path / "stik", tmp_path / "rumah"
    for folder in (stick / "ektp", home / "Downloads"):
        folder.mkdir(parents=True)
    for path in (stick / "ektp" / "kit-02.kit", home / "Downloads" / "kit-03.KIT", home / "kit-03.pdf"):
        path.write_bytes(b"")
    monkeypatch.setattr("ektp_desk.usecases.admin.backup_places.media", lambda: [stick])
    monkeypatch.setattr(Path, "home", lambda: home)

    at_hand = files("", ".kit")
    assert [(place.path.name, place.is_medium) for place in at_hand] == [
        ("kit-02.kit", True),
        ("kit-03.KIT", False),
    ]
    assert [place.path.name for place in files(f"{stick}/", ".kit")] == ["ektp"], "a folder to go on in"
    assert [place.path.name for place in files(f"{stick}/ektp/KIT", ".kit")] == ["kit-02.kit"]
    assert files(f"{stick}/ektp/kit-02.kit", ".kit") == [], "typed whole: Enter is the page's"


def test_media_lie_in_the_users_own_folder_and_nowhere_without_a_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(backup_places, "_is", lambda _path: True)
    monkeypatch.setattr(backup_places, "_inside", lambda folder: [folder / "STIK"])
    monkeypatch.setenv("USER", "adi")
    assert [str(path) for path in backup_places.media()][:2] == ["/media/adi/STIK", "/run/media/adi/STIK"]
    monkeypatch.delenv("USER")
    assert [str(path) for path in backup_places.media()] == ["/Volumes/STIK"], "other users' folders are none"


@pytest.mark.parametrize(
    ("label", "said"), [("01/a", "awal kantor ini"), ("02/a", "bergabung dengan kantor ini")]
)
def test_a_laptops_first_journal_is_the_offices_beginning_only_where_it_was_founded(
    label: str, said: str
) -> None:
    first = Incarnation(device="x", incarnation="y", label=label, reason="first", opened_at="2026-11-04")
    assert reason_words(first) == said
