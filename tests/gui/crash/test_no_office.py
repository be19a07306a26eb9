"""A start without an office: a kit, a backup, or an office of its own, all by keys; and no dead end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.cli.rehearsal.process import WindowProcess
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.lock import LOCK
from ektp_desk.desk.kits import MadeKit
from ektp_desk.desk.setup import FolderSetup
from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.shell.no_office import NoOffice, NotOpened, window_for
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.admin.queries import code_of_office
from ektp_desk.words.commands import program
from tests.gui.desks import LARGE_TYPE, SMALL
from tests.gui.stillness import still
from tests.kept import CHEAP, WORDS, lay_founded, morning, new_kit

pytestmark = pytest.mark.gui
LONG = Path("/media/petugas/KARTU DATA KANTOR/ektp-desk/kantor-kabupaten-timor-tengah-selatan")


@dataclass
class SetupDoor:
    """The window as a person at a new laptop meets it: keys in, what is shown out."""

    door: NoOffice
    place: Folders

    def press(self, *keys: str) -> SetupDoor:
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.door, QKeySequence(key))
            still(self.door.jobs, self.door)
        return self

    def type(self, text: str) -> SetupDoor:
        QTest.keyClicks(QApplication.focusWidget() or self.door, text)
        still(self.door.jobs, self.door)
        return self

    def into(self, name: str, text: str) -> SetupDoor:
        """Go on by Tab to a box, and type over what stands there."""
        for _step in range(20):
            if self.focus() == name:
                return self.press("Ctrl+A").type(text)
            self.press("Tab")
        raise AssertionError(name)

    def focus(self) -> str:
        held = QApplication.focusWidget()
        return held.objectName() if held else ""

    def shown(self) -> str:
        return self.door.page().objectName()

    def words(self) -> str:
        return "\n".join(part.text() for part in self.door.findChildren(QLabel) if part.isVisible())

    def label(self, name: str) -> str:
        found = self.door.findChildren(QLabel, name)
        return next((part.text() for part in found if part.isVisible()), "")

    def is_over(self) -> bool:
        """Whether the desk is to be opened now."""
        return self.door.again

    def is_empty(self) -> bool:
        return not [path for path in self.place.data.glob("*") if path.name != LOCK]


@contextmanager
def setup_door(qtbot: QtBot, place: Folders, data: Path | None = None) -> Iterator[SetupDoor]:
    door = NoOffice(data, FolderSetup(place, clock_of=lambda _region: morning(), cost=CHEAP))
    qtbot.addWidget(door)
    door.show()
    door.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is door)
    try:
        yield SetupDoor(door, place)
    finally:
        door.leave(again=door.again)


@pytest.fixture
def place(tmp_path: Path) -> Folders:
    """The folders of a new laptop."""
    made = Folders(tmp_path / "new" / "data", tmp_path / "new" / "state")
    made.state.mkdir(parents=True)
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stik"
    made.mkdir()
    return made


def kit_on(stick: Path, folders: Folders) -> tuple[MadeKit, str]:
    """A kit of an office, on a stick; give the office's code too."""
    user = lay_founded(folders)
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(user, WORDS)
        kit = new_kit(desk, session, cost=CHEAP)
        code = code_of_office(session.store)
    (stick / "kit-02.kit").write_bytes(kit.data)
    return kit, code


def signs_in(place: Folders, words: str, name: str) -> bool:
    with Desk(place, clock=morning(), cost=CHEAP) as desk:
        (user,) = [slot.user.id for slot in desk.slots.users if slot.user.name == name]
        return desk.sign_in(user, words).user.name == name


def test_a_kit_makes_a_laptop_whose_office_is_compared_with_the_page(
    qtbot: QtBot, folders: Folders, place: Folders, stick: Path
) -> None:
    kit, code = kit_on(stick, folders)
    with setup_door(qtbot, place) as at:
        at.press("1").type(f"{stick}/kit-0").press("Down", "Return")  # of the list: only the kit fits
        assert at.focus() == "join_words"
        at.type("ini bukan enam kata").press("Return")
        assert "kit.word_count" in at.words()
        at.press("Ctrl+A").type(" ".join([*kit.words.split()[:5], "bukankata"])).press("Return")
        assert "Kata ke-6 tidak ada di daftar kata" in at.words()
        assert not place.tries.exists()  # a slip of the pen is no try
        wrong = " ".join(reversed(kit.words.split()))
        at.press("Ctrl+A").type(wrong).press("Return")
        assert "kit.wrong_words" in at.words()
        assert at.is_empty()

        at.press("Ctrl+A").type(kit.words.upper()).press("Return")

        assert (at.shown(), at.label("kit_opened_large")) == ("kit_opened", code)
        assert not at.is_over()
        at.press("Return")  # is no answer
        assert at.shown() == "kit_opened"
        at.press("1")
        assert at.is_over()
    assert signs_in(place, WORDS, "Maria T.")


def test_a_kit_whose_code_is_another_leaves_nothing_and_opens_again(
    qtbot: QtBot, folders: Folders, place: Folders, stick: Path
) -> None:
    kit, code = kit_on(stick, folders)
    with setup_door(qtbot, place) as at:
        at.press("1").type(f"{stick}/kit-02.kit").press("Tab", "Tab").into("join_words", kit.words).press(
            "Return"
        )
        assert at.shown() == "kit_opened"
        at.press("2")

        assert (at.shown(), at.is_empty()) == ("ways", True)
        assert "kit.other_code" in at.words()
        at.press("1").into("join_words", kit.words).press("Return")
        assert at.label("kit_opened_large") == code


def test_an_office_is_founded_once_its_recovery_page_lies_where_it_was_asked_for(
    qtbot: QtBot, place: Folders, stick: Path
) -> None:
    with setup_door(qtbot, place) as at:
        at.press("3").type("tengah selatan")
        at.press("Return").type("Maria T.")  # the first that fits: Timor Tengah Selatan
        assert at.door.found.region.text() == "53.02 Kabupaten Timor Tengah Selatan"
        at.into("found_folder", str(stick / "tidak ada")).press("Return")
        assert "file.cannot_write" in at.words()
        at.into("found_folder", str(stick)).press("Return")
        words = " ".join(at.label(f"word_{number}") for number in range(1, 6))
        assert (len(words.split()), at.is_empty(), list(stick.iterdir())) == (5, True, [])
        at.press("Return")  # too quick a key founds nothing
        assert at.shown() == "found_words"

        at.press("Ctrl+Return")

        assert at.shown() == "founded"
        (page,) = stick.iterdir()
        assert (page.name, page.read_bytes()[:5]) == ("pemulihan-53.02-2019-04-02.pdf", b"%PDF-")
        assert at.label("founded_large") == page.name
        kept = [part.text() for part in at.door.findChildren(QLabel) if part.text() in words.split()]
        assert kept == []
        at.press("Return")
        assert at.is_over()
    assert signs_in(place, words, "Maria T.")


def test_a_typed_regency_of_which_one_is_left_is_taken_by_tab_and_by_going_on(
    qtbot: QtBot, place: Folders
) -> None:
    with setup_door(qtbot, place) as at:
        at.press("3").type("timor tengah sel").press("Tab")
        assert (at.focus(), at.door.found.region.text()) == (
            "found_name",
            "53.02 Kabupaten Timor Tengah Selatan",
        )
        at.into("found_region", "timor tengah").press("Tab")  # Utara fits as well
        assert at.door.found.region.text() == "timor tengah"
        at.into("found_region", "53.02").press("Esc")
        at.door.found.how.setFocus()
        at.press("Return")
        assert at.door.found.region.text() == "53.02 Kabupaten Timor Tengah Selatan"


def test_a_chosen_passphrase_is_weighed_and_typed_twice(qtbot: QtBot, place: Folders, stick: Path) -> None:
    with setup_door(qtbot, place) as at:
        at.press("3").type("53.02").press("Return").type("Maria T.")
        at.into("found_folder", str(stick))
        at.door.found.how.setFocus()
        at.press("2").type("rahasia").press("Tab").into("found_again", "rahasi").press("Return")
        assert "Tidak sama dengan yang pertama" in at.words()
        at.into("found_again", "rahasia").press("Return")
        assert "passphrase.weak" in at.words()
        assert at.is_empty()
        at.into("found_own", WORDS).into("found_again", WORDS).press("Return")
        assert at.shown() == "founded"
        assert at.door.found.own.text() == at.door.found.passphrase == ""
    assert signs_in(place, WORDS, "Maria T.")


def test_a_backup_is_put_back_by_who_may_or_stopped_and_nothing_is_left(
    qtbot: QtBot, folders: Folders, place: Folders, stick: Path
) -> None:
    user, backup = lay_founded(folders), stick / "cadangan.ektp"
    with Desk(folders, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(user, WORDS)
        add_user(session, "Noh Contoh", ("operator",), passphrase=WORDS)
        make_backup(desk, session, backup)
    setup = FolderSetup(place, clock_of=lambda _region: morning(), cost=CHEAP)
    with pytest.raises(EktpError) as refused:
        setup.put_back(backup, user, WORDS, progress=lambda _done, _whole: None, stop=lambda: True)
    assert refused.value.code == "restore.stopped"

    with setup_door(qtbot, place) as at:
        assert at.is_empty()
        at.press("2").type(str(folders.data / "slots.json")).press("Return")
        assert "backup.not_one" in at.words()
        at.press("Ctrl+A").type(str(backup)).press("Return")
        offered = [at.door.restore.who.itemText(place) for place in range(at.door.restore.who.count())]
        assert offered == ["Maria T.", "Halaman pemulihan (27 kata)"]  # an operator may not
        at.type("bukan ini").press("Return")
        assert ("signin.wrong" in at.words(), at.is_empty()) == (True, True)
        at.press("Ctrl+A").type(WORDS).press("Return")

        assert at.shown() == "restored"
        assert "01/b" in at.words()
        at.press("Return")
        assert at.is_over()
    assert signs_in(place, WORDS, "Maria T.")


def test_esc_goes_back_from_each_way_and_every_key_is_on_the_page(qtbot: QtBot, place: Folders) -> None:
    with setup_door(qtbot, place, LONG) as at:
        for key, page in (("1", "join"), ("2", "restore"), ("3", "found")):
            at.press(key)
            assert at.shown() == page
            at.press("Return")  # nothing filled in: said, and nothing done
            assert (at.shown(), at.is_empty()) == (page, True)
            at.press("Escape", "Escape")  # a list that is open first
            assert at.shown() == "ways"
        at.press("F")
        assert QApplication.clipboard().text() == f"{program()} --data FOLDER"
        at.press("4")
        assert at.is_over()


@pytest.mark.parametrize("size", [SMALL, LARGE_TYPE])
def test_it_fits_the_smallest_window(qtbot: QtBot, place: Folders, size: tuple[int, int, int]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, size[2], small=True)
    with setup_door(qtbot, place, LONG) as at:
        at.door.resize(size[0], size[1])
        for key in ("", "1", "2", "3"):
            at.press(*([key] if key else []))
            if key == "3":
                at.door.found.how.take("own")
            at.press("Return")
            assert (at.door.width(), at.door.height()) == size[:2]
            for part in at.door.findChildren(QWidget):
                if part.isVisible() and isinstance(part, QLabel) and part.wordWrap():
                    assert part.height() >= part.heightForWidth(part.width()), part.text()
                    assert at.door.rect().contains(
                        part.rect().translated(part.mapTo(at.door, part.rect().topLeft()))
                    )
            at.press("Escape", "Escape")


@pytest.mark.journey
def test_a_real_window_goes_from_the_kit_to_the_sign_in(
    folders: Folders, place: Folders, stick: Path
) -> None:
    kit, code = kit_on(stick, folders)
    with WindowProcess(place.data, environment={"EKTP_DESK_STATE": str(place.state)}) as window:
        assert window.look()["place"] == "no_office"
        window.press("1")
        window.type(f"{stick}/kit-02.kit")
        window.press("Tab", "Tab")
        window.type(kit.words)
        assert window.press("Return")["labels"]["kit_opened_large"] == code
        window.press("1")
        assert window.look()["place"] == "sign_in"
        assert window.sign_in(WORDS)["place"] == "today"


def test_other_troubles_keep_their_own_window(qtbot: QtBot, place: Folders) -> None:
    window = window_for(EktpError("desk.in_use"), None, lambda: FolderSetup(place))
    qtbot.addWidget(window)
    assert isinstance(window, NotOpened)
