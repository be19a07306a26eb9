"""What is said while a day is closed: the terms of its equation, the question and its answer, exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.tickets import GROUP_OF, TicketGroup
from ektp_desk.usecases.recording.queries import Excepted, ExceptedStep
from ektp_desk.usecases.reports.closing import ClosingFacts, Stage
from ektp_desk.words import _
from ektp_desk.words.acts.fields import IdNames, written
from ektp_desk.words.acts.fingers import kept_fingers_words
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import clock, hour, short_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word, outcome_word

TermKind = Literal["served", "partly", "rest", "clear", "unclear"]


@dataclass(frozen=True, slots=True)
class DayTerm:
    """One term of the equation; `parts` are what its number is the sum of, each in a line of its own."""

    number: int
    word: str
    detail: str
    kind: TermKind
    parts: tuple[tuple[int, str], ...] = ()

    def lines(self, most: int) -> list[str]:
        """The parts in at most `most` lines; what has none of its own is summed, so that all adds up."""
        own = self.parts if len(self.parts) <= most else self.parts[: max(0, most - 1)]
        lines = [f"{n} {word}" for n, word in own]
        rest = sum(n for n, _word in self.parts[len(own) :])
        return [*lines, _("{n} lainnya").format(n=rest)] if rest else lines


def day_terms(report: VisitReport) -> tuple[DayTerm, ...]:
    """What the numbers given are the sum of, the unclear last."""
    kinds: dict[TicketGroup, TermKind] = {TicketGroup.SERVED: "served", TicketGroup.PARTLY: "partly"}
    found = [
        DayTerm(
            report.equation.of(group),
            group_word(group, short=True),
            _detail(report, group),
            kinds.get(group, "rest"),
            _parts(report, group) if group is TicketGroup.NOT_SERVED else (),
        )
        for group in TicketGroup
    ]
    unclear = report.equation.unclear
    last = DayTerm(
        unclear,
        _("belum jelas"),
        _("beri hasil dahulu") if unclear else _("semua ada hasilnya"),
        "unclear" if unclear else "clear",
    )
    return (*found, last)


def equation_words(report: VisitReport) -> str:
    """The whole equation for the ear."""
    terms = " + ".join(f"{term.number} {term.word}" for term in day_terms(report))
    e = report.equation
    return _("{all} datang = {numbered} bernomor + {home} pulang tanpa nomor; {numbered} = {terms}").format(
        all=e.arrived, numbered=e.numbered, home=e.sent_home, terms=terms
    )


def remark(report: VisitReport) -> str:
    """What stands outside the equation."""
    parts = []
    if report.equation.voided:
        parts.append(_("{n} nomor batal tidak dihitung.").format(n=count(report.equation.voided)))
    if report.people:
        parts.append(_("{n} orang berbeda dikenali namanya.").format(n=count(report.people)))
    return " ".join(parts)


def _detail(report: VisitReport, group: TicketGroup) -> str:
    if not report.equation.of(group):
        return ""
    if group is TicketGroup.RESCHEDULED:
        days = (
            _("{n} ke {day}").format(n=n, day=_with_its_month(short_date(date.fromisoformat(day))))
            for day, n in report.reschedules.items()
        )
        return ", ".join(days)
    said = {
        TicketGroup.PARTLY: _("harus datang lagi"),
        TicketGroup.LEFT: _("sebelum dilayani"),
        TicketGroup.LOST: _("menurut supervisor"),
    }
    parts = (f"{n}\N{NO-BREAK SPACE}{word}" for n, word in _parts(report, group))
    return said.get(group) or ", ".join(parts)


def _parts(report: VisitReport, group: TicketGroup) -> tuple[tuple[int, str], ...]:
    """What a term is made of, the most frequent first."""
    found = [
        (n.total, outcome) for outcome, n in report.outcomes.items() if GROUP_OF[outcome] is group and n.total
    ]
    found.sort(key=lambda each: -each[0])
    return tuple((n, outcome_word(outcome, short=True).lower()) for n, outcome in found)


def _with_its_month(day: str) -> str:
    """Keep a day's number and its month in one line."""
    return "\N{NO-BREAK SPACE}".join(day.rsplit(" ", 1))


def title_words(facts: ClosingFacts) -> str:
    """The question; after the signature the day's last line."""
    if not facts.signed:
        return _("Apakah semua yang antre terlayani?")
    served = count(facts.report.equation.served)
    return _("{n} orang terlayani hari ini. Terima kasih.").format(n=served)


def help_words(facts: ClosingFacts) -> list[str]:
    """What helps to answer, or who signed and which visit is next: what may share a line is one sentence."""
    report, parts = facts.report, []
    if facts.signed:
        at = clock(report.closed) if report.closed else ""
        name = facts.visit.supervisor
        parts.append(_("Ditutup {time}, ditandatangani {name}").format(time=at, name=name))
        if facts.following:
            parts.append(_("Berikutnya: {visit}").format(visit=facts.following))
    if report.reopened:
        parts.append(_("Dibuka kembali: {why}").format(why=report.reopened))
    if facts.signed:
        return [" · ".join(parts)]
    lines = (" · ".join([*parts, *_times(report)]), _waits(report))
    return [line for line in lines if line]


def _times(report: VisitReport) -> list[str]:
    waits, parts = report.waits, []
    if waits.last_ended:
        parts.append(_("Nomor terakhir selesai {time}").format(time=clock(waits.last_ended)))
    if waits.served_after_hours:
        parts.append(
            _("{n} dilayani setelah pukul {hour}").format(
                n=count(waits.served_after_hours), hour=hour(report.closing_hour)
            )
        )
    return parts


def _waits(report: VisitReport) -> str:
    waits = report.waits
    if waits.median is None or waits.p90 is None:
        return ""
    return _("Tunggu: separuh paling lama {median} menit, 9 dari 10 paling lama {p90} menit").format(
        median=waits.median, p90=waits.p90
    )


def bar_words(
    facts: ClosingFacts, stage: Stage, at_hand: tuple[str, str], *, who: str, proved: bool
) -> tuple[str, str]:
    """The title and the words at the left of the bar; without words something is typed there.

    `at_hand` is number and name of what the keys act on, `who` is signed in.
    """
    number, _name = at_hand
    chosen = " · ".join(part for part in at_hand if part)
    if stage == "unclear":
        return _("Nomor yang dipilih"), chosen
    if stage == "review":
        return _("Pengecualian yang dipilih"), chosen
    if stage == "why":
        return _("Mengapa {number} direkam ulang?").format(number=number), ""
    if stage == "signed":
        return _("Ditandatangani"), facts.visit.supervisor
    if stage == "sign" and proved:
        return _("Yang menandatangani"), _("{name} · kata sandi benar").format(name=who)
    return _("Kata sandi {name}").format(name=who), ""


def exception_words(row: Excepted) -> str:
    """What was excepted: `Sidik jari 9 · Di bawah 16 tahun`."""
    parts = []
    for step in row.steps:
        taken = f" {step.count}" if step.count > 1 else ""
        parts.append(written("modality", step.modality, IdNames()) + taken)
    if row.passed_by:
        parts.append(_("Di bawah 16 tahun"))
    return " · ".join(parts)


def exception_reasons(row: Excepted) -> str:
    """Why, and who answers for it: `jari tidak lengkap: telunjuk kiri (Noh L.)`."""
    parts = [f"{_why(step)} ({step.second_person})" for step in row.steps]
    if row.passed_by:
        parts.append(f"{row.passed_why} ({row.passed_by})")
    return " · ".join(parts)


def _why(step: ExceptedStep) -> str:
    fingers = kept_fingers_words(step.fingers)
    return ": ".join(part for part in (as_read(step.reason), fingers) if part)
