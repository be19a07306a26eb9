"""Reads a plan's fields as a person wrote them; a box that cannot be read says so itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.visits import Arrangement, VisitKind, hour_of
from ektp_desk.gui.lists.plan.where import WhereCard
from ektp_desk.gui.lists.words import read_day
from ektp_desk.gui.parts import Field
from ektp_desk.words.dates import digits_date, hour
from ektp_desk.words.errors import message


def read_plan(card: WhereCard) -> tuple[date, Arrangement] | None:
    """Give the day and the rest; None after the first box that cannot be read was marked."""
    try:
        return _day(card.day), Arrangement(
            kind=VisitKind(card.kind.value() or VisitKind.VILLAGE),
            place=card.place.text(),
            opening_hour=_hour(card.opening),
            closing_hour=_hour(card.closing),
            team=names_in(card.team.text()),
            polling_day=_day(card.polling) if card.polling.text() else None,
        )
    except _Unread as unread:
        refuse(unread.field, unread.error)
        return None


def fill(card: WhereCard, day: date, arranged: Arrangement) -> None:
    """Write a plan into the fields."""
    card.day.set_text(digits_date(day))
    card.place.set_text(arranged.place)
    card.opening.set_text(hour(arranged.opening_hour))
    card.closing.set_text(hour(arranged.closing_hour))
    card.team.set_text(_joined(arranged.team))
    card.polling.set_text(digits_date(arranged.polling_day) if arranged.polling_day else "")


def refuse(field: Field, error: EktpError) -> None:
    """Say beside a box why it is refused, and go there."""
    field.set_error(message(error).split(". ")[0], error.code)
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    field.edit.selectAll()


def names_in(text: str) -> tuple[str, ...]:
    """Part names at commas; where a semicolon stands, only there, since degrees are written with commas."""
    return tuple(name.strip() for name in text.split(";" if ";" in text else ",") if name.strip())


def _joined(names: tuple[str, ...]) -> str:
    return ("; " if any("," in name for name in names) else ", ").join(names)


class _Unread(Exception):
    def __init__(self, field: Field, error: EktpError) -> None:
        super().__init__(error.code)
        self.field, self.error = field, error


def _day(field: Field) -> date:
    try:
        return read_day(field.text())
    except EktpError as error:
        raise _Unread(field, error) from None


def _hour(field: Field) -> str:
    try:
        return hour_of(field.text())
    except EktpError as error:
        raise _Unread(field, error) from None
