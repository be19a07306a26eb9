"""A ticket's life: what it is for, where it stands, and the one way it can end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Self

from ektp_desk.domain.errors import EktpError

DESK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXY"  # no I, O, Q: on paper they read as 1 and 0
ENTRY_LETTER = "Z"  # no desk gives it: of papers whose number another paper keeps
OTHER_PAPER = "~"  # between a ticket's id and another paper with its number, of which nobody has ruled yet
_FIRST_ENTRY, _ENTRIES = 1000, 9000  # four digits: who reads Z4821 takes it for no desk's number
_NUMBER = re.compile(r"([A-Z])[ -]?0*([0-9]{1,4})")


class Purpose(StrEnum):
    RECORD = "record"
    FETCH_CARD = "fetch_card"
    QUESTION = "question"


class Priority(StrEnum):
    """Why somebody is called before the others; what is none of these is `other`."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    CHILD = "child"
    FAR = "far"
    OTHER = "other"


class Turn(IntEnum):
    """Who is called before whom, by what was said of a waiting ticket last; the sooner, the smaller."""

    BACK = 0  # missed a call, and came back
    FIRST = 1  # put first for a reason
    USUAL = 2
    MISSED = 3  # did not come when called, or was set aside


class TicketState(StrEnum):
    """Where a ticket stands; all but `ended` and `voided` count as waiting for the day's equation."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    ENDED = "ended"
    VOIDED = "voided"


OPEN_STATES = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.SERVING})


class TicketGroup(StrEnum):
    """The terms of the equation, in the order in which every screen and paper writes them."""

    SERVED = "served"
    PARTLY = "partly"
    NOT_SERVED = "not_served"
    LEFT = "left"
    RESCHEDULED = "rescheduled"
    LOST = "lost"


class Outcome(StrEnum):
    """How a ticket ended: exactly one of these, fixed for ever with the event format."""

    RECORDED = "recorded"
    CARD_HANDED_OVER = "card_handed_over"
    ANSWERED = "answered"
    REFERRED = "referred"
    RECORDING_INCOMPLETE = "recording_incomplete"
    NO_DOCUMENTS = "no_documents"
    DATA_DIFFERS = "data_differs"
    NOT_RESIDENT = "not_resident"
    UNDER_16 = "under_16"
    ALREADY_RECORDED = "already_recorded"
    DEVICE_FAILURE = "device_failure"
    POWER_OR_NETWORK = "power_or_network"
    OUT_OF_TIME = "out_of_time"
    REFUSED = "refused"
    CANNOT_TODAY = "cannot_today"
    OTHER = "other"
    LEFT = "left"
    RESCHEDULED = "rescheduled"
    LOST = "lost"


_SERVED = (Outcome.RECORDED, Outcome.CARD_HANDED_OVER, Outcome.ANSWERED, Outcome.REFERRED)
_SINGLE = {
    Outcome.RECORDING_INCOMPLETE: TicketGroup.PARTLY,
    Outcome.LEFT: TicketGroup.LEFT,
    Outcome.RESCHEDULED: TicketGroup.RESCHEDULED,
    Outcome.LOST: TicketGroup.LOST,
}
GROUP_OF = {
    outcome: TicketGroup.SERVED if outcome in _SERVED else _SINGLE.get(outcome, TicketGroup.NOT_SERVED)
    for outcome in Outcome
}
NEEDS_TEXT = frozenset({Outcome.OTHER, Outcome.RECORDING_INCOMPLETE})
NEEDS_DATE = frozenset({Outcome.RESCHEDULED})
# Who may be told a day to come again in the same act: for all but these, nothing is left to come for.
_DONE_WITH = frozenset({Outcome.NOT_RESIDENT, Outcome.ALREADY_RECORDED})
MAY_COME_AGAIN = NEEDS_DATE | frozenset(
    outcome
    for outcome in Outcome
    if GROUP_OF[outcome] in (TicketGroup.NOT_SERVED, TicketGroup.PARTLY) and outcome not in _DONE_WITH
)
ONLY_BY_RECORDING = frozenset({Outcome.RECORDED})
# What may be said of many people in one act: that one of them was served is said of that one.
FOR_SEVERAL = frozenset(
    outcome for outcome in Outcome if GROUP_OF[outcome] not in (TicketGroup.SERVED, TicketGroup.PARTLY)
)
_EXPECTED = {Purpose.FETCH_CARD: Outcome.CARD_HANDED_OVER, Purpose.QUESTION: Outcome.ANSWERED}


def expected(purpose: Purpose) -> Outcome | None:
    """The outcome that most people of a purpose come for; None where the desk must ask."""
    return _EXPECTED.get(purpose)


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A queue number as printed on paper: the desk's letter and a serial from 1, `A042`."""

    letter: str
    serial: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `A042`, `a 42` or a scanned `EKTP1:A042`; raises `number.unreadable`."""
        found = _NUMBER.fullmatch(text.strip().upper().removeprefix("EKTP1:"))
        if not found or found[1] not in DESK_LETTERS + ENTRY_LETTER or int(found[2]) < 1:
            raise EktpError("number.unreadable")
        return cls(found[1], int(found[2]))

    def __str__(self) -> str:
        return f"{self.letter}{self.serial:03d}"


def entry_numbers(giving: str) -> Iterator[Number]:
    """The numbers that a paper may get whose own another paper keeps, the first first.

    By its giving's link (hex) alone: two who rule unseen give one person the same number, not two. Few papers
    of a day come to the same; whoever rules there takes the next that is free.
    """
    first = int(giving[:12], 16) % _ENTRIES
    return (Number(ENTRY_LETTER, _FIRST_ENTRY + (first + more) % _ENTRIES) for more in range(_ENTRIES))


@dataclass(frozen=True, slots=True)
class TicketId:
    """A ticket's name in the journal: visit and number, so that any laptop can work on it unseen."""

    visit: str
    number: Number

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `v1:A042`; raises `number.unreadable`."""
        visit, _colon, number = text.rpartition(":")
        return cls(visit, Number.parse(number))

    def __str__(self) -> str:
        return f"{self.visit}:{self.number}"


def check_ending(outcome: Outcome, *, text: str, on: str, today: date) -> None:
    """Refuse an ending that would leave its reader with a question.

    `text` is what was typed beside the reason, `on` an ISO date after `today`. Raises
    `outcome.needs_text`, `outcome.needs_date`, `date.unreadable`, `outcome.day_not_ahead` or
    `outcome.only_by_recording`.
    """
    if outcome in ONLY_BY_RECORDING:
        raise EktpError("outcome.only_by_recording")
    if outcome in NEEDS_TEXT and not text.strip():
        raise EktpError("outcome.needs_text")
    if outcome in NEEDS_DATE and not on:
        raise EktpError("outcome.needs_date")
    if on:
        check_ahead(on, today)


def check_ahead(on: str, today: date) -> None:
    """Refuse an ISO date that is none or does not lie ahead."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise EktpError("date.unreadable") from None
    if day <= today:
        raise EktpError("outcome.day_not_ahead")
