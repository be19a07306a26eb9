"""Keeps the display true while it is open: reads after every act, rings on every call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.gui.display.board import Board, Shown
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.ports import Bell
from ektp_desk.usecases.queue.queries import Hall, hall
from ektp_desk.words import _
from ektp_desk.words.dates import clock

_TICK_MS = 1_000
_BELL, _HEARD = "bel", "nyala"  # how this laptop keeps whether calls are heard


class DisplayWindow(QWidget):
    """A window of its own that never takes the keyboard from the desk; it goes with `owner`."""

    def __init__(self, owner: QWidget) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(owner, flags)
        self.setWindowTitle(_("Layar nomor"))
        self.setAccessibleName(_("Layar nomor"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.board = Board()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)

    def come(self, screens: Sequence[QScreen], here: QScreen | None) -> None:
        """Fill the second screen where there is one; else be a window beside the desk's."""
        second = second_screen(screens, here)
        if second is None:
            self.resize(px(800), px(450))
            self.show()
            return
        self.setGeometry(QRect(second.geometry()))
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only hide: the key that opens it opens it again."""
        event.accept()


def second_screen(screens: Sequence[QScreen], here: QScreen | None) -> QScreen | None:
    """Give the screen that the desk is not on, None with only one."""
    return next((screen for screen in screens if screen is not here), None)


class Display(QObject):
    """Opened and closed by `turn`; `chimes` says whether a call is heard."""

    def __init__(self, work: Work, owner: QWidget, chime: Bell) -> None:
        super().__init__(owner)
        self._work, self._owner, self._chime = work, owner, chime
        self._window: DisplayWindow | None = None
        self._heard: tuple[str, int] = ("", 0)  # the number that was rung for, and for which of its calls
        self.chimes = work.choices.get(_BELL, _HEARD) == _HEARD
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        work.changed.connect(self._on_changed)

    def is_open(self) -> bool:
        """Tell whether the hall sees anything."""
        return self._window is not None and self._window.isVisible()

    def window(self) -> DisplayWindow | None:
        """Give the window once it was opened."""
        return self._window

    def turn(self) -> None:
        """Open it, or close it."""
        if self.is_open():
            assert self._window is not None
            self._window.close()
            self._tick.stop()
            return
        if self._window is None:
            self._window = DisplayWindow(self._owner)
        self._window.come(QGuiApplication.screens(), self._owner.screen())
        self._owner.window().activateWindow()  # some window managers hand the keyboard to whatever comes
        self._tick.start()
        self._read(ring=False)

    def turn_chimes(self) -> None:
        """Let calls be heard, or not, until somebody turns it again."""
        self.chimes = not self.chimes
        self._work.choices.keep(**{_BELL: _HEARD if self.chimes else "mati"})

    def ring(self) -> None:
        """Let the chime be heard, to try it."""
        self._chime.ring()

    def _on_changed(self) -> None:
        if self.is_open():
            self._read(ring=True)

    def _read(self, *, ring: bool) -> None:
        visit = self._work.visit
        if visit is None:
            self._show(Hall(None, (), ()), ring=False)
            return
        self._work.ask(lambda session: hall(session, visit.id), lambda seen: self._show(seen, ring=ring))

    def _show(self, seen: Hall, *, ring: bool) -> None:
        if self._window is None:
            return
        session = self._work.session
        self._window.board.show_facts(Shown(seen, clock(session.now), session.office.sample))
        hero = seen.hero
        now = (hero.number, hero.calls) if hero else ("", 0)
        if ring and self.chimes and hero and now != self._heard:
            self._chime.ring()
        self._heard = now

    def _on_tick(self) -> None:
        if self._window is not None:
            shown = self._window.board.shown()
            self._window.board.show_facts(Shown(shown.hall, clock(self._work.session.now), shown.sample))
