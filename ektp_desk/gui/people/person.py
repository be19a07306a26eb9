"""One person whole: who they are, where sources differ, and the line of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHideEvent, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from ektp_desk.gui.kit import Card, Cell, Column, Elided, ListTable, Marked, Note, named
from ektp_desk.gui.kit.absence import standing_words
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.labels import PersonName, Role
from ektp_desk.gui.kit.rows import CellPainter
from ektp_desk.gui.kit.shapes import Shape, paint_shape, tone_of
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
from ektp_desk.gui.kit.words import nik_words, person_line
from ektp_desk.gui.people.words import about_word, claim_source, shape_of, status_note, title_word, when_word
from ektp_desk.usecases.people.claims import Claim, FieldClaims
from ektp_desk.usecases.people.queries import Source
from ektp_desk.usecases.people.timeline import Ahead, Done, Entry, Timeline
from ektp_desk.usecases.visits.absences.queries import TargetStanding
from ektp_desk.words import _
from ektp_desk.words.acts import IdNames, field_word
from ektp_desk.words.acts.fields import written
from ektp_desk.words.dates import plain_date


class PersonHead(Card):
    """Three lines, of which a long name takes two. `hidden` tells that it is seen no longer."""

    hidden = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__(padding=0, name="person_head")
        self.name = named(PersonName(), "shown_name")
        self.name.set_tight(is_small())
        self.line = named(Elided("", "body"), "shown_line")
        self.nik = named(Elided("", "body", tone="ink2"), "shown_nik")
        self._state = named(Marked(Note(Shape.WAITING, ""), "strong"), "shown_state")
        self._about, self._standing = (
            named(Elided("", "help"), f"shown_{part}") for part in ("about", "standing")
        )
        self._near = named(Marked(Note(Shape.NONE, ""), "help"), "shown_near")
        reveal = keeping_room(acts.button("show_nik", kind="quiet"))
        reveal.setMaximumHeight(px(28))  # in a line of text
        left = stacked(self.name, self.line, in_row(self.nik, reveal, None, gap=10), gap=1)
        right = stacked(None, self._state, self._about, self._standing, self._near, None, gap=1)
        row = self.add_row((left, 3), (right, 2), gap=16)
        row.setContentsMargins(*_within_frame(*((12, 7, 12, 5) if is_small() else (16, 14, 16, 14))))

    def show_person(
        self, shown: Timeline, near: Note | None, standing: TargetStanding | None, *, today: date
    ) -> None:
        """`near` says quietly who else may be the same; the left column keeps the height."""
        person = shown.person
        self.name.set_text(person.name or _("Nama sudah dihapus"))
        self.line.set_text(person_line(person, shown.village, today))
        note, about = _state_of(shown)
        self._state.show_note(note)
        told = (about, standing_words(standing) if standing else "")
        for line, words in zip((self._about, self._standing), told, strict=True):
            line.set_text(words)
            line.setVisible(bool(words))
        self._near.setVisible(near is not None)
        if near is not None:
            self._near.show_note(near)

    def show_nik(self, nik: str, *, whole: bool) -> None:
        self.nik.set_text(nik_words(nik, whole=whole))
        self.nik.setMinimumWidth(self.nik.sizeHint().width())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()


def _within_frame(*sides: int) -> tuple[int, ...]:
    """Margins in px inside a card's frame, which it keeps free by itself."""
    return tuple(px(side) - tokens().line for side in sides)


def _state_of(shown: Timeline) -> tuple[Note, str]:
    """The most useful of what is known: the ministry's status, else our recording, else neither."""
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


class DifferingCard(Card):
    """At most three fields, one in the small form; two values each, the one that holds at the left."""

    def __init__(self) -> None:
        super().__init__(padding=0, bar="warn", name="differing")
        small = is_small()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        grid.setContentsMargins(*_within_frame(12 if small else 16, 6, 12, 6))
        for column, stretch in enumerate((3 if small else 2, 4, 4)):
            grid.setColumnStretch(column, stretch)
        self._rows = [_DifferingRow(grid, at) for at in range(1 if small else 3)]
        self.body.addLayout(grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_claims(self, fields: Sequence[FieldClaims], names: IdNames) -> None:
        """Without any the card goes away; the last row names those that have no room."""
        self.setVisible(bool(fields))
        for row, one in zip_longest(self._rows, fields[: len(self._rows)]):
            hidden = fields[len(self._rows) :] if row is self._rows[-1] else ()
            row.show_field(one, names, hidden)


class _DifferingRow:
    """A field and the two claims that stand side by side, in a row of a grid."""

    def __init__(self, grid: QGridLayout, at: int) -> None:
        self.title = Elided("", "label")
        self.rest = named(Elided("", "help", tone="warn"), f"differing_rest_{at}")
        self._values = [
            named(Elided("", role), f"differing_{at}_{side}") for side, role in enumerate(_VALUE_ROLES)
        ]
        self._sources = [Elided("", "help") for _role in _VALUE_ROLES]
        pairs = zip((self.title, *self._values), (self.rest, *self._sources), strict=True)
        self._parts = [stacked(above, below) for above, below in pairs]
        for column, part in enumerate(self._parts):
            grid.addWidget(part, at, column)

    def show_field(self, one: FieldClaims | None, names: IdNames, hidden: Sequence[FieldClaims]) -> None:
        for part in self._parts:
            part.setVisible(one is not None)
        if one is None:
            return
        self.title.set_text(field_word(one.field))
        others = ", ".join(field_word(other.field) for other in hidden)
        self.rest.set_text(_("juga {fields}").format(fields=others) if others else _("sumber berbeda"))
        versions = one.versions()
        for claim, value, source in zip(versions, self._values, self._sources, strict=False):
            value.set_text(written(one.field, claim.value, names))
            said = claim_source(claim)
            source.set_text(_("dipakai · {source}").format(source=said) if claim.holds else said)
        if more := len(versions) - len(self._sources):
            last = self._sources[-1]
            last.set_text(_("{source} (+{n} lagi)").format(source=last.full_text(), n=more))


_VALUE_ROLES: tuple[Role, Role] = ("strong", "body")  # of the claim that holds, and of the first other


class ClaimRow:
    """One claim in words."""

    def __init__(self, place: int, field: str, claim: Claim, shown: Timeline) -> None:
        self.key, self.field, self.claim = f"{field}-{place}", field, claim
        self.title = field_word(field) if place == 0 else ""
        self.value = written(field, claim.value, shown.names)
        self.source = claim_source(claim, shown.names)
        self.holds = claim.holds


class ClaimsTable(ListTable[ClaimRow]):
    """All that is claimed, field by field, the value that holds first."""

    def __init__(self) -> None:
        columns: tuple[Column[ClaimRow], ...] = (
            Column(_("Data"), lambda row: row.title, width=112, small=104),
            Column(_("Isi"), _value, width=280, small=176),
            Column(_("Menurut"), _source),
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


def _source(row: ClaimRow) -> Cell:
    """What is cut stands before who saw it: that nobody did must be seen."""
    _begin, between, last = row.source.rpartition(" · ")
    return Cell(row.source, end=between + last if row.claim.source is Source.CORRECTION else "")


_MIDDLE = 1  # the column with the mark and the words


@dataclass(frozen=True, slots=True, repr=False)
class EntryRow:
    """An entry of a person's line in words."""

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


def _entry_row(place: int, entry: Entry, shown: Timeline, today: date) -> EntryRow:
    key = entry.event if isinstance(entry, Done) else f"{type(entry).__name__}-{place}"
    cell = Cell(title_word(entry), about_word(entry, shown), shape_of(entry), bold=True)
    laptop = entry.laptop if isinstance(entry, Done) else ""
    return EntryRow(key, when_word(entry, today), cell, laptop, entry)


class LineTable(ListTable[EntryRow]):
    """A person's line, with the thread that joins its marks."""

    def __init__(self) -> None:
        columns: tuple[Column[EntryRow], ...] = (
            Column(_("Kapan"), lambda row: row.when, width=112, small=104, align="right"),
            Column(_("Riwayat, terbaru di atas"), lambda row: row.cell),
            Column(_("Laptop"), lambda row: row.laptop, width=72, small=72, align="right"),
        )
        super().__init__(
            columns, lambda row: row.key, name="person_line_table", accessible_name=_("Riwayat"), lines=2
        )
        self.setItemDelegate(_LinePainter(self.rows.columns, self))

    def show_line(self, shown: Timeline, today: date) -> None:
        self.set_rows([_entry_row(place, entry, shown, today) for place, entry in enumerate(shown.entries)])

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

    def _paint_thread(
        self, painter: QPainter, rect: QRect, row: EntryRow, *, first: bool, last: bool
    ) -> None:
        middle = rect.left() + px(8) + px(15) / 2
        style = Qt.PenStyle.DotLine if row.ahead else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(tokens().edge), max(1, tokens().line), style))
        gap = px(9)
        centre = float(rect.center().y())
        if not first:
            painter.drawLine(QPointF(middle, rect.top()), QPointF(middle, centre - gap))
        if not last:
            painter.drawLine(QPointF(middle, centre + gap), QPointF(middle, rect.bottom() + 1))

    def _paint_words(self, painter: QPainter, rect: QRect, row: EntryRow) -> None:
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
