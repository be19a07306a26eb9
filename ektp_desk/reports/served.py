"""All visits of a period on paper: was everybody who queued served? Counts nothing, only draws."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.paper.counts import ServedReport
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.tabled import Tabled
from ektp_desk.reports.paper.ending import Answer, render_counted
from ektp_desk.reports.paper.grid import GridRow, Lane, flow, spare
from ektp_desk.reports.paper.ink import COLUMN_HEAD
from ektp_desk.reports.paper.page import PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import period_words
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.counts import group_table, visit_table
from ektp_desk.words.paper.kinds import paper_name

_NARROWEST = 19.0  # four figures


def render_served(report: ServedReport) -> bytes:
    """Draw the report as PDF; the same facts give the same bytes."""
    answer = Answer(
        title=paper_name(PaperKind.SERVED),
        when=period_words(report.first, report.last),
        place=report.region_name or report.origin.letterhead.regency,
        place_code=report.region,
        figure=report.total.served,
        sentence=_sentence(report),
        beside=_beside(report),
    )
    visits = partial(_visits, table=visit_table(report))
    groups = partial(_groups, table=group_table(report))
    return render_counted(report, answer, visits, groups, final=report.all_closed)


def _sentence(report: ServedReport) -> str:
    if not report.total.arrived:
        return (
            _("orang datang: tidak ada kunjungan yang dibuka.") if not report.visits else _("orang datang.")
        )
    return _("dari {n} orang yang datang dilayani pada {visits} kunjungan.").format(
        n=count(report.total.arrived), visits=count(len(report.visits))
    )


def _beside(report: ServedReport) -> str:
    parts = [_("{n} direkam").format(n=count(report.recorded))]
    if report.total.unclear:
        words = _("{n} belum jelas") if report.all_closed else _("{n} menunggu")
        parts.append(words.format(n=count(report.total.unclear)))
    if report.late:
        parts.append(_("{n} dilayani sesudah jam tutup").format(n=count(report.late)))
    if report.median is not None and report.p90 is not None:
        words = _("separuh menunggu paling lama {median} menit, 9 dari 10 paling lama {p90} menit")
        parts.append(words.format(median=count(report.median), p90=count(report.p90)))
    return " · ".join(parts)


def _visits(paper: PaperCanvas, ending: float, *, table: Tabled) -> None:
    """Write day and place in one column, one under the other: fourteen figures need the width."""
    numbers = [Lane(head, _width(head)) for head in table.heads[2:]]
    where = Lane(_("Hari dan tempat"), spare(numbers), words=True)
    last = len(table.rows) - 1
    lines = [
        GridRow((f"{day} {place}".strip(), *cells), strong=at == last)
        for at, (day, place, *cells) in enumerate(table.rows)
    ]
    flow(paper, table.title, [where, *numbers], lines, ending=ending)


def _width(head: str) -> float:
    return max(_NARROWEST, *(COLUMN_HEAD.width(word) for word in head.split()))


def _groups(paper: PaperCanvas, ending: float, *, table: Tabled) -> None:
    numbers = [Lane(head, 56.0) for head in table.heads[1:]]
    lanes = [Lane(table.heads[0], spare(numbers), words=True), *numbers]
    strong = {len(table.rows) - 3, len(table.rows) - 1}
    flow(
        paper,
        table.title,
        lanes,
        [GridRow(row, strong=at in strong) for at, row in enumerate(table.rows)],
        ending=ending,
    )
