"""The kit: a folder, on a stick, that installs the desk and updates it where there is no network.

    wheels/…    what packaging/runtime.lock names, for each of TARGETS
    program/…   the program itself; `program/packaging/bootstrap.py run --wheels …` installs from here
    kit.json    every file with its SHA-256, written last
    README.txt

A file gets its name when it is whole: what was interrupted is taken up by the same command.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
INDEX, WHEELS, PROGRAM, README = "kit.json", "wheels", "program", "README.txt"
MADE = frozenset(
    {".git", ".venv", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", ".grimp_cache"}
    | {"__pycache__", "build", "dist"}
)  # what .gitignore names, and never travels
_GLIBC = 36  # of Debian 12: 2.36
_DEBIAN = (*(f"manylinux_2_{minor}_x86_64" for minor in range(_GLIBC, 16, -1)), "manylinux2014_x86_64")
TARGETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "linux 3.11": ("3.11", _DEBIAN),
    **{f"win32 {python}": (python, ("win_amd64",)) for python in ("3.11", "3.12", "3.13")},
}  # sys.platform and Python -> version and platforms, as pip names them
TEXT = """Meja kerja e-KTP tanpa internet / the e-KTP desk without a network

Debian 12 (Python 3.11):
  python3 program/packaging/bootstrap.py run --wheels .

Windows 10 (Python 3.11, 3.12, 3.13; 64 bit):
  py program\\packaging\\bootstrap.py run --wheels .

Ketik di folder ini. Perintah yang sama memasang dan memperbarui; data kantor tidak disentuh.
(Type it in this folder. The same command installs and updates; the office's data are not touched.)
"""

Run = Callable[[list[str]], "subprocess.CompletedProcess[str]"]


class Refused(Exception):
    """A kit that can't be made or used; holds the sentence for the person."""


@dataclass(frozen=True)
class Pin:
    """One line of a lock."""

    name: str  # as pip reads it: pillow==13.0.0
    hashes: frozenset[str] = field(repr=False)  # SHA-256, in hex

    @property
    def line(self) -> str:
        return " ".join([self.name, *(f"--hash=sha256:{each}" for each in sorted(self.hashes))])


def pins_of(lock: str) -> Iterator[Pin]:
    """Read a lock. Raises Refused for a line that is meant for some systems only.

    pip asks such a condition of the machine that it runs on, and not of the one that it fetches for.
    """
    for line in lock.replace("\\\n", " ").splitlines():
        if not line or line.startswith("#"):
            continue
        name, _space, condition = line.partition(" --hash=")[0].partition(";")
        if condition and not all("'PyPy'" in part for part in condition.split(" and ")):
            raise Refused(
                f"Baris kunci untuk sebagian sistem saja / a lock line for some systems only: {line[:60]}"
            )
        yield Pin(name.strip(), frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", line)))


@dataclass(frozen=True)
class Kit:
    """What kit.json says of a folder."""

    folder: Path
    said: Mapping[str, Any]

    @property
    def wheels(self) -> Path:
        return self.folder / WHEELS

    @property
    def program(self) -> Path:
        return self.folder / PROGRAM

    @property
    def id(self) -> str:
        """Another program has another, and so have other libraries: their lock is part of it."""
        return digest_of(json.dumps(self.said["program"]).encode())[:12]

    def pip(self) -> Path:
        """The wheel that installs: it runs as it is."""
        names: Iterator[str] = iter(self.said["hashes"])
        return self.wheels / next(name for name in names if name.startswith("pip-"))

    def check_wheels(self, lock: bytes, system: str, python: tuple[int, int]) -> None:
        """Hold this machine's wheels against their hashes. Raises Refused, naming the first that differs."""
        target = "{} {}.{}".format(system, *python)
        if target not in self.said["wheels"]:
            has = ", ".join(self.said["wheels"])
            raise Refused(f"Kit ini untuk / this kit is for: {has}; di sini / here: {target}")
        if digest_of(lock) != self.said["lock"]:
            raise Refused(
                f"Kit {self.folder} dibuat untuk versi lain dari program ini / is for another version of it."
            )
        for name in self.said["wheels"][target].values():
            check(self.wheels / name, self.said["hashes"][name])

    def copy_program(self, there: Path) -> None:
        """Copy the program to a new folder, each file by its hash. Raises Refused."""
        part = there.with_name(f"{there.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        for name, digest in self.said["program"].items():
            check(self.program / name, digest)
            with disk_of(there.parent):
                _copy(self.program / name, part / name)
        os.replace(part, there)


def read(folder: Path) -> Kit:
    """Raises Refused where no whole kit lies there."""
    try:
        said = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Refused(
            f"Di {folder} tidak ada kit yang lengkap; buatlah di komputer berinternet dengan `kit --wheels`. "
            "/ No whole kit lies there; make one with `kit --wheels` where there is a network."
        )
    return Kit(folder.resolve(), said)


def check(path: Path, digest: str) -> None:
    """Raises Refused, naming the file, where it is absent or another."""
    try:
        is_same = digest_of(path.read_bytes()) == digest
    except OSError:
        raise Refused(f"Berkas kit tidak ada / a file of the kit is missing: {path}") from None
    if not is_same:
        raise Refused(f"Berkas kit berubah / a file of the kit was changed: {path}")


def digest_of(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def disk_of(place: Path) -> Iterator[None]:
    """Raises Refused where the disk is full, or says why else it refuses."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(no_room(place)) from None
        raise Refused(f"Disk menolak, yang sudah lengkap tetap ada / the disk refuses: {error}") from None


def no_room(place: Path) -> str:
    return (
        f"Tempat di {place} habis; yang sudah lengkap tetap ada. Kosongkan, lalu ulangi. "
        "/ No room is left there; what is whole stays. Make room, then repeat."
    )


def is_full(said: str) -> bool:
    """Whether pip says that there is no room."""
    return "No space left" in said or "Errno 28" in said


def collect(root: Path, folder: Path, python: Path, run: Run) -> Kit:
    """Make or complete a kit of the program in `root`, fetching with `python`'s pip. Raises Refused."""
    with disk_of(folder):
        (folder / WHEELS).mkdir(parents=True, exist_ok=True)
        lock = (root / "packaging" / "runtime.lock").read_bytes()
        pins = tuple(pins_of(lock.decode("ascii")))
        known = {path.name: digest_of(path.read_bytes()) for path in (folder / WHEELS).glob("*.whl")}
        wheels = {target: _fetch(folder, target, pins, known, python, run) for target in TARGETS}
        used = {name for names in wheels.values() for name in names.values()}
        program = _put_program(root, folder)
        said = {
            "format": FORMAT,
            "lock": digest_of(lock),
            "wheels": wheels,
            "hashes": {name: known[name] for name in sorted(used)},
            "program": program,
        }
        _write(folder / README, TEXT)
        _write(folder / INDEX, json.dumps(said, indent=1))
        for path in (folder / WHEELS).glob("*.whl"):
            if path.name not in used:
                path.unlink()
        shutil.rmtree(folder / "unfinished", ignore_errors=True)
    if hasattr(os, "sync"):
        os.sync()  # the stick may be pulled out now
    return read(folder)


def _fetch(
    folder: Path, target: str, pins: tuple[Pin, ...], known: dict[str, str], python: Path, run: Run
) -> dict[str, str]:
    """Fetch what is not there; give pin -> file. `known` is file -> hash, and grows."""
    before = _told(folder).get(target, {})
    have = {pin.name: before.get(pin.name, "") for pin in pins}
    have = {pin.name: have[pin.name] for pin in pins if known.get(have[pin.name]) in pin.hashes}
    lacking = [pin for pin in pins if pin.name not in have]
    if not lacking:
        return have
    part = folder / "unfinished" / target.replace(" ", "-")
    part.mkdir(parents=True, exist_ok=True)
    wanted = part / "wanted.lock"
    wanted.write_text("".join(f"{pin.line}\n" for pin in lacking), encoding="ascii")
    done = run(_download(python, wanted, part, *TARGETS[target]))
    if done.returncode != 0:
        raise Refused(_why(done.stdout + done.stderr, folder))
    fetched = {digest_of(path.read_bytes()): path for path in sorted(part.glob("*.whl"))}
    for pin in lacking:
        digest = next((each for each in pin.hashes if each in fetched), "")
        if not digest:
            raise Refused(f"Tidak terunduh / not fetched: {pin.name} ({target})")
        name = have[pin.name] = fetched[digest].name
        os.replace(fetched[digest], folder / WHEELS / name)
        known[name] = digest
    _tell(folder, target, have)
    return have


def _download(python: Path, wanted: Path, there: Path, version: str, platforms: tuple[str, ...]) -> list[str]:
    """pip takes what lies there whole from the last time, and nothing whose hash is another."""
    pip = [str(python), "-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--quiet"]
    abis = (f"cp{version.replace('.', '')}", "abi3", "none")
    tags = [f"--platform={each}" for each in platforms] + [f"--abi={each}" for each in abis]
    what = ["--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(wanted), "-d", str(there)]
    return [*pip, f"--python-version={version}", "--implementation=cp", *tags, *what]


def _why(said: str, folder: Path) -> str:
    """One sentence of what pip says at length."""
    if is_full(said):
        return no_room(folder)
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "Yang diunduh bukan yang dikunci, dan tidak disimpan. Ulangi lewat jaringan lain. "
            "/ What came is not what is locked, and was not kept: repeat over another network."
        )
    return (
        "Tidak semua terunduh; yang sudah lengkap tetap ada. Periksa internet, lalu ulangi. "
        "/ Not all was fetched; what is whole stays. Check the network, then repeat."
    )


def _told(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Target -> pin -> file, of a kit or of one that was interrupted."""
    found: dict[str, Mapping[str, str]] = {}
    for path, key in ((folder / INDEX, "wheels"), (folder / "unfinished" / "fetched.json", "")):
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        found |= said[key] if key else said
    return found


def _tell(folder: Path, target: str, have: Mapping[str, str]) -> None:
    """Note what one target has, so that an interrupted run asks for it no more."""
    _write(folder / "unfinished" / "fetched.json", json.dumps({**_told(folder), target: have}, indent=1))


def _put_program(root: Path, folder: Path) -> dict[str, str]:
    """Copy the program beside the wheels; give file -> hash."""
    there, part, old = (folder / name for name in (PROGRAM, f"{PROGRAM}.part", f"{PROGRAM}.old"))
    names = program_files(root)
    if root.resolve() != there.resolve():
        shutil.rmtree(part, ignore_errors=True)
        for name in names:
            _copy(root / name, part / name)
        shutil.rmtree(old, ignore_errors=True)
        if there.exists():
            os.replace(there, old)
        os.replace(part, there)
        shutil.rmtree(old, ignore_errors=True)
    return {name: digest_of((there / name).read_bytes()) for name in names}


def program_files(root: Path) -> list[str]:
    """What git tracks; in a copy without it, all but what is made there."""
    if (root / ".git").exists():
        asked = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=True, text=True
        )
        names = [name for name in asked.stdout.split("\0") if name and (root / name).is_file()]
    else:
        paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        names = [path.as_posix() for path in paths if not MADE & set(PurePosixPath(path).parts)]
    return sorted(names)


def _copy(source: Path, there: Path) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, there)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)
