"""Markdown as pieces that flow down a page: paragraphs, steps, remarks, pictures, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from reportlab.platypus import Flowable, Image, Paragraph, Table, TableStyle

from ektp_desk.reports.paper.ink import BOLD, EDGE, HAIRLINE, INK, INK2, REGULAR, SEMIBOLD, WARN_TINT
from ektp_desk.reports.paper.page import INNER
from ektp_desk.words.paper.manual import picture

_SIZE, _LINE = 10.8, 14.8
_BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=_SIZE, leading=_LINE, textColor=INK)
_STEP = ParagraphStyle("step", _BODY, leftIndent=18, bulletIndent=2, bulletFontName=SEMIBOLD)
_HEADING = ParagraphStyle("heading", _BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=8)
_REMARK = ParagraphStyle(
    "remark", _BODY, backColor=WARN_TINT, borderPadding=8, leftIndent=9, rightIndent=9, spaceBefore=14
)
_CAPTION = ParagraphStyle("caption", _BODY, fontSize=9, leading=12, textColor=INK2, spaceAfter=6)
_CELL = ParagraphStyle("cell", _BODY, fontSize=9.6, leading=12.4)
_HEAD_CELL = ParagraphStyle("head", _CELL, fontName=SEMIBOLD, textColor=INK2)
_KEY = '<font face="{face}" size="{size}" backColor="#E9EEF2">&nbsp;{key}&nbsp;</font>'
_UNPADDED = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
_FRAME = 0.6  # points; round a picture, or its white ground would run into the page


@cache
def _reader() -> MarkdownIt:
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return MarkdownIt("commonmark").enable("table")


def pieces(text: str) -> Iterator[Flowable]:
    """In order; raises `KeyError` for Markdown that has no drawing here."""
    for node in SyntaxTreeNode(_reader().parse(text)).children:
        yield from _DRAWN[node.type](node)


def _paragraph(node: SyntaxTreeNode) -> Iterator[Flowable]:
    inline = node.children[0]
    if [child.type for child in inline.children] == ["image"]:
        yield from _pictured(inline.children[0])
    else:
        yield Paragraph(_words(inline), _BODY)


def _heading(node: SyntaxTreeNode) -> Iterator[Flowable]:
    yield Paragraph(_words(node.children[0]), _HEADING)


def _remark(node: SyntaxTreeNode) -> Iterator[Flowable]:
    for child in node.children:
        yield Paragraph(_words(child.children[0]), _REMARK)


def _steps(node: SyntaxTreeNode) -> Iterator[Flowable]:
    for number, item in enumerate(node.children, start=1):
        mark = f"{number}" if node.type == "ordered_list" else "–"
        yield Paragraph(_words(item.children[0].children[0]), _STEP, bulletText=mark)


def _pictured(image: SyntaxTreeNode) -> Iterator[Flowable]:
    path = picture(str(image.attrs["src"]))
    wide, tall = ImageReader(str(path)).getSize()
    high = INNER * tall / wide
    framed = Table([[Image(str(path), width=INNER, height=high)]], colWidths=[INNER], rowHeights=[high])
    framed.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), _FRAME, HAIRLINE), *_UNPADDED]))
    framed.spaceBefore = 6
    yield framed
    yield Paragraph(escape(image.content), _CAPTION)


def _table(node: SyntaxTreeNode) -> Iterator[Flowable]:
    head, *body = [row for part in node.children for row in part.children]
    rows = [[Paragraph(_words(cell.children[0]), _HEAD_CELL) for cell in head.children]]
    rows += [[Paragraph(_words(cell.children[0]), _CELL) for cell in row.children] for row in body]
    first = INNER * 0.3
    rest = (INNER - first) / (len(head.children) - 1)
    style = TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, EDGE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, HAIRLINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ]
    )
    widths = [first] + [rest] * (len(head.children) - 1)
    yield Table(rows, colWidths=widths, style=style, repeatRows=1, hAlign="LEFT")


def _words(inline: SyntaxTreeNode) -> str:
    """In the markup of reportlab's paragraphs; code is a key or a command."""
    return "".join(_word(child) for child in inline.children)


def _word(node: SyntaxTreeNode) -> str:
    if node.type == "code_inline":
        return _KEY.format(face=SEMIBOLD, size=_SIZE - 0.8, key=escape(node.content).replace(" ", "&nbsp;"))
    if node.type == "strong":
        return f"<b>{_words(node)}</b>"
    if node.type == "em":  # the letters have no italic: as words of the screen are quoted
        return f"“{_words(node)}”"
    return " " if node.type == "softbreak" else escape(node.content)


_DRAWN: dict[str, Callable[[SyntaxTreeNode], Iterator[Flowable]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _remark,
    "ordered_list": _steps,
    "bullet_list": _steps,
    "table": _table,
}
