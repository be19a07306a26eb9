"""What fills the window: the sign-in or the work, and pages that cover it for a while."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ektp_desk.gui.parts.pages import Pages


class Covers(Pages):
    """A page that covers leaves what is below alive, with what was typed; pages may cover pages."""

    def __init__(self) -> None:
        super().__init__()
        self._below: list[tuple[QWidget, QWidget | None]] = []  # what is covered, and what held its focus

    def cover(self, page: QWidget) -> None:
        """Lay a page over what is shown."""
        if (covered := self.currentWidget()) is not None:
            self._below.append((covered, self.window().focusWidget()))
        self.addWidget(page)
        self.setCurrentWidget(page)

    def uncover(self) -> None:
        """Take the uppermost page away; the focus is where it was."""
        if not self._below:
            return
        page, (covered, held) = self.currentWidget(), self._below.pop()
        self.setCurrentWidget(covered)
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()
        if held is not None and isValid(held) and covered.isAncestorOf(held):
            held.setFocus()

    def bring(self, widget: QWidget) -> None:
        """Bring something to the front, or below the pages that cover it."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        if self._below:
            self._below[0] = (widget, None)
        else:
            self.setCurrentWidget(widget)

    def replace(self, old: QWidget, new: QWidget) -> None:
        """Put `new` where `old` was, seen or not, and let `old` go."""
        was_front = self.currentWidget() is old
        self.addWidget(new)
        self._below = [(new, None) if page is old else (page, held) for page, held in self._below]
        if was_front:
            self.setCurrentWidget(new)
        self.removeWidget(old)
        old.deleteLater()

    def top(self) -> QWidget | None:
        """Give the page that covers, or None."""
        return self.currentWidget() if self._below else None
