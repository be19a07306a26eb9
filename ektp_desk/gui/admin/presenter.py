"""Joins Kantor's sections: those that this user may use, the chosen one kept while others come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ektp_desk.gui.admin.backup import BackupSection
from ektp_desk.gui.admin.card import CardSection
from ektp_desk.gui.admin.codes import CodesSection
from ektp_desk.gui.admin.hub import HubSection
from ektp_desk.gui.admin.laptops import LaptopsSection
from ektp_desk.gui.admin.passphrase import PassphraseSection
from ektp_desk.gui.admin.readiness import ReadinessSection
from ektp_desk.gui.admin.rules import RulesSection
from ektp_desk.gui.admin.section import Section
from ektp_desk.gui.admin.users import UsersSection
from ektp_desk.gui.kit import Choice, Option, Pages, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.admin.rights import sections_of
from ektp_desk.usecases.environment import Environment
from ektp_desk.words import _

_MOVED = ("folder.copied", "folder.other_anchor", "folder.older_anchor")  # only a paper knows what is lost


class AdminView(QWidget):
    """The sections above, the page of one of them below; digits choose wherever no letters are typed."""

    def __init__(self, sections: Sequence[str], acts: Acts) -> None:
        super().__init__()
        self.setObjectName("admin_place")
        self.sections, self._acts = tuple(sections), acts
        self._scopes: list[QWidget] = []
        self._at: dict[str, QWidget] = {}
        words = {
            "users": _("Pengguna"),
            "rules": _("Aturan"),
            "backup": _("Cadangan"),
            "passphrase": _("Sandi saya") if is_small() else _("Kata sandi saya"),
            "ready": _("Laptop siap?"),
            "codes": _("Kode"),
            "laptops": _("Laptop"),
            "card": _("Kartu"),
            "hub": _("Hub"),
        }
        options = [Option(key, words[key], "primary", Shape.CALLED) for key in self.sections]
        self.tabs = Choice(_("Bagian kantor"), options, name="section", height=36, numbered=True)
        self._pages = Pages()
        self._hint = label(_("angka memilih bagian"), "help", name="section_hint")
        gap = 8 if is_small() else 12
        head = lay_out(QHBoxLayout(), self.tabs, None, self._hint, gap=gap)
        stacked(head, self._pages, gap=gap, grows=self._pages, on=self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def add_page(self, key: str, page: QWidget, scopes: Sequence[QWidget]) -> None:
        """Add a section's page; the sections' digits act in these parts of it."""
        self._at[key] = page
        self._pages.addWidget(page)
        self._scopes += scopes
        for scope in scopes:
            self._acts.add_to(scope, *(f"section_{other}" for other in self.sections))

    def show_section(self, key: str) -> None:
        self.tabs.choose(key)
        self._pages.setCurrentWidget(self._at[key])

    def _on_focus(self, _before: QWidget | None, held: QWidget | None) -> None:
        """Print the digits only where they choose a section: a form has digits or letters of its own."""
        if held is not None and self.isAncestorOf(held):
            parts = (self.tabs, *self._scopes)
            acting = any(part is held or part.isAncestorOf(held) for part in parts)
            self._hint.setVisible(acting and not is_small())  # all sections take the whole width there
            self.tabs.show_keys(acting)
            for choice in self._pages.findChildren(Choice):
                choice.show_keys(not acting)


class Presenter(QObject):
    """One for each signed-in user; a section is made when it is first turned to, and kept."""

    shows = EVERYTHING

    def __init__(self, work: Work, environment: Environment) -> None:
        super().__init__()
        self._work, self._environment = work, environment
        self._keys = sections_of(work.session.user.role_set)
        self._sections: dict[str, Section[Any]] = {}
        moved = any(news.code in _MOVED for news in environment.news())
        self._shown = "codes" if moved else self._keys[0]
        self.view = self.make_view()

    def make_view(self) -> AdminView:
        table = [
            Act(id=f"section_{key}", keys=(str(place),), run=partial(self.turn_to, key))
            for place, key in enumerate(self._keys, start=1)
        ]
        acts = Acts(table, explain=self._work.explained.emit)
        self.view = AdminView(self._keys, acts)
        acts.setParent(self.view)  # they go with it, on this thread
        self.view.tabs.chosen.connect(self.turn_to)
        for key, section in self._sections.items():
            self._add(key, section)
        if self._sections:
            self.view.show_section(self._shown)
        return self.view

    def shown(self, go: Go) -> None:
        if go.section in self._keys:
            self._shown = go.section
        section = self._section(self._shown)
        if isinstance(section, ReadinessSection):
            section.choose(go.visit)
        self.turn_to(self._shown)
        if go.at_once and isinstance(section, BackupSection):
            section.make_at_once()

    def read_anew(self) -> None:
        self._section(self._shown).read_anew()

    def heading(self) -> tuple[str, str, str]:
        office = self._work.session.office.name
        return _("Kantor"), office, office

    def turn_to(self, key: str) -> None:
        self._shown, section = key, self._section(key)
        self.view.show_section(key)
        section.begin()

    def _section(self, key: str) -> Section[Any]:
        if key not in self._sections:
            section = self._sections[key] = self._made(key)
            section.setParent(self)  # what is awaited when the user leaves goes with them
            self._add(key, section)
        return self._sections[key]

    def _add(self, key: str, section: Section[Any]) -> None:
        page = section.make_page()
        self.view.add_page(key, page, page.scopes())

    def _made(self, key: str) -> Section[Any]:
        makers: dict[str, Callable[[], Section[Any]]] = {
            "users": partial(UsersSection, self._work),
            "rules": partial(RulesSection, self._work),
            "backup": partial(BackupSection, self._work, self._environment),
            "ready": partial(ReadinessSection, self._work, self._environment),
            "passphrase": partial(PassphraseSection, self._work, self._to_tabs),
            "codes": partial(CodesSection, self._work, self._to_tabs),
            "card": partial(CardSection, self._work),
            "laptops": partial(LaptopsSection, self._work, self._environment),
            "hub": partial(HubSection, self._work, self._environment),
        }
        return makers[key]()

    def _to_tabs(self) -> None:
        self.view.tabs.setFocus(Qt.FocusReason.TabFocusReason)
