"""The chosen list: where its people live, and the way to a visit there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Elided, hairline, label, set_tone
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_MOST = 7


class ListPanel(Page):
    """Asks for a plan; the villages come later than the list's name, so their room is kept."""

    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("list_panel")
        self._small = False
        self._villages: list[tuple[str, int]] = []
        self._card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._title, self._about = Elided("", "title"), Elided("", "help")
        self._hero, self._below = label("0", "hero"), Elided("", "body")
        self._rows, self._grid = QWidget(), QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        self._rows.setLayout(self._grid)
        self.button = ActButton(
            _("Rencanakan kunjungan…"), "Enter", kind="blue", short=_("Rencanakan…"), name="plan_from_list"
        )
        self._lay_out()
        self.entered.connect(self.plan_asked)
        self.button.asked.connect(self.plan_asked)

    def show_list(self, title: str, about: str, rows: int) -> None:
        """Name a list; what it holds by village is shown by `show_villages`."""
        self._title.set_text(title)
        self._about.set_text(about)
        self._hero.setText(count(rows))
        self._below.set_text(_("baris"))
        self.show_villages([])

    def show_villages(self, villages: Sequence[tuple[str, int]]) -> None:
        """Show how many people live in each village; those beyond the room become one line."""
        self._villages = list(villages)
        if villages:
            self._below.set_text(_("baris, di {n} desa").format(n=count(len(villages))))
        self._fill()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Show fewer villages in the small form."""
        self._small = small
        set_tone(self._hero, None, role="figure" if small else "hero")
        self._fill()

    def _lay_out(self) -> None:
        for part in (self._title, self._about):
            self._card.add(part)
        self._card.body.addSpacing(px(4))
        for below in (self._hero, self._below, hairline(), self._rows):
            self._card.add(below)
        self._card.body.addStretch(1)
        self._card.add(self.button)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        most = _MOST - 3 if self._small else _MOST
        shown = self._villages if len(self._villages) <= most else self._villages[: most - 1]
        rest = self._villages[len(shown) :]
        lines = [(name, people) for name, people in shown]
        if rest:
            more = _("{n} desa lain").format(n=count(len(rest)))
            lines.append((more, sum(people for _name, people in rest)))
        for at, (name, people) in enumerate(lines):
            for column, part in enumerate((Elided(name, "body"), label(count(people), "strong"))):
                self._grid.addWidget(part, at, column)
                part.show()
