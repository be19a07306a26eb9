"""Queue numbers to cut out: 24 to a sheet, each with its code; no person stands on them."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from ektp_desk.domain.paper.before import PER_SHEET, NumberSheets
from ektp_desk.domain.tickets import Number
from ektp_desk.reports.paper.codes import draw_code
from ektp_desk.reports.paper.ink import BOLD, EDGE, INK2, SEMIBOLD, WARN, Style, fit, register_fonts, write
from ektp_desk.reports.paper.page import HEIGHT, WIDTH, NumberedCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, plain_date

_COLUMNS, _ROWS = 3, 8
_SIDE, _TOP, _BOTTOM = 30.0, 62.0, 40.0  # what a cheap printer leaves white lies outside
_WIDE, _HIGH = (WIDTH - 2 * _SIDE) / _COLUMNS, (HEIGHT - _TOP - _BOTTOM) / _ROWS
_PAD, _CODE = 10.0, 56.0
_TITLE, _UNDER = Style(14, BOLD), Style(9, colour=INK2)
_LABEL, _NUMBER = Style(7.4, SEMIBOLD, INK2), Style(40, BOLD)
_PLACE, _HINT, _SAMPLE = Style(7.8, SEMIBOLD), Style(7, colour=INK2), Style(7.4, SEMIBOLD, WARN)


def render_numbers(sheets: NumberSheets) -> bytes:
    """Draw the sheets as PDF; the same facts give the same bytes."""
    register_fonts()
    target = BytesIO()
    canvas = NumberedCanvas(target, lambda page, number, of: _around(page, sheets, number, of))
    canvas.setTitle(_("Nomor antrean {range}").format(range=_range(sheets.numbers)))
    canvas.setAuthor("ektp-desk")
    numbers = sheets.numbers
    for start in range(0, len(numbers), PER_SHEET):
        _sheet(canvas, sheets, numbers[start : start + PER_SHEET])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _range(numbers: tuple[Number, ...]) -> str:
    return f"{numbers[0]}–{numbers[-1]}"


def _around(canvas: Canvas, sheets: NumberSheets, page: int, of: int) -> None:
    """Write what stands above and below the numbers of one sheet."""
    mine = sheets.numbers[(page - 1) * PER_SHEET : page * PER_SHEET]
    right = WIDTH - _SIDE
    write(canvas, _("Nomor antrean {range}").format(range=_range(mine)), (_SIDE, HEIGHT - 36), _TITLE)
    sheet = _("lembar {n} dari {of}").format(n=page, of=of)
    write(canvas, sheet, (right, HEIGHT - 36), Style(9, SEMIBOLD, INK2), align="right")
    how = _("{place} · {day} · meja {letter} · potong pada garis, bagikan berurutan").format(
        place=sheets.place, day=long_date(sheets.day), letter=sheets.letter
    )
    text, style = fit(how, _UNDER, WIDTH - 2 * _SIDE - 100)
    write(canvas, text, (_SIDE, HEIGHT - 51), style)
    write(canvas, _("tanpa data pribadi"), (right, HEIGHT - 51), _UNDER, align="right")
    foot = _("Kode hanya memuat nomor. Nomor yang rusak atau hilang: batalkan, jangan dipakai lagi.")
    write(canvas, foot, (_SIDE, 24), Style(7.4, colour=INK2))
    ours = _("ektp-desk · CONTOH") if sheets.letterhead.sample else "ektp-desk"
    write(canvas, ours, (right, 24), Style(7.4, SEMIBOLD, INK2), align="right")


def _sheet(canvas: Canvas, sheets: NumberSheets, numbers: tuple[Number, ...]) -> None:
    for at, number in enumerate(numbers):
        row, column = divmod(at, _COLUMNS)
        _ticket(canvas, sheets, number, (_SIDE + column * _WIDE, HEIGHT - _TOP - (row + 1) * _HIGH))
    _cut_lines(canvas, -(-len(numbers) // _COLUMNS))  # last: a code's white edge would break them


def _cut_lines(canvas: Canvas, rows: int) -> None:
    """Draw the lines to cut along, as far down as numbers stand."""
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(EDGE)
    canvas.setDash(3, 3)
    top, foot = HEIGHT - _TOP, HEIGHT - _TOP - rows * _HIGH
    for column in range(_COLUMNS + 1):
        canvas.line(_SIDE + column * _WIDE, top, _SIDE + column * _WIDE, foot)
    for row in range(rows + 1):
        canvas.line(_SIDE, top - row * _HIGH, WIDTH - _SIDE, top - row * _HIGH)
    canvas.setDash()


def _ticket(canvas: Canvas, sheets: NumberSheets, number: Number, at: tuple[float, float]) -> None:
    left, foot = at[0] + _PAD, at[1]
    code_left = at[0] + _WIDE - _PAD - _CODE
    room = code_left - left - 10
    write(canvas, _("Nomor antrean"), (left, foot + _HIGH - 16), _LABEL)
    text, style = fit(str(number), _NUMBER, room)
    write(canvas, text, (left - 1.5, foot + _HIGH - 50), style)
    for line, look, up in (
        (sheets.place, _PLACE, 31),
        (plain_date(sheets.day), _PLACE, 21.5),
        (_("Simpan kertas ini. Bawa KK."), _HINT, 11),
    ):
        words, fitted = fit(line, look, room + (_CODE if up < 20 else 0))
        write(canvas, words, (left, foot + up), fitted)
    draw_code(canvas, f"EKTP1:{number}", (code_left, foot + _HIGH - 16 - _CODE), _CODE)
    if sheets.letterhead.sample:
        write(canvas, _("CONTOH"), (at[0] + _WIDE - _PAD, foot + 11), _SAMPLE, align="right")
