"""What fills the window: the sign-in or the work, and the pages that cover either for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from ektp_desk.gui.kit.redressing import Pages
from ektp_desk.gui.shell.appearance import Appearance, ScreenPage
from ektp_desk.words import _

if TYPE_CHECKING:
    from ektp_desk.gui.shell.help import HelpPanel


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
        return self.currentWidget() if self._below else None


_PAGES = ("screen_page", "notices_page")


@dataclass(frozen=True, slots=True)
class Where:
    """What is seen: its key, its name, and the widget that holds its keys."""

    place: str
    title: str
    screen: QWidget


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
        self._help: HelpPanel | None = None
        self.where: Callable[[], Where] | None = None

    def turn_help(self) -> None:
        """Open the help of what is seen, or close it."""
        if self._help is not None or self.where is None:
            self.close_help()
            return
        from ektp_desk.gui.shell.help import (  # noqa: PLC0415  most starts need no help
            Bound,
            HelpPanel,
            keys_of,
        )

        where, window = self.where(), self._covers.window()
        here = keys_of(where.screen)
        known = {bound.key for bound in here}
        tab = Bound("Tab", _("Kotak atau tombol berikutnya"))  # Qt's own: nothing binds it
        anywhere = [bound for bound in (tab, *keys_of(window)) if bound.key not in known]
        self._help = HelpPanel(window, where.place, where.title, (here, anywhere))
        self._help.closed.connect(self._forget_help)
        self._help.open()

    def close_help(self) -> None:
        if self._help is not None:
            self._help.leave()

    def _forget_help(self) -> None:
        self._help = None

    def open_screen(self, *, at: str = "theme") -> None:
        """Open the choice of theme, letters and language."""
        self.close_help()
        if (top := self._covers.top()) is not None:
            if isinstance(top, ScreenPage):
                self.close_screen()
            return
        page = ScreenPage(self._appearance, costs=self._would_lose, sample=self._sample)
        page.left.connect(self.close_screen)
        page.notices_asked.connect(self.open_notices)
        page.help_asked.connect(self.turn_help)
        self._covers.cover(page)
        page.take_focus(at)

    def close_screen(self) -> None:
        """Go back to what is below, if it is these pages that cover it."""
        while isinstance(top := self._covers.top(), QWidget) and top.objectName() in _PAGES:
            self._covers.uncover()

    def open_notices(self) -> None:
        """Open the licences of what is shipped, over the page they were asked for from."""
        from ektp_desk.gui.shell.notices import NoticesPage  # noqa: PLC0415  read once in a laptop's life

        page = NoticesPage(sample=self._sample)
        page.left.connect(self._covers.uncover)
        self._covers.cover(page)
        page.take_focus()

    def _would_lose(self) -> bool:
        """Tell whether something typed stands in the screens below, which another language builds anew."""
        if (work := self._work()) is None:
            return False
        edits = work.findChildren(QLineEdit)
        return any(edit.isModified() and edit.text() for edit in edits)
