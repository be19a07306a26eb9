"""Joins Kantor's sections: those that this user may use, the chosen one kept while others come and go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.admin.backup import Backup
from ektp_desk.gui.admin.passphrase import Own
from ektp_desk.gui.admin.readiness import Ready
from ektp_desk.gui.admin.rules import Rules
from ektp_desk.gui.admin.users import Users
from ektp_desk.gui.kit import Choice, Option, Pages, label, on_key
from ektp_desk.gui.kit.redressing import fit_late
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.rights import sections_of
from ektp_desk.usecases.environment import Environment
from ektp_desk.words import _


class OfficeView(QWidget):
    """`section_asked` gives a section's key; digits act wherever no letters are typed."""

    section_asked = Signal(str)

    def __init__(self, sections: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("office_place")
        self.sections = tuple(sections)
        self._scopes: list[QWidget] = []
        self._at: dict[str, QWidget] = {}
        words = {
            "users": _("Pengguna"),
            "rules": _("Aturan"),
            "backup": _("Cadangan"),
            "passphrase": _("Kata sandi saya"),
            "ready": _("Laptop siap?"),
        }
        options = [Option(key, words[key], "primary", Shape.CALLED) for key in self.sections]
        self.tabs = Choice(_("Bagian kantor"), options, name="section", height=36, numbered=True)
        self._pages = Pages()
        self._lay_out()
        self.tabs.chosen.connect(self.section_asked)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        self._hint = label(_("angka memilih bagian"), "help", name="section_hint")
        row.addWidget(self._hint)
        self._column.addLayout(row)
        self._column.addWidget(self._pages, 1)

    def add_page(self, key: str, page: QWidget, scopes: Sequence[QWidget]) -> None:
        """Add a section's page; the sections' digits act in these parts of it."""
        self._at[key] = page
        self._pages.addWidget(page)
        fit_late(page)
        self._scopes += scopes
        for scope in scopes:
            for place, other in enumerate(self.sections, start=1):
                on_key(scope, str(place), partial(self.section_asked.emit, other))

    def show_section(self, key: str) -> None:
        """Bring a section's page to the front."""
        self.tabs.choose(key)
        self._pages.setCurrentWidget(self._at[key])

    def focus_tabs(self) -> None:
        """Give the keys to the sections."""
        self.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_focus(self, _before: QWidget | None, held: QWidget | None) -> None:
        """Print the digits only where they choose a section: a form has digits or letters of its own."""
        if held is not None and self.isAncestorOf(held):
            parts = (self.tabs, *self._scopes)
            acting = any(part is held or part.isAncestorOf(held) for part in parts)
            self._hint.setVisible(acting)
            self.tabs.show_keys(acting)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower gap."""
        self._column.setSpacing(px(8 if small else 12))


class Section(Protocol):
    """One page of the office."""

    def begin(self) -> None:
        """Come to the front."""

    def read_anew(self) -> None:
        """Show what holds now."""


class Presenter(QObject):
    """One for each signed-in user; its view comes with it."""

    def __init__(self, work: Work, doors: Environment) -> None:
        super().__init__()
        self._work = work
        keys = sections_of(work.session.user.role_set)
        self.view = OfficeView(keys)
        self._doors = doors
        self._sections: dict[str, Section] = {}  # each made when it is first turned to
        self._shown = keys[0]
        self.view.section_asked.connect(self.turn_to)

    def shown(self, subject: object) -> None:
        """Come to the front; `subject` may be a section's key, and behind a blank what to show there."""
        key, _blank, more = subject.partition(" ") if isinstance(subject, str) else ("", "", "")
        if key in self.view.sections:
            self._shown = key
        if isinstance(section := self._section(self._shown), Ready):
            section.choose(more)
        self.turn_to(self._shown)

    def read_anew(self) -> None:
        """Read the section in front anew."""
        self._section(self._shown).read_anew()

    def heading(self) -> tuple[str, str, str]:
        """Give the place's title; the office stands beside it."""
        office = self._work.session.office.name
        return _("Kantor"), office, office

    def turn_to(self, key: str) -> None:
        """Bring a section to the front."""
        self._shown, section = key, self._section(key)
        self.view.show_section(key)
        section.begin()

    def _section(self, key: str) -> Section:
        if key not in self._sections:
            self._sections[key] = self._made(key)
        return self._sections[key]

    def _made(self, key: str) -> Section:
        section: Users | Rules | Backup | Own | Ready
        if key == "users":
            section = Users(self._work)
        elif key == "rules":
            section = Rules(self._work)
        elif key == "backup":
            section = Backup(self._work, self._doors)
        elif key == "ready":
            section = Ready(self._work, self._doors)
        else:
            section = Own(self._work)
            section.page.left.connect(self.view.focus_tabs)
        page: QWidget = section.page
        self.view.add_page(key, page, section.page.scopes())
        return section
