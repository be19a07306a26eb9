"""The letter of invitation: the office's own text under its letterhead, ready to be signed."""

from __future__ import annotations

from ektp_desk.domain.paper.before import Letter
from ektp_desk.reports.paper.furniture import origin_furniture
from ektp_desk.reports.paper.ink import INK, STRONG, Style, fit, fold, rule, write
from ektp_desk.reports.paper.page import INNER, LEFT, RIGHT, PaperCanvas
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date

_TEXT, _LINE, _AFTER = Style(11), 15.5, 8.0
_INDENT = 16.0


def render_letter(letter: Letter) -> bytes:
    """Draw the letter as PDF; the same facts give the same bytes."""
    title = _("Undangan perekaman KTP-el")
    paper = PaperCanvas(origin_furniture(letter.origin, title, f"{title} · {letter.place}"))
    head = letter.origin.letterhead
    town = f"{head.town}, " if head.town else ""
    paper.y -= 26
    dated = town + plain_date(letter.origin.base)
    write(paper.canvas, dated, (RIGHT, paper.y), _TEXT, align="right")
    write(paper.canvas, _("Nomor: "), (LEFT, paper.y), _TEXT)
    paper.y -= _LINE
    write(paper.canvas, _("Hal: undangan perekaman KTP-el"), (LEFT, paper.y), Style(11, STRONG.font))
    paper.y -= 10
    before = ""
    for paragraph in letter.paragraphs:
        paper.y -= 6 if before.startswith("-") and not paragraph.startswith("-") else 0
        _paragraph(paper, paragraph)
        before = paragraph
    _sign(paper, letter)
    return paper.finish()


def _paragraph(paper: PaperCanvas, text: str) -> None:
    """Write one paragraph; a point stands indented behind its dash."""
    point = text.startswith("-")
    words = text.lstrip("- ") if point else text
    left = LEFT + (_INDENT if point else 0)
    lines = fold(words, _TEXT, RIGHT - left)
    for number, line in enumerate(lines):
        paper.need(_LINE)
        paper.y -= _LINE
        if point and not number:
            write(paper.canvas, "–", (LEFT + 3, paper.y), _TEXT)
        shown, style = fit(line, _TEXT, RIGHT - left)
        write(paper.canvas, shown, (left, paper.y), style)
    paper.y -= 2 if point else _AFTER


def _sign(paper: PaperCanvas, letter: Letter) -> None:
    paper.need(110)
    left = LEFT + INNER * 0.58
    paper.y -= 20
    for line in fold(letter.signed_by, _TEXT, RIGHT - left)[:2]:
        write(paper.canvas, line, (left, paper.y), _TEXT)
        paper.y -= _LINE
    paper.y -= 52
    rule(paper.canvas, left, RIGHT, paper.y, thick=0.7, colour=INK)
    write(paper.canvas, _("NIP"), (left, paper.y - 12), Style(9))
    paper.y -= 20
