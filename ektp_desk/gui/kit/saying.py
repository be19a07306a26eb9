"""What is heard by who listens to the screen, beside what the focus says by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_GATHERED_MS = 150  # what one key brings about is said at once: what was done, and the place it leads to
_AFTER_FOCUS_MS = 400  # a reader asks so late what has the focus, and told before it would tell it twice
_PUT_OFF = 5  # times at most, while the store is at work: its answer may move the focus, which cuts speech


class Working(Protocol):
    """Who knows whether something asked for has not answered yet."""

    @property
    def busy(self) -> bool: ...


def say(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have `text` heard, together with what else is said just now; what `widget` said before it is not."""
    if QAccessible.isActive():
        window = widget.window()
        _saying_in(window).take(widget, text, urgent=urgent)


@contextmanager
def unheard() -> Iterator[None]:
    """Tell nobody who listens what happens meanwhile: of a secret Qt's boxes tell every letter."""
    active = QAccessible.isActive()
    QAccessible.setActive(False)
    try:
        yield
    finally:
        QAccessible.setActive(active)


def tell_focus() -> None:
    """Tell where it is still: of a tab that is chosen Qt tells in such a way that a reader goes there."""
    held = QApplication.focusWidget()
    if held is not None and QAccessible.isActive():
        saying = _saying_in(held.window())
        saying.note_focus()
        saying.give_back()  # it would be read as what that is described as
        QAccessible.updateAccessibility(QAccessibleEvent(held, QAccessible.Event.Focus))


def _saying_in(window: QWidget) -> Saying:
    return window.findChild(Saying) or Saying(window)


class Telling(QWidget):
    """Says its words when it comes and when they change; not those that went before anybody was told."""

    _told, _is_urgent = "", False
    is_quiet = False  # where it comes a while after its place, which was told by then

    def tell(self, text: str, *, urgent: bool = False) -> None:
        self._told, self._is_urgent = text, urgent
        if self.isVisible():
            self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()

    def _say(self) -> None:
        if not self.is_quiet:
            say(self, self._told, urgent=self._is_urgent)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        say(self, "")


class Saying(QObject):
    """Gathers what a window's parts say, and says it once: by an announcement, and at what holds the focus.

    Readers that know no announcements (Orca before 45) speak the description of what holds the focus when
    it changes; it gets its own back when the focus goes on.
    """

    def __init__(self, window: QWidget, work: Working | None = None) -> None:
        super().__init__(window)
        self._window, self._work = window, work
        self._put_off = 0
        self._said: dict[QWidget, str] = {}
        self._urgent = False
        self._described: tuple[QWidget, str, str] | None = None  # with its own words, and ours
        self._since_focus = QElapsedTimer()
        self._since_focus.start()  # what says something first has often just come, with the focus
        self._gathering = QTimer(self, singleShot=True)
        self._gathering.timeout.connect(self._speak)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Later: Qt tells the new focus after this, and what the old one is described as is no news by then.
        app.focusChanged.connect(self._on_focus, Qt.ConnectionType.QueuedConnection)

    def take(self, widget: QWidget, text: str, *, urgent: bool) -> None:
        if not text:
            self._said.pop(widget, None)
            return
        self._said[widget] = text  # what it says anew stands where the other did
        self._urgent = self._urgent or urgent
        self._gather()

    def _gather(self) -> None:
        self._gathering.start(max(_GATHERED_MS, _AFTER_FOCUS_MS - self._since_focus.elapsed()))

    def _speak(self) -> None:
        if self._work is not None and self._work.busy and self._put_off < _PUT_OFF:
            self._put_off += 1
            self._gather()
            return
        self._put_off = 0
        sentences = dict.fromkeys(text.removesuffix(".") for text in self._said.values())
        text, urgent = ". ".join(sentences), self._urgent
        self._said, self._urgent = {}, False
        if not text:
            return
        held = self._window.focusWidget() or self._window
        self._describe(held, text)
        event = QAccessibleAnnouncementEvent(held, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)

    def _describe(self, held: QWidget, text: str) -> None:
        own = now = held.accessibleDescription()
        if self._described is not None and self._described[0] is held and now == self._described[2]:
            own = self._described[1]  # not given back in between: that would be spoken as well
            text += "." if now == text else ""  # what stays the same would not
        else:
            self.give_back()
        if not own.startswith(text):  # a refused box tells it already, with its code
            held.setAccessibleDescription(text)
            self._described = held, own, text

    def note_focus(self) -> None:
        """A reader is about to ask what has the focus, and how it is described."""
        self._since_focus.start()
        if self._gathering.isActive():
            self._gather()

    def _on_focus(self) -> None:
        self.note_focus()
        held = QApplication.focusWidget()
        if self._described is not None and held not in (None, self._described[0]):  # while nothing has it,
            self.give_back()  # a reader takes it for where it was

    def give_back(self) -> None:
        described, self._described = self._described, None
        if described is None:
            return
        held, own, text = described
        if isValid(held) and held.accessibleDescription() == text:
            held.setAccessibleDescription(own)
