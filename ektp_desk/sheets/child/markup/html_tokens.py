"""Cuts a page into tags and text by rules of our own: those of `html.parser` change within a Python release.

They are the HTML standard's, with two differences: an element that is not closed (`<title/>`) does not take
the tables behind it for its text, and a page that was cut off, or holds what nobody writes, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError

Attributes = dict[str, str | None]

_MOST_PENDING = 2 << 20  # characters of one tag or comment that has not ended
_LONGEST_REFERENCE = 34  # of a character, such as `&amp;`
_RAW = ("script", "style")
_FLAGS = re.VERBOSE | re.DOTALL | re.IGNORECASE | re.ASCII
_BODY = r"""(?: [^>=]++ | = \s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ | (?=>) ) )*+"""  # may quote a >
_PART = re.compile(
    rf"""
    (?P<text> [^<]++ | < (?=[^a-z!?/]) )
    | < (?P<end> /? ) (?P<tag> [a-z][^\s/>]*+ ) (?P<body> {_BODY} ) >
    | (?P<passed_by> <!-- (?: -?> | .*?--!?> )
        | <!\[cdata\[ .*? ]]>
        | <!\[ (?: if | else | endif ) \b .*? ] \s*+ >  # Office's conditions
        | <! (?! -- | \[ ) [^>]*+ >
        | <\? [^>]*+ >
        | </ (?! [a-z] ) [^>]*+ > )
    | (?P<unknown> <!\[ (?! cdata\[ | (?: if | else | endif ) \b ) [^>]*+ > )
    """,
    _FLAGS,
)
_ATTRIBUTE = re.compile(r"""( [^\s/>=]++ ) (?: \s*+ = \s*+ ( "[^"]*+" | '[^']*+' | [^\s>]*+ ) )?+""", _FLAGS)
_ENDS = {name: re.compile(rf"</ {name} (?=[\s/>])", _FLAGS) for name in _RAW}


class Tag(NamedTuple):
    """A tag: `<td>` begins, `</td>` ends, `<td/>` does both."""

    name: str
    attributes: Attributes
    begins: bool
    ends: bool


class Tokenizer:
    """Gives tags, and text between them, as they come; keeps what is not whole yet."""

    def __init__(self) -> None:
        self.pending = ""
        self._raw = ""

    def feed(self, block: str) -> Iterator[Tag | str]:
        """Give what is whole by now.

        Raises `import.damaged` for a tag or comment without end, and for a marked section that nobody writes.
        """
        page, at = self.pending + block, 0
        while at < len(page):
            found = self._raw_text(page, at) if self._raw else _part(page, at)
            if found is None:
                break
            token, at = found
            if token:
                yield token
            if isinstance(token, Tag) and token.begins and not token.ends and token.name in _RAW:
                self._raw = token.name
        self.pending = page[at:]
        if len(self.pending) > _MOST_PENDING:
            raise EktpError("import.damaged")

    def last(self) -> str:
        """Give the text that the page ends with; raises `import.damaged` when that is no text."""
        if self._raw or (self.pending.startswith("<") and len(self.pending) > 1):
            raise EktpError("import.damaged")
        return unescape(self.pending)

    def _raw_text(self, page: str, at: int) -> tuple[str, int] | None:
        """Give a script or style as text; its end comes next."""
        end = _ENDS[self._raw].search(page, at)
        if end is None:
            return None
        self._raw = ""
        return page[at : end.start()], end.start()


def _part(page: str, at: int) -> tuple[Tag | str, int] | None:
    """Give what stands there, "" for what is passed by, and where it ends; None when it is not whole."""
    part = _PART.match(page, at)
    if part is None:
        return None
    if part["unknown"]:
        raise EktpError("import.damaged")
    if part["tag"]:
        return _tag(part), part.end()
    if part["passed_by"]:
        return "", part.end()
    end = part.end()
    if end == len(page):  # a reference may have been cut in half
        half = page.rfind("&", max(at, end - _LONGEST_REFERENCE))
        end = end if half < 0 or ";" in page[half:] else half
    return (unescape(page[at:end]), end) if end > at else None


def _tag(part: re.Match[str]) -> Tag:
    attributes: Attributes = {}
    body, last = part["body"], 0
    for found in _ATTRIBUTE.finditer(body):
        value = found[2]
        if value is not None:
            value = unescape(value[1:-1] if value[:1] in ("'", '"') else value)
        attributes.setdefault(found[1].lower(), value)
        last = found.end()
    closed = body.endswith("/") and last < len(body)
    return Tag(part["tag"].lower(), attributes, not part["end"], bool(part["end"]) or closed)
