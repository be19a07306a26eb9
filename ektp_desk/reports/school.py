"""A school's visit on paper, by rombel. Counts nothing, only draws."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.paper.counts import ClassLine, SchoolReport
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.tabled import TabledCell
from ektp_desk.reports.paper.ending import Answer, render_counted
from ektp_desk.reports.paper.grid import GridRow, Lane, flow, spare
from ektp_desk.reports.paper.page import PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.counts import measures, sexes
from ektp_desk.words.paper.kinds import paper_name
from ektp_desk.words.sexes import by_sex_title, sex_letter

_NUMBER = 56.0


def render_school(report: SchoolReport) -> bytes:
    """Draw the report as PDF; the same facts give the same bytes."""
    total = report.total
    answer = Answer(
        title=paper_name(PaperKind.SCHOOL),
        when=long_date(report.day),
        place=report.place,
        place_code=report.place_code,
        figure=total.recorded_of_sixteen,
        sentence=_sentence(total),
        beside=_beside(report),
    )
    classes, by_sex = partial(_classes, report=report), partial(_by_sex, report=report)
    return render_counted(report, answer, classes, by_sex, final=report.closed)


def _sentence(total: ClassLine) -> str:
    words = _("siswa direkam, dari {n} yang berumur 16 tahun ke atas.")
    return words.format(n=count(total.sixteen.total))


def _beside(report: SchoolReport) -> str:
    total = report.total
    parts = [_("{n} siswa dalam daftar").format(n=count(total.pupils.total))]
    if total.younger.total:
        words = _("{n} lagi direkam di luar 16+")
        parts.append(words.format(n=count(total.younger.total)))
    if total.earlier.total:
        parts.append(_("{n} direkam lebih dahulu").format(n=count(total.earlier.total)))
    if report.polling_day is not None:
        words = _("{n} berumur 17 pada {day}")
        parts.append(words.format(n=count(total.seventeen.total), day=plain_date(report.polling_day)))
    parts.append(_("{n} tidak datang").format(n=count(total.absent.total)))
    return " · ".join(parts)


def _classes(paper: PaperCanvas, ending: float, *, report: SchoolReport) -> None:
    """Every class has one row: an eye finds its own."""
    names = [name for name, _n in measures(report.total, report)]
    numbers = [Lane(name, _NUMBER) for name in names]
    lanes = [Lane(_("Rombel"), spare(numbers), words=True), *numbers]
    lines = [
        GridRow((line.rombel or _("tidak tertulis"), *(n.total for _name, n in measures(line, report))))
        for line in report.classes
    ]
    whole: tuple[TabledCell, ...] = (
        _("Seluruh sekolah"),
        *(n.total for _name, n in measures(report.total, report)),
    )
    flow(paper, _("Per rombel"), lanes, [*lines, GridRow(whole, strong=True)], ending=ending)


def _by_sex(paper: PaperCanvas, ending: float, *, report: SchoolReport) -> None:
    heads = (_("Rombel"), _("Hitungan"), sex_letter("L"), sex_letter("P"), _("Tak dikenal"), _("Jumlah"))
    others = [Lane(heads[1], 120.0, words=True), *(Lane(head, 54.0) for head in heads[2:])]
    lanes = [Lane(heads[0], spare(others), words=True), *others]
    lines = []
    named = [(line.rombel or _("tidak tertulis"), line) for line in report.classes]
    for name, line in (*named, (_("Seluruh sekolah"), report.total)):
        for at, (words, n) in enumerate(measures(line, report)):
            lines.append(GridRow((name if not at else "", words, *sexes(n)), first=not at))
    flow(paper, by_sex_title(), lanes, lines, ending=ending)
