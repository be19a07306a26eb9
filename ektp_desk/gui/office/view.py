"""Kantor as one widget: its sections above, the page of one of them below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Choice, Option, Pages, label, on_key
from ektp_desk.gui.parts.pages import fit_late
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
