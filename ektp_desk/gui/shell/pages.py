"""What fills the window: the sign-in or the work, and the pages that lie over either for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ektp_desk.gui.kit import Pages
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.state import HeldFocus, Renewable, ViewHolder
from ektp_desk.gui.kit.tokens import FITTED, LEAST, MOST, base, room_for
from ektp_desk.gui.shell.appearance import Appearance, AppearancePage
from ektp_desk.words import _

if TYPE_CHECKING:
    from ektp_desk.gui.shell.help import HelpPanel


class PageStack(Pages):
    """What lies below stays alive, with what was typed; pages may lie over pages.

    The one in front stands in the look and language in force, the others take them when they come.
    """

    def __init__(self) -> None:
        super().__init__()
        self._below: list[tuple[QWidget, HeldFocus]] = []
        self.currentChanged.connect(self.renew)

    def push(self, make: Callable[[], QWidget]) -> ViewHolder:
        if (covered := self.currentWidget()) is not None:
            self._below.append((covered, HeldFocus(self.window().focusWidget())))
        page = ViewHolder(make)
        self.addWidget(page)
        self.setCurrentWidget(page)
        return page

    def pop(self) -> None:
        """Take the uppermost page away; the focus is where it was."""
        if not self._below or (page := self.currentWidget()) is None:
            return
        covered, held = self._below.pop()
        self.setCurrentWidget(covered)
        self.removeWidget(page)
        page.deleteLater()
        held.give_back(covered)

    def set_bottom(self, page: Renewable) -> None:
        """Bring the sign-in or the work to the front, or below the pages that lie over it."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        if self._below:
            self._below[0] = (page, HeldFocus(None))
        else:
            self.setCurrentWidget(page)

    def top(self) -> QWidget | None:
        """The page that lies over the others."""
        page = self.currentWidget()
        return page.view if self._below and isinstance(page, ViewHolder) else None

    def renew(self) -> None:
        if isinstance(page := self.currentWidget(), Renewable):
            page.renew()


class PageScrolling(QScrollArea):
    """Holds the pages at the window's size; in letters that no window fits they scroll, as the focus goes."""

    def __init__(self, pages: PageStack) -> None:
        super().__init__()
        self._pages = pages
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(pages)  # its size is set here: Qt's own would hear of what pages ask for
        self.viewport().setObjectName("pages_viewport")  # no part of a page may count on being scrolled
        pages.setAutoFillBackground(False)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Give the pages what they need in the letters in force."""
        needed = QSize(*room_for(base())) if base() > FITTED else QSize()
        self._pages.resize(self.viewport().size().expandedTo(needed))

    def _show_held(self, _old: QWidget | None, held: QWidget | None) -> None:
        if held is None or not self._pages.isAncestorOf(held):
            return
        whole = held.rect().translated(held.mapTo(self._pages, QPoint()))
        if whole.size().boundedTo(self.viewport().size()) == whole.size():
            middle = whole.center()
            self.ensureVisible(middle.x(), middle.y(), whole.width() // 2 + 1, whole.height() // 2 + 1)
        else:
            self.ensureWidgetVisible(held)  # the line or the row in it


_OWN = ("screen_page", "notices_page")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen: its key, its name, and the widget that holds its keys."""

    place: str
    title: str
    screen: QWidget


class CommonPages(QObject):
    """Help, appearance and licences, which open over any place; a second press of the key closes again."""

    def __init__(
        self,
        pages: PageStack,
        appearance: Appearance,
        *,
        seen: Callable[[], Seen],
        sample: bool = False,
    ) -> None:
        super().__init__(pages)
        self._pages, self._appearance, self._seen = pages, appearance, seen
        self._sample = sample
        self._help: HelpPanel | None = None
        self._acts = self._bind_keys()

    def _bind_keys(self) -> Acts:
        look = self._appearance
        table = [
            Act(id="help", text=lambda: _("Bantuan"), keys=("Shift+F1", "?"), run=self.turn_help),
            Act(id="theme", text=lambda: _("Matahari atau terang"), keys=("F11",), run=look.turn_theme),
            Act(id="look", text=lambda: _("Tampilan"), keys=("Shift+F11",), run=self.turn_appearance),
            Act(
                id="larger",
                text=lambda: _("Besarkan huruf"),
                keys=("Ctrl++", "Ctrl+="),
                run=partial(look.step_size, 1),
            ),
            Act(
                id="smaller",
                text=lambda: _("Kecilkan huruf"),
                keys=("Ctrl+-",),
                run=partial(look.step_size, -1),
            ),
        ]
        acts = Acts(table)
        acts.setParent(self._pages)  # they go with it, on this thread
        acts.add_to(self._pages, context=Qt.ShortcutContext.WindowShortcut)
        return acts

    def renew(self) -> None:
        """Speak and look as the window does: its page was renewed already."""
        self._acts.refresh()
        if (old := self._help) is not None:
            self._help = self._make_help()
            self._help.put_in_place_of(old)

    def turn_help(self) -> None:
        if self._help is not None:
            self.close_help()
            return
        self._help = self._make_help()
        self._help.open()

    def _make_help(self) -> HelpPanel:
        from ektp_desk.gui.shell.help import Bound, HelpPanel, keys_of  # noqa: PLC0415  rarely wanted

        seen, window = self._seen(), self._pages.window()
        here = keys_of(seen.screen)
        known = {bound.key for bound in here}
        tab = Bound("Tab", _("Kotak atau tombol berikutnya"))  # Qt's own: nothing binds it
        anywhere = [bound for bound in (tab, *keys_of(window)) if bound.key not in known]
        made = HelpPanel(window, seen.place, seen.title, (here, anywhere))
        made.closed.connect(self._forget_help)
        return made

    def close_help(self) -> None:
        if self._help is not None:
            self._help.leave()

    def _forget_help(self) -> None:
        self._help = None

    def turn_appearance(self) -> None:
        """Open the choice of theme, letters and language, or close it; over another page it stays away."""
        self.close_help()
        if isinstance(self._pages.top(), AppearancePage):
            self._pages.pop()
        elif self._pages.top() is None:
            self._pages.push(self._make_appearance)
            self._focus_appearance("theme")

    def close_own(self) -> None:
        """Go back to what is below, if it is these pages that lie over it."""
        self.close_help()
        while (top := self._pages.top()) is not None and top.objectName() in _OWN:
            self._pages.pop()

    def _make_appearance(self) -> AppearancePage:
        look = self._appearance
        leave = self._pages.pop

        def limit(size: int) -> str:
            words = _("Dari {least} sampai {most} piksel.").format(least=LEAST, most=MOST)
            return words if look.choice.size == size else ""

        table = [
            Act(id="screen_done", text=_("Selesai"), keys=("Enter",), run=leave),
            Act(id="screen_leave", keys=("Esc",), run=leave),
            Act(id="turn_language", keys=("B",), run=self._turn_language),
            Act(id="turn_letters", keys=("H",), run=self._turn_letters),
            Act(id="notices", text=_("Lisensi perangkat lunak"), keys=("L",), run=self._open_notices),
            # The window's own keys, which act anywhere.
            Act(
                id="smaller",
                text=_("Kecilkan"),
                keys=("Ctrl+-",),
                why_not=lambda: limit(LEAST),
                run=partial(look.step_size, -1),
                bound=False,
            ),
            Act(
                id="larger",
                text=_("Besarkan"),
                keys=("Ctrl++",),
                why_not=lambda: limit(MOST),
                run=partial(look.step_size, 1),
                bound=False,
            ),
            Act(id="screen_help", text=_("Bantuan"), keys=("Shift+F1",), run=self.turn_help, bound=False),
        ]
        return AppearancePage(look, Acts(table), sample=self._sample)

    def _focus_appearance(self, choice: str) -> None:
        if isinstance(page := self._pages.top(), AppearancePage):
            page.take_focus(choice)

    def _turn_language(self) -> None:
        self._appearance.choose(language="en" if self._appearance.choice.language == "id" else "id")
        self._focus_appearance("language")

    def _turn_letters(self) -> None:
        self._appearance.choose(alt=not self._appearance.choice.alt)
        self._focus_appearance("letters")

    def _open_notices(self) -> None:
        from ektp_desk.gui.shell.notices import NoticesPage  # noqa: PLC0415  read once in a laptop's life

        def make() -> NoticesPage:
            back = Act(id="notices_back", text=_("Kembali"), keys=("Esc",), run=self._pages.pop)
            return NoticesPage(Acts([back]), sample=self._sample)

        page = self._pages.push(make).view
        assert isinstance(page, NoticesPage)
        page.take_focus()
