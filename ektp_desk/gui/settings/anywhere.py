"""Opens what every screen has behind the same keys, the sign-in too: the look, the licences."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from ektp_desk.gui.frame.covers import Covers
from ektp_desk.gui.settings.appearance import Appearance
from ektp_desk.gui.settings.page import ScreenPage


class Anywhere(QObject):
    """Covers the window with a page, and takes it away again; a second press of the key takes it away too.

    `work` gives the screens of who is signed in, or None at the sign-in.
    """

    def __init__(
        self,
        covers: Covers,
        appearance: Appearance,
        *,
        work: Callable[[], QWidget | None],
        sample: bool = False,
    ) -> None:
        super().__init__(covers)
        self._covers, self._appearance, self._work = covers, appearance, work
        self._sample = sample

    def open_screen(self, *, at: str = "theme") -> None:
        """Open the choice of theme, letters and language."""
        if self._covers.top() is not None:
            self.close_screen()
            return
        page = ScreenPage(self._appearance, costs=self._would_lose, sample=self._sample)
        page.left.connect(self.close_screen)
        self._covers.cover(page)
        page.take_focus(at)

    def close_screen(self) -> None:
        """Go back to what is below, if it is this page that covers it."""
        if isinstance(self._covers.top(), ScreenPage):
            self._covers.uncover()

    def _would_lose(self) -> bool:
        """Tell whether something typed stands in the screens below, which another language builds anew."""
        if (work := self._work()) is None:
            return False
        edits = work.findChildren(QLineEdit)
        return any(edit.isModified() and edit.text() for edit in edits)
