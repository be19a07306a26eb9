"""A kit's six words on a page of their own, and what to do with them."""

from __future__ import annotations

from ektp_desk.domain.paper.kit import KitPage
from ektp_desk.reports.paper.ink import (
    BAD,
    BOLD,
    EDGE,
    HEADING,
    INK2,
    SEMIBOLD,
    TITLE,
    Style,
    fit,
    fold,
    rule,
    write,
)
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, Furniture, PaperCanvas, office_head
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date

_COLUMNS = 2
_WORD, _NUMBER, _STEP = Style(20, SEMIBOLD), Style(11, colour=INK2), Style(11)
_ROW, _LINE = 36.0, 15.0


def render_kit(page: KitPage) -> bytes:
    """Draw the page as PDF; the words stand in the drawing only, never in the file's metadata."""
    title = _("Kit laptop kantor") if page.at_office else _("Kit laptop lapangan")
    made = plain_date(page.made_on)
    paper = PaperCanvas(
        Furniture(
            title=title,
            head=office_head(page.office, _("Kode wilayah {code}").format(code=page.regency_code)),
            running=title,
            foot_left=_("Dibuat {day} · ektp-desk").format(day=made),
            foot_middle="",
            sample=page.sample,
        )
    )
    canvas, top = paper.canvas, paper.y
    write(canvas, f"{title} {page.number}", (LEFT, top - 28), TITLE)
    write(canvas, _("RAHASIA"), (RIGHT, top - 28), Style(14, BOLD, BAD), align="right")
    if page.label:
        text, style = fit(page.label, Style(12), INNER)
        write(canvas, text, (LEFT, top - 46), style)
    paper.y = top - 70
    _words(paper, page.words)
    _steps(paper)
    write(canvas, _("Kode kantor"), (LEFT, paper.y), HEADING)
    write(canvas, page.office_code, (RIGHT, paper.y), Style(13, BOLD), align="right")
    return paper.finish()


def _words(paper: PaperCanvas, words: tuple[str, ...]) -> None:
    canvas = paper.canvas
    head = _("{n} kata, dibaca ke bawah, kolom demi kolom").format(n=len(words))
    write(canvas, head, (LEFT, paper.y - 9), HEADING)
    top, rows = paper.y - 17, -(-len(words) // _COLUMNS)
    wide = (INNER - 24) / _COLUMNS
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        left, y = LEFT + column * (wide + 24), top - row * _ROW
        write(canvas, str(place + 1), (left + 16, y - 25), _NUMBER, align="right")
        write(canvas, word, (left + 28, y - 25), _WORD)
        rule(canvas, left, left + wide, y - _ROW, thick=0.6, colour=EDGE)
    paper.y = top - rows * _ROW - 28


def _steps(paper: PaperCanvas) -> None:
    canvas = paper.canvas
    write(canvas, _("Cara membuka"), (LEFT, paper.y), HEADING)
    paper.y -= 8
    steps = (
        _("Bawa lembar ini terpisah dari stik yang berisi berkas kit. Jangan difoto atau dikirim."),
        _("Di laptop baru, pasang ektp-desk dan colokkan stik itu. Satu kit untuk satu laptop."),
        _("Buka ektp-desk dan tekan 1 (kit). Pilih berkasnya, lalu ketik keenam kata."),
        _("Bandingkan kode kantor di layar dengan kode di bawah. Bila berbeda, beri tahu ADB."),
        _(
            "Petugas masuk dengan kata sandi kantornya. Musnahkan lembar ini sesudah itu. Bila lembar "
            "atau stik hilang, beri tahu ADB hari itu juga."
        ),
    )
    for number, sentence in enumerate(steps, start=1):
        write(canvas, str(number), (LEFT, paper.y - _LINE), Style(11, BOLD))
        for line in fold(sentence, _STEP, RIGHT - LEFT - 18):
            paper.y -= _LINE
            write(canvas, line, (LEFT + 18, paper.y), _STEP)
        paper.y -= 6
    paper.y -= 26
