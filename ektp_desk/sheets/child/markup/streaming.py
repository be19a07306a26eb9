"""Feeds an XML file to expat block by block, refuses every DTD, and gives rows as they are done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol, TypeVar
from xml.parsers import expat

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.child.sending import Sender

_BLOCK = 1 << 16
_APART = " "  # between namespace and name

Row = TypeVar("Row")


class Hears(Protocol):
    """Whoever follows a document."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Names are `namespace name`."""

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class Gives(Hears, Protocol[Row]):
    """Whoever makes rows of what is heard."""

    ready: list[Row]


def rows_of(file: IO[bytes], listener: Gives[Row], sender: Sender) -> Iterator[Row]:
    """Yield the rows in `listener.ready` while the file is read.

    Raises `import.unsafe_xml` for any DTD, and `import.damaged` for what is no whole document.
    """
    parser = _parser_for(listener)
    more = True
    while more:
        block = file.read(_BLOCK)
        more = bool(block)
        _parse(parser, block, final=not more)
        yield from listener.ready
        listener.ready.clear()
        sender.beat()


def _parser_for(listener: Hears) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=_APART)
    parser.buffer_text = True
    parser.StartElementHandler = listener.begin
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def _parse(parser: expat.XMLParserType, block: bytes, *, final: bool) -> None:
    try:
        parser.Parse(block, final)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise EktpError("import.damaged") from error


def _refuse_dtd(*_told: object) -> None:
    raise EktpError("import.unsafe_xml")
