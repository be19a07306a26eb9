"""Whether somebody was recorded before, under this id, this NIK, or a near name: warns and never blocks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ektp_desk.domain.nearness import is_near
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, Shape


class Likeness(StrEnum):
    """Why an earlier recording may be this person's."""

    PERSON = "person"  # the same, or said to be the same
    NIK = "nik"
    NAME = "name"  # a near name and the same birth date


class Earlier(Shape, frozen=True):
    """A finished recording: when, under which number, in which village (a code), by whom, on which laptop."""

    id: str
    person: str
    name: str
    nik: str
    birth: str
    ended_at: datetime
    number: str
    village: str
    by: str
    laptop: str
    same_person: bool

    def likeness(self, person: Person) -> Likeness | None:
        """Say why it may be this person's; None when it is not like them."""
        if self.same_person:
            return Likeness.PERSON
        if self.nik and self.nik == person.nik:
            return Likeness.NIK
        return Likeness.NAME if is_near(self.name, person.name) else None


def recorded_before(session: Session, person: Person, *, recording: str = "") -> list[Earlier]:
    """Give finished recordings that may be this person's, the surest first, then the latest."""
    rows = session.store.ask(
        "earlier_recordings", Earlier, person=person.id, nik=person.nik, birth=person.birth
    )
    order = list(Likeness)
    once = {row.id: row for row in rows if row.id != recording}
    alike = [(row.likeness(person), row) for row in once.values()]
    found = [(order.index(likeness), row) for likeness, row in alike if likeness is not None]
    return [row for _place, row in sorted(found, key=lambda one: one[0])]
