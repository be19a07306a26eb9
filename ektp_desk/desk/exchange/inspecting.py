"""Opening captured files at an office desk: each is unsealed here, and decoded in a process with limits.

What was found is a local fact (`store/verdicts.py`), which the desk's verdicts tell.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Timer
from typing import IO

import ektp_desk
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.picture_child import SIZE_BYTES, WHOLE
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.labels import folder_signs
from ektp_desk.domain.moments import Moment
from ektp_desk.seal.age import open_sealed
from ektp_desk.store.kept.sealed import WantedFile
from ektp_desk.store.store import Store
from ektp_desk.store.verdicts import VerdictIndex
from ektp_desk.usecases.laptops.courier import Inspection

_PATIENCE = 20.0  # seconds for one picture; a desk's own takes some milliseconds
_KEPT_AT_ONCE = 32  # files: what was found in them is written in one transaction
_RENEWED_EVERY = 500  # files for one process, which may compute so long in all
_REASON = re.compile(rb"[a-z][a-z0-9_.]{0,63}\n")
_NO_ANSWER = "picture.no_answer"  # it killed the process that read it, twice


def inspect_files(desk: Desk, *, lane: ExchangeLane | None = None) -> Inspection:
    """Open every captured file that this office desk has not opened yet, own and others'.

    One that is not here, or is no more what its name says, stays unopened; the packs of the laptop that took
    it are read again when its card comes, as for one that was lost since. Raises `disk.…`, `store.…`; what
    was found by then is kept.
    """
    lane = lane or on_own_thread(desk)
    index, secrets = VerdictIndex(lane.store), desk.office_secrets().get("office", ())
    counted = {"whole": 0, "wrong": 0, "missing": 0, "waiting": 0}
    objects = desk.objects()
    missing = [file for file in index.gone(objects.is_there) if not objects.is_whole(file)]
    counted[_MISSING] = len(missing)
    with _pictures() as decode:
        for batch in _batches(index):
            found = list[tuple[str, str]]()
            for one in batch:
                lane.check()
                verdict = _found_in(desk, one, secrets, decode)
                counted[_KIND_OF.get(verdict, "wrong")] += 1
                if verdict == _MISSING:
                    missing.append(one.file)
                elif verdict != _WAITING:
                    found.append((one.file, "" if verdict == WHOLE else verdict))
            lane.act(partial(_note_opened, verdicts=found, at=desk.clock()))
    if missing:
        lane.act(partial(_read_again, missing=missing))
    return Inspection(**counted)


def _read_again(store: Store, *, missing: list[str]) -> None:
    """Let packs be read once more that may have what is missing here."""
    store.runs.forget_read({folder_signs(*journal) for journal in VerdictIndex(store).naming(missing)})


def _note_opened(store: Store, *, verdicts: list[tuple[str, str]], at: Moment) -> None:
    VerdictIndex(store).note_opened(verdicts, at)


_MISSING, _WAITING = "missing", "waiting"
_KIND_OF = {WHOLE: "whole", _MISSING: "missing", _WAITING: "waiting"}


def _batches(index: VerdictIndex) -> Iterator[list[WantedFile]]:
    after = ""
    while due := index.unopened(after):
        after = due[-1].file
        yield from (due[at : at + _KEPT_AT_ONCE] for at in range(0, len(due), _KEPT_AT_ONCE))


def _found_in(desk: Desk, one: WantedFile, secrets: tuple[str, ...], decode: Callable[[bytes], str]) -> str:
    if not secrets:
        return _WAITING if desk.objects().is_there(one.file, one.size) else _MISSING
    try:
        sealed = desk.objects().read(one.file)
    except EktpError:  # a sector of the disk, or no file that stands there
        sealed = None
    if sealed is None or hashlib.sha256(sealed).hexdigest() != one.file:
        return _MISSING
    try:
        return decode(open_sealed(sealed, *secrets))
    except EktpError as error:
        if error.code == "seal.bad_key":
            raise
        return error.code


@contextmanager
def _pictures() -> Iterator[Callable[[bytes], str]]:
    """Give what decodes one picture after another: `WHOLE`, or why it is none."""
    child = _PictureChild()
    try:
        yield child.decode
    finally:
        child.end()


class _PictureChild:
    """The process of `picture_child`, begun at the first picture and anew after one that killed it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def decode(self, content: bytes) -> str:
        """One that gets no answer is tried once more: the process may have been tired of those before."""
        return self._try(content) or self._try(content) or _NO_ANSWER

    def _try(self, content: bytes) -> str:
        if self._process is None or self._served == _RENEWED_EVERY:
            self.end()
            self._process = _begin()
            self._served = 0
        self._served += 1
        process = self._process
        rest = Timer(_PATIENCE, process.kill)
        rest.start()
        try:
            hears, says = _stream(process.stdin), _stream(process.stdout)
            hears.write(len(content).to_bytes(SIZE_BYTES, "big") + content)
            hears.flush()
            answer = says.readline(80)
        except OSError:
            answer = b""
        finally:
            rest.cancel()
        if _REASON.fullmatch(answer):
            return answer.decode().strip()
        self.end()
        return ""

    def end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                _stream(stream).close()


def _begin() -> subprocess.Popen[bytes]:
    root = str(Path(ektp_desk.__file__).parents[1])
    return subprocess.Popen(  # our own interpreter and module
        [sys.executable, "-P", "-B", "-m", "ektp_desk.desk.exchange.picture_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root},
        process_group=0,
    )


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
