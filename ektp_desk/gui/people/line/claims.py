"""Where sources differ: field by field, the values side by side with who says so."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Card, Cell, Column, Elided, ListTable, named
from ektp_desk.gui.people.words import claim_source
from ektp_desk.usecases.people.claims import Claim, FieldClaims
from ektp_desk.usecases.people.timeline import Timeline
from ektp_desk.words import _
from ektp_desk.words.acts import Names, field_word
from ektp_desk.words.acts.fields import written

_MOST = 3
_SIDES = 2


class DifferingCard(Card):
    """At most three fields, one in the small form; two values each, the one that holds at the left."""

    def __init__(self) -> None:
        super().__init__(gap=0, bar="warn", name="differing")
        self._small = False
        self._fields: tuple[FieldClaims, ...] = ()
        self._names = Names()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        self._cells = [self._row(at) for at in range(_MOST)]
        self.body.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_claims(self, fields: tuple[FieldClaims, ...], names: Names) -> None:
        """Show these fields' values; without any the card goes away."""
        self._fields, self._names = fields, names
        self._fill()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Show one field in the small form."""
        self._small = small
        super().set_small(small)
        if hasattr(self, "_cells"):
            self._fill()
        self.body.setContentsMargins(px(12 if small else 16), px(6), px(12), px(6))

    def _fill(self) -> None:
        self.setVisible(bool(self._fields))
        most = 1 if self._small else _MOST
        for column, stretch in ((0, 3 if self._small else 2), (1, 4), (2, 4)):
            self._grid.setColumnStretch(column, stretch)
        for at, (title, rest, sides) in enumerate(self._cells):
            one = self._fields[at] if at < min(most, len(self._fields)) else None
            for part in (title, rest, *(label for side in sides for label in side)):
                part.setVisible(one is not None)
            if one is None:
                continue
            title.set_text(field_word(one.field))
            hidden = [field_word(other.field) for other in self._fields[most:]] if at == most - 1 else []
            also = _("juga {fields}").format(fields=", ".join(hidden))
            rest.set_text(also if hidden else _("sumber berbeda"))
            self._show_sides(one, sides)

    def _show_sides(self, one: FieldClaims, sides: list[tuple[Elided, Elided]]) -> None:
        versions = one.versions()
        for place, (value, source) in enumerate(sides):
            claim = versions[place] if place < len(versions) else None
            value.set_text(written(one.field, claim.value, self._names) if claim else "")
            more = len(versions) - _SIDES if place == _SIDES - 1 else 0
            said = claim_source(claim) if claim else ""
            held = _("dipakai · {source}").format(source=said) if claim and claim.holds else said
            source.set_text(_("{source} (+{n} lagi)").format(source=held, n=more) if more > 0 else held)

    def _row(self, at: int) -> tuple[Elided, Elided, list[tuple[Elided, Elided]]]:
        title, rest = Elided("", "label"), named(Elided("", "help", tone="warn"), f"differing_rest_{at}")
        self._grid.addWidget(_stacked(title, rest), at, 0)
        sides = []
        for place in range(_SIDES):
            value, source = Elided("", "strong" if place == 0 else "body"), Elided("", "help")
            value.setObjectName(f"differing_{at}_{place}")
            self._grid.addWidget(_stacked(value, source), at, place + 1)
            sides.append((value, source))
        return title, rest, sides


def _stacked(above: QWidget, below: QWidget) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(above)
    column.addWidget(below)
    return held


class ClaimRow:
    """One claim in words."""

    def __init__(self, place: int, field: str, claim: Claim, shown: Timeline) -> None:
        self.key, self.field, self.claim = f"{field}-{place}", field, claim
        self.title = field_word(field) if place == 0 else ""
        self.value = written(field, claim.value, shown.names)
        self.source = claim_source(claim, dict(shown.names.users))
        self.holds = claim.holds


class ClaimsTable(ListTable[ClaimRow]):
    """All that is claimed, field by field, the value that holds first."""

    def __init__(self) -> None:
        columns: tuple[Column[ClaimRow], ...] = (
            Column(_("Data"), lambda row: row.title, width=112, small=104),
            Column(_("Isi"), _value),
            Column(_("Menurut"), lambda row: row.source),
        )
        super().__init__(
            columns, lambda row: row.key, name="claims_table", accessible_name=_("Data menurut sumber")
        )

    def show_claims(self, shown: Timeline) -> None:
        """Show them all."""
        fields = ((one.field, one.claims) for one in shown.claims)
        self.set_rows(
            [ClaimRow(at, field, claim, shown) for field, all_of in fields for at, claim in enumerate(all_of)]
        )

    def minimumSizeHint(self) -> QSize:
        """Live with two rows: what differs stands above."""
        return QSize(super().minimumSizeHint().width(), self.height_for(2))


def _value(row: ClaimRow) -> Cell:
    return Cell(row.value, shape=Shape.DONE if row.holds else Shape.WAITING, bold=row.holds)
