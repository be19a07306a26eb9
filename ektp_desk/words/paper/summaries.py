"""A report in a few lines of plain text, to paste into WhatsApp: sums only, never a person."""

from __future__ import annotations

from ektp_desk.domain.paper.counts import SchoolReport, ServedReport
from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.paper.kinds import Facts
from ektp_desk.domain.paper.origin import PaperOrigin
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.words import _, officially
from ektp_desk.words.dates import clock, period_words, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word
from ektp_desk.words.paper.counts import measures
from ektp_desk.words.sexes import counted_sexes
from ektp_desk.words.visit_summary import visit_summary


def has_summary(facts: Facts) -> bool:
    """Whether a paper is sums: what names people is never copied."""
    return isinstance(facts, VisitReport | ServedReport | SafetyReport | SchoolReport)


@officially
def summary_of(facts: Facts) -> str:
    """Sum a report up; raises `ValueError` for a paper that has no summary."""
    if isinstance(facts, VisitReport):
        return visit_summary(facts)
    if isinstance(facts, ServedReport):
        return _framed(facts.origin, _served(facts), facts.missing)
    if isinstance(facts, SafetyReport):
        return _framed(facts.origin, _safety(facts), facts.missing)
    if isinstance(facts, SchoolReport):
        return _framed(facts.origin, _school(facts), facts.missing)
    raise ValueError(type(facts).__name__)


def _served(report: ServedReport) -> list[str]:
    e = report.total
    terms = ", ".join(f"{group_word(group, short=True)} {count(e.of(group))}" for group in TicketGroup)
    waiting = _("belum jelas {n}") if report.all_closed else _("menunggu {n}")
    lines = [
        _("{served} dari {all} orang dilayani pada {visits} kunjungan, {first} – {last}.").format(
            served=count(e.served),
            all=count(e.arrived),
            visits=count(len(report.visits)),
            first=plain_date(report.first),
            last=plain_date(report.last),
        ),
        report.region_name or report.origin.letterhead.regency,
        _("Bernomor {numbered}: {terms}, {unclear}.").format(
            numbered=count(e.numbered), terms=terms, unclear=waiting.format(n=count(e.unclear))
        ),
        _("Pulang tanpa nomor {n}. Direkam {recorded}.").format(
            n=count(e.sent_home), recorded=count(report.recorded)
        ),
    ]
    if report.late:
        lines.append(_("Dilayani sesudah jam tutup: {n}.").format(n=count(report.late)))
    return lines


def _safety(report: SafetyReport) -> list[str]:
    words = _("{safe} dari {all} rekaman aman di kantor, {period}; {unsafe} belum.")
    return [
        words.format(
            safe=count(report.safe),
            all=count(report.recorded),
            period=period_words(report.first, report.last),
            unsafe=count(report.unsafe),
        ),
        report.region_name or report.origin.letterhead.regency,
    ]


def _school(report: SchoolReport) -> list[str]:
    head = f"{report.place}, {plain_date(report.day)}"
    lines = [
        f"{name}: {count(n.total)} ({', '.join(counted_sexes(n.male, n.female))})"
        for name, n in measures(report.total, report)
    ]
    return [head, *lines]


def _framed(origin: PaperOrigin, lines: list[str], missing: tuple[str, ...]) -> str:
    sample = [_("CONTOH, data buatan")] if origin.letterhead.sample else []
    gaps = [_("Belum termasuk: {what}").format(what="; ".join(missing))] if missing else []
    base = _("Data s.d. {day}, {time} {zone}. Rincian ada di laporan PDF.").format(
        day=plain_date(origin.base), time=clock(origin.base), zone=origin.zone
    )
    return "\n".join((*sample, *lines, *gaps, base))
