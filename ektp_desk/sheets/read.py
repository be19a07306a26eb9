"""Reads a list file's rows out of a child process; whatever the file does to the child, the desk lives."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

import ektp_desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell
from ektp_desk.sheets.wire import Alive, Failed, Finished, Message, WireRows, read_message

_AHEAD = 4  # messages waiting for the desk; the child pauses when it is slower
_LOOK_EVERY = 0.1  # seconds between looks at `stop` while nothing arrives
_DEATHS = {  # exit codes of the child, by signal
    -6: "import.too_big",  # SIGABRT: how calamine's allocator ends when the memory is used up
    -9: "import.too_big",  # SIGKILL: the system's own hunt for memory
    -24: "import.no_progress",  # SIGXCPU
}


def never() -> bool:
    """Answer "stop?" for whoever cannot be stopped."""
    return False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes of the child's memory, seconds without a word from it."""

    memory: int = 1 << 30
    silence_seconds: float = 20.0


DEFAULT_LIMITS = Limits()


class SheetRow(NamedTuple):
    """A row that is not empty: the sheet (empty for CSV), the number a spreadsheet shows, cells from A on."""

    sheet: str
    number: int
    cells: list[Cell]

    def __repr__(self) -> str:
        """Cells are somebody's."""
        return f"SheetRow({self.sheet!r}, {self.number})"


@dataclass(slots=True)
class SheetRows:
    """The rows of one file, once; `left_out` names its hidden sheets when all rows have passed."""

    _messages: Iterator[WireRows | Finished]
    left_out: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[SheetRow]:
        for message in self._messages:
            if isinstance(message, Finished):
                self.left_out = message.left_out
                return
            for number, cells in message.rows:
                yield SheetRow(message.sheet, number, cells)


@contextmanager
def open_sheets(
    path: Path, *, limits: Limits = DEFAULT_LIMITS, stop: Callable[[], bool] = never
) -> Iterator[SheetRows]:
    """Open a list file of any known form; the child ends with the `with` block, whatever happens.

    Raises the child's `import.…` refusals, `import.no_progress`, `import.too_big`,
    `import.damaged` when the child died, and `import.cancelled` when `stop` says so.
    """
    with _child(path, limits) as child:
        yield SheetRows(_heard(child, limits, stop))


class _Child(NamedTuple):
    process: subprocess.Popen[bytes]
    mail: queue.Queue[Message | None]


@contextmanager
def _child(path: Path, limits: Limits) -> Iterator[_Child]:
    root = str(Path(ektp_desk.__file__).parents[1])
    # -P: a csv.py in the folder the desk was started from is not ours to run.
    command = [sys.executable, "-P", "-B", "-m", "ektp_desk.sheets.child", str(path.absolute())]
    process = subprocess.Popen(  # noqa: S603  our own interpreter and module; the path is one argument
        [*command, str(limits.memory)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a panic's text may quote cells
        env={**os.environ, "PYTHONPATH": root},
        process_group=0,  # Ctrl+C is for the desk to answer; a session of its own would outweigh a save
    )
    assert process.stdout is not None
    mail: queue.Queue[Message | None] = queue.Queue(_AHEAD)
    closing = threading.Event()
    postman = threading.Thread(target=_deliver, args=(process.stdout, mail, closing), daemon=True)
    postman.start()
    try:
        yield _Child(process, mail)
    finally:
        closing.set()
        process.kill()
        process.wait()
        postman.join()
        process.stdout.close()


def _deliver(stream: BinaryIO, mail: queue.Queue[Message | None], closing: threading.Event) -> None:
    """Carry messages from the pipe until it ends; None says that it has ended."""
    message: Message | None = Alive()
    while message is not None and not closing.is_set():
        try:
            message = read_message(stream)
        except ValueError:
            message = Failed("import.damaged")  # a child gone mad
        _put(mail, message, closing)
        if isinstance(message, Failed | Finished):
            return


def _put(mail: queue.Queue[Message | None], message: Message | None, closing: threading.Event) -> None:
    while not closing.is_set():
        try:
            mail.put(message, timeout=_LOOK_EVERY)
        except queue.Full:
            continue
        return


def _heard(child: _Child, limits: Limits, stop: Callable[[], bool]) -> Iterator[WireRows | Finished]:
    """The child's rows and its end; raises what it or its silence tells."""
    while True:
        match _next(child.mail, limits, stop):
            case WireRows() | Finished() as message:
                yield message
                if isinstance(message, Finished):
                    return
            case Failed(code, facts):
                raise EktpError(code, **facts)
            case None:
                raise EktpError(_DEATHS.get(child.process.wait(), "import.damaged"))
            case Alive():
                continue


def _next(mail: queue.Queue[Message | None], limits: Limits, stop: Callable[[], bool]) -> Message | None:
    patience = time.monotonic() + limits.silence_seconds
    while not stop():
        try:
            return mail.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            if time.monotonic() > patience:
                raise EktpError("import.no_progress") from None
    raise EktpError("import.cancelled")
