"""What is said while a day is closed: the terms of its equation, the question and its answer, exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ektp_desk.domain.paper.figures import Equation, VisitReport
from ektp_desk.domain.tickets import GROUP_OF, TicketGroup
from ektp_desk.gui.kit.shapes import Note, Shape
from ektp_desk.usecases.recording.queries import Excepted, ExceptedStep, ToRead, Unwitnessed
from ektp_desk.usecases.reports.closing import ClosingFacts, CorrectionFacts, Stage
from ektp_desk.words import _
from ektp_desk.words.acts.fields import IdNames, field_word, written
from ektp_desk.words.acts.fingers import kept_fingers_words
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import clock, digits_date, hour, short_date
from ektp_desk.words.numbers import count, share
from ektp_desk.words.outcomes import group_word, outcome_word
from ektp_desk.words.visit.answer import DayFigure, not_in_full_figure, served_figure
from ektp_desk.words.visit.letters import shared_words
from ektp_desk.words.visit.notes import signed_words
from ektp_desk.words.visit.team import heard_words, unheard_words

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


def remark(facts: ClosingFacts) -> str:
    """What stands outside the equation."""
    report, parts = facts.report, []
    if facts.visit.shared_desks:
        parts.append(shared_words(facts.visit.shared_desks))
    if report.equation.voided:
        parts.append(_("{n} nomor batal tidak dihitung.").format(n=count(report.equation.voided)))
    if report.people:
        parts.append(_("{n} orang berbeda dikenali namanya.").format(n=count(report.people)))
    if facts.unanswered:
        numbers = ", ".join(one.number for one in facts.unanswered)
        parts.append(_("Dokumen belum dijawab: {numbers}.").format(numbers=numbers))
    return " ".join(parts)


def team_note(facts: ClosingFacts) -> Note:
    """Which laptops of the team were not heard to their end, that it may be signed, and what the report says.

    Once it is signed, what the signature lacks and what came since.
    """
    if facts.signed:
        without, late = signed_words(facts.report)
        if without and not late:
            late = _("Kartunya masih diambil di F7: yang datang ditambahkan di laporan.")
        return Note(Shape.WAITING, " ".join(filter(None, (without, late))))
    lacking = unheard_words(facts.laptops)
    if lacking:
        words = _("{laptops}. Ambil dahulu kartunya (F7), atau tutup: laporan menyebutnya.")
        return Note(Shape.LOOK, words.format(laptops=lacking), lacking)
    said = "; ".join(heard_words(one) for one in facts.laptops)
    return Note(Shape.WAITING, said[:1].upper() + said[1:])


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


def served_words(e: Equation) -> DayFigure:
    """How many were served, and of how many: nothing beside it says those."""
    words = _("{share} dari {all} yang datang") if e.arrived else _("belum ada yang datang")
    return replace(
        served_figure(e), detail=words.format(share=share(e.served, e.arrived), all=count(e.arrived))
    )


def not_in_full_words(e: Equation) -> DayFigure:
    """How many were not served in full; while some are unclear, how many they may become."""
    figure = not_in_full_figure(e)
    if not e.unclear:
        return figure
    words = _("menjadi {n} bila {unclear} yang belum jelas pergi")
    most = count(e.not_in_full + e.unclear)
    return replace(figure, detail=words.format(n=most, unclear=count(e.unclear)))


def title_words(facts: ClosingFacts | CorrectionFacts) -> str:
    """The question; after the signature the day's last line."""
    if isinstance(facts, CorrectionFacts):
        return _("Apakah koreksi ini sesuai suratnya?")
    if not facts.signed:
        return _("Apakah semua yang antre terlayani?")
    served = count(facts.report.equation.served)
    return _("{n} orang terlayani hari ini. Terima kasih.").format(n=served)


def help_words(facts: ClosingFacts | CorrectionFacts) -> str:
    """What helps to answer, or who signed and which visit is next."""
    if isinstance(facts, CorrectionFacts):
        return _("Tidak disaksikan siapa pun. Supervisor lain daripada pembuatnya meninjau.")
    report, parts = facts.report, []
    if facts.signed:
        at = clock(report.closed) if report.closed else ""
        name = facts.visit.supervisor
        parts.append(_("Ditutup {time}, ditandatangani {name}").format(time=at, name=name))
        if facts.following:
            parts.append(_("Berikutnya: {visit}").format(visit=facts.following))
    else:
        parts += [*_times(report), *_waits(report)]
    if report.reopened:
        parts.append(_("Dibuka kembali: {why}").format(why=report.reopened))
    return " · ".join(parts)


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


def _waits(report: VisitReport) -> list[str]:
    waits = report.waits
    if waits.median is None or waits.p90 is None:
        return []
    words = _("Tunggu: separuh paling lama {median} menit, 9 dari 10 paling lama {p90} menit")
    return [words.format(median=waits.median, p90=waits.p90)]


@dataclass(frozen=True, slots=True, repr=False)
class AtHand:
    """What the keys act on: number and name, or a correction, whose person has no number here.

    `several` are marked, whose first numbers it names.
    """

    number: str = ""
    name: str = ""
    correction: bool = False
    own: bool = False  # of who is signed in
    several: int = 0


def bar_words(
    facts: ClosingFacts | CorrectionFacts, stage: Stage, at_hand: AtHand, *, who: str, proved: bool
) -> tuple[str, str]:
    """The title and the words at the left of the bar; without words something is typed there.

    `who` is signed in.
    """
    chosen = " · ".join(part for part in (at_hand.number, at_hand.name) if part)
    if stage == "doubled" and isinstance(facts, ClosingFacts):
        return _("Nomor dua orang"), ", ".join(facts.doubled)
    if stage == "unclear":
        return _unclear_words(at_hand), chosen
    if stage == "review":
        return _("Koreksi yang dipilih") if at_hand.correction else _("Pengecualian yang dipilih"), chosen
    if stage == "why" and at_hand.correction:
        return _("Apa yang tidak sesuai?"), ""
    if stage == "why":
        return _("Mengapa {number} direkam ulang?").format(number=at_hand.number), ""
    if stage == "signed" and isinstance(facts, ClosingFacts):
        return _("Ditandatangani"), facts.visit.supervisor
    if stage == "sign" and proved:
        return _("Yang menandatangani"), _("{name} · kata sandi benar").format(name=who)
    return _("Kata sandi {name}").format(name=who), ""


def _unclear_words(at_hand: AtHand) -> str:
    several = at_hand.several
    return _("{n} nomor ditandai").format(n=count(several)) if several else _("Nomor yang dipilih")


def unread_words(rows: Sequence[ToRead]) -> str:
    """How many wait, and what they are: `2 pengecualian belum ditinjau`."""
    words = _("{n} pengecualian belum ditinjau"), _("{n} koreksi belum ditinjau"), _("{n} hal belum ditinjau")
    return _of_kind(rows, words).format(n=count(len(rows)))


def reading_words(rows: Sequence[ToRead]) -> str:
    """What the passphrase opens: `Tinjau 4 pengecualian`."""
    words = _("Tinjau {n} pengecualian"), _("Tinjau {n} koreksi"), _("Tinjau {n} hal")
    return _of_kind(rows, words).format(n=count(len(rows)))


def _of_kind(rows: Sequence[ToRead], words: tuple[str, str, str]) -> str:
    """Of exceptions alone, of corrections alone, of both."""
    kinds = {isinstance(row, Unwitnessed) for row in rows}
    return words[2] if len(kinds) > 1 else words[1] if True in kinds else words[0]


def read_words(row: ToRead) -> str:
    """What was excepted or corrected: `Sidik jari 9 · Di bawah 16 tahun`, `Koreksi: Nama`."""
    if isinstance(row, Unwitnessed):
        return _("Koreksi: {field}").format(field=field_word(row.field))
    parts = []
    for step in row.steps:
        taken = f" {step.count}" if step.count > 1 else ""
        parts.append(written("modality", step.modality, IdNames()) + taken)
    if row.passed_by:
        parts.append(_("Di bawah 16 tahun"))
    return " · ".join(parts)


def reasons_words(row: ToRead) -> str:
    """Why, and who answers for it: `jari luka: telunjuk kiri (Noh L.)`, `Orpa → Orpah · KK (Noh L.)`."""
    if isinstance(row, Unwitnessed):
        return _correction(row)
    return _exception(row)


def _correction(row: Unwitnessed) -> str:
    """From what to what, whole: a masked number would hide what was corrected."""
    names = replace(row.names, whole=True)
    was, value = (written(row.field, one, names) or "–" for one in (row.was, row.value))
    who = row.by if row.here else f"{row.by}, {digits_date(row.at.date())}"
    return f"{was} → {value} · {as_read(row.ground)} ({who})"


def _exception(row: Excepted) -> str:
    parts = [f"{_why(step)} ({step.second_person})" for step in row.steps]
    if row.passed_by:
        parts.append(f"{row.passed_why} ({row.passed_by})")
    return " · ".join(parts)


def _why(step: ExceptedStep) -> str:
    fingers = kept_fingers_words(step.fingers)
    return ": ".join(part for part in (as_read(step.reason), fingers) if part)
