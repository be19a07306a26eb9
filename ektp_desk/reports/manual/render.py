"""The manual as PDF: a chapter a page, and what does not fit flows on."""

from __future__ import annotations

from reportlab.platypus import Flowable

from ektp_desk.reports.manual.pieces import pieces
from ektp_desk.reports.paper.ink import BOLD, PRIMARY, Style, write
from ektp_desk.reports.paper.page import FLOOR, INNER, LEFT, Furniture, PaperCanvas
from ektp_desk.words.paper.manual import TITLE, Chapter, chapters

_NUMBER, _TITLE = Style(20, BOLD, PRIMARY), Style(20, BOLD)
_GAP = 5.0
_HEAD = ("EKTP-DESK", TITLE.upper(), "Hari pertama seorang petugas")


def render_manual() -> bytes:
    """Draw the manual; the same chapters give the same bytes."""
    paper = PaperCanvas(_furniture())
    for number, chapter in enumerate(chapters(), start=1):
        if number > 1:
            paper.turn()
        _title(paper, number, chapter)
        for piece in pieces(chapter.text):
            _flow(paper, piece)
    return paper.finish()


def _furniture() -> Furniture:
    return Furniture(
        title=TITLE,
        head=_HEAD,
        running=TITLE,
        foot_left="ektp-desk",
        foot_middle="Semua orang di gambar adalah buatan",
        sample=False,
    )


def _title(paper: PaperCanvas, number: int, chapter: Chapter) -> None:
    base = paper.y - 30
    write(paper.canvas, f"{number}", (LEFT, base), _NUMBER)
    write(paper.canvas, chapter.title, (LEFT + 30, base), _TITLE)
    paper.y = base - 16


def _flow(paper: PaperCanvas, piece: Flowable) -> None:
    """Draw a piece under the last one; one that is higher than what is left is split or turns the page."""
    paper.y -= piece.getSpaceBefore()
    _, high = piece.wrap(INNER, paper.y - FLOOR)
    if not paper.room(high):
        parts = piece.split(INNER, paper.y - FLOOR)
        if len(parts) > 1:
            for part in parts:
                _flow(paper, part)
            return
        paper.turn()
        _, high = piece.wrap(INNER, paper.y - FLOOR)
    piece.drawOn(paper.canvas, LEFT, paper.y - high)
    paper.y -= high + piece.getSpaceAfter() + _GAP
