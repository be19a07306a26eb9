"""Those of the sample's day whose way is not the usual one: a lorry, two homes, who is called first."""

from __future__ import annotations

from dataclasses import replace

from ektp_desk.domain.people import Sex
from ektp_desk.domain.tickets import Priority
from ektp_desk.usecases.queue.commands import NewGroup, prioritise
from ektp_desk.usecases.queue.homes import Home, set_home
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person

TRUCK, TRUCK_SIZE = NewGroup("Truk Oelbubuk", "Bapak Obed Contoh", at_once=True), 24
_HOME_GONE_TO = Home("rumah kedua sesudah gereja", "Oelbubuk", "3", "1", cannot="berjalan")
_HOME_LEFT = Home("kios biru dekat mata air", "Fatumnasi", "5", "2", "Bapak Melki Contoh", "duduk lama")


def gone_to(person: Person) -> Home:
    """Where somebody is met who was asked for as their neighbours call them, by their first and last name."""
    names = person.name.title().split()
    called = "Mama" if person.sex == Sex.FEMALE else "Bapak"
    return replace(_HOME_GONE_TO, contact=" ".join(dict.fromkeys((called, names[0], names[-1]))))


def put_first(session: Session, visit: str) -> None:
    """Let two of those who came last be called before the others, each for a reason; one waits at home."""
    waiting = [each.id for each in waiting_tickets(session, visit) if each.called_at is None]
    set_home(session, waiting[-2], _HOME_LEFT)
    prioritise(session, waiting[-1:], Priority.ELDERLY)
    prioritise(session, waiting[-3:-2], Priority.PREGNANT)
