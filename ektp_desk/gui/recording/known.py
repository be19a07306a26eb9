"""The question before somebody new is written down who may be known already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from ektp_desk.gui.kit import Cell, Column, Elided, ListTable
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.gui.recording.words import hit_line, hit_remark
from ektp_desk.usecases.shapes import Person
from ektp_desk.words import _


@dataclass(frozen=True, slots=True, repr=False)
class KnownAlready:
    """A person, and their village by name."""

    person: Person
    village: str


class KnownPanel(StepsPanel):
    """Enter takes the one of these who is chosen; `make_new` writes somebody new down all the same."""

    def __init__(
        self,
        name: str,
        known: Sequence[KnownAlready],
        *,
        answer: Callable[[str], object],
        make_new: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        take = Act(id="known_take", text=_("Orang ini"), keys=("Enter",), run=self.submit)
        other = Act(id="known_new", text=_("Tetap orang baru"), keys=("Ctrl+N",), run=make_new, bound=False)
        super().__init__(name="known", gap=8, blue=take, back=back, also=(other,))
        self._answer, self.make_new = answer, make_new
        columns: tuple[Column[KnownAlready], ...] = (
            Column(_("Yang sudah tercatat"), _who),
            Column(_("Keadaan"), lambda one: Cell(hit_remark(one.person)), width=190, small=150),
        )
        self.table = ListTable(
            columns,
            lambda one: one.person.id,
            name="known_table",
            accessible_name=_("Orang yang sudah tercatat"),
            lines=2,
        )
        self.table.setColumnHidden(1, not any(one.person.recorded_at for one in known))
        self.table.set_rows(known)
        self.table.selectRow(0)
        self.table.opened.connect(lambda _key: self.submit())
        self.add(Elided(_("{name}: orang yang sama?").format(name=name), "strong"))
        self.add(self.table, 1)
        help_text = Elided(
            _("Tanggal lahir dan jenis kelaminnya sama dan namanya mirip, atau NIK-nya sama."), "help"
        )
        self.add_row((help_text, 1), self.acts.button(other.id), gap=12)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self._answer(self.table.selected_key())


def _who(one: KnownAlready) -> Cell:
    return Cell(one.person.name, hit_line(one.person, one.village), bold=True)
