"""The visit report's facts as table rows: results by number, recordings by age, times and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportlab.lib.colors import Color

from ektp_desk.domain.paper.figures import BySex, VisitReport
from ektp_desk.domain.tickets import GROUP_OF, Outcome, TicketGroup
from ektp_desk.reports.paper.ink import INK, OK, WARN
from ektp_desk.reports.paper.tables import Table, TableRow, sexes
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date
from ektp_desk.words.numbers import NONE, count, count_or_none, percent, share
from ektp_desk.words.outcomes import group_word, outcome_word
from ektp_desk.words.paper.ages import AGES, age_word
from ektp_desk.words.sexes import sex_letter
from ektp_desk.words.visit.absences import absence_rows
from ektp_desk.words.visit.notes import correction_rows

_SPLIT = (TicketGroup.SERVED, TicketGroup.NOT_SERVED)  # the others hold one outcome each
_USUAL_AGES = ("16", "17-21", "22-59", "60+")  # the others have a row only when somebody is in it


def result_table(report: VisitReport) -> Table:
    """Every number's outcome by group, the reasons beneath each, up to all who came."""
    heads = (_("Hasil"), sex_letter("L"), sex_letter("P"), _("Tak dikenal"), _("Jumlah"), _("%"))
    rows = (*_groups(report), _unclear(report), *_totals(report))
    return Table(_("Hasil tiap nomor"), heads, (188.0, 214.0, 262.0, 296.0, 326.0), rows)


def _groups(report: VisitReport) -> Iterator[TableRow]:
    whole = report.equation.arrived
    for group in TicketGroup:
        n = report.group(group)
        yield TableRow(group_word(group), _with_share(n, whole), note=_note(report, group))
        if group in _SPLIT:
            for outcome in Outcome:  # the catalogue's order, the same on every report
                if GROUP_OF[outcome] is group and outcome in report.outcomes:
                    cells = _with_share(report.outcomes[outcome], whole)
                    yield TableRow(outcome_word(outcome), cells, depth=1)


def _note(report: VisitReport, group: TicketGroup) -> str:
    """Say behind a group of one outcome what would otherwise need a row of its own."""
    if group is TicketGroup.PARTLY:
        return f"({outcome_word(Outcome.RECORDING_INCOMPLETE).lower()})"
    if group is TicketGroup.RESCHEDULED and len(report.reschedules) == 1:
        return f"({plain_date(date.fromisoformat(next(iter(report.reschedules))))})"
    return ""


def _unclear(report: VisitReport) -> TableRow:
    """Say zero as a figure: it is the message."""
    n, whole = report.unclear, report.equation.arrived
    cells = _sum_with_share(n, whole)
    if report.closed is None:
        note = _("(juga yang dipanggil atau di meja)")
        return TableRow(_("Menunggu"), cells, note=note, colour=_unclear_colour(report))
    return TableRow(_("Belum jelas"), cells, colour=_unclear_colour(report))


def _unclear_colour(report: VisitReport) -> Color:
    """Green is for what is finished for good: nothing unclear on a closed day."""
    if report.unclear.total:
        return WARN
    return OK if report.closed else INK


def _totals(report: VisitReport) -> Iterator[TableRow]:
    numbered = sum(report.outcomes.values(), report.unclear)
    home = BySex(unknown=report.equation.sent_home)
    whole = report.equation.arrived
    yield TableRow(_("Diberi nomor"), _sum_with_share(numbered, whole), strong=True)
    yield TableRow(_("Pulang tanpa nomor"), _with_share(home, whole))
    yield TableRow(_("Orang yang datang"), _sum_with_share(numbered + home, whole), strong=True)


def _with_share(n: BySex, whole: int) -> tuple[str, ...]:
    return (*sexes(n), percent(n.total, whole) if n.total else NONE)


def _sum_with_share(n: BySex, whole: int) -> tuple[str, ...]:
    return (*sexes(n)[:3], count(n.total), percent(n.total, whole))


def age_table(report: VisitReport) -> Table:
    """Who was recorded, by age class; a column for unknown sex only when there is one."""
    known = sum(report.recorded_by_age.values(), BySex())
    recorded = report.outcomes.get(Outcome.RECORDED, BySex())
    rows = [
        _age_row(age_word(code), report.recorded_by_age.get(code, BySex()), with_unknown=bool(known.unknown))
        for code in AGES
        if code in _USUAL_AGES or code in report.recorded_by_age
    ]
    rows.append(_age_row(_("Direkam"), known, with_unknown=bool(known.unknown), strong=True))
    if recorded.total > known.total:
        late = (NONE,) * (len(rows[0].cells) - 1)
        rows.append(TableRow(_("Belum terinci"), (*late, count(recorded.total - known.total)), colour=WARN))
    head = _("Umur pada {day}").format(day=plain_date(report.day))
    if known.unknown:
        return Table(
            _("Perekaman menurut umur"),
            (_("Umur"), sex_letter("L"), sex_letter("P"), _("Tak dik."), _("Jumlah")),
            (80, 100, 131, 160),
            tuple(rows),
        )
    return Table(
        _("Perekaman menurut umur"),
        (head, sex_letter("L"), sex_letter("P"), _("Jumlah")),
        (104, 128, 160),
        tuple(rows),
    )


def _age_row(label: str, n: BySex, *, with_unknown: bool, strong: bool = False) -> TableRow:
    male, female, unknown, total = sexes(n)
    cells = (male, female, unknown, total) if with_unknown else (male, female, total)
    return TableRow(label, cells, strong=strong)


def fact_table(report: VisitReport) -> Table:
    """Waits, the day's end, people and targets: one figure a row."""
    rows = tuple(TableRow(label, (value,)) for label, value in _facts(report))
    return Table(_("Waktu dan orang"), (), (160.0,), rows)


def _facts(report: VisitReport) -> Iterator[tuple[str, str]]:
    waits = report.waits
    yield _("Separuh menunggu paling lama"), _minutes(waits.median)
    yield _("9 dari 10 menunggu paling lama"), _minutes(waits.p90)
    yield _("Nomor terakhir selesai"), clock(waits.last_ended) if waits.last_ended else NONE
    after = _("Dilayani sesudah {hour}").format(hour=report.closing_hour)
    yield after, count_or_none(waits.served_after_hours)
    known = _("Orang berbeda, dari {n} nomor").format(n=count(report.equation.numbered))
    yield known, count_or_none(report.people)
    if report.targets:
        yield _("Sasaran"), count(report.targets)
        yield _("Sasaran yang datang"), _of_targets(report, report.targets_came)
        yield _("Sasaran sudah direkam"), _of_targets(report, report.targets_recorded)
        yield from ((label, count_or_none(n)) for label, n in absence_rows(report))
    if report.recorded_outside.total:
        yield _("Direkam, luar kabupaten"), count(report.recorded_outside.total)
    yield _("Direkam, kartu menunggu 17 tahun"), count_or_none(report.held_under_17.total)
    yield _("Nomor batal, tidak dihitung"), count_or_none(report.equation.voided)
    yield from ((label, count_or_none(n)) for label, n in correction_rows(report))


def _minutes(n: int | None) -> str:
    return NONE if n is None else _("{n} menit").format(n=count(n))


def _of_targets(report: VisitReport, n: int) -> str:
    return f"{count(n)} ({share(n, report.targets)})"
