"""Runs commands as a script would: real processes, a passphrase by descriptor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORDS = "abadi bintang cemara embun alpukat"


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
    line = [sys.executable, "-m", "ektp_desk", *map(str, words)]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    passed: tuple[int, ...] = ()
    if passphrase is not None:
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b"\n")
        os.close(writing)
        line += ["--passphrase-fd", str(reading)]
        passed = (reading,)
    done = subprocess.run(
        line,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=passed,
        env=environment,
        cwd=cwd,
        timeout=100,
    )
    for descriptor in passed:
        os.close(descriptor)
    return Done(done.returncode, done.stdout, done.stderr)


def told(done: Done, code: str) -> None:
    """Hold that a command ended by a refusal in words, and by which."""
    assert done.code == 1, done
    assert f"[{code}]" in done.out + done.err
    assert "Traceback" not in done.out + done.err
    assert "program.error" not in done.out + done.err
