"""Joins Cadangan to the desk: names the file, makes the backup on the store's thread, tells how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.admin.backup_cards import MakingPage, OverviewCard, RestoreCard
from ektp_desk.gui.kit import ActButton, Pages, Pick, on_key
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.kit.words import size_words
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.backup_places import Place, folder_of, places
from ektp_desk.usecases.admin.queries import Safety, safety
from ektp_desk.usecases.environment import Environment
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.commands import restoring


class BackupPage(QWidget):
    """`begin_asked` wants the form for another backup."""

    begin_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_page")
        self.overview, self.making, self.restore = OverviewCard(), MakingPage(), RestoreCard()
        self.button = ActButton(_("Buat cadangan…"), "B", kind="blue", name="backup_begin")
        # The blue button stands in one place, whether it begins a backup or makes it.
        for button in (self.making.cancel, self.making.button, self.button):
            self.restore.foot.addWidget(button)
        self._left = Pages()
        for page in (self.overview, self.making):
            self._left.addWidget(page)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self.restore)
        self._join()

    def _join(self) -> None:
        self.button.asked.connect(self.begin_asked)
        on_key(self.restore, "Esc", self._on_escape)
        self._show_buttons(resting=True)
        for scope in self.scopes():
            on_key(scope, "B", self.begin_asked.emit)
            on_key(scope, "C", self.restore.copy_command)

    def show_safety(self, safety: Safety, *, user: str) -> None:
        """Show how old the last one is, and how `user` restores it."""
        self.overview.show_safety(safety)
        self.restore.show_command(restoring(user=user, file=safety.place))

    def rest(self) -> None:
        """Show how things stand."""
        self._left.setCurrentWidget(self.overview)
        self._show_buttons(resting=True)
        self.take_focus()

    def show_making(self) -> None:
        """Ask where the backup goes."""
        self._left.setCurrentWidget(self.making)
        self._show_buttons(resting=False)

    def _show_buttons(self, *, resting: bool) -> None:
        """Offer what the page does now: while letters are typed, no letter is a key."""
        for button in (self.button, self.restore.copy):
            button.setVisible(resting)
        for button in (self.making.button, self.making.cancel):
            button.setVisible(not resting)

    def _on_escape(self) -> None:
        if not self.is_resting():
            self.making.left.emit()

    def is_resting(self) -> bool:
        """Tell whether nothing is under way."""
        return self._left.currentWidget() is self.overview

    def take_focus(self) -> None:
        """Put the focus where the next key belongs."""
        target = self.button if self.is_resting() else self.making.folder.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act."""
        return self.overview, self.restore

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower panel."""
        self.restore.setFixedWidth(px(272 if small else 320))
        self._row.setSpacing(px(12 if small else 16))


_SHOW_AFTER_MS = 600
_MOST_STEPS = 200  # that the bar is moved


class Backup(QObject):
    """One backup at a time, with a stop of its own; `page` is what is shown."""

    _stepped = Signal(object)  # (done, whole): bytes may be more than Qt's int

    def __init__(self, work: Work, doors: Environment) -> None:
        super().__init__()
        self._work, self._doors = work, doors
        self.page = BackupPage()
        self.setParent(self.page)
        self._last = ""  # the folder that was used in this sitting
        self._asked = 0
        self._stop: Event | None = None
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._connect()

    def begin(self) -> None:
        """Come to the front."""
        self.read_anew()
        self.page.take_focus()

    def read_anew(self) -> None:
        """Show how old the last backup is now."""
        user = self._work.session.user.name
        self._work.ask(safety, partial(self.page.show_safety, user=user))

    def _connect(self) -> None:
        page, making = self.page, self.page.making
        page.begin_asked.connect(self._ask_where)
        making.typed.connect(self._complete)
        making.make_asked.connect(self._make)
        making.left.connect(self._leave)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._patience.timeout.connect(making.progress.show)
        # Whoever locks the desk in the middle wants it to end, not to run on unseen.
        page.destroyed.connect(self._stop_now)

    def _ask_where(self) -> None:
        self.page.show_making()
        self.page.making.begin(self._last)
        if not self._last:
            self._complete("")

    def _complete(self, text: str) -> None:
        self._asked += 1
        mine = self._asked

        def offered(found: list[Place]) -> None:
            if mine == self._asked and shiboken6.isValid(self.page):
                self.page.making.offer([_pick(place) for place in found])

        self._work.ask(lambda _session: places(text), offered)

    def _leave(self) -> None:
        if self._stop is not None:
            self._stop.set()
        else:
            self._asked += 1
            self.page.rest()

    def _make(self) -> None:
        making = self.page.making
        if self._stop is not None:
            return
        text = making.folder.text()
        folder = folder_of(text)
        if not text or not folder.is_dir():
            making.folder.set_error(_("Pilih dahulu foldernya.") if not text else _("Folder ini tidak ada."))
            return
        self._asked += 1
        stop = self._start()
        path = folder / backup_name(self._work.session.now)

        def act(session: Session) -> None:
            self._doors.back_up(session, path, progress=_Steps(self._stepped.emit), stop=stop.is_set)

        self._last = text
        self._work.do(act, lambda _none: self._made(), self._not_made)

    def _start(self) -> Event:
        self._stop = Event()
        self.page.making.work()
        self.page.making.progress.step(0, 0, line=_("Menyalin · laptop ini tetap utuh"))
        self._patience.start()
        return self._stop

    def _finish(self) -> bool:
        """End it; say whether there is still somebody to tell."""
        self._stop = None
        if not shiboken6.isValid(self.page):
            return False
        self._patience.stop()
        self.page.making.rest()
        return True

    def _made(self) -> None:
        if self._finish():
            self._work.told.emit(_("Cadangan siap: dibaca ulang, utuh"))
            self.page.rest()

    def _not_made(self, error: EktpError) -> None:
        if not self._finish():
            return
        if error.code == "backup.stopped":
            self._work.told.emit(_("Pencadangan dihentikan. Tidak ada yang berubah."))
            self.page.making.begin(self._last)
        else:
            self.page.making.refuse(error)

    def _stop_now(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _show_step(self, step: tuple[int, int]) -> None:
        done, whole = step
        if self._stop is None or not whole:
            return
        copied = 2 * done < whole
        line = _("Menyalin · {done} dari {whole}") if copied else _("Membaca ulang · {done} dari {whole}")
        said = line.format(done=size_words(done), whole=size_words(whole))
        self.page.making.progress.step(round(1000 * done / whole), 1000, line=said)


class _Steps:
    """Passes on some hundred steps of a backup, however many pieces it has."""

    def __init__(self, tell: Callable[[tuple[int, int]], None]) -> None:
        self._tell, self._told = tell, -1

    def __call__(self, done: int, whole: int) -> None:
        step = _MOST_STEPS * done // max(1, whole)
        if step != self._told:
            self._told = step
            self._tell((done, whole))


def backup_name(now: datetime) -> str:
    """Name a backup by its moment alone: nobody and no office is in it."""
    return f"cadangan-ektp-{now:%Y-%m-%d-%H%M%S}.ektp"


def _pick(place: Place) -> Pick:
    name = place.path.name or str(place.path)
    return Pick(str(place.path), name, str(place.path.parent), _("USB atau kartu") if place.is_medium else "")
