"""The seven kinds of lists, each with the digit that chooses it and a sentence on what it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.words import kind_of_list, what_is
from ektp_desk.gui.parts import Cell, Column, ListTable, on_key
from ektp_desk.gui.parts.keycap import only_typed
from ektp_desk.words import _

KINDS = tuple(ListKind)


class Kinds(ListTable[ListKind]):
    """Enter and a double click choose the row; a digit chooses at once, with Alt where it is typed."""

    def __init__(self, scope: QWidget, choose: Callable[[ListKind], None]) -> None:
        columns: tuple[Column[ListKind], ...] = (
            Column("", lambda kind: str(KINDS.index(kind) + 1), width=52, align="center", cap=True),
            Column("", lambda kind: Cell(kind_of_list(kind), under=what_is(kind), bold=True)),
        )
        super().__init__(
            columns, lambda kind: kind.value, name="kinds", accessible_name=_("Jenis daftar"), lines=2
        )
        self.set_rows(KINDS)
        self.select_key(KINDS[0].value)
        self.opened.connect(lambda key: choose(ListKind(key)))
        for place, kind in enumerate(KINDS, start=1):
            for key in (str(place), f"Alt+{place}"):
                on_key(scope, key, partial(choose, kind))
        self._say_digits()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, _now: QWidget | None) -> None:
        self._say_digits()

    def _say_digits(self) -> None:
        typed = only_typed("1")
        self.rows.set_title(
            1, _("Jenis daftar: Alt dan angkanya") if typed else _("Jenis daftar: tekan angkanya")
        )
