"""The points one below another, and the answer at the right with what to do about the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import (
    ActButton,
    Card,
    Cell,
    Column,
    Elided,
    ListTable,
    Pulldown,
    TableFoot,
    hairline,
    label,
    on_key,
    set_tone,
)
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.readiness import STATES

_SHAPES: dict[str, tuple[Shape, Tone]] = {
    "ok": (Shape.DONE, "ok"),
    "warn": (Shape.LOOK, "warn"),
    "bad": (Shape.WRONG, "bad"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One point in words; `todo` is empty where nothing is to do."""

    name: str
    title: str
    found: str
    todo: str
    state: str


class ReadyPage(QWidget):
    """`again_asked` is the blue button, `visit_chosen` gives the id of another visit, `left` is Esc."""

    again_asked = Signal()
    visit_chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ready_page")
        self.table: ListTable[Line] = ListTable(
            _columns(), lambda line: line.name, name="points", accessible_name=_("Yang diperiksa"), lines=2
        )
        self._foot = TableFoot(self.table, lambda n: _("{n} lagi").format(n=count(n)))
        self.visit = Pulldown(_("Untuk kunjungan"), key="V", name="ready_visit")
        self._asks = label("", "label", wrap=True, name="ready_of")
        self._answer = label("", "hero", name="ready_answer")
        self._why = label("", "body", wrap=True, name="ready_why")
        self._title, self._todo = Elided("", "strong"), label("", "body", wrap=True, name="ready_todo")
        self.again = ActButton(_("Periksa lagi"), "Enter", kind="blue", name="ready_again")
        self.back = ActButton(_("Ke kunjungan"), "Esc", name="ready_back")
        self._lay_out()
        self.table.selected.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.again_asked.emit())
        self.again.asked.connect(self.again_asked)
        self.back.asked.connect(self.left)
        self.visit.chosen.connect(self.visit_chosen)
        on_key(self, "Esc", self.left.emit)
        on_key(self, "V", self.visit.showPopup)

    def show_visits(self, visits: Sequence[tuple[str, str]], chosen: str, name: str) -> None:
        """Offer the visits still to come as (id, words); the question says the chosen one's whole `name`."""
        self.visit.set_options(visits)
        self.visit.choose(chosen)
        self.visit.setEnabled(bool(visits))
        self._asks.setText(
            _("{visit}: laptop ini siap?").format(visit=name) if name else _("Laptop ini siap?")
        )

    def show_answer(self, answer: str, why: str, tone: Tone, lines: Sequence[Line]) -> None:
        """Show the answer and what it stands on; the first that is not well is chosen."""
        self._answer.setText(answer)
        set_tone(self._answer, tone)
        self._why.setText(why)
        self.table.set_rows(lines)
        self._foot.say_keys(_("panah ↑ ↓ memilih") if lines else "")
        first = next((line for line in lines if line.todo), lines[0] if lines else None)
        if first is not None:
            self.table.select_key(first.name)
        elif self.table.hasFocus():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)  # an empty table shows no focus
        self._show_chosen()

    def take_focus(self) -> None:
        """Put the focus into the points."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act."""
        return (self,)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower panel and the lower answer of the small form."""
        self._panel.setFixedWidth(px(290 if small else 340))
        self._row.setSpacing(px(12 if small else 16))
        set_tone(self._answer, self._answer.property("tone"), role="figure" if small else "hero")

    def _show_chosen(self) -> None:
        line = self.table.selected_row()
        self._title.set_text(line.title if line else "")
        self._todo.setText((line.todo or _("Tidak ada yang perlu dilakukan.")) if line else "")

    def _lay_out(self) -> None:
        self._row, left, self._panel = QHBoxLayout(self), Card(padding=0, gap=0), Card(gap=6)
        self._row.setContentsMargins(0, 0, 0, 0)
        left.add(self.table, 1)
        left.add(self._foot)
        self._row.addWidget(left, 1)
        self._row.addWidget(self._panel)
        top = (label(_("Untuk kunjungan"), "label"), self.visit, self._asks)
        for part in (*top, self._answer, self._why, hairline(), self._title, self._todo):
            self._panel.add(part)
        self._panel.body.addStretch(1)
        for foot in (self.again, self.back):
            self._panel.add(foot)


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(_("Yang diperiksa"), lambda line: line.title, width=150, small=140, key=True),
        Column(_("Ditemukan"), lambda line: Cell(line.found, under=line.todo)),
        Column(_("Keadaan"), _state, width=130, small=120),
    )


def _state(line: Line) -> Cell:
    shape, tone = _SHAPES[line.state]
    return Cell(_(STATES[line.state]), shape=shape, tone=tone if line.state != "ok" else "ink", mark=tone)
