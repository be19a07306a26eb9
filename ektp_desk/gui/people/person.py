"""One person whole: who they are, where sources differ, and the line of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHideEvent, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit import ActButton, Card, Cell, Column, Elided, ListTable, Marked, Note, named
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.labels import PersonName
from ektp_desk.gui.kit.rows import CellPainter
from ektp_desk.gui.kit.shapes import Shape, paint_shape, tone_of
from ektp_desk.gui.kit.tokens import colour, font, px, tokens
from ektp_desk.gui.kit.words import nik_words, person_line
from ektp_desk.gui.people.words import about_word, claim_source, shape_of, status_note, title_word, when_word
from ektp_desk.usecases.people.claims import Claim, FieldClaims
from ektp_desk.usecases.people.timeline import Ahead, Done, Entry, Timeline
from ektp_desk.words import _
from ektp_desk.words.acts import Names, field_word
from ektp_desk.words.acts.fields import written
from ektp_desk.words.dates import plain_date


class PersonHead(Card):
    """Three lines, of which a long name takes two; the NIK hides again with the screen."""

    def __init__(self) -> None:
        super().__init__(gap=2, name="person_head")
        self._nik, self._whole = "", False
        self.name = named(PersonName(), "shown_name")
        self.line = named(Elided("", "body"), "shown_line")
        self.nik = named(Elided("", "body", tone="ink2"), "shown_nik")
        self.reveal = ActButton(_("Lihat NIK"), "V", kind="quiet", short=_("NIK"), name="show_nik")
        self._state = named(Marked(Note(Shape.WAITING, ""), "strong"), "shown_state")
        self._about = named(Elided("", "help"), "shown_about")
        self._near = named(Marked(Note(Shape.NONE, ""), "help"), "shown_near")
        self.reveal.asked.connect(self.toggle_nik)
        self._lay_out()

    def show_person(self, shown: Timeline, today: date) -> None:
        """Show who it is; another person's NIK begins hidden."""
        person = shown.person
        self._whole = self._whole and person.nik == self._nik
        self._nik = person.nik
        self.name.set_text(person.name or _("Nama sudah dihapus"))
        self.line.set_text(person_line(person, shown.village, today))
        self._show_nik()
        note, about = _state_of(shown)
        self._state.show_note(note)
        self._about.set_text(about)
        self._about.setVisible(bool(about))

    def show_near(self, note: Note | None) -> None:
        """Say quietly who else may be the same, or nothing; the left column keeps the height."""
        self._near.setVisible(note is not None)
        if note is not None:
            self._near.show_note(note)

    def toggle_nik(self) -> None:
        """Show the whole NIK, or hide its serial again."""
        self._whole = not self._whole
        self._show_nik()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Leave the height to the rows below."""
        super().set_small(small)
        if small:
            self.body.setContentsMargins(px(12), px(7), px(12), px(5))
        if hasattr(self, "name"):
            self.name.set_tight(small)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the serial when the screen is left."""
        super().hideEvent(event)
        self._whole = False
        self._show_nik()

    def _show_nik(self) -> None:
        self.nik.set_text(nik_words(self._nik, whole=self._whole))
        self.nik.setMinimumWidth(self.nik.sizeHint().width())
        word, short = (_("Tutup NIK"), _("Tutup")) if self._whole else (_("Lihat NIK"), _("NIK"))
        self.reveal.set_text(word, short=short)
        self.reveal.setEnabled(bool(self._nik))
        self.reveal.setVisible(bool(self._nik))

    def _lay_out(self) -> None:
        row, left, right, last = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(px(16))
        self.reveal.setMaximumHeight(px(28))  # in a line of text
        keep = self.reveal.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.reveal.setSizePolicy(keep)
        for column in (left, right):
            column.setSpacing(px(1))
        last.setSpacing(px(10))
        last.addWidget(self.nik)
        last.addWidget(self.reveal)
        last.addStretch(1)
        left.addWidget(self.name)
        left.addWidget(self.line)
        left.addLayout(last)
        right.addStretch(1)
        right.addWidget(self._state)
        right.addWidget(self._about)
        right.addWidget(self._near)
        right.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row)


def _state_of(shown: Timeline) -> tuple[Note, str]:
    """Say the most useful of what is known: the ministry's status, else our recording, else neither."""
    together = _("{n} orang tergabung").format(n=len(shown.together)) if len(shown.together) > 1 else ""
    if shown.to_decide:
        return Note(Shape.LOOK, _("Perlu diputuskan"), loud=True), together
    if shown.status is not None:
        note, about = status_note(shown.status)
        return note, " · ".join(part for part in (about, together) if part)
    if shown.person.recorded_at is not None:
        day = plain_date(shown.person.recorded_at.date())
        return Note(Shape.DONE, _("Direkam {day}").format(day=day)), together
    return Note(Shape.WAITING, _("Belum direkam di laptop ini")), together


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
        fields = ((one.field, one.claims) for one in shown.claims)
        self.set_rows(
            [ClaimRow(at, field, claim, shown) for field, all_of in fields for at, claim in enumerate(all_of)]
        )

    def minimumSizeHint(self) -> QSize:
        """Live with two rows: what differs stands above."""
        return QSize(super().minimumSizeHint().width(), self.height_for(2))


def _value(row: ClaimRow) -> Cell:
    return Cell(row.value, shape=Shape.DONE if row.holds else Shape.WAITING, bold=row.holds)


_MIDDLE = 1  # the column with the mark and the words


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One entry in words; `struck` was taken back, `ahead` has yet to come."""

    key: str
    when: str
    cell: Cell
    laptop: str
    entry: Entry

    @property
    def struck(self) -> bool:
        """Whether it was taken back."""
        return isinstance(self.entry, Done) and self.entry.undone is not None

    @property
    def ahead(self) -> bool:
        """Whether it has yet to come."""
        return isinstance(self.entry, Ahead)


def rows_of(shown: Timeline, today: date) -> list[Row]:
    """Put a line into words."""
    return [_row(place, entry, shown, today) for place, entry in enumerate(shown.entries)]


def _row(place: int, entry: Entry, shown: Timeline, today: date) -> Row:
    key = entry.event if isinstance(entry, Done) else f"{type(entry).__name__}-{place}"
    cell = Cell(title_word(entry), about_word(entry, shown), shape_of(entry), bold=True)
    laptop = entry.laptop if isinstance(entry, Done) else ""
    return Row(key, when_word(entry, today), cell, laptop, entry)


class LineTable(ListTable[Row]):
    """`opened` gives the key of an entry on Enter."""

    def __init__(self) -> None:
        columns: tuple[Column[Row], ...] = (
            Column(_("Kapan"), lambda row: row.when, width=112, small=104, align="right"),
            Column(_("Riwayat, terbaru di atas"), lambda row: row.cell),
            Column(_("Laptop"), lambda row: row.laptop, width=72, small=72, align="right"),
        )
        super().__init__(
            columns, lambda row: row.key, name="person_line_table", accessible_name=_("Riwayat"), lines=2
        )
        self.setItemDelegate(_LinePainter(self.rows.columns, self))

    def minimumSizeHint(self) -> QSize:
        """Live with two rows: what differs stands above."""
        return QSize(super().minimumSizeHint().width(), self.height_for(2))


class _LinePainter(CellPainter):
    """Draws the thread that joins the marks, and a line through what was taken back."""

    def _paint_cell(self, painter: QPainter, rect: QRect, place: int, cell: Cell) -> None:
        view = self.parent()
        at = view.rowAt(rect.center().y()) if isinstance(view, LineTable) else -1
        row = view.rows.row_at(at) if isinstance(view, LineTable) else None
        if place != _MIDDLE or row is None:
            super()._paint_cell(painter, rect, place, cell)
            return
        last = at == view.rows.rowCount() - 1 if isinstance(view, LineTable) else True
        self._paint_thread(painter, rect, row, first=at == 0, last=last)
        side = px(15)
        mark = QRectF(rect.left() + px(8), rect.center().y() - side / 2 + 0.5, side, side)
        if cell.shape is not None:
            painter.fillRect(mark.adjusted(1, 1, -1, -1), painter.background())
            paint_shape(painter, cell.shape, mark, colour(cell.mark or tone_of(cell.shape)))
        self._paint_words(painter, rect, row)

    def _paint_thread(self, painter: QPainter, rect: QRect, row: Row, *, first: bool, last: bool) -> None:
        middle = rect.left() + px(8) + px(15) / 2
        style = Qt.PenStyle.DotLine if row.ahead else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(tokens().edge), max(1, tokens().line), style))
        gap = px(9)
        centre = float(rect.center().y())
        if not first:
            painter.drawLine(QPointF(middle, rect.top()), QPointF(middle, centre - gap))
        if not last:
            painter.drawLine(QPointF(middle, centre + gap), QPointF(middle, rect.bottom() + 1))

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        box = QRectF(rect).adjusted(px(31), 0, -px(8), 0)
        centre = box.center().y()
        upper = QRectF(box.x(), centre - px(20), box.width(), px(21))
        lower = QRectF(box.x(), centre, box.width(), px(19))
        letter = QFont(font(15, 600))
        letter.setStrikeOut(row.struck)
        painter.setFont(letter)
        paint_words(painter, upper, row.cell.text, colour("ink2" if row.ahead or row.struck else "ink"))
        painter.setFont(font(13))
        paint_words(painter, lower, row.cell.under, colour("ink2"))
