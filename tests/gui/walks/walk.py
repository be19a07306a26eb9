"""The window as somebody walks through it by keys, with the test's own eye on the store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from ektp_desk.domain.tickets import OPEN_STATES, Outcome
from ektp_desk.gui.kit import Chooser, TableFoot
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.queries import visits
from tests.gui.desks import DeskPage
from tests.journal.acting import tickets_of

_UNPRINTED = {"Tab", "Shift+Tab", "Up", "Down", "Home", "End", "Space"}
"""Keys that every program has; what they do is seen."""


class Walk:
    """Presses keys as they are printed; `Enter` is the large one.

    No step may be blind: a key must be seen somewhere when it is pressed, and after it something that is
    seen and acts must have the focus. A walk that comes into a dead end fails there.
    """

    def __init__(self, page: DeskPage) -> None:
        self.page = page

    def press(self, *keys: str) -> Walk:
        """Press keys, each when the window is still."""
        for key in keys:
            assert key in _UNPRINTED or key.isdecimal() or self.is_printed(key), f"{key}: {self.at()}"
            self.page.press(_as_pressed(key))
            self._look(key)
        return self

    def look_up(self, key: str) -> Walk:
        """Read a rare act's key in the menu of the queue, as one does the first time, and press it."""
        self.press("Ctrl+.")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        offered = [act.shortcut().toString() for act in menu.actions() if act.isVisible()]
        assert _as_pressed(key) in offered, (key, offered)
        menu.close()
        self.page.press(_as_pressed(key))
        self._look(key)
        return self

    def type(self, text: str) -> Walk:
        """Type where the focus is."""
        self.page.type(text)
        return self

    def fill(self, *texts: str) -> Walk:
        """Fill boxes one after another, Tab between them; an empty text passes by."""
        for at, text in enumerate(texts):
            if at:
                self.press("Tab")
            self.type(text)
        return self

    def is_printed(self, key: str) -> bool:
        """Tell whether a key is seen: on a button or a box, below a table, in a sentence."""
        shown = self.page.shown()
        if key == "Enter" and (self.page.focus().endswith("search") or any(map(_is_chooser, shown))):
            return True  # what was searched for is gone to; of a list below a box the marked line is taken
        if any(w.accessibleName().endswith(f"({key})") for w in shown):
            return True
        if re.fullmatch(r"Alt\+\d", key) and any(w.accessibleName() == "Alt+1–5" for w in shown):
            return True
        said = [foot.keys() for foot in shown if isinstance(foot, TableFoot)]
        said += [each.text() for each in shown if isinstance(each, QLabel | QAbstractButton)]
        return any(re.search(rf"(?<!\w){re.escape(key)}(?!\w)", words) for words in said)

    def at(self) -> tuple[str, str]:
        """The place and what has the focus."""
        return self.page.place, self.page.focus()

    def called(self) -> str:
        """The large number of the queue or of the recording."""
        return self.page.labels().get("called_number", "")

    def reads(self, label: str) -> str:
        """What a named label says; empty while it is not seen."""
        return self.page.labels().get(label, "")

    def toast(self) -> str:
        """The last good news."""
        shell = self.page.window.shell
        assert shell is not None
        return shell.toast.text()

    def visit(self) -> Visit:
        """The only one."""
        return self.page.tell(visits)[0]

    def ended(self) -> dict[str, Outcome | None]:
        """The outcome of each number that has one."""
        visit = self.visit().id
        rows = self.page.tell(lambda session: tickets_of(session, visit))
        return {row.number: row.outcome for row in rows if row.state not in OPEN_STATES}

    def _look(self, key: str) -> None:
        held = QApplication.focusWidget()
        assert held is not None, f"after {key} nothing has the focus"
        assert held.isVisible(), f"after {key} the focus is on what is not seen: {self.at()}"
        assert held.isEnabled(), f"after {key} the focus is on what rests: {self.at()}"
        heard = Counter(one.key().toString() for one in self._heard(held))
        assert not [each for each, times in heard.items() if times > 1], (heard, self.at())

    def _heard(self, held: QWidget) -> Iterator[QShortcut]:
        """The keys that act while `held` has the focus; Qt gives a key of two to neither."""
        for each in self.page.window.findChildren(QShortcut):
            scope = each.parent()
            if not isinstance(scope, QWidget) or not each.isEnabled() or not scope.isVisible():
                continue
            whole = each.context() is Qt.ShortcutContext.WindowShortcut
            if whole or scope is held or scope.isAncestorOf(held):
                yield each


def _as_pressed(key: str) -> str:
    """As Qt writes a key that is printed so."""
    for printed, name in {"Enter": "Return", "↑": "Up", "↓": "Down", "→": "Right"}.items():
        key = key.replace(printed, name)
    return key


def _is_chooser(widget: QWidget) -> bool:
    return isinstance(widget, Chooser)
