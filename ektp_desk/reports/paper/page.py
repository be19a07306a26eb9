"""Page furniture: A4, letterhead, footer with "halaman x dari y", CONTOH behind the text.

`PaperCanvas` carries the cursor down the pages; what is written on them is the report's affair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ektp_desk.reports.paper.ink import (
    BOLD,
    EDGE,
    INK,
    INK2,
    PRIMARY,
    REGULAR,
    SEMIBOLD,
    SMALL,
    SMALL_STRONG,
    WARN_TINT,
    Style,
    fit,
    register_fonts,
    rule,
    write,
)
from ektp_desk.words import _

WIDTH, HEIGHT = A4
MARGIN = 42.0
LEFT, RIGHT, TOP = MARGIN, WIDTH - MARGIN, HEIGHT - 34
INNER = RIGHT - LEFT
FLOOR = 54.0  # nothing but the footer stands below
_NEXT = TOP - 20  # where the next pages begin
_FOOT_RULE, _FOOT_LINE = 42.0, 31.0
_CREST = (44.0, 50.0)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page of one paper carries; `head` is the letterhead's three lines.

    Its file says whose it is, and of which moment: by that office's clock, the same each time it is made.
    """

    title: str
    head: tuple[str, str, str]
    running: str  # on page 2 and later, in place of the letterhead
    foot_left: str
    foot_middle: str
    sample: bool
    author: str = "ektp-desk"
    moment: datetime | None = None


class NumberedCanvas(Canvas):
    """A canvas whose pages wait for the last one, so that each can say how many there are."""

    def __init__(self, target: BytesIO, foot: Callable[[Canvas, int, int], None]) -> None:
        # Without a first font of ours, every page would name Helvetica, which is not embedded.
        super().__init__(target, pagesize=A4, invariant=1, lang="id", initialFontName=REGULAR)  # type: ignore[arg-type]  # the stubs say float
        self._foot = foot
        self._waiting: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802  reportlab's own name
        """Keep the page and begin the next."""
        self._waiting.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave this old recipe out

    def save(self) -> None:
        """Write the footers, now that the number of pages is known, and the document."""
        for number, page in enumerate(self._waiting, start=1):
            self.__dict__.update(page)
            self._foot(self, number, len(self._waiting))
            super().showPage()
        super().save()


class PaperCanvas:
    """A4 pages and how far down the text has come: `y` in points from the lower edge.

    `leading` is how far apart lines stand, 1 as usual.
    """

    _empty = 0.0  # points at the ends of the pages before this one

    def __init__(self, furniture: Furniture, *, leading: float = 1.0) -> None:
        register_fonts()
        self._furniture, self.leading = furniture, leading
        self._bytes = BytesIO()
        self.canvas = NumberedCanvas(self._bytes, self._foot)
        self.canvas.setTitle(furniture.title)
        self.canvas.setAuthor(furniture.author)
        self.canvas.setSubject(furniture.running)
        self.canvas.setCreator("ektp-desk")
        if furniture.moment:
            said = f"D:{furniture.moment:%Y%m%d%H%M%S}"
            self.canvas.setDateFormatter(lambda *_now: said)
        self._behind()
        self.y = letterhead(self.canvas, furniture.head, sample=furniture.sample)

    @property
    def pages(self) -> int:
        """How many have been begun."""
        return self.canvas.getPageNumber()

    @property
    def over(self) -> float:
        """By how many points two pages hold more than one would."""
        return 0.0 if self.pages == 1 else _NEXT - self.y - self._empty

    def room(self, height: float) -> bool:
        """Say whether `height` points are left on this page."""
        return self.y - height >= FLOOR

    def need(self, height: float) -> None:
        """Turn the page unless `height` points are left on it."""
        if not self.room(height):
            self.turn()

    def turn(self) -> None:
        """Begin the next page under a running head."""
        self._empty += self.y - FLOOR
        self.canvas.showPage()
        self._behind()
        text, style = fit(self._furniture.running, SMALL, INNER)
        write(self.canvas, text, (LEFT, TOP - 8), style)
        rule(self.canvas, LEFT, RIGHT, TOP - 14, thick=0.6, colour=EDGE)
        self.y = _NEXT

    def finish(self) -> bytes:
        """Close the document and give its bytes; the same facts give the same bytes."""
        self.canvas.showPage()
        self.canvas.save()
        return self._bytes.getvalue()

    def _behind(self) -> None:
        if self._furniture.sample:
            watermark(self.canvas)

    def _foot(self, canvas: Canvas, number: int, of: int) -> None:
        rule(canvas, LEFT, RIGHT, _FOOT_RULE, thick=0.6, colour=EDGE)
        place = _("halaman {n} dari {of}").format(n=number, of=of)
        write(canvas, place, (RIGHT, _FOOT_LINE), SMALL_STRONG, align="right")
        text, style = fit(self._furniture.foot_left, SMALL, INNER * 0.42)
        write(canvas, text, (LEFT, _FOOT_LINE), style)
        start = LEFT + max(INNER * 0.43, style.width(text) + 16)
        text, style = fit(self._furniture.foot_middle, SMALL, RIGHT - 70 - start)
        write(canvas, text, (start, _FOOT_LINE), style)


def office_head(regency: str, third: str) -> tuple[str, str, str]:
    """The letterhead's lines for a regency's or a city's civil registry."""
    government = _("Pemerintah {regency}").format(regency=regency).upper()
    return government, _("DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"), third


def watermark(canvas: Canvas) -> None:
    """Write CONTOH large and pale across the page; call it before anything else is drawn."""
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2 - 20)
    canvas.rotate(55)
    write(canvas, _("CONTOH"), (0, -50), Style(142, BOLD, WARN_TINT), align="centre")
    canvas.restoreState()


def letterhead(canvas: Canvas, lines: tuple[str, str, str], *, sample: bool) -> float:
    """Draw crest, three lines and the double rule; gives the y below them."""
    wide, high = _CREST
    _crest(canvas, sample=sample)
    styles = (Style(10, SEMIBOLD), Style(13.5, BOLD), Style(8.5, colour=INK2))
    left = LEFT + wide + 16
    for line, style, down in zip(lines, styles, (9, 25, 41), strict=True):
        text, fitted = fit(line, style, RIGHT - left)
        write(canvas, text, (left, TOP - down), fitted)
    bottom = TOP - high - 8
    rule(canvas, LEFT, RIGHT, bottom, thick=1.6, colour=INK)
    rule(canvas, LEFT, RIGHT, bottom - 2.6, thick=0.6, colour=INK)
    return bottom - 2.6


def _crest(canvas: Canvas, *, sample: bool) -> None:
    """Draw the mark; a sample also shows the box where an office's coat of arms goes."""
    wide, high = _CREST
    middle = TOP - high / 2 + (4 if sample else 0)
    if sample:
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(EDGE)
        canvas.setDash(2, 2)
        canvas.roundRect(LEFT, TOP - high, wide, high, 4)
        canvas.setDash()
        caption = Style(6.4, colour=INK2)
        write(canvas, _("lambang"), (LEFT + wide / 2, TOP - high + 4), caption, align="centre")
    mark(canvas, (LEFT + wide / 2, middle), 15 if sample else 21)


def mark(canvas: Canvas, centre: tuple[float, float], reach: float) -> None:
    """Draw the nested diamond of Timor's weaving; `reach` from centre to tip in points."""
    canvas.setStrokeColor(PRIMARY)
    canvas.setFillColor(PRIMARY)
    canvas.setLineWidth(reach / 9)
    for share in (0.95, 0.6, 0.25):
        tip, path = reach * share, canvas.beginPath()
        path.moveTo(centre[0] - tip, centre[1])
        path.lineTo(centre[0], centre[1] + tip)
        path.lineTo(centre[0] + tip, centre[1])
        path.lineTo(centre[0], centre[1] - tip)
        path.close()
        canvas.drawPath(path, stroke=1, fill=int(share < 0.5))
