"""A recording's rules: what must be done, what may be excepted, when it is really complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import age_on

RECORDED_FROM = 16  # years; UU 24/2013 lets 16-year-olds be recorded, their card waits
CARD_FROM = 17  # or once married


class Modality(StrEnum):
    """What the ministry's kit takes of a person, in the order of its screens."""

    PHOTO = "photo"
    SIGNATURE = "signature"
    FINGERS = "fingers"
    IRISES = "irises"
    MATCH = "match"  # left and right index finger match what was just taken


class ModalityState(StrEnum):
    MISSING = "missing"
    ATTESTED = "attested"  # done on the ministry's kit, said by the operator
    CAPTURED = "captured"  # taken on this laptop, sealed, named by its digest
    EXCEPTED = "excepted"  # cannot be taken in full: reason and second person


FULL_COUNT = {
    Modality.PHOTO: 1,
    Modality.SIGNATURE: 1,
    Modality.FINGERS: 10,
    Modality.IRISES: 2,
    Modality.MATCH: 1,
}


class Document(StrEnum):
    """A paper that everybody is asked for; nobody is refused for want of it."""

    KK = "kk"
    F102 = "f102"


class DocumentState(IntEnum):
    UNANSWERED = 0
    SEEN = 1
    NOT_BROUGHT = 2


FINGERS = range(1, 11)
"""Finger positions of ISO/IEC 19794: 1 to 5 the right hand from the thumb, 6 to 10 the left."""

CAPTURABLE = (Modality.PHOTO, Modality.SIGNATURE)  # what a laptop can take itself, if the office says so


class Verdict(StrEnum):
    """What a supervisor says of a recording's exceptions: fine as they are, or to be recorded again."""

    ACCEPTED = "accepted"
    REPEAT = "repeat"


class RecordingState(StrEnum):
    OPEN = "open"
    FINISHED = "finished"
    DROPPED = "dropped"
    DOUBLE = "double"  # finished, and a supervisor said that another one of the same person counts


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """What was said of one modality; of a captured one also which sealed file holds it, and how good it is.

    `file` is the SHA-256 (hex) of the sealed bytes, `size` their number, `quality` small whole numbers by
    name, `algorithm` what measured them, with its version.
    """

    state: ModalityState = ModalityState.MISSING
    count: int = 0
    reason: str = ""
    second_person: str = ""
    file: str = ""
    size: int = 0
    quality: Mapping[str, int | str] = field(default_factory=dict)
    algorithm: str = ""
    fingers: tuple[int, ...] = ()  # those of an exception that were not taken, if they were named


def fingers_kept(fingers: Iterable[int]) -> str:
    """Write finger positions as the journal keeps them: `2 7`."""
    return " ".join(map(str, sorted(fingers)))


def fingers_read(kept: str) -> tuple[int, ...]:
    """Read finger positions back; what is none is passed over."""
    return tuple(int(one) for one in kept.split() if one.isdecimal() and int(one) in FINGERS)


def check_taken(modality: Modality, taken: Taken) -> None:
    """Refuse a step that could not stand.

    Raises `modality.count`, `modality.needs_reason`, `modality.no_file`, `modality.fingers`.

    Attested means the full count; fewer is an exception, which needs a reason and a second
    person, so that "the tool said OK" never hides a finger that was not taken.
    """
    full = FULL_COUNT[modality]
    if taken.count not in range(full + 1):
        raise EktpError("modality.count", most=full)
    whole = (ModalityState.ATTESTED, ModalityState.CAPTURED)
    if taken.state in whole and taken.count != full:
        raise EktpError("modality.count", most=full)
    if (taken.state is ModalityState.CAPTURED) != bool(taken.file and modality in CAPTURABLE):
        raise EktpError("modality.no_file")
    if taken.state is ModalityState.EXCEPTED and not (taken.reason.strip() and taken.second_person.strip()):
        raise EktpError("modality.needs_reason")
    _check_fingers(modality, taken)


def _check_fingers(modality: Modality, taken: Taken) -> None:
    """Refuse named fingers that no exception lacks: whoever names some need not name all."""
    named = set(taken.fingers)
    if not named:
        return
    lacks = FULL_COUNT[modality] - taken.count
    excepted = modality is Modality.FINGERS and taken.state is ModalityState.EXCEPTED
    if not (excepted and named <= set(FINGERS) and len(taken.fingers) == len(named) <= lacks):
        raise EktpError("modality.fingers")


def check_second(second: str, *, operator: str, person: str) -> None:
    """Refuse a second person who is one of the two that are there anyway, whatever the case and blanks.

    A name is all that is asked of a second person, who need be no user of any laptop; a supervisor reads it
    before the day is signed. Raises `modality.second_is_self`.
    """
    said = second.casefold().split()
    if said and said in (operator.casefold().split(), person.casefold().split()):
        raise EktpError("modality.second_is_self")


def lacking(steps: Mapping[Modality, Taken]) -> tuple[Modality, ...]:
    """Name what a recording still lacks; empty means really complete."""
    return tuple(m for m in Modality if steps.get(m, Taken()).state is ModalityState.MISSING)


def unanswered(documents: Mapping[Document, DocumentState]) -> tuple[Document, ...]:
    """Name the documents of which nothing was said."""
    return tuple(d for d in Document if not documents.get(d, DocumentState.UNANSWERED))


def too_young(birth: date | None, day: date) -> bool:
    """Whether a recording needs a supervisor's word: lists hold wrong dates."""
    return birth is not None and age_on(birth, day) < RECORDED_FROM


def card_allowed(birth: date | None, day: date, *, married: bool) -> bool:
    """Whether a card may be printed already: 17, or once married."""
    return married or birth is None or age_on(birth, day) >= CARD_FROM
