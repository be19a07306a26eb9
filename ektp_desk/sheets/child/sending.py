"""Collects rows into batches of a bounded size and sends them; stops at what no honest list holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, is_empty
from ektp_desk.sheets.wire import Alive, Finished, Message, WireRows, packed, write_message

MOST_COLUMNS = 256
LONGEST_CELL = 32_767  # Excel's own limit
MOST_EMPTY_ROWS = 100_000  # after one another
_BATCH_ROWS, _BATCH_CHARACTERS = 500, 1 << 20
_BEAT_EVERY = 5_000  # empty rows


class Sender:
    """Sends what is read; keeps no more than a batch."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.sent = 0

    def send(self, message: Message) -> None:
        """At once."""
        write_message(self._stream, message)

    def beat(self) -> None:
        """Tell the desk that work goes on."""
        self.send(Alive())

    def send_sheet(self, sheet: str, rows: Iterable[tuple[int, list[Cell]]]) -> int:
        """Send a sheet's rows, numbers as shown, without the empty ones; gives how many were sent.

        Raises `import.far_cell`, `import.cell_too_long` or `import.empty_rows`.
        """
        batch: list[tuple[int, list[Any]]] = []
        sent = characters = 0
        for number, kept in self._full(rows):
            characters += _weigh(kept, number)
            batch.append((number, [packed(cell) for cell in kept]))
            if len(batch) >= _BATCH_ROWS or characters >= _BATCH_CHARACTERS:
                self.send(WireRows(sheet, batch))
                sent, characters, batch = sent + len(batch), 0, []
        self.send(WireRows(sheet, batch))
        self.sent += sent + len(batch)
        return sent + len(batch)

    def _full(self, rows: Iterable[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
        """Leave out empty rows; those that a reader passes over by their numbers count as well."""
        empty = last = 0
        for number, cells in rows:
            kept = _trimmed(cells)
            empty += number - last - bool(kept)
            last = number
            if empty > MOST_EMPTY_ROWS:
                raise EktpError("import.empty_rows")
            if kept:
                empty = 0
                yield number, kept
            elif empty % _BEAT_EVERY == _BEAT_EVERY - 1:
                self.beat()

    def finish(self, left_out: list[str]) -> None:
        """Tell the desk that all is sent; raises `import.empty` when there was nothing."""
        if not self.sent:
            raise EktpError("import.empty")
        self.send(Finished(left_out))


def _trimmed(cells: list[Cell]) -> list[Cell]:
    last = len(cells)
    while last and is_empty(cells[last - 1]):
        last -= 1
    return cells[:last]


def _weigh(cells: list[Cell], number: int) -> int:
    if len(cells) > MOST_COLUMNS:
        raise EktpError("import.far_cell", row=number)
    lengths = [len(cell) for cell in cells if isinstance(cell, str)]
    if lengths and max(lengths) > LONGEST_CELL:
        raise EktpError("import.cell_too_long", row=number)
    return sum(lengths)
