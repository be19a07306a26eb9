"""Joins Kantor's sections: those that this user may use, the chosen one kept while others come and go."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.doors import Doors
from ektp_desk.gui.office.backup.presenter import Backup
from ektp_desk.gui.office.own.presenter import Own
from ektp_desk.gui.office.ready.presenter import Ready
from ektp_desk.gui.office.rules.presenter import Rules
from ektp_desk.gui.office.users.presenter import Users
from ektp_desk.gui.office.view import OfficeView
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.rights import sections_of
from ektp_desk.words import _


class Section(Protocol):
    """One page of the office."""

    def begin(self) -> None:
        """Come to the front."""

    def read_anew(self) -> None:
        """Show what holds now."""


class Presenter(QObject):
    """One for each signed-in user; its view comes with it."""

    def __init__(self, work: Work, doors: Doors) -> None:
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
