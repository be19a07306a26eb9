"""Reads the tables of an HTML page, which is what web programs send as .xls, in one bounded pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.child.encodings import encoding_of_markup
from ektp_desk.sheets.child.markup.html_grid import Grid
from ektp_desk.sheets.child.sending import Sender

_BLOCK = 32 << 10  # characters
_MOST_PENDING = 2 << 20  # characters of one tag or comment that has not ended
_CELLS = ("td", "th")
_MUTE = frozenset(("script", "style", "title", "xml", "noscript", "select", "textarea"))
_EDGE = re.compile(  # of a paragraph: a line ends there
    r"address|article|blockquote|body|caption|center|d[dlt]|div|fieldset|footer|form|h[1-6]|header|hr|li|main|nav"
    r"|[ou]l|p|pre|section"
)


def read_html(path: Path, sender: Sender) -> None:
    """Send the rows of all tables, one beneath the other; raises the `import.…` refusals."""
    try:
        with path.open(encoding=encoding_of_markup(path)) as file:
            sender.send_sheet("", _rows(iter(lambda: file.read(_BLOCK), ""), sender.beat))
    except UnicodeError as error:
        raise EktpError("import.encoding") from error
    except AssertionError as error:  # html.parser meets a declaration that it does not know
        raise EktpError("import.damaged") from error
    sender.finish([])


def _rows(blocks: Iterator[str], beat: Callable[[], None]) -> Iterator[tuple[int, list[Cell]]]:
    page = _Page()
    for block in blocks:
        if "\x00" in block:
            raise EktpError("import.nul_bytes")
        page.feed(block)
        if len(page.rawdata) > _MOST_PENDING:
            raise EktpError("import.damaged")
        yield from page.grid.ready
        page.grid.ready.clear()
        beat()
    page.end()
    yield from page.grid.ready


class _Page(HTMLParser):
    """Turns tags into rows; what it does not know it passes over."""

    rawdata: str  # what has come and is not understood yet

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = Grid()
        self._muted = ""
        self._in_caption = False
        self._closes_cells = False  # this page takes the trouble to

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag begins; `attrs` as html.parser gives them."""
        if tag in ("table", "body"):
            self._muted = ""
        if self._muted:
            return
        self._in_caption = tag == "caption" or (self._in_caption and tag not in ("table", "tr", *_CELLS))
        if tag in _CELLS:
            self.grid.open_cell(dict(attrs))
        elif tag == "tr":
            self.grid.open_row()
        elif tag == "table":
            self.grid.open_table()
        elif tag in _MUTE:
            self._muted = tag
        else:
            self._break_line(tag, attrs)

    def _break_line(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.grid.same_cell |= "same-cell" in (dict(attrs).get("style") or "")
            self.grid.break_line()
        elif _EDGE.fullmatch(tag):
            self.grid.break_line(soft=True)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<td/>` for a cell and its end; `<style/>` mutes nothing."""
        if tag not in _MUTE:
            self.handle_starttag(tag, attrs)
        if tag in (*_CELLS, "tr"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._muted:
            self._muted = ""
        elif self._muted:
            return
        elif tag in _CELLS:
            self._closes_cells = True
            self.grid.end_cell()
        elif tag == "tr":
            self.grid.end_row()
        elif tag == "table":
            self.grid.close_table()
        elif _EDGE.fullmatch(tag):
            self.grid.break_line(soft=True)
            self._in_caption = self._in_caption and tag != "caption"

    def handle_data(self, data: str) -> None:
        """Add text to the open cell, or to the page."""
        if self._muted:
            self.grid.same_cell |= "same-cell" in data
            return
        table = self.grid.table
        if table is None or table.cell or self._in_caption:
            self.grid.inside.add(data)

    def end(self) -> None:
        """End the page.

        Raises `import.damaged` when it was cut off in a tag, or in a cell though it closes its cells.
        """
        pending = self.rawdata
        table = self.grid.table
        if pending.startswith("<") and len(pending) > 1:
            raise EktpError("import.damaged")
        self.handle_data(unescape(pending))
        if table and table.cell and self._closes_cells:
            raise EktpError("import.damaged")
        self.grid.end()
