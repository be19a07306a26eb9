"""The day as columns from zero, for paper and screen alike: who came, who was served.

Plain reportlab shapes without its axis widgets: those begin at the smallest value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from reportlab.graphics.shapes import Drawing

from ektp_desk.domain.paper.figures import Interval, VisitReport, surges
from ektp_desk.reports.paper.ink import EDGE, HAIRLINE, HEADING, INK2, PRIMARY, SEMIBOLD, SKY, WARN, Style
from ektp_desk.reports.paper.shapes import box, line, string
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import count, tenths

_LABEL, _TICK, _POINT = Style(8.5), Style(7, colour=INK2), Style(7.4, SEMIBOLD, WARN)
_BASE, PLOT, _BAND, _TITLE = 11.0, 54.0, 19.0, 15.0
_WIDEST_SLOT, _TICK_ROOM = 46.0, 24.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a moment and a number lie; in points from the drawing's lower left."""

    first: datetime
    step: timedelta
    slot: float
    end: float
    tall: float
    scale: float

    def x(self, moment: datetime) -> float:
        return (moment - self.first) / self.step * self.slot

    def y(self, n: float) -> float:
        return _BASE + n * self.scale


def arrivals_chart(report: VisitReport, width: float, *, tall: float = PLOT) -> Drawing:
    """Draw who came and who was served, interval by interval; the surge that is named stands in brown."""
    plot = _plot(report.intervals, width, tall)
    if plot is None:
        drawing = Drawing(width, 30)
        drawing.add(string(0, 20, _("Kedatangan dan pelayanan"), HEADING))
        drawing.add(string(0, 5, _("Belum ada kedatangan yang dicatat."), Style(8.5, colour=INK2)))
        return drawing
    drawing = Drawing(width, _BASE + tall + _BAND + _TITLE)
    _head(drawing, report, plot, width)
    _grid(drawing, plot, max(max(each.arrived, each.served) for each in report.intervals))
    peaks = sorted(surges(report.intervals), key=lambda each: -each.arrived)
    for each in report.intervals:
        _columns(drawing, plot, each, surge=each in peaks[:1])
    drawing.add(line(0, _BASE, width, _BASE, EDGE, 0.8))
    taken = _closing(drawing, plot, report)
    if peaks:
        _say_surge(drawing, plot, report, peaks, taken=taken)
    return drawing


def _plot(intervals: tuple[Interval, ...], width: float, tall: float) -> _Plot | None:
    highest = max((max(each.arrived, each.served) for each in intervals), default=0)
    if not highest:
        return None
    step = intervals[1].start - intervals[0].start if len(intervals) > 1 else timedelta(minutes=15)
    slots = (intervals[-1].start - intervals[0].start) / step + 1
    slot = min(width / slots, _WIDEST_SLOT)
    return _Plot(intervals[0].start, step, slot, slot * slots, tall, tall / highest)


def _head(drawing: Drawing, report: VisitReport, plot: _Plot, width: float) -> None:
    y = drawing.height - 10
    minutes = int(plot.step.total_seconds() // 60)
    title = _("Kedatangan dan pelayanan per {n} menit").format(n=minutes)
    drawing.add(string(0, y, title, HEADING))
    came = sum(each.arrived for each in report.intervals)
    arrived = _("datang {n}") if came == report.equation.arrived else _("diberi nomor {n}")
    arrived = arrived.format(n=count(came))
    served = _("dilayani {n}").format(n=count(sum(each.served for each in report.intervals)))
    for words, colour in ((served, PRIMARY), (arrived, SKY)):
        drawing.add(string(width, y, words, _LABEL, anchor="end"))
        width -= _LABEL.width(words) + 12
        drawing.add(box(width, y - 1, 8, 8, colour))
        width -= 16


def _grid(drawing: Drawing, plot: _Plot, highest: int) -> None:
    """Draw at most three lines, and the hours under the base line."""
    sizes = (unit * 10**power for power in range(9) for unit in (1, 2, 5))
    size = next(each for each in sizes if highest / each <= 3)
    for n in range(size, highest + 1, size):
        drawing.add(line(0, plot.y(n), drawing.width, plot.y(n), HAIRLINE, 0.5))
        drawing.add(string(-5, plot.y(n) - 2.4, count(n), _TICK, anchor="end"))
    hours = (1, 2, 3, 6, 12, 24)
    wide = plot.slot * (timedelta(hours=1) / plot.step)
    per_label = timedelta(hours=next((n for n in hours if n * wide > _TICK_ROOM), 24))
    moment = plot.first
    while plot.x(moment) < plot.end - 1:
        if moment == plot.first or not (moment - moment.replace(hour=0, minute=0)) % per_label:
            drawing.add(string(plot.x(moment) + plot.slot / 2, 1.5, clock(moment), _TICK, anchor="middle"))
        moment += plot.step


def _columns(drawing: Drawing, plot: _Plot, each: Interval, *, surge: bool) -> None:
    wide = plot.slot * 0.4
    left = plot.x(each.start) + plot.slot * 0.08
    drawing.add(box(left, _BASE, wide, each.arrived * plot.scale, WARN if surge else SKY))
    drawing.add(box(left + wide + plot.slot * 0.04, _BASE, wide, each.served * plot.scale, PRIMARY))
    if surge:
        drawing.add(
            string(left + wide / 2, plot.y(each.arrived) + 2.5, count(each.arrived), _POINT, anchor="middle")
        )


def _closing(drawing: Drawing, plot: _Plot, report: VisitReport) -> tuple[float, float]:
    """Draw the closing hour, if the day reached it; gives the stretch its words take."""
    hour, minute = (int(part) for part in report.closing_hour.split("."))
    x = plot.x(plot.first.replace(hour=hour, minute=minute))
    if not 0 <= x <= plot.end:
        return (0.0, 0.0)
    top = _BASE + plot.tall + _BAND
    dashed = line(x, _BASE, x, top - 1, INK2, 0.7)
    dashed.strokeDashArray = [2, 2]
    drawing.add(dashed)
    words = _("jam tutup {hour}; sesudahnya {n} dilayani").format(
        hour=report.closing_hour, n=count(report.waits.served_after_hours)
    )
    wide = _TICK.width(words)
    left = x + 4 if x + 4 + wide <= drawing.width else x - 4 - wide
    drawing.add(string(left, top - 7, words, _TICK))
    return (left, left + wide)


def _say_surge(
    drawing: Drawing, plot: _Plot, report: VisitReport, peaks: list[Interval], *, taken: tuple[float, float]
) -> None:
    """Name the largest surge beside its number; a row higher when another column may stand there."""
    words, x = _surge_words(report, peaks, plot.step), plot.x(peaks[0].start) + plot.slot * 0.28
    wide, leftwards = _POINT.width(words), x > drawing.width / 2
    left = x - 8 - wide if leftwards else x + 8
    y = plot.y(peaks[0].arrived) + 2.5
    if any(plot.y(each.arrived) > y - 12 for each in peaks[1:]):
        y = drawing.height - _TITLE - 7
        if left < taken[1] and left + wide > taken[0]:
            left = taken[0] - 10 - wide if taken[0] > wide + 10 else taken[1] + 10
    drawing.add(string(left, y, words, _POINT))


def _surge_words(report: VisitReport, peaks: list[Interval], step: timedelta) -> str:
    peak = peaks[0]
    words = _("lonjakan {start}–{end}") if len(peaks) == 1 else _("lonjakan terbesar {start}–{end}")
    words = words.format(start=clock(peak.start), end=clock(peak.start + step))
    usual = median(each.arrived for each in report.intervals)
    if not usual:
        return words
    times = tenths(peak.arrived / usual)
    return _("{surge}, {times} kali biasanya hari itu").format(surge=words, times=times)
