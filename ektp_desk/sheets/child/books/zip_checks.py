"""Looks through a workbook's zip before anything unpacks it: size, names, passwords, entities, far cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError

FULL_SIZE = 1 << 30  # unpacked; 333,762 rows of 12 columns take 245 MB
_MOST_ENTRIES = 2_000
_MOST_TIMES = 200  # unpacked to packed: long lists of alike rows reach 40
_SMALL = 4 << 20  # below this a high ratio means nothing
_BLOCK = 1 << 20
_OVERLAP = 256  # longer than any tag looked for
_HEADER = 30  # bytes before an entry's name
_BEYOND_IV = rb"(?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])"  # columns after the 256th
_FAR = re.compile(rb'<c r="' + _BEYOND_IV + rb'[0-9]+"[^>]*(?<!/)>')
_ERROR = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>')
_MOST_ERRORS = 1_000_000
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", b"\xff\xfe<\x00", b"\xfe\xff\x00<")  # Office writes UTF-8 and no DTD


class SheetPart(NamedTuple):
    """What a look at one sheet's XML tells: `errors` are (row, column) from 1 and 0."""

    rows: int
    errors: frozenset[tuple[int, int]]


def check_zip(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that should not be unpacked.

    Raises `import.password`, `import.unsafe_zip`, `import.too_big` or `import.damaged`.
    """
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise EktpError("import.password")
    if any(_leads_out(entry.filename) for entry in entries):
        raise EktpError("import.unsafe_zip")
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > _SMALL and entry.file_size > _MOST_TIMES * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > _MOST_ENTRIES or unpacked > FULL_SIZE or swollen:
        raise EktpError("import.too_big")
    if _share_bytes(entries, archive.start_dir):
        raise EktpError("import.damaged")


def scan_part(archive: zipfile.ZipFile, name: str, beat: Callable[[], None]) -> SheetPart:
    """Read one XML part through once; raises `import.unsafe_xml` and `import.far_cell`.

    The sizes an archive states are proven here: a part that unpacks to another size
    or sum raises `zipfile.BadZipFile`. A DTD can only stand before the first element.
    """
    rows, errors, tail, first = 0, set[tuple[int, int]](), b"", True
    with archive.open(name) as part:
        while block := part.read(_BLOCK):
            if first and any(mark in block for mark in _ENTITIES):
                raise EktpError("import.unsafe_xml")
            text, first = tail + block, False
            if _FAR.search(text):
                raise EktpError("import.far_cell", row=0)
            if b't="e"' in text and len(errors) < _MOST_ERRORS:
                errors.update((int(row), _column(col)) for col, row in _ERROR.findall(text))
            rows += block.count(b"<row ")
            tail = block[-_OVERLAP:]
            beat()
    return SheetPart(rows, frozenset(errors))


def _share_bytes(entries: list[zipfile.ZipInfo], end: int) -> bool:
    """Whether entries share bytes, which zipfile refuses in some releases of each Python only."""
    held = sorted(
        (entry.header_offset, entry.header_offset + _HEADER + entry.compress_size) for entry in entries
    )
    return any(ends > begins for (_, ends), (begins, _) in pairwise([*held, (end, end)]))


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\x00" in name


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
