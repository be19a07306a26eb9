"""The boxes of the day's equation: number, word and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.tickets import GROUP_OF, Group
from ektp_desk.words import _
from ektp_desk.words.dates import short_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word, outcome_word

Kind = Literal["served", "partly", "rest", "clear", "unclear"]


@dataclass(frozen=True, slots=True)
class Box:
    """One term of the equation; `parts` are what its number is the sum of, each in a line of its own."""

    number: int
    word: str
    detail: str
    kind: Kind
    parts: tuple[tuple[int, str], ...] = ()

    def lines(self, most: int) -> list[str]:
        """Give the parts in at most `most` lines; what has none of its own is summed, so that all adds up."""
        own = self.parts if len(self.parts) <= most else self.parts[: max(0, most - 1)]
        told = [f"{n} {word}" for n, word in own]
        rest = sum(n for n, _word in self.parts[len(own) :])
        return [*told, _("{n} lainnya").format(n=rest)] if rest else told


def boxes(report: VisitReport) -> tuple[Box, ...]:
    """Give the terms that the numbers given are the sum of, the unclear last."""
    found = [
        Box(
            report.equation.of(group),
            group_word(group, short=True),
            _detail(report, group),
            _kind(group),
            _parts(report, group) if group is Group.NOT_SERVED else (),
        )
        for group in Group
    ]
    unclear = report.equation.unclear
    last = Box(
        unclear,
        _("belum jelas"),
        _("beri hasil dahulu") if unclear else _("semua ada hasilnya"),
        "unclear" if unclear else "clear",
    )
    return (*found, last)


def sentence(report: VisitReport) -> str:
    """Say the whole equation for the ear."""
    terms = " + ".join(f"{box.number} {box.word}" for box in boxes(report))
    e = report.equation
    return _("{all} datang = {numbered} bernomor + {home} pulang tanpa nomor; {numbered} = {terms}").format(
        all=e.arrived, numbered=e.numbered, home=e.sent_home, terms=terms
    )


def remark(report: VisitReport) -> str:
    """Say what stands outside the equation."""
    parts = []
    if report.equation.voided:
        parts.append(_("{n} nomor batal tidak dihitung.").format(n=count(report.equation.voided)))
    if report.people:
        parts.append(_("{n} orang berbeda dikenali namanya.").format(n=count(report.people)))
    return " ".join(parts)


def _kind(group: Group) -> Kind:
    if group is Group.SERVED:
        return "served"
    return "partly" if group is Group.PARTLY else "rest"


def _detail(report: VisitReport, group: Group) -> str:
    if not report.equation.of(group):
        return ""
    if group is Group.RESCHEDULED:
        days = (
            _("{n} ke {day}").format(n=n, day=_with_its_month(short_date(date.fromisoformat(day))))
            for day, n in report.reschedules.items()
        )
        return ", ".join(days)
    said = {
        Group.PARTLY: _("harus datang lagi"),
        Group.LEFT: _("sebelum dilayani"),
        Group.LOST: _("menurut supervisor"),
    }
    parts = (f"{n}\N{NO-BREAK SPACE}{word}" for n, word in _parts(report, group))
    return said.get(group) or ", ".join(parts)


def _parts(report: VisitReport, group: Group) -> tuple[tuple[int, str], ...]:
    """Give what a term is made of, the most frequent first."""
    found = [
        (n.total, outcome) for outcome, n in report.outcomes.items() if GROUP_OF[outcome] is group and n.total
    ]
    found.sort(key=lambda each: -each[0])
    return tuple((n, outcome_word(outcome, short=True).lower()) for n, outcome in found)


def _with_its_month(day: str) -> str:
    """Keep a day's number and its month in one line."""
    return "\N{NO-BREAK SPACE}".join(day.rsplit(" ", 1))
