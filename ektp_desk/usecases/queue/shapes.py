"""The shapes of the queue beside its tickets: those who came together, and homes to go to."""

from __future__ import annotations

from datetime import datetime

from ektp_desk.domain.tickets import Purpose, TicketState
from ektp_desk.usecases.shapes import Shape


class Group(Shape, frozen=True):
    """People who came together and of whom somebody waits: numbers `first` to `last` of one letter."""

    id: str
    name: str
    brought_by: str
    together: bool
    at: datetime
    letter: str
    first: int
    last: int
    count: int
    ended: int


class Stop(Shape, frozen=True):
    """A home still to go to; `name` is empty while nobody said who lives there."""

    ticket: str
    number: str
    name: str
    purpose: Purpose
    state: TicketState
    desk: str
    at: datetime
    place: int
    address: str
    dusun: str
    rt: str
    rw: str
    contact: str
    cannot: str
