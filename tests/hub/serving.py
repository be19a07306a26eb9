"""`python -m tests.hub.serving`: forks hubs on loopback without TLS, for tests that kill them.

Each line of standard input asks for one (`AskedHub`), and the number of its process is answered: it is one of
its own, whose start costs a tenth since the program is read. It keeps itself in order, and copies to other
folders as if those were another disk.
"""

from __future__ import annotations

import atexit
import os
import random
import signal
import subprocess
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from ektp_desk import settings
from ektp_desk.hub.keeper import keeping
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.second_place import SecondPlace, choose_copy
from ektp_desk.hub.serving import listen_at, server


class AskedHub(msgspec.Struct, frozen=True):
    """`log`: where its standard error goes; `days`: by which its clock is ahead."""

    folder: str
    port: int
    copies: tuple[str, ...]
    log: str
    environment: dict[str, str]
    days: int = 0


def start(asked: AskedHub) -> int:
    """Give the number of its process, which a test has to end."""
    loaded = _loaded()
    assert loaded.stdin is not None
    assert loaded.stdout is not None
    loaded.stdin.write(msgspec.json.encode(asked) + b"\n")
    loaded.stdin.flush()
    return int(loaded.stdout.readline())


@cache
def _loaded() -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "tests.hub.serving"]
    made = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(made.communicate)
    return made


def _serve(asked: AskedHub) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    random.seed()
    os.environ.clear()
    os.environ.update(asked.environment)
    null = os.open(os.devnull, os.O_RDWR)
    log = os.open(asked.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for here, there in ((null, 0), (null, 1), (log, 2)):
        os.dup2(here, there)
    try:
        folder, now = Path(asked.folder), settings.machine_now
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "machine_now", lambda: now() + timedelta(days=asked.days))
            mailbox = Mailbox(folder)
            for place in asked.copies:
                choose_copy(mailbox.shelf, Path(place))
            patch.setattr("ektp_desk.hub.second_place.is_other_disk", lambda _folder, _place: True)
            with keeping(mailbox.shelf, SecondPlace(mailbox.shelf, folder)):
                server(mailbox, tls=False).run(sockets=[listen_at("127.0.0.1", asked.port)])
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


def _fork_for_each() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            _serve(msgspec.json.decode(line, type=AskedHub))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _fork_for_each()
