"""The visit's day on paper: was everybody who queued served? Counts nothing, only draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportlab.graphics.renderPDF import draw
from reportlab.lib.colors import Color

from ektp_desk.domain.paper.figures import Definition, VisitReport, surges
from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.reports.charts import PLOT, arrivals_chart
from ektp_desk.reports.equation_bar import equation_bar
from ektp_desk.reports.paper.blocks import SIGNATURE, define, definitions_height, notice, paragraph, sign
from ektp_desk.reports.paper.furniture import heads_in_foot, named_place
from ektp_desk.reports.paper.ink import BAD, BOLD, INK, INK2, SEMIBOLD, TITLE, WARN, Style, fit, fold, write
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, Furniture, PaperCanvas, office_head
from ektp_desk.reports.paper.tables import ROW, draw_table
from ektp_desk.reports.visit_tables import age_table, fact_table, result_table
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date, plain_date
from ektp_desk.words.numbers import count
from ektp_desk.words.paper.kinds import office_named, paper_name
from ektp_desk.words.visit.absences import absences_told
from ektp_desk.words.visit.answer import DayFigure, not_in_full_figure, served_figure
from ektp_desk.words.visit.notes import visit_notes

_HERO, _SENTENCE = Style(50, BOLD), Style(14, SEMIBOLD)
_UNDER = Style(9, colour=INK2)
_WAIT = Style(8.5, colour=INK2)
_BESIDE = 10.0  # between a figure and its words
_SIDE = 116.0  # what stands right of the answer
_RIGHT_COLUMN = LEFT + 351.0
_BETWEEN = 9.0
LEADINGS = (1.0, 0.92, 0.84)
_LOWER = 150.0  # points that the chart is lower for each part that the lines are closer
_HARD_SPACE = "\N{NO-BREAK SPACE}"


def render_visit(report: VisitReport) -> bytes:
    """Draw the report as PDF, its lines closer where that keeps it on one page.

    The same facts give the same bytes.
    """
    paper = _drawn(report, LEADINGS[0])
    if leading := _closer(paper, report):
        closer = _drawn(report, leading)
        paper = closer if closer.pages == 1 else paper
    return paper.finish()


def _closer(paper: PaperCanvas, report: VisitReport) -> float | None:
    """How close lines must stand for one page; None where they stand well, or no closeness would do."""
    rows = max(len(result_table(report).rows), len(age_table(report).rows) + len(fact_table(report).rows))
    bends = _LOWER + 4 * _BETWEEN + ROW * rows + definitions_height(_definitions(report))
    return next((each for each in LEADINGS if 0 < paper.over <= (1 - each) * bends), None)


def _drawn(report: VisitReport, leading: float) -> PaperCanvas:
    paper = PaperCanvas(_furniture(report), leading=leading)
    _title(paper, report)
    _hero(paper, report)
    _drawings(paper, report)
    _tables(paper, report)
    _gaps(paper, report)
    _closing(paper, report)
    return paper


def _furniture(report: VisitReport) -> Furniture:
    head = report.letterhead
    title = f"{paper_name(PaperKind.VISIT)}, {plain_date(report.day)}"
    running = f"{title} · {named_place(report.place, report.place_code)}"
    return Furniture(
        title=title,
        head=office_head(head.regency, head.address),
        running=running if report.closed else _("{title} · SEMENTARA").format(title=running),
        foot_left=_printed(report),
        foot_middle=heads_in_foot(report.heads),
        sample=head.sample,
        author=office_named(head.regency),
        moment=report.base,
    )


def _printed(report: VisitReport) -> str:
    if report.printed_at is None:
        return _("Dicetak oleh {who} · ektp-desk").format(who=report.printed_by)
    return _("Dicetak {day}, {time} {zone} oleh {who} · ektp-desk").format(
        day=plain_date(report.printed_at),
        time=clock(report.printed_at),
        zone=report.zone,
        who=report.printed_by,
    )


def _title(paper: PaperCanvas, report: VisitReport) -> None:
    canvas, top = paper.canvas, paper.y
    write(canvas, paper_name(PaperKind.VISIT), (LEFT, top - 27), TITLE)
    write(canvas, long_date(report.day), (RIGHT, top - 27), Style(11.5, SEMIBOLD), align="right")
    base = _("data s.d. {day}, {time}").format(day=plain_date(report.base), time=clock(report.base))
    write(canvas, base, (RIGHT, top - 41), _UNDER, align="right")
    paper.y = top - 30
    room = INNER - _UNDER.width(base) - 20
    for words in (_where_and_when(report), *visit_notes(report)):
        for line in fold(words, _UNDER, room):
            paper.y -= 11
            text, style = fit(line, _UNDER, room)
            write(canvas, text, (LEFT, paper.y), style)
    if report.closed is None:
        paper.y -= 8
        notice(paper, _("Sementara: belum ditutup. Angka berubah sampai hari ditutup."))


def _where_and_when(report: VisitReport) -> str:
    place = named_place(report.place, report.place_code)
    if report.opened is None:
        hours = _("belum dibuka")
    elif report.closed is None:
        hours = _("dibuka {start} {zone}").format(start=clock(report.opened), zone=report.zone)
    else:
        hours = f"{clock(report.opened)}–{clock(report.closed)} {report.zone}"
    desks = _("meja {letters}").format(letters=", ".join(report.desks))
    return " · ".join((place, hours, desks) if report.desks else (place, hours))


def _still_open(report: VisitReport) -> str:
    if not report.equation.unclear:
        return _("Tidak ada yang sedang menunggu.")
    return _("{n} nomor masih menunggu, dipanggil atau dilayani.").format(n=count(report.equation.unclear))


def _hero(paper: PaperCanvas, report: VisitReport) -> None:
    """Write the answer: who was served and who was not in full, of one size, and what they leave open."""
    e = report.equation
    base, room = paper.y - 47, INNER - _SIDE
    settled = WARN if e.not_in_full and not e.unclear else INK2 if e.unclear else INK
    served, rest = served_figure(e), not_in_full_figure(e)
    second = max(_wide(served) + 16, min(room / 2, room - _wide(rest)))  # in the middle where both have room
    _write_half(paper, served, (LEFT - 2, base), room=second, colour=INK)
    _write_half(paper, rest, (LEFT + second, base), room=room - second, colour=settled)
    _open(paper, report, base)
    paper.y = base - 9


def _wide(half: DayFigure) -> float:
    words = max(_SENTENCE.width(half.word), _WAIT.width(half.detail))
    return _HERO.width(count(half.number)) + _BESIDE + words


def _write_half(
    paper: PaperCanvas, half: DayFigure, at: tuple[float, float], *, room: float, colour: Color
) -> None:
    shown, style = count(half.number), replace(_HERO, colour=colour)
    write(paper.canvas, shown, at, style)
    left = at[0] + style.width(shown) + _BESIDE
    for text, letters, up in ((half.word, _SENTENCE, 20), (half.detail, _WAIT, 5)):
        line, fitting = fit(text, letters, at[0] + room - left)
        write(paper.canvas, line, (left, at[1] + up), fitting)


def _verdict(report: VisitReport) -> tuple[str, Color]:
    e = report.equation
    if not e.holds:
        return _("Jumlah hasil tidak sama dengan nomor: periksa jurnal."), BAD
    if not e.arrived:
        return _("Tidak ada nomor yang diberikan."), INK2
    if report.closed is None:
        return _still_open(report), WARN
    if e.unclear:
        return _("{n} nomor belum jelas hasilnya.").format(n=count(e.unclear)), BAD
    return _("0 belum jelas"), INK2


def _open(paper: PaperCanvas, report: VisitReport, base: float) -> None:
    """Write at the right how many came, and whether any of them is unclear."""
    all_ = _("{n} datang").format(n=count(report.equation.arrived))
    write(paper.canvas, all_, (RIGHT, base + 20), _SENTENCE, align="right")
    words, colour = _verdict(report)
    for at, line in enumerate(fold(words, _WAIT, _SIDE - 6)):
        style = replace(_WAIT, colour=colour)
        write(paper.canvas, line, (RIGHT, base + 6 - 10 * at), style, align="right")


def _drawings(paper: PaperCanvas, report: VisitReport) -> None:
    chart = arrivals_chart(report, INNER, tall=PLOT - _LOWER * (1 - paper.leading))
    for drawing, gap in ((equation_bar(report, INNER), 0.0), (chart, _between(paper))):
        paper.need(drawing.height + gap)
        paper.y -= drawing.height + gap
        draw(drawing, paper.canvas, LEFT, paper.y)


def _between(paper: PaperCanvas) -> float:
    return _BETWEEN * paper.leading


def _tables(paper: PaperCanvas, report: VisitReport) -> None:
    """Results left; recordings and times right: an eye needs not travel across the page."""
    tables = (result_table(report), age_table(report), fact_table(report))
    results, ages, facts = (replace(each, row=ROW * paper.leading) for each in tables)
    gap = _between(paper)
    paper.need(max(results.height, ages.height + facts.height + gap) + gap)
    top = paper.y - gap
    left_end = draw_table(paper.canvas, results, LEFT, top)
    middle = draw_table(paper.canvas, ages, _RIGHT_COLUMN, top)
    right_end = draw_table(paper.canvas, facts, _RIGHT_COLUMN, middle - gap)
    paper.y = min(left_end, right_end) - gap


def _gaps(paper: PaperCanvas, report: VisitReport) -> None:
    """Name what the figures do not contain: rescheduled people's dates, and what has not arrived."""
    if len(report.reschedules) > 1:  # a single date stands in the table
        dates = (
            _whole(f"{plain_date(date.fromisoformat(day))} ({count(n)})")
            for day, n in sorted(report.reschedules.items())
        )
        paragraph(paper, _("Dijadwalkan ulang ke"), " · ".join(dates))
        paper.y -= _between(paper) - 2
    if report.absences:
        paragraph(paper, _("Alasan tidak datang"), " · ".join(map(_whole, absences_told(report))))
        paper.y -= _between(paper) - 2
    if report.missing:
        first, rest = _("Belum termasuk: {what}").format(what=report.missing[0]), report.missing[1:]
        if len(rest) > 1:
            first, rest = _("Belum termasuk, {n} hal:").format(n=len(report.missing)), report.missing
        notice(paper, first, rest)
        paper.y -= _between(paper) - 2


def _whole(words: str) -> str:
    """Keep words on one line."""
    return words.replace(" ", _HARD_SPACE)


def _closing(paper: PaperCanvas, report: VisitReport) -> None:
    """Write definitions and signatures, on one page: who signs sees what the figures mean."""
    terms = _definitions(report)
    if not paper.room(definitions_height(terms, leading=paper.leading) + SIGNATURE + 8):
        paper.turn()
    define(paper, terms)
    paper.y -= 8
    if report.closed is None or report.equation.unclear:
        notice(paper, _("Belum dapat ditandatangani: hari belum ditutup."))
        return
    town, day = report.letterhead.town, plain_date(report.printed_at or report.base)
    sign(paper, report.signatories, place_and_date=f"{town}, {day}" if town else day)


def _definitions(report: VisitReport) -> tuple[Definition, ...]:
    terms = list(report.definitions)
    if surges(report.intervals):
        terms.append(
            Definition(
                _("Lonjakan"),
                _(
                    "sekurangnya 15 orang, dan 3 kali biasanya hari itu, datang dalam seperempat jam; atau "
                    "satu rombongan yang datang bersamaan."
                ),
            )
        )
    if len(report.heads) > 1:
        terms.append(Definition(_("Jurnal lain"), "; ".join(_whole(head) for head in report.heads[1:])))
    same = _("{code}, seperti di halaman pemulihan.").format(code=report.office_code)
    terms.append(Definition(_("Kode kantor"), same if report.office_code else _("belum ada.")))
    base = _("{day}, {time} {zone}; {n} catatan jurnal. Sumber: {source}.").format(
        day=_whole(plain_date(report.base)),
        time=clock(report.base),
        zone=report.zone,
        n=count(report.events),
        source=report.source.rstrip("."),
    )
    terms.append(Definition(_("Data s.d."), base))
    return tuple(terms)
