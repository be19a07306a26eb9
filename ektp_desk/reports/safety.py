"""Which recordings are safe at the office, on paper: by visit and laptop. Counts nothing, only draws."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.domain.paper.safety import SafetyReport
from ektp_desk.domain.paper.tabled import Tabled
from ektp_desk.reports.paper.ending import Answer, render_counted
from ektp_desk.reports.paper.grid import GridRow, Lane, flow, spare
from ektp_desk.reports.paper.page import PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import period_words, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.counts import safety_table
from ektp_desk.words.paper.kinds import paper_name

_NUMBER, _LAPTOP, _LACKS, _APART = 37.0, 32.0, 122.0, 2.0


def render_safety(report: SafetyReport) -> bytes:
    """Draw the report as PDF; the same facts give the same bytes."""
    answer = Answer(
        title=paper_name(PaperKind.SAFETY),
        when=period_words(report.first, report.last),
        place=report.region_name or report.origin.letterhead.regency,
        place_code=report.region,
        figure=report.safe,
        sentence=_("dari {n} rekaman aman di kantor.").format(n=count(report.recorded)),
        beside=_beside(report),
    )
    return render_counted(report, answer, partial(_lines, table=safety_table(report)), final=True)


def _beside(report: SafetyReport) -> str:
    oldest = min((line for line in report.lines if line.unsafe), key=lambda line: line.day, default=None)
    if oldest is None and report.missing:
        return _("Tidak semua laptop terdengar sampai selesai.")
    if oldest is None:
        return _("Tidak ada yang hilang bila satu laptop hilang.") if report.lines else ""
    words = _("{n} belum aman; yang tertua {day}, laptop {number}")
    return words.format(n=count(report.unsafe), day=plain_date(oldest.day), number=oldest.number or "?")


def _lines(paper: PaperCanvas, ending: float, *, table: Tabled) -> None:
    """Write day and place in one column, one under the other; what is not known here stays empty."""
    laptop, *numbers, lacks = table.heads[2:]
    others = [
        Lane(laptop, _LAPTOP, words=True),
        *(Lane(head, _NUMBER) for head in numbers),
        Lane("", _APART, words=True),
        Lane(lacks, _LACKS, words=True),
    ]
    last = len(table.rows) - 1
    lines = [
        GridRow(
            (f"{day} {place}".strip(), *("" if cell is None else cell for cell in cells), "", lacking),
            strong=at == last,
        )
        for at, (day, place, *cells, lacking) in enumerate(table.rows)
    ]
    where = Lane(_("Hari dan tempat"), spare(others), words=True)
    flow(paper, table.title, [where, *others], lines, ending=ending)
