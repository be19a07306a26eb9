"""A slip to take home, black only: 80 mm off a roll, as long as it must be, or A6."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ektp_desk.domain.paper.slip import Slip, SlipForm
from ektp_desk.reports.paper.codes import draw_code
from ektp_desk.reports.paper.ink import BOLD, REGULAR, SEMIBOLD, Style, fit, fold, register_fonts, write
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date
from ektp_desk.words.paper.kinds import office_named

_MARGIN = 5 * mm
_CODE = 62.0
_LOOK = {
    "title": Style(13, BOLD, black),
    "office": Style(8.5, REGULAR, black),
    "number": Style(38, BOLD, black),
    "body": Style(9.5, REGULAR, black),
    "strong": Style(9.5, SEMIBOLD, black),
    "head": Style(10.5, BOLD, black),
    "foot": Style(8, SEMIBOLD, black),
    "journal": Style(8, REGULAR, black),
}


@dataclass
class _Strip:
    """What is drawn, from the top down, before its length is known: `y` counts downwards from 0."""

    wide: float
    y: float = 0.0
    lines: list[tuple[str, float, float, Style, str]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    codes: list[tuple[str, float]] = field(default_factory=list)

    def put(self, text: str, look: str, *, align: str = "left", left: float = 0.0, down: float = 0.0) -> None:
        """Write one line `down` below the last, shrunk to its room."""
        self.y += down
        words, style = fit(text, _LOOK[look], self.wide - left)
        x = {"left": left, "centre": self.wide / 2, "right": self.wide}[align]
        self.lines.append((words, x, self.y, style, align))

    def cut(self) -> None:
        """Draw a dashed line across."""
        self.y += 9
        self.rules.append(self.y)


def render_slip(slip: Slip, form: SlipForm = SlipForm.ROLL) -> bytes:
    """Draw the slip as PDF; the same facts give the same bytes."""
    register_fonts()
    page = (80 * mm, 0.0) if form is SlipForm.ROLL else A6
    strip = _Strip(page[0] - 2 * _MARGIN)
    _top(strip, slip)
    _done(strip, slip)
    _next(strip, slip)
    _foot(strip, slip)
    needed = strip.y + 2 * _MARGIN
    target = BytesIO()
    size = (page[0], needed if form is SlipForm.ROLL else page[1])
    canvas = Canvas(target, pagesize=size, invariant=1, lang="id", initialFontName=REGULAR)  # type: ignore[arg-type]  # the stubs say float
    canvas.setTitle(f"{slip.title} {slip.number}")
    canvas.setAuthor("ektp-desk")
    share = min(1.0, size[1] / needed)  # a long one is made smaller rather than cut off
    canvas.translate((size[0] - share * size[0]) / 2, size[1])
    canvas.scale(share, share)
    _draw(canvas, strip)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _top(strip: _Strip, slip: Slip) -> None:
    head = slip.letterhead
    if head.sample:
        strip.put(_("CONTOH · data buatan"), "head", align="centre", down=10)
        strip.y += 3
    strip.put(slip.title.upper(), "title", align="centre", down=12)
    strip.put(office_named(head.regency), "office", align="centre", down=12)
    strip.cut()
    strip.put(slip.number, "number", align="centre", down=36)
    where = f"{slip.place} · {plain_date(slip.at)} · {clock(slip.at)} {slip.zone}"
    for line in fold(where, _LOOK["office"], strip.wide):
        strip.put(line, "office", align="centre", down=12)
    strip.cut()


def _done(strip: _Strip, slip: Slip) -> None:
    """Write what was done; a long value stands folded under its label."""
    strip.y += 2
    for label, value in slip.done:
        strip.put(label, "body", down=13)
        room = strip.wide - _LOOK["body"].width(label) - 8
        if _LOOK["strong"].width(value) <= room:
            strip.put(value, "strong", align="right")
            continue
        for line in fold(value, _LOOK["strong"], strip.wide):
            strip.put(line, "strong", align="right", down=12)
    strip.cut()


def _next(strip: _Strip, slip: Slip) -> None:
    if not slip.next:
        return
    strip.put(_("Selanjutnya"), "head", down=14)
    for number, step in enumerate(slip.next, start=1):
        lead = f"{number}. " if len(slip.next) > 1 else ""
        indent = _LOOK["body"].width(lead)
        for at, line in enumerate(fold(step, _LOOK["body"], strip.wide - indent)):
            if not at and lead:
                strip.put(lead.strip(), "body", down=13)
            strip.put(line, "body", left=indent, down=0 if not at and lead else 13 if not at else 12)
    strip.cut()


def _foot(strip: _Strip, slip: Slip) -> None:
    strip.y += 14
    strip.codes.append((f"EKTP1:{slip.number}", strip.y + _CODE))
    top, left = strip.y, _CODE + 22
    by = _("Dilayani {who}").format(who=slip.served_by) if slip.served_by else ""
    desk = _("meja {letter}").format(letter=slip.desk) if slip.desk else ""
    strip.y += 2
    for text, look in (
        (by, "body"),
        (desk, "body"),
        (_("Tanya kantor:"), "strong"),
        (slip.letterhead.address, "office"),
    ):
        for line in fold(text, _LOOK[look], strip.wide - left)[:4] if text else ():
            strip.put(line, look, left=left, down=11)
    strip.y = max(strip.y, top + _CODE + 4)
    for line in fold(_("Bukan pengganti KTP-el. Bukan surat keterangan."), _LOOK["foot"], strip.wide):
        strip.put(line, "foot", align="centre", down=14)
    if slip.head:
        strip.put(_("Jurnal {head}").format(head=slip.head), "journal", align="centre", down=13)


def _draw(canvas: Canvas, strip: _Strip) -> None:
    for text, y in strip.codes:  # first: their white edge covers nothing then
        draw_code(canvas, text, (_MARGIN, -_MARGIN - y), _CODE)
    for text, left, y, style, align in strip.lines:
        write(canvas, text, (_MARGIN + left, -_MARGIN - y), style, align=align)
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.8)
    canvas.setDash(3, 2)
    for y in strip.rules:
        canvas.line(_MARGIN, -_MARGIN - y, _MARGIN + strip.wide, -_MARGIN - y)
    canvas.setDash()
