"""Catches what a scanner types: `EKTP1:…` and Enter, faster than any hand, wherever no text is written.

Apart: it looks at every key of the window, which no place of it does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

PREFIX = "EKTP1:"
_PAUSE_MS = 80  # between two keys; the quickest typist needs more for two keys of the same hand
_LONGEST = 40
_ENDS = ("\r", "\n")
_WRITTEN = (QLineEdit, QPlainTextEdit, QTextEdit)


class Scanner(QObject):
    """`scanned` gives the whole text. A text field takes the keys itself, and its owner reads the prefix.

    The first key is let through, for it may be a person's: no screen writes anything for an E. The rest
    is kept from the screen, whose letters are acts.
    """

    scanned = Signal(str)

    def __init__(self, scope: QWidget) -> None:
        super().__init__(scope)
        self._scope, self._held = scope, ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._forget)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Look at what holds the focus alone: over the application each event of a painting passes here."""
        if old is not None and isValid(old):
            old.removeEventFilter(self)
        if now is not None and self._scope.isAncestorOf(now) and not isinstance(now, _WRITTEN):
            now.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at each key once, where it is offered before any shortcut has seen it."""
        if not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind is QEvent.Type.KeyRelease or not event.text():
            return False
        if kind is QEvent.Type.ShortcutOverride:
            if not self._fits(event.text()) or not self._held:
                return False
            event.accept()  # so that it comes as a key press, not as a shortcut
            return True
        return self._take(event.text())

    def _fits(self, text: str) -> bool:
        if len(self._held) < len(PREFIX):
            return PREFIX.startswith(self._held + text.upper())
        return text in _ENDS or (text.isprintable() and len(self._held) < _LONGEST)

    def _take(self, text: str) -> bool:
        """Keep a key that goes on with what was held; tell whether it is kept from the screen."""
        if not self._fits(text):
            self._forget()
        if not self._fits(text):
            return False
        self._pause.start()
        if text not in _ENDS:
            self._held += text.upper()
            return len(self._held) > 1
        whole, self._held = self._held, ""
        self._pause.stop()
        self.scanned.emit(whole)
        return True

    def _forget(self) -> None:
        self._held = ""
