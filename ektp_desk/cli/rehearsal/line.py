"""The line of a rehearsal: a hub in a process of its own, and before it somebody who cuts connections."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.line import outbox_of, prepare_line, take_from_line
from ektp_desk.desk.office_hub import make_hub
from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.sending import sync_once
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.usecases.session import Session

_CUTS = (300, 3_000, 20_000, 60_000)  # bytes after which a connection that carries so many is cut, one each
_TRIES = 20  # of one round: each cut costs one
_CHUNK = 2**14
_HERE = "127.0.0.1"


class HubProcess:
    """`ektp-desk hub serve` on a folder, until the end; `port` is where it listens."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server((_HERE, 0)) as free:
            self.port = free.getsockname()[1]

    def __enter__(self) -> Self:
        command = ["hub", "serve", str(self._folder), "--listen", f"{_HERE}:{self.port}"]
        self._process = subprocess.Popen(  # noqa: S603  this program itself
            [sys.executable, "-m", "ektp_desk", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self._process.stdout is not None
        if not self._process.stdout.readline():  # it says so when it listens
            raise EktpError("rehearsal.hub_gone")
        return self

    def __exit__(
        self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()


class CuttingProxy:
    """Listens at `port`, and hands on to a hub; `cuts` counts the connections that it ended."""

    def __init__(self) -> None:
        self._listening = socket.create_server((_HERE, 0))
        self.port, self.hub_port, self.cuts = self._listening.getsockname()[1], 0, 0
        self._left, self._thread = list(_CUTS), threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                desk, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(desk,), daemon=True).start()

    def _carry(self, desk: socket.socket) -> None:
        with desk, suppress(OSError), socket.create_connection((_HERE, self.hub_port)) as hub:
            for end in (desk, hub):  # else a short answer waits 40 ms for the end of another
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._pour, args=(hub, desk), daemon=True)
            back.start()
            self._pour(desk, hub, may_cut=True)
            back.join()

    def _pour(self, out_of: socket.socket, into: socket.socket, *, may_cut: bool = False) -> None:
        passed = 0
        with suppress(OSError):
            while data := out_of.recv(_CHUNK):
                passed += len(data)
                into.sendall(data)
                if may_cut and self._left and passed >= self._left[0]:
                    self._left.pop(0)
                    self.cuts += 1
                    out_of.shutdown(socket.SHUT_RDWR)
                    return
        with suppress(OSError):
            into.shutdown(socket.SHUT_WR)


@dataclass
class OfficeLine:
    """The office's hub in `folder`, which serves from when it was made until `held` ends."""

    folder: Path
    proxy: CuttingProxy
    held: ExitStack

    def make(self, desk: Desk, session: Session) -> None:
        """Raises as `make_hub`; `rehearsal.hub_gone`."""
        make_hub(desk, session, self.folder, [f"https://{_HERE}:{self.proxy.port}"])
        self.proxy.hub_port = self.held.enter_context(HubProcess(self.folder)).port


def by_line(desk: Desk, session: Session) -> CarrierImport:
    """Bring and fetch until nothing is left, however often it is cut; give what came.

    Raises what stands in the way after many tries.
    """
    found = CarrierImport()
    prepare_line(desk, session)
    for left in reversed(range(_TRIES)):
        try:
            sync_once(outbox_of(desk))
        except EktpError as error:
            if not (left and error.code.startswith(("line.", "request.", "hub."))):
                raise
            continue
        one = take_from_line(desk, session)
        found.count(one)
        found.note(one)
        if not (one.events or one.files or one.verdicts):
            return found
        prepare_line(desk, session)  # what is said of it goes at once
    return found
