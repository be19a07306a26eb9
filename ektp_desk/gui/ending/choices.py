"""What the panel offers: sections in three columns, and the letter of each outcome; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.tickets import GROUP_OF, ONLY_BY_RECORDING, Group, Outcome, Purpose
from ektp_desk.words import _
from ektp_desk.words.outcomes import group_word, outcome_word

VOIDED = "voided"

# Letters are read off the word where two words do not want the same one.
_KEYS = {
    Outcome.CARD_HANDED_OVER: "K",
    Outcome.ANSWERED: "J",
    Outcome.REFERRED: "R",
    Outcome.RECORDING_INCOMPLETE: "E",
    Outcome.NO_DOCUMENTS: "D",
    Outcome.DATA_DIFFERS: "B",
    Outcome.NOT_RESIDENT: "N",
    Outcome.UNDER_16: "6",
    Outcome.ALREADY_RECORDED: "S",
    Outcome.DEVICE_FAILURE: "A",
    Outcome.POWER_OR_NETWORK: "I",
    Outcome.OUT_OF_TIME: "W",
    Outcome.REFUSED: "T",
    Outcome.CANNOT_TODAY: "H",
    Outcome.OTHER: "L",
    Outcome.LEFT: "P",
    Outcome.RESCHEDULED: "U",
    Outcome.LOST: "G",
}
_VOID_KEY = "X"
_FIRST = {Purpose.FETCH_CARD: Outcome.CARD_HANDED_OVER, Purpose.QUESTION: Outcome.ANSWERED}
_ROWS_OF_SECOND = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One way to end: its value for the signal, its key, its word."""

    value: str
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


def expected(purpose: Purpose) -> Outcome | None:
    """Give the ending most people of a purpose come for; None where the desk must ask."""
    return _FIRST.get(purpose)


def columns(purpose: Purpose) -> tuple[tuple[Section, ...], ...]:
    """Give the panel's three columns; only the expected ending changes its place, to the top."""
    not_served = _lines(Group.NOT_SERVED)
    served = sorted(_lines(Group.SERVED), key=lambda line: line.value != expected(purpose))
    void = Line(VOIDED, _VOID_KEY, _("Nomor batal, salah diberikan"))
    return (
        (
            Section(group_word(Group.SERVED), tuple(served)),
            Section(group_word(Group.PARTLY), _lines(Group.PARTLY)),
            Section(_("Tidak dihitung"), (void,)),
        ),
        (Section(group_word(Group.NOT_SERVED), not_served[:_ROWS_OF_SECOND]),),
        (
            Section(
                _("{group} (lanjutan)").format(group=group_word(Group.NOT_SERVED, short=True).capitalize()),
                not_served[_ROWS_OF_SECOND:],
            ),
            _gone(),
        ),
    )


def _gone() -> Section:
    groups = (Group.LEFT, Group.RESCHEDULED, Group.LOST)
    title = ", ".join(group_word(group, short=True) for group in groups)
    return Section(title[:1].upper() + title[1:], tuple(line for group in groups for line in _lines(group)))


def _lines(group: Group) -> tuple[Line, ...]:
    return tuple(
        Line(outcome.value, _KEYS[outcome], outcome_word(outcome))
        for outcome in Outcome
        if GROUP_OF[outcome] is group and outcome not in ONLY_BY_RECORDING
    )
