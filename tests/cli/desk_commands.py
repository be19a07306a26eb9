"""Runs commands as a script would: real processes, a passphrase by descriptor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from tests.cli import forking
from tests.clock.sitecustomize import FULL_COST

WORDS = "abadi bintang cemara embun alpukat"
_WHILE_IT_LOADS = {"EKTP_DESK_LANGUAGE", FULL_COST}  # the words of its help, what a key costs
_MOST = 100  # seconds


@dataclass
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def command(*words: str | Path, passphrase: str | None = WORDS, cwd: Path | None = None) -> Done:
    """Run `ektp-desk WORDS…`; with a passphrase, hand it over on a descriptor."""
    line = [*map(str, words)]
    reading = None
    if passphrase is not None:
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b"\n")
        os.close(writing)
        line += ["--passphrase-fd", str(reading)]
    try:
        with TemporaryFile() as out, TemporaryFile() as err:
            code = _run(line, out, err, passphrase=reading, cwd=cwd)
            return Done(code, *(_text(file) for file in (out, err)))
    finally:
        if reading is not None:
            os.close(reading)


def _run(line: list[str], out: IO[bytes], err: IO[bytes], *, passphrase: int | None, cwd: Path | None) -> int:
    """Fork a loaded process, but for what is decided while one loads."""
    if hasattr(os, "fork") and not _WHILE_IT_LOADS & os.environ.keys():
        given = forking.Given(line, dict(os.environ), str(cwd or Path.cwd()), passphrase)
        return forking.run(given, out.fileno(), err.fileno(), timeout=_MOST)
    return subprocess.run(
        [sys.executable, "-m", "ektp_desk", *line],
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
        check=False,
        pass_fds=() if passphrase is None else (passphrase,),
        env={**os.environ, "PYTHONWARNINGS": "error"},
        cwd=cwd,
        timeout=_MOST,
    ).returncode


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def told(done: Done, code: str) -> None:
    """Hold that a command ended by a refusal in words, and by which."""
    assert done.code == 1, done
    assert f"[{code}]" in done.out + done.err
    assert "Traceback" not in done.out + done.err
    assert "program.error" not in done.out + done.err
