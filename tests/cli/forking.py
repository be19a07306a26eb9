"""Commands as processes that are forked from one that has loaded the program: a start costs a tenth.

Each is a process of its own: environment, folder, descriptors, memory and end are its alone. What others load
before they read their arguments is there already; how light a start is `tests/gui/window` asks of real ones.
Windows are forked from one that has loaded Qt too, and what stands behind the sign-in: half of their start.
"""

from __future__ import annotations

import array
import atexit
import gc
import os
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn
from weakref import finalize

import msgspec

_LOADED = ("ektp_desk.__main__", "ektp_desk.cli.window")
_OF_CHILDREN = (
    "ektp_desk.desk.child_main",
    "ektp_desk.reports.before.letter",
    "ektp_desk.reports.before.numbers",
    "ektp_desk.reports.names",
    "ektp_desk.reports.visit",
    "ektp_desk.sheets.read",
    "ektp_desk.usecases.lists.commands",
)
_OF_WINDOWS = ("ektp_desk.gui.app", "ektp_desk.gui.keyreader", "ektp_desk.gui.shell.workplace")
_MOST = 2**20  # bytes of a request
_OPEN = 4  # descriptors at most: of both outputs, the answer and what is read
_NUMBER = 8  # bytes of one that answers: the process, and how it ended


class Given(msgspec.Struct, frozen=True):
    """What a command is started with; `read` is a descriptor that it reads, which its line names.

    `module` is one whose `main` runs in the command's place; it reads `read` as its input.
    """

    line: list[str]
    environment: dict[str, str]
    cwd: str
    read: int | None = None
    module: str = ""


def run(given: Given, out: int, err: int, *, timeout: float) -> int:
    """Run `ektp-desk LINE…` into two descriptors; give its exit code, below 0 for the signal that ended it.

    Raises subprocess.TimeoutExpired, after which no command that was started here runs any more.
    """
    command = Forked(given, out, err)
    try:
        return command.wait(timeout)
    except subprocess.TimeoutExpired:
        _server().end()
        raise


class Forked:
    """A command that runs, as `subprocess.Popen` tells of one; of a window's words `stdout` is the end."""

    def __init__(self, given: Given, out: int, err: int, *, stdout: IO[bytes] | None = None) -> None:
        self.args, self.stdout = given.line, stdout
        self.stdin: IO[bytes] | None = None
        self.returncode: int | None = None
        self._answer, answering = os.pipe()
        self._reading = threading.Lock()  # several threads may wait, as for a process
        finalize(self, os.close, self._answer)
        handed = [out, err, answering, *([] if given.read is None else [given.read])]
        try:
            _server(*(_OF_WINDOWS if stdout else ())).send(msgspec.json.encode(given), handed)
        finally:
            os.close(answering)
        self.pid = int.from_bytes(os.read(self._answer, _NUMBER), "big", signed=True)

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self.wait(0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._answer], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            with self._reading:
                if self.returncode is None:
                    self.returncode = int.from_bytes(os.read(self._answer, _NUMBER), "big", signed=True)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def fork_child(_line: list[str], *, env: dict[str, str], **_of_its_own: object) -> Forked:
    """Fork the process beside the desk's, as `subprocess.Popen` starts it."""
    reads, writes = os.pipe()
    read, written = os.pipe()
    with open(os.devnull, "wb") as null:
        given = Given(["child"], env, str(Path.cwd()), reads, "ektp_desk.desk.child_main")
        child = Forked(given, written, null.fileno())
    os.close(reads)
    os.close(written)
    child.stdin, child.stdout = os.fdopen(writes, "wb"), os.fdopen(read, "rb")
    return child


@dataclass(frozen=True, slots=True)
class _Server:
    channel: socket.socket
    process: subprocess.Popen[bytes]
    turn: threading.Lock

    def send(self, request: bytes, descriptors: list[int]) -> None:
        rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))
        with self.turn:
            self.channel.sendmsg([request], [rights])

    def end(self) -> None:
        """End it with every command that it still runs."""
        _server.cache_clear()
        self.channel.close()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@cache
def _server(*more: str) -> _Server:
    """`more` are modules that it loads too."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        line = [sys.executable, "-m", "tests.cli.forking", str(theirs.fileno()), *more]
        process = subprocess.Popen(
            line,
            env={**os.environ, "PYTHONWARNINGS": "error"},
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    server = _Server(ours, process, threading.Lock())
    atexit.register(_end_if_it_runs, server)
    return server


def _end_if_it_runs(server: _Server) -> None:
    if server.process.poll() is None:
        server.end()


def _serve(channel: socket.socket) -> None:
    """Fork for each request one process that waits for another, which is the command."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, rights, _flags, _address = channel.recvmsg(_MOST, socket.CMSG_SPACE(_OPEN * 4))
        if not request:
            return
        opened = array.array("i")
        opened.frombytes(rights[0][2])
        if os.fork() == 0:
            channel.close()
            _wait_for(msgspec.json.decode(request, type=Given), opened.tolist())
        for descriptor in opened:
            os.close(descriptor)


def _wait_for(given: Given, opened: list[int]) -> NoReturn:
    out, err, answer, *read = opened
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(answer)
        for here, there in ((out, 1), (err, 2), *((one, 0 if given.module else given.read) for one in read)):
            if there is not None and here != there:
                os.dup2(here, there, inheritable=True)
                os.close(here)
        _be_a_command(given)
    for descriptor in (out, err, *read):
        os.close(descriptor)
    os.write(answer, pid.to_bytes(_NUMBER, "big"))
    _pid, status = os.waitpid(pid, 0)
    os.write(answer, os.waitstatus_to_exitcode(status).to_bytes(_NUMBER, "big", signed=True))
    os._exit(0)


def _be_a_command(given: Given) -> NoReturn:
    """Be what `python -m ektp_desk` is when it has loaded."""
    os.environ.clear()
    os.environ.update(given.environment)
    os.chdir(given.cwd)
    random.seed()
    tempfile.tempdir = None
    sys.argv = ["ektp-desk", *given.line]
    from ektp_desk.cli.main import main
    from ektp_desk.settings import language
    from ektp_desk.words import speak, teach_libraries

    code: object = 1
    try:
        if given.module:
            os.setpgid(0, 0)
            code = import_module(given.module).main()
        else:
            speak(language())
            teach_libraries()
            main(prog_name="ektp-desk")
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    if code is not None and not isinstance(code, int):
        sys.stderr.write(f"{code}\n")
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code or 0)


def _load(*more: str) -> None:
    for name in (*_LOADED, *_OF_CHILDREN, *more):
        import_module(name)
    from ektp_desk.cli.main import _COMMANDS

    for module, _name in _COMMANDS.values():
        import_module(f"ektp_desk.cli.{module}")
    gc.freeze()


if __name__ == "__main__":
    _load(*sys.argv[2:])
    _serve(socket.socket(fileno=int(sys.argv[1])))
