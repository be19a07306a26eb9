"""Reads the tables of an HTML page, which is what web programs send as .xls, in one bounded pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.child.encodings import encoding_of_markup
from ektp_desk.sheets.child.markup.html_grid import Grid
from ektp_desk.sheets.child.markup.html_tokens import Attributes, Tokenizer
from ektp_desk.sheets.child.sending import Sender

_BLOCK = 32 << 10  # characters
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
    sender.finish([])


def _rows(blocks: Iterator[str], beat: Callable[[], None]) -> Iterator[tuple[int, list[Cell]]]:
    page = _Page()
    for block in blocks:
        if "\x00" in block:
            raise EktpError("import.nul_bytes")
        page.feed(block)
        yield from page.grid.ready
        page.grid.ready.clear()
        beat()
    page.end()
    yield from page.grid.ready


class _Page:
    """Turns tags into rows; what it does not know it passes over."""

    def __init__(self) -> None:
        self.grid = Grid()
        self._tokens = Tokenizer()
        self._muted = ""
        self._in_caption = False
        self._closes_cells = False  # this page takes the trouble to

    def feed(self, block: str) -> None:
        """Take more of the page; raises `import.damaged`."""
        for token in self._tokens.feed(block):
            if isinstance(token, str):
                self._add(token)
                continue
            if token.begins and not (token.ends and token.name in _MUTE):  # `<style/>` mutes nothing
                self._begin(token.name, token.attributes)
            if token.ends and (not token.begins or token.name in (*_CELLS, "tr")):
                self._end(token.name)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        if tag in ("table", "body"):
            self._muted = ""
        if self._muted:
            return
        self._in_caption = tag == "caption" or (self._in_caption and tag not in ("table", "tr", *_CELLS))
        if tag in _CELLS:
            self.grid.open_cell(attributes)
        elif tag == "tr":
            self.grid.open_row()
        elif tag == "table":
            self.grid.open_table()
        elif tag in _MUTE:
            self._muted = tag
        else:
            self._break_line(tag, attributes)

    def _break_line(self, tag: str, attributes: Attributes) -> None:
        if tag == "br":
            self.grid.same_cell |= "same-cell" in (attributes.get("style") or "")
            self.grid.break_line()
        elif _EDGE.fullmatch(tag):
            self.grid.break_line(soft=True)

    def _end(self, tag: str) -> None:
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

    def _add(self, text: str) -> None:
        if self._muted:
            self.grid.same_cell |= "same-cell" in text
            return
        table = self.grid.table
        if table is None or table.cell or self._in_caption:
            self.grid.inside.add(text)

    def end(self) -> None:
        """End the page.

        Raises `import.damaged` when it was cut off in a tag, or in a cell though it closes its cells.
        """
        self._add(self._tokens.last())
        table = self.grid.table
        if table and table.cell and self._closes_cells:
            raise EktpError("import.damaged")
        self.grid.end()
