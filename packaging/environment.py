"""The project's own `.venv`: made, filled from a lock, and remembered by a stamp that is written last."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit import Kit, Refused, is_full, no_room

BOOTSTRAP_VERSION = 1  # raise it when an environment made by an older bootstrap no longer serves
STAMP = "ektp-desk.json"
PTH = "ektp-desk.pth"
SHOWN_LINES = 25

Done = subprocess.CompletedProcess[str]
Run = Callable[[list[str]], Done]


class Unprepared(Exception):
    """The environment can't be made; holds what the tool that failed said last."""


@dataclass(frozen=True)
class Environment:
    """One `.venv` under the repository's root, for one of the locks; with a kit it asks no network."""

    root: Path
    system: str
    python_version: tuple[int, int]
    kit: Kit | None = None

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if self.system == "win32" else "bin/python")

    @property
    def site_packages(self) -> Path:
        place = {"base": str(self.folder), "platbase": str(self.folder)}
        scheme = "nt_venv" if self.system == "win32" else "posix_venv"
        return Path(sysconfig.get_path("purelib", scheme, vars=place))

    def lock(self, name: str) -> Path:
        return self.root / "packaging" / f"{name}.lock"

    def fingerprint(self, lock: str) -> dict[str, object]:
        """Return what an environment that needs nothing would have in its stamp."""
        return {
            "bootstrap": BOOTSTRAP_VERSION,
            "python": "{}.{}".format(*self.python_version),
            "root": str(self.root),
            "digest": hashlib.sha256(self.lock(lock).read_bytes()).hexdigest(),
        }

    def read_stamps(self) -> dict[str, object]:
        """Return lock name -> fingerprint; nothing where the stamp is absent or damaged."""
        try:
            stamps = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def is_ready(self, *locks: str) -> bool:
        """Say whether one of `locks` is installed as it stands on disk now."""
        if not self.python.exists():
            return False
        stamps = self.read_stamps()
        return any(stamps.get(lock) == self.fingerprint(lock) for lock in locks)

    def must_be_made(self, run: Run) -> bool:
        """Say whether the folder can't be repaired in place: absent, moved, broken, of another Python."""
        if not self.python.exists():
            return True
        if any(not self._was_made_here(stamp) for stamp in self.read_stamps().values()):
            return True
        asked = run([str(self.python), "-c", "import sys, pip; print('%d.%d' % sys.version_info[:2])"])
        return asked.returncode != 0 or asked.stdout.strip() != "{}.{}".format(*self.python_version)

    def _was_made_here(self, stamp: object) -> bool:
        """Its commands hold absolute paths, so a moved folder is made anew."""
        return isinstance(stamp, dict) and stamp.get("root") == str(self.root)

    def make(self, run: Run) -> None:
        """Make the folder anew, empty but for pip. Raises Unprepared."""
        if Path(sys.prefix) == self.folder:
            raise Unprepared(f"{self.folder} can't replace itself: start this with the system's Python")
        bare = ["--without-pip"] if self.kit else []  # the kit brings pip: Debian's Python may have none
        self._demand(run([sys.executable, "-m", "venv", "--clear", *bare, str(self.folder)]))

    def install(self, lock: str, run: Run) -> None:
        """Install `lock`; the stamp goes first and comes back last. Raises Unprepared."""
        (self.folder / STAMP).unlink(missing_ok=True)
        if self.kit is not None:
            self._check(self.kit, lock)
        self._demand(run(install_command(self.python, self.lock(lock), self.kit)))
        # pip refuses `-e .` under hashes; a relative line holds for any alphabet in the path above.
        line = os.path.relpath(self.root, self.site_packages)
        (self.site_packages / PTH).write_text(line + "\n", encoding="ascii")
        self._write_script()
        stamps = {lock: self.fingerprint(lock)}
        (self.folder / STAMP).write_text(json.dumps(stamps, indent=1), encoding="utf-8")

    def _check(self, kit: Kit, lock: str) -> None:
        try:
            kit.check_wheels(self.lock(lock).read_bytes(), self.system, self.python_version)
        except Refused as refusal:
            raise Unprepared(str(refusal)) from None

    def _demand(self, done: Done) -> None:
        if done.returncode != 0:
            said = (done.stdout + done.stderr).strip().splitlines()
            if is_full(done.stdout + done.stderr):
                said = [no_room(self.folder)]
            raise Unprepared("\n".join(said[-SHOWN_LINES:]))

    def _write_script(self) -> None:
        """Under the command's name, as an installed package would have it."""
        if os.name == "nt":
            script, text = self.python.with_name("ektp-desk.cmd"), '@"%~dp0python.exe" -m ektp_desk %*\r\n'
        else:
            script, text = (
                self.python.with_name("ektp-desk"),
                f'#!/bin/sh\nexec "{self.python}" -m ektp_desk "$@"\n',
            )
        script.write_text(text, encoding="utf-8")
        script.chmod(0o755)


def install_command(python: Path, lock: Path, kit: Kit | None = None) -> list[str]:
    """Wheels only: a source package would bring unhashed build tools and want a compiler."""
    pip = ["-m", "pip"] if kit is None else [str(kit.pip() / "pip")]  # a wheel of pip runs as it lies there
    source = [] if kit is None else ["--no-index", f"--find-links={kit.wheels}"]
    how = ["install", "--disable-pip-version-check", "--no-input", "--quiet", *source]
    if lock.name == "dev.lock":
        how.append("--no-compile")  # tests load a few of its modules: these are compiled then
    return [str(python), *pip, *how, "--require-hashes", "--only-binary=:all:", "-r", str(lock)]


def run_quietly(command: list[str], settings: Mapping[str, str] = os.environ) -> Done:
    """Run, keeping what it says for the case that it fails; what can't even start has failed too."""
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
            env=settings,
        )
    except OSError as reason:
        return subprocess.CompletedProcess(command, 127, "", str(reason))


def run_offline(command: list[str]) -> Done:
    """Run as `run_quietly`, with no settings by which pip would look elsewhere."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return run_quietly(command, {**own, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"})
