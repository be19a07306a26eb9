"""Recordings with their steps and exceptions, and whether somebody was recorded before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.nearness import distance, is_near
from ektp_desk.domain.office.policies import CAPTURE, Policy
from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.recordings import (
    Modality,
    RecordingState,
    Taken,
    Verdict,
    fingers_read,
)
from ektp_desk.usecases.admin.queries import policy
from ektp_desk.usecases.people.queries import (
    Hit,
    clusters_of,
    names_for,
    people_born,
    people_with_nik,
    search,
    shown_people,
)
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person, PrivateStruct, Recording, Step
from ektp_desk.usecases.visits.queries import open_visit
from ektp_desk.words.acts import IdNames

_LOOKED_AT = 100  # so many are put in order; the first of them are shown
_RULES = {Modality.PHOTO: Policy.CAPTURE_PHOTO, Modality.SIGNATURE: Policy.CAPTURE_SIGNATURE}


class ExceptedStep(PrivateStruct, frozen=True):
    """One excepted modality: how many were taken, why not all, which are lacking, who else saw it."""

    recording: str
    modality: Modality
    count: int
    reason: str
    second_person: str
    fingers: str = ""  # as the journal keeps them


class _Exception(PrivateStruct, frozen=True):
    id: str
    number: str
    name: str
    birth: str
    passed_by: str
    passed_why: str
    review: str
    review_note: str


@dataclass(frozen=True, slots=True, repr=False)
class Excepted:
    """A finished recording with exceptions or an under-16 pass; `verdict` is None before the review."""

    recording: str
    number: str
    name: str
    birth: str  # ISO date
    steps: tuple[ExceptedStep, ...]
    passed_by: str
    passed_why: str
    verdict: Verdict | None
    note: str

    @property
    def key(self) -> str:
        """Of its row in the list that is read."""
        return self.recording

    @property
    def waits(self) -> bool:
        """Whether a supervisor has yet to say something of it."""
        return self.verdict is None


class _Correction(PrivateStruct, frozen=True):
    person: str
    event: str
    field: str
    was: str
    value: str
    ground: str
    at: datetime
    by: str
    verdict: str
    note: str
    here: bool
    ticket: str
    number: str


@dataclass(frozen=True, slots=True, repr=False)
class Unwitnessed:
    """A correction that nobody witnessed; `verdict` is None before its review.

    Of a ticket it is of its person or outcome: `value` is what stands now, empty while it is open.
    """

    event: str  # its link
    person: str
    name: str  # the person's, as shown now
    field: str
    was: str
    value: str
    ground: str
    at: datetime  # local
    by: str  # the author's name
    own: bool  # of who is signed in: somebody else reviews it
    here: bool  # of the visit that is closed; others do not hold it up
    verdict: CorrectionVerdict | None
    note: str
    names: IdNames
    ticket: str = ""  # that was reopened; empty where a person's data were corrected
    number: str = ""  # the ticket's

    @property
    def key(self) -> str:
        """Of its row in the list that is read."""
        return self.event

    @property
    def waits(self) -> bool:
        """Whether who is signed in has yet to say something of it."""
        return self.verdict is None and not self.own


ToRead = Excepted | Unwitnessed


class Likeness(StrEnum):
    """Why an earlier recording may be this person's."""

    PERSON = "person"  # the same, or said to be the same
    NIK = "nik"
    NAME = "name"  # a near name and the same birth date


class Earlier(PrivateStruct, frozen=True):
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


def the_recording(session: Session, recording: str) -> Recording:
    """Raises `recording.unknown`."""
    found = session.one("recording", Recording, recording=recording)
    if found is None:
        raise EktpError("recording.unknown")
    return found


def open_one(session: Session, recording: str) -> Recording:
    """A recording that is not ended yet; raises `recording.ended`, `recording.unknown`."""
    found = the_recording(session, recording)
    if found.state is not RecordingState.OPEN:
        raise EktpError("recording.ended")
    return found


def steps_of(session: Session, recording: str) -> dict[Modality, Taken]:
    """What was said of each modality so far."""
    return {row.modality: as_taken(row) for row in session.store.ask("steps", Step, recording=recording)}


def loose_files(session: Session, recording: str) -> list[Step]:
    """What lies on the disk and nothing names, the latest last."""
    return session.store.ask("offered_files", Step, recording=recording)


def as_taken(row: Step) -> Taken:
    quality = msgspec.json.decode(row.quality, type=dict[str, int | str])
    return Taken(
        row.state,
        row.count,
        row.reason,
        row.second_person,
        file=row.file,
        size=row.size,
        quality=quality,
        algorithm=row.algorithm,
        fingers=fingers_read(row.fingers),
    )


def captured_here(session: Session) -> frozenset[Modality]:
    """What the office has its laptops take themselves."""
    return frozenset(m for m, rule in _RULES.items() if policy(session, rule) == CAPTURE)


def candidates(session: Session, text: str) -> list[Hit]:
    """Who may stand at the desk: whoever lives where it stands comes first, those recorded already last.

    Who is only named like what was typed stands behind.
    """
    visit = open_visit(session)
    here = visit.village if visit else ""
    found = search(session, text, most=_LOOKED_AT)
    return sorted(
        found, key=lambda hit: (hit.distance, hit.person.recorded_at is not None, hit.person.village != here)
    )


def known_alike(session: Session, name: str, *, sex: str, birth: str, nik: str = "") -> list[Person]:
    """Who may be somebody that stands in no list: their NIK, or their sex, birth date and a name like theirs.

    Each once for all who are said to be the same, the likest first.
    """
    of_nik = people_with_nik(session, nik) if nik else []
    born = people_born(session, birth, birth) if birth else []
    near = [one.id for one in born if is_near(one.name, name)]
    people = shown_people(session, dict.fromkeys(clusters_of(session, [*of_nik, *near]).values()))
    found = [one for one in people.values() if one.nik == nik != "" or one.sex in (sex, "")]
    return sorted(found, key=lambda one: (one.nik != nik, distance(name, one.name) or 0))


def exceptions_of(session: Session, visit: str) -> tuple[Excepted, ...]:
    """A visit's recordings that a supervisor has to read, by number."""
    steps = session.store.ask("excepted_steps_of_visit", ExceptedStep, visit=visit)
    return tuple(
        Excepted(
            recording=row.id,
            number=row.number,
            name=row.name,
            birth=row.birth,
            steps=tuple(step for step in steps if step.recording == row.id),
            passed_by=row.passed_by,
            passed_why=row.passed_why,
            verdict=Verdict(row.review) if row.review in set(Verdict) else None,
            note=row.review_note,
        )
        for row in session.store.ask("exceptions_of_visit", _Exception, visit=visit)
    )


def corrections_to_read(session: Session, visit: str) -> tuple[Unwitnessed, ...]:
    """All of a visit (empty: none is open), then what waits of others, the oldest first."""
    rows = session.store.ask("corrections_to_read", _Correction, visit=visit, user=session.user.id)
    others = {one for row in rows if row.field == "person" for one in (row.was, row.value) if one}
    names = names_for(session, {row.person for row in rows} | others)
    return tuple(
        Unwitnessed(
            event=row.event,
            person=row.person,
            name=names.people.get(row.person, ""),
            field=row.field,
            was=row.was,
            value=row.value,
            ground=row.ground,
            at=row.at,
            by=names.users.get(row.by, ""),
            own=row.by == session.user.id,
            here=row.here,
            verdict=CorrectionVerdict(row.verdict) if row.verdict in set(CorrectionVerdict) else None,
            note=row.note,
            names=names,
            ticket=row.ticket,
            number=row.number,
        )
        for row in rows
    )


def recorded_before(session: Session, person: Person, *, recording: str = "") -> list[Earlier]:
    """Finished recordings that may be this person's, the surest first, then the latest."""
    rows = session.store.ask(
        "earlier_recordings", Earlier, person=person.id, nik=person.nik, birth=person.birth
    )
    order = list(Likeness)
    once = {row.id: row for row in rows if row.id != recording}
    alike = [(row.likeness(person), row) for row in once.values()]
    found = [(order.index(likeness), row) for likeness, row in alike if likeness is not None]
    return [row for _place, row in sorted(found, key=lambda one: one[0])]


def offered(session: Session, recording: str) -> dict[Modality, Taken]:
    """What a crash left whole on the disk and nothing names; the latest of each step."""
    found = {}
    for row in loose_files(session, recording):
        taken = as_taken(row)
        if _is_whole(session, taken):
            found[row.modality] = taken
    return found


def _is_whole(session: Session, taken: Taken) -> bool:
    try:
        session.files.check(taken.file, taken.size)
    except EktpError:
        return False
    return True
