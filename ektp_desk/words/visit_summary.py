"""A visit in a few lines of plain text, to paste into WhatsApp: sums only, never a person; in Indonesian."""

from __future__ import annotations

from ektp_desk.domain.paper.figures import BySex, VisitReport
from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.words import _, officially
from ektp_desk.words.dates import clock, long_date, plain_date
from ektp_desk.words.numbers import count, share
from ektp_desk.words.outcomes import group_word, outcome_word
from ektp_desk.words.sexes import counted_sexes
from ektp_desk.words.visit.absences import absences_told
from ektp_desk.words.visit.notes import signed_words


@officially
def visit_summary(report: VisitReport, *, following: str = "") -> str:
    """Sum up the visit; the first line alone is enough for a busy reader. `following` is the next visit."""
    parts = (
        [_first_line(report), _where(report)],
        [*_equation(report), *_reasons(report)],
        [*_recorded(report), *_waits(report)],
        _ahead(report, following),
        [*_gaps(report), _base(report)],
    )
    text = "\n\n".join("\n".join(lines) for lines in parts if lines)
    return _("CONTOH, data buatan") + "\n" + text if report.letterhead.sample else text


def _first_line(report: VisitReport) -> str:
    served = count(report.equation.served)
    if report.closed is None:
        return _("{n} orang terlayani sampai {time}. Sementara: belum ditutup.").format(
            n=served, time=clock(report.base)
        )
    if report.base.date() == report.day:
        return _("{n} orang terlayani hari ini. Terima kasih.").format(n=served)
    return _("{n} orang terlayani pada {day}. Terima kasih.").format(n=served, day=plain_date(report.day))


def _where(report: VisitReport) -> str:
    where = f"{report.place}, {long_date(report.day)}"
    return (
        _("{where}. Sempat ditutup, lalu dibuka kembali.").format(where=where) if report.reopened else where
    )


def _equation(report: VisitReport) -> list[str]:
    e = report.equation
    terms = ", ".join(f"{group_word(group, short=True)} {count(e.of(group))}" for group in TicketGroup)
    lines = [
        _("Datang {all} = bernomor {numbered} + pulang tanpa nomor {home}.").format(
            all=count(e.arrived), numbered=count(e.numbered), home=count(e.sent_home)
        ),
        _("Bernomor {numbered}: {terms}, {unclear}.").format(
            numbered=count(e.numbered), terms=terms, unclear=_unclear(report)
        ),
    ]
    if e.voided:
        lines.append(_("Nomor batal {n}, tidak dihitung.").format(n=count(e.voided)))
    return lines


def _reasons(report: VisitReport) -> list[str]:
    """Say why those who were not served were not, the most frequent reason first."""
    counted = [
        (n.total, code) for code, n in report.outcomes.items() if GROUP_OF[code] is TicketGroup.NOT_SERVED
    ]
    counted.sort(key=lambda each: -each[0])
    told = [f"{outcome_word(code, short=True).lower()} {count(n)}" for n, code in counted if n]
    return [_("Tidak dilayani karena: {reasons}.").format(reasons=", ".join(told))] if told else []


def _ahead(report: VisitReport, following: str) -> list[str]:
    """Say who is still expected, who has to come again, and which visit is next."""
    left = report.targets - report.targets_recorded
    again = report.equation.partly + report.equation.rescheduled
    lines = []
    if left > 0:
        lines.append(_("Sasaran yang belum direkam {n}.").format(n=count(left)))
    if report.absences:
        words, told = _("Tidak datang, beralasan {n}: {reasons}."), ", ".join(absences_told(report))
        lines.append(words.format(n=count(sum(report.absences.values())), reasons=told))
    if again:
        lines.append(_("Harus datang lagi {n}.").format(n=count(again)))
    if following:
        lines.append(_("Kunjungan berikutnya: {visit}.").format(visit=following))
    return lines


def _unclear(report: VisitReport) -> str:
    words = _("menunggu {n}") if report.closed is None else _("belum jelas {n}")
    return words.format(n=count(report.equation.unclear))


def _recorded(report: VisitReport) -> list[str]:
    n = report.outcomes.get(Outcome.RECORDED, BySex())
    parts = counted_sexes(n.male, n.female)
    if n.unknown:
        parts.append(_("tak dikenal {n}").format(n=count(n.unknown)))
    lines = [_("Direkam {n} ({parts}).").format(n=count(n.total), parts=", ".join(parts))]
    if report.recorded_outside.total:
        words = _("Di antaranya {n} penduduk luar kabupaten.")
        lines.append(words.format(n=count(report.recorded_outside.total)))
    if report.targets:
        lines.append(
            _("Sasaran {targets}: sudah direkam {done} ({share}).").format(
                targets=count(report.targets),
                done=count(report.targets_recorded),
                share=share(report.targets_recorded, report.targets),
            )
        )
    return lines


def _waits(report: VisitReport) -> list[str]:
    waits, lines = report.waits, []
    if waits.median is not None and waits.p90 is not None:
        lines.append(
            _("Tunggu: separuh paling lama {median} menit, 9 dari 10 paling lama {p90} menit.").format(
                median=waits.median, p90=waits.p90
            )
        )
    if waits.served_after_hours:
        lines.append(
            _("Dilayani sesudah jam tutup {hour}: {n}.").format(
                hour=report.closing_hour, n=count(waits.served_after_hours)
            )
        )
    return lines


def _gaps(report: VisitReport) -> list[str]:
    missing = _("Belum termasuk: {what}").format(what=" ".join(report.missing)) if report.missing else ""
    return [line for line in (*signed_words(report), missing) if line]


def _base(report: VisitReport) -> str:
    return _("Data s.d. {day}, {time} {zone}. Rincian ada di laporan PDF.").format(
        day=plain_date(report.base), time=clock(report.base), zone=report.zone
    )
