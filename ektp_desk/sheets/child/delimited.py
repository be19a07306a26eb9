"""Reads delimited text as offices save it: any of four encodings, split by comma, semicolon or tab."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.child.encodings import ONE_BYTE_BETWEEN, encoding_of
from ektp_desk.sheets.child.sending import LONGEST_CELL, Sender

_DELIMITERS = (",", ";", "\t", "|")
_TRIED_LINES = 60
_MOST_CHARACTERS = 8 << 20  # of one line


def read_delimited(path: Path, sender: Sender) -> None:
    """Send every record under the number of its first line; raises the `import.…` refusals."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        encoding = encoding_of(path)
        errors = "strict"
        if encoding == "cp1252":  # so are some of its rows, or all
            encoding, errors = "utf-8-sig", ONE_BYTE_BETWEEN
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            delimiter, skip = _delimiter_of(file)
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            sender.send_sheet("", _records(file, delimiter, skip))
    except UnicodeError as error:
        raise EktpError("import.encoding") from error
    sender.finish([])


def _delimiter_of(file: TextIO) -> tuple[str, int]:
    """Tell the delimiter, and how many lines to skip (1 for Excel's `sep=;`)."""
    lines = [file.readline(_MOST_CHARACTERS) for _ in range(_TRIED_LINES)]
    first = lines[0].strip().lower()
    if first.startswith("sep=") and len(first) <= 5 and first != 'sep="':  # csv refuses that from 3.13 on
        return (first[4:] or "\t"), 1
    if any("\x00" in line for line in lines):
        raise EktpError("import.nul_bytes")
    return max(_DELIMITERS, key=lambda delimiter: _fit(lines, delimiter)), 0


def _fit(lines: list[str], delimiter: str) -> int:
    """Weigh a delimiter: how many lines share the commonest count of fields above one."""
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0
    return max((count * width for width, count in widths.items() if width > 1), default=0)


def _records(file: TextIO, delimiter: str, skip: int) -> Iterator[tuple[int, list[Cell]]]:
    for _line in range(skip):
        file.readline()
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    start = 1 + skip
    try:
        for record in reader:
            yield start, list(record)
            start = reader.line_num + 1 + skip
    except csv.Error as error:
        code = "import.cell_too_long" if "field limit" in str(error) else "import.csv_quotes"
        raise EktpError(code, row=start) from error


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_MOST_CHARACTERS):
        if "\x00" in line:
            raise EktpError("import.nul_bytes")
        yield line
