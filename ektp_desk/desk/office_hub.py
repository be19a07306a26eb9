"""The office's hub as the window has it: made on this machine, started and ended here, seen from anywhere."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.line import outbox_of
from ektp_desk.desk.hub_start import hub_line, serving_line, write_start
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import HUB_SIGNS, listening_for
from ektp_desk.domain.journal.signing import office_root, paper_code
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.running import end_serving, holder_of
from ektp_desk.seal.files import make_folder, telling_disk_errors
from ektp_desk.settings import private_opener
from ektp_desk.sync.looking import look_at_hub
from ektp_desk.sync.outbox import LineFacts
from ektp_desk.usecases.admin.queries import office_root as root_of
from ektp_desk.usecases.laptops.commands import check_hub, set_hub
from ektp_desk.usecases.laptops.hub import HubAddress, HubRestoring, HubSeen, HubStart
from ektp_desk.usecases.laptops.queries import office_hub
from ektp_desk.usecases.session import Session

_STARTED: list[subprocess.Popen[bytes]] = []  # held while they run: they outlive the window, and its sessions
_PATIENCE = 20.0  # seconds: a hub that has more to read begins to listen while somebody does something else
_A_CODE = re.compile(r"\[([a-z_]+\.[a-z_.]+)\]")  # as a command tells a refusal
_PASSED = re.compile(r"^(\d+)/(\d+)$", re.MULTILINE)  # as it says how far it is
_CHOSEN, _LOG, _MARK = "hub_folder", "hub.log", "hub.json"


def make_hub(
    desk: Desk, session: Session, folder: Path, addresses: Sequence[str], *, is_back: bool = False
) -> str:
    """Make a hub in a folder, and say in the journal that it is the office's; give its fingerprint.

    The office's own that lies there is taken: one that a cut left unsaid, that was restored, or that came
    with its disk to another machine; `is_back`: also where it lay before. Raises as `OfficeHub.make`.
    """
    said, root = check_hub(session, addresses), _root(session)
    if root is None:
        raise EktpError("kit.no_root")
    if folder.resolve().is_relative_to(desk.folders.data.resolve()):
        raise EktpError("hub.in_data_folder")
    try:
        from ektp_desk.hub.identity import HubOffice, make_identity, read_identity  # noqa: PLC0415  a desk may have none
    except ImportError:
        raise EktpError("hub.not_installed") from None
    own, known = session.guard.device_keys(), office_hub(session.store)
    if (folder / _MARK).exists():
        made = read_identity(folder)
        is_ours = not is_back and desk.folders.choices.get(_CHOSEN) == str(folder.resolve())
        if made.of.office != root.hex() or (is_ours and known and known.key == made.public.hex()):
            raise EktpError("hub.exists")
    else:
        with telling_disk_errors():
            if folder.exists() and any(folder.iterdir()):
                raise EktpError("hub.not_empty")
            of = HubOffice(root.hex(), session.device, own.sign, session.clock().offset)
            made = make_identity(folder, of)
    set_hub(session, made.public.hex(), said)
    desk.folders.choices.keep(**{_CHOSEN: str(folder.resolve())})
    return made.fingerprint


class DeskHub:
    """Implements `usecases.laptops.hub.OfficeHub`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._restoring: _Restoring | None = None

    def proposed(self) -> Path:
        endings = chain(("-hub",), (f"-hub-{number}" for number in count(2)))
        return next(
            place
            for place in map(self._desk.folders.beside, endings)
            if not (place.exists() and any(place.iterdir()))
        )

    def make(self, session: Session, folder: Path, addresses: Sequence[str]) -> None:
        make_hub(self._desk, session, folder, addresses)

    def look(self, session: Session) -> HubSeen | None:
        hub, root = office_hub(session.store), _root(session)
        if hub is None or root is None:
            return None
        facts = LineFacts(
            office=root.hex(),
            device=session.device,
            hub_key=hub.key,
            addresses=tuple(hub.addresses.split()),
            transport="",
        )
        folder, last = self._folder(hub.key), outbox_of(self._desk).heard
        holder = holder_of(folder) if folder else None
        found = look_at_hub(facts, lambda: session.clock().utc)
        heard = next((one for one in found if one.standing), None)
        return HubSeen(
            code=paper_code(bytes.fromhex(hub.key), HUB_SIGNS),
            addresses=tuple(HubAddress(one.url, one.trouble) for one in found),
            standing=heard.standing if heard else None,
            ahead=heard.ahead if heard else 0.0,
            folder=folder,
            listens=holder.listen if holder else "",
            heard=Moment.of(last, session.clock().offset).local if last else None,
        )

    def start(self, addresses: Sequence[str]) -> None:
        folder, listen = self._laid(), listening_for(addresses)
        if holder_of(folder):
            raise EktpError("hub.runs")
        _check_free(listen)
        forget_ended()
        process = _spawn(serving_line(folder, listen), folder)
        if _first_line(process) == b"":
            process.wait()
            raise EktpError("hub.not_started")

    def stop(self) -> None:
        folder = self._laid()
        if (holder := holder_of(folder)) is None:
            return
        end_serving(folder)
        for process in _STARTED:
            if process.args == serving_line(folder, holder.listen):
                process.wait()
        forget_ended()

    def copy_to(self, place: Path | None) -> None:
        words = ("copy", str(self._laid()), *([str(place)] if place else []))
        done = subprocess.run(hub_line(*words), capture_output=True, text=True, check=False)  # noqa: S603  as above
        if done.returncode:
            codes = _A_CODE.findall(done.stderr)
            raise EktpError(codes[-1] if codes else "hub.not_started")

    def read_back(self) -> None:
        folder = self._laid()
        forget_ended()
        _spawn(hub_line("scrub", str(folder)), folder, says=subprocess.DEVNULL)  # what it found the hub tells

    def restore(self, session: Session, source: Path, addresses: Sequence[str]) -> None:
        from ektp_desk.hub.identity import read_identity  # noqa: PLC0415  as above

        check_hub(session, addresses)
        root = _root(session)
        if root is None or read_identity(source).of.office != root.hex():
            raise EktpError("hub.other_office")
        try:
            folder = self._laid()
        except EktpError:
            folder = self.proposed()
        make_folder(folder)
        log = folder / _LOG
        begun = log.stat().st_size if log.exists() else 0
        forget_ended()
        words = ("restore", str(folder), "--from", str(source.resolve()))
        self._restoring = _Restoring(_spawn(hub_line(*words), folder, says=subprocess.DEVNULL), log, begun)

    def restoring(self) -> HubRestoring | None:
        return self._restoring.news() if self._restoring else None

    def come_back(self, session: Session, addresses: Sequence[str]) -> None:
        assert self._restoring is not None
        make_hub(self._desk, session, self._restoring.log.parent, addresses, is_back=True)

    def write_start(self, addresses: Sequence[str]) -> HubStart:
        return write_start(self._laid(), listening_for(addresses))

    def _laid(self) -> Path:
        folder = Path(self._desk.folders.choices.get(_CHOSEN))
        if not (folder / _MARK).exists():
            raise EktpError("hub.missing")
        return folder

    def _folder(self, key: str) -> Path | None:
        """Where the office's hub lies here; None where this machine has none, or a former one."""
        try:
            from ektp_desk.hub.identity import read_identity  # noqa: PLC0415  as above

            folder = self._laid()
            return folder if read_identity(folder).public.hex() == key else None
        except (EktpError, ImportError):
            return None


@dataclass(frozen=True, slots=True)
class _Restoring:
    """A process that puts a hub back; `begun`: how long its log was before."""

    process: subprocess.Popen[bytes]
    log: Path
    begun: int

    def news(self) -> HubRestoring:
        ended = self.process.poll()
        with self.log.open("rb") as file:
            file.seek(self.begun)
            said = file.read().decode(errors="replace")
        (done, total), codes = (_PASSED.findall(said) or [("0", "0")])[-1], _A_CODE.findall(said)
        code = (codes[-1] if codes else "hub.not_started") if ended else ""
        return HubRestoring(int(done), int(total), ended is not None, code)


def forget_ended() -> None:
    """Let go of the hubs that this program began and that have ended since."""
    _STARTED[:] = [process for process in _STARTED if process.poll() is None]


def _root(session: Session) -> bytes | None:
    root = root_of(session.store)
    if root is None:
        return None
    return office_root(bytes.fromhex(root.founder), bytes.fromhex(root.recovery))


def _check_free(listen: str) -> None:
    """Raise `hub.port_taken` where something listens already."""
    host, _colon, port = listen.rpartition(":")
    try:
        socket.create_server((host, int(port))).close()
    except OSError:
        raise EktpError("hub.port_taken") from None


def _spawn(line: Sequence[str], folder: Path, *, says: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Begin what goes on without the window; what is amiss it writes into a log beside the hub."""
    with telling_disk_errors(), open(folder / _LOG, "ab", opener=private_opener) as log:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            line,
            stdin=subprocess.DEVNULL,
            stdout=says,
            stderr=log,
            cwd=folder,
            **_apart(),
        )
    _STARTED.append(process)
    return process


def _first_line(process: subprocess.Popen[bytes]) -> bytes | None:
    """What it says once it listens: empty where it ended, None where it still reads what a crash left."""
    heard, said = SimpleQueue[bytes](), process.stdout
    assert said is not None

    def listen() -> None:
        with said:
            heard.put(said.readline())

    Thread(target=listen, name="hub_start", daemon=True).start()
    with suppress(Empty):
        return heard.get(timeout=_PATIENCE)
    return None


def _apart() -> dict[str, Any]:
    """What lets it go on without the window and its terminal."""
    if os.name == "nt":
        return {"creationflags": 0x00000008 | 0x00000200}  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    return {"start_new_session": True}
