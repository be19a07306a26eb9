"""The window of a desk that cannot be opened: why, what is safe, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import ActJobs
from ektp_desk.gui.kit import Banner, Card, CommandLine, Pages, label, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out, stacked
from ektp_desk.gui.kit.icons import Diamond
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.gui.shell.setup.found import FoundPage, FoundWords, founded_page
from ektp_desk.gui.shell.setup.join import JoinPage, joined_page
from ektp_desk.gui.shell.setup.page import SetupPage
from ektp_desk.gui.shell.setup.restore import RestorePage, restored_page
from ektp_desk.usecases.setup import JoinedOffice, OfficeBack, OfficeSetup
from ektp_desk.words import _
from ektp_desk.words.commands import opening, program

_WIDTH, _WIDE = 560, 880


class Door(QWidget):
    """Nobody is signed in and nothing is open; `again` tells whether to open the desk once more."""

    done = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWindowTitle("ektp-desk")
        self.setAccessibleName("ektp-desk")
        self.again = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is leaving."""
        super().closeEvent(event)
        self.leave()

    def leave(self, *, again: bool = False) -> None:
        self.again = again
        self.done.emit()

    def take(self, inside: QWidget, wide: int) -> None:
        """Put what the window says in its middle."""
        inside.setFixedWidth(px(wide))
        lay_out(QHBoxLayout(self), None, inside, None, margins=(0, 8, 0, 8))


def _heading(said: str) -> QHBoxLayout:
    title = label(said, "title")
    return lay_out(QHBoxLayout(), Diamond(40), title, gap=14, grows=title)


class NotOpened(Door):
    """Why, and another try."""

    def __init__(self, error: EktpError) -> None:
        super().__init__("closed_door")
        banner = Banner("bad", name="closed_door_banner")
        banner.say_error("bad", error)
        table = [
            Act(id="closed_door_retry", text=_("Coba lagi"), keys=("1",), run=lambda: self.leave(again=True)),
            Act(id="closed_door_leave", text=_("Tutup"), keys=("2",), run=self.leave),
        ]
        acts = Acts(table)
        acts.setParent(self)
        acts.add_to(self)
        retry = acts.button("closed_door_retry", kind="blue")
        foot = lay_out(QHBoxLayout(), (retry, 1), (acts.button("closed_door_leave", tall=True), 1), gap=8)
        self.take(stacked(None, _heading(_("Meja belum dapat dibuka")), banner, foot, None, gap=16), _WIDTH)
        retry.setFocus()


def window_for(error: EktpError, data: Path | None, setup: Callable[[], OfficeSetup]) -> Door:
    """`data` is the folder where commands must name it."""
    return NoOffice(data, setup()) if error.code == "office.none" else NotOpened(error)


class WaysPage(QWidget):
    """The ways to an office: a kit, a backup, an office of its own, or another folder."""

    def __init__(self, acts: Acts, data: Path | None) -> None:
        super().__init__()
        self.setObjectName("ways")
        self.banner = Banner("warn", name="ways_banner", low=True)
        self.first = acts.button("way_join", kind="blue")
        ways = (
            (self.first, _("Laptop ini bergabung dengan kantor. Perlu berkas kit dan lembar enam katanya.")),
            (
                acts.button("way_restore", tall=True),
                _("Bila laptop lama rusak atau hilang. Kasi atau ADB, atau kertas pemulihan."),
            ),
            (
                acts.button("way_found", tall=True),
                _("Sekali untuk satu kabupaten atau kota, oleh ADB. Siapkan stik untuk halaman pemulihan."),
            ),
        )
        card = Card(padding=10, gap=6 if is_small() else 10, name="ways_card")
        for button, words in ways:
            button.setFixedWidth(px(320))
            card.add_row(button, (label(words, "body", tone="ink2", wrap=True), 1), gap=16)
        self.other = CommandLine(opening(program()), "F", name="open_command")
        folder = Card(padding=10, gap=2, name="other_folder")
        folder.stack(label(_("Datanya ada di folder lain? Dari terminal:"), "help"), self.other)
        retry, leave = (acts.button(f"way_{name}", tall=True) for name in ("retry", "leave"))
        foot = lay_out(QHBoxLayout(), (retry, 1), (leave, 1), gap=8)
        gap = 8 if is_small() else 14
        title = _heading(_("Belum ada kantor di laptop ini"))
        where = label(str(data) if data else "", "help", wrap=True, name="data_folder")
        where.setVisible(data is not None)
        stacked(None, title, where, self.banner, card, folder, foot, None, gap=gap, on=self)
        acts.add_to(self)
        self.begin()

    def begin(self, error: EktpError | None = None) -> None:
        """Come to the front, with why somebody was sent back here."""
        self.banner.say_error("bad" if error else "warn", error or EktpError("office.none"))
        self.first.setFocus()


class NoOffice(Door):
    """The ways, and the page of each; what was made is told before the sign-in comes.

    `told` is what the page in front says was made, or the passphrase that is to be written down first.
    """

    def __init__(self, data: Path | None, setup: OfficeSetup) -> None:
        super().__init__("no_office")
        self._setup, self.jobs = setup, ActJobs(setup.lane)
        self._told: JoinedOffice | OfficeBack | Path | str | None = None
        self._sent_back: EktpError | None = None
        self.join, self.restore = JoinPage(self.jobs, setup), RestorePage(self.jobs, setup)
        self.found = FoundPage(self.jobs, setup)
        table = [
            Act(id="way_join", text=_("Buka kit dari ADB…"), keys=("1",), run=lambda: self._turn(self.join)),
            Act(
                id="way_restore",
                text=_("Pulihkan dari cadangan…"),
                keys=("2",),
                run=lambda: self._turn(self.restore),
            ),
            Act(id="way_found", text=_("Buat kantor baru…"), keys=("3",), run=lambda: self._turn(self.found)),
            Act(id="way_folder", keys=("F",), run=self._copy),
            Act(id="way_retry", text=_("Coba lagi"), keys=("4",), run=self._go_on),
            Act(id="way_leave", text=_("Tutup"), keys=("5",), run=self.leave),
        ]
        acts = Acts(table)
        acts.setParent(self)
        self.ways = WaysPage(acts, data)
        self._pages = named(Pages(self.ways, self.join, self.restore, self.found), "setup_pages")
        for page in (self.join, self.restore, self.found):
            page.left.connect(self._back)
        self.join.joined.connect(self._on_joined)
        self.restore.restored.connect(self._on_restored)
        self.found.checked.connect(self._show_words)
        self.found.founded.connect(self._on_founded)
        self.take(self._pages, _WIDE)
        self.ways.begin()

    def leave(self, *, again: bool = False) -> None:
        self.jobs.close(lambda: None)
        super().leave(again=again)

    def state(self) -> object:
        return self._told, self._sent_back

    def put_back(self, state: object) -> None:
        match state:
            case (_, EktpError() as back):
                self._sent_back = back
                self.ways.begin(back)
        match state:
            case (JoinedOffice() as made, _):
                self._on_joined(made)
            case (OfficeBack() as made, _):
                self._on_restored(made)
            case (Path() as made, _):
                self._on_founded(made)
            case (str() as words, _):
                self.found.passphrase = words
                self._show_words()

    def page(self) -> QWidget:
        """What is shown."""
        shown = self._pages.currentWidget()
        assert shown is not None
        return shown

    def _copy(self) -> None:
        self.ways.other.copy()

    def _go_on(self) -> None:
        self.leave(again=True)

    def _turn(self, page: SetupPage) -> None:
        self._told = None
        self._pages.setCurrentWidget(page)
        page.begin()

    def _back(self, error: EktpError | None = None) -> None:
        self.found.forget()
        self._told, self._sent_back = None, error
        self._pages.setCurrentWidget(self.ways)
        self.ways.begin(error)

    def _show(self, page: QWidget) -> None:
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def _on_joined(self, made: JoinedOffice) -> None:
        self._told = made
        same = Act(id="joined_same", text=_("Kode sama: lanjut masuk"), keys=("1",), run=self._go_on)
        other = Act(id="joined_other", text=_("Kode berbeda: batalkan"), keys=("2",), run=self._part)
        self._show(joined_page(made, same, other))

    def _part(self) -> None:
        """Take the laptop away that a kit of another office made."""
        self.jobs.act(self._setup.part, done=self._on_parted, failed=self._on_not_parted)

    def _on_parted(self, _none: None) -> None:
        self._back(EktpError("kit.other_code"))

    def _on_not_parted(self, error: Exception) -> None:
        if not isinstance(error, EktpError):
            raise error
        self._back(error)

    def _on_restored(self, back: OfficeBack) -> None:
        self._told = back
        self._show(restored_page(back, self._sign_in()))

    def _show_words(self) -> None:
        self._told = self.found.passphrase
        page = FoundWords(self.found.name.text(), self.found.passphrase)
        page.written.connect(self._found_now)
        page.left.connect(lambda: self._turn(self.found))
        self._show(page)
        page.begin()

    def _found_now(self) -> None:
        """Show the form again, where its progress and what is refused are said."""
        self._told = None
        self._pages.setCurrentWidget(self.found)
        self.found.found()

    def _on_founded(self, page: Path) -> None:
        self._told = page
        self._show(founded_page(page, self._sign_in()))

    def _sign_in(self) -> Act:
        return Act(id="setup_sign_in", text=_("Masuk"), keys=("Enter",), run=self._go_on)
