"""The scenes of a program, a laptop or a disk that goes wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.setup import FolderSetup
from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.shell.hard_stop import StopNews, Stopped
from ektp_desk.gui.shell.no_office import NoOffice, NotOpened
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, connect
from tests.gui.crash.page import CrashDesk, clock_of
from tests.gui.desks import DeskPage
from tests.gui.stillness import still
from tests.kept import CHEAP, morning, new_kit
from tests.screens.admin import LONG
from tests.screens.scene import Scene, Way, own_folder


def _crashed(page: DeskPage) -> CrashDesk:
    page.sign_in().press("Return")
    return CrashDesk(page, own_folder() / "laporan.txt").crash()


def _again(page: DeskPage) -> None:
    made = _crashed(page)
    page.press("1")
    place = "Dokumen/ektp-desk/laporan-kesalahan-2019-04-02-1652.txt"
    made.crash().crashes.tell_copied(Path(place))


def _stopped(page: DeskPage) -> None:
    now = page.desk.clock().local
    at = now - timedelta(days=1)
    StopNews(page.window, Stopped(at, ("Segmentation fault",)), now, report=own_folder() / "laporan.txt")


def _left_open(page: DeskPage) -> None:
    page.sign_in()
    workplace = page.window.workplace
    assert workplace is not None
    workplace.tell_news(EktpError("stop.left_open", number="A042"))


def _copied(page: DeskPage) -> None:
    page.desk.folders.anchor(page.desk.slots.install).unlink()
    page.sign_in()


def _cut(page: DeskPage) -> str:
    """Lose the last nine events, and give what a paper of before has at its foot."""
    page.sign_in()
    paper = page.tell(lambda session: session.store.heads()[0])
    page.press("F12")
    keys = page.desk.unlock(page.desk.slots.users[0].user.id, page.passphrase)
    connection = connect(page.desk.folders.data / STORE, keys.store_key)
    connection.execute("DELETE FROM events WHERE seq > (SELECT max(seq) - 9 FROM events)")
    connection.close()
    page.type(page.passphrase).press("Return")
    return paper


def _cut_missing(page: DeskPage) -> None:
    page.type(_cut(page)).press("Return")


def _unreadable(page: DeskPage) -> str:
    page.sign_in()
    paper = page.tell(lambda session: session.store.heads()[0])
    page.press("F12")
    anchor = page.desk.folders.anchor(page.desk.slots.install)
    anchor.write_bytes(anchor.read_bytes()[:-9])
    page.type(page.passphrase).press("Return")
    return paper


def _unreadable_all_there(page: DeskPage) -> None:
    page.type(_unreadable(page)).press("Return")


def _lost_partly(page: DeskPage) -> None:
    gaps = "1203-1207, 1211, 1213"
    page.window.sign_in.lost.emit(EktpError("store.part_salvaged", gaps=gaps, saved=1104, folder="damaged-1"))
    page.settle()


def _backwards(page: DeskPage) -> None:
    clock_of(page).off = timedelta(days=-3400)
    page.sign_in()


def _far_ahead(page: DeskPage) -> None:
    """Open a laptop with lists, and with personal data that an office keeps for a season, in a wrong year."""
    clock_of(page).off = timedelta(days=800)
    page.sign_in()


def _jumped(page: DeskPage) -> None:
    page.sign_in().window.doubt_clock(-47)


def _in_use(page: DeskPage) -> None:
    page.window.pages.push(lambda: NotOpened(EktpError("desk.in_use")))
    QApplication.processEvents()


def _no_office(page: DeskPage, data: Path | None = None) -> NoOffice:
    """Lay the window of a new laptop over this one; its folders are empty."""
    place = own_folder()
    setup = FolderSetup(Folders(place / "data", place / "state"), cost=CHEAP, clock_of=lambda _at: morning())
    door = page.window.pages.push(lambda: NoOffice(data, setup)).view
    assert isinstance(door, NoOffice)
    QApplication.processEvents()
    return door


def _keys(page: DeskPage, door: NoOffice, *keys: str) -> None:
    """Press a key, or type what is none."""
    for key in keys:
        held = QApplication.focusWidget() or door
        if len(key) == 1 or key in ("Tab", "Return", "Ctrl+A", "Ctrl+Return"):
            QTest.keySequence(held, QKeySequence(key))
        else:
            QTest.keyClicks(held, key)
        still(door.jobs, page.window)


def _setup(*keys: str) -> Way:
    return lambda page: _keys(page, _no_office(page), *keys)


def _no_office_there(page: DeskPage) -> None:
    door = _no_office(page, Path("/media/petugas/KARTU DATA KANTOR/ektp-desk/kantor-kabupaten"))
    _keys(page, door, "F")


def _kit(page: DeskPage) -> tuple[Path, str]:
    page.sign_in()
    kit = page.tell(lambda session: new_kit(page.desk, session, cost=CHEAP))
    path = own_folder() / "kit-02.kit"
    path.write_bytes(kit.data)
    return path, kit.words


def _joining(page: DeskPage) -> None:
    path, words = _kit(page)
    _keys(
        page,
        _no_office(page),
        "1",
        str(path),
        "Tab",
        "Tab",
        " ".join([*words.split()[:5], "padi-padi"]),
        "Return",
    )


def _joined(page: DeskPage) -> None:
    path, words = _kit(page)
    _keys(page, _no_office(page), "1", str(path), "Tab", "Tab", words, "Return")


def _other_code(page: DeskPage) -> None:
    path, words = _kit(page)
    _keys(page, _no_office(page), "1", str(path), "Tab", "Tab", words, "Return", "2")


def _whose_backup(page: DeskPage) -> tuple[NoOffice, str]:
    page.sign_in()
    path = own_folder() / "cadangan-ektp-2019-04-02-165200.ektp"
    page.tell(lambda session: make_backup(page.desk, session, path))
    door = _no_office(page)
    _keys(page, door, "2", str(path), "Return")
    return door, page.passphrase


def _restored(page: DeskPage) -> None:
    door, words = _whose_backup(page)
    _keys(page, door, words, "Return")


def _wrong_words(page: DeskPage) -> None:
    door, _words = _whose_backup(page)
    _keys(page, door, "bukan ini", "Return", "Return")


def _founding(page: DeskPage, *keys: str) -> None:
    door = _no_office(page)
    _keys(page, door, "3", "timor", *keys)


def _founding_own(page: DeskPage) -> None:
    door = _no_office(page)
    _keys(page, door, "3", "53.02", "Return", LONG)
    door.found.folder.set_path(str(own_folder()))
    door.found.how.take("own")
    _keys(page, door, "rahasia", "Tab", "Tab", "rahasia", "Return")


def _found(page: DeskPage, *keys: str) -> None:
    door = _no_office(page)
    _keys(page, door, "3", "53.02", "Return", "Maria T.")
    door.found.folder.set_path(str(own_folder()))
    _keys(page, door, "Return", *keys)


TROUBLE = (
    Scene("1-masuk", "berhenti mendadak", _stopped),
    Scene("1-masuk", "jam mundur", _backwards),
    Scene("1-masuk", "tanggal melompat", _far_ahead),
    Scene("1-masuk", "jam berubah", _jumped),
    Scene("1-masuk", "hilang", _cut),
    Scene("1-masuk", "hilang kertas", _cut_missing),
    Scene("1-masuk", "penanda rusak", _unreadable_all_there),
    Scene("1-masuk", "log rusak", _lost_partly),
    Scene("10-gangguan", "kesalahan", _crashed),
    Scene("10-gangguan", "terulang", _again),
    Scene("10-gangguan", "dibuka kembali", _left_open),
    Scene("10-gangguan", "folder disalin", _copied),
    Scene("12-laptop-baru", "belum ada kantor", _setup(), sample=False),
    Scene("12-laptop-baru", "belum ada kantor di folder", _no_office_there, sample=False),
    Scene("12-laptop-baru", "kit", _setup("1", "Return"), sample=False),
    Scene("12-laptop-baru", "kit salah ketik", _joining, sample=False),
    Scene("12-laptop-baru", "kit dibuka", _joined, sample=False),
    Scene("12-laptop-baru", "kit lain", _other_code, sample=False),
    Scene("12-laptop-baru", "cadangan", _whose_backup, sample=False),
    Scene("12-laptop-baru", "cadangan salah sandi", _wrong_words, sample=False),
    Scene("12-laptop-baru", "cadangan pulih", _restored, sample=False),
    Scene("12-laptop-baru", "kantor baru", _founding, sample=False),
    Scene("12-laptop-baru", "kantor baru lemah", _founding_own, sample=False),
    Scene("12-laptop-baru", "kata sandi", _found, sample=False),
    Scene("12-laptop-baru", "kantor berdiri", lambda page: _found(page, "Ctrl+Return"), sample=False),
    Scene("10-gangguan", "sudah terbuka", _in_use, sample=False),
)
