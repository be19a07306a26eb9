"""Where things lie and what time it is: the few facts that come from outside the program."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import platformdirs

from ektp_desk.domain.moments import Moment

APP = "ektp-desk"
RESOURCES = Path(__file__).parents[1] / "resources"
Clock = Callable[[], Moment]


THEMES, LANGUAGES = ("terang", "matahari"), ("id", "en")
LEAST_TYPE, MOST_TYPE = 15, 30  # px
_SIZES = frozenset(map(str, range(LEAST_TYPE, MOST_TYPE + 1)))


@dataclass(frozen=True, slots=True)
class ScreenChoice:
    """How this laptop's screen is: theme, size of letters in px, language; by default the first of each.

    With `alt` a letter acts only together with Alt: who cannot see the focus, or types by a stick, types
    nothing by accident.
    """

    theme: str = THEMES[0]
    size: int = LEAST_TYPE
    language: str = LANGUAGES[0]
    alt: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """The data folder, and the state folder outside it where the head anchor lies."""

    data: Path
    state: Path

    def anchor(self, install: str) -> Path:
        """The anchor of one install's office in this data folder; a copy of the folder elsewhere has none."""
        return self.state / f"{self._place}-{hashlib.sha256(install.encode()).hexdigest()[:8]}.anchor"

    @property
    def first_anchor(self) -> Path:
        """Where the first release kept it: offices that took turns in a folder wrote over one another's."""
        return self.state / f"{self._place}.anchor"

    def anchors(self) -> list[Path]:
        """Every anchor of this data folder, whatever office left it."""
        return sorted(self.state.glob(f"{self._place}*.anchor"))

    @property
    def tries(self) -> Path:
        """Who typed how many wrong passphrases at this data folder."""
        return self.state / f"{self._place}.tries"

    @property
    def backup_tries(self) -> Path:
        """The same at backups, wherever they are to be put back."""
        return self.state / "restore.tries"

    @property
    def running(self) -> Path:
        """The mark of a window at work: found at a start, it was left by a hard stop."""
        return self.state / f"{self._place}.running"

    @property
    def look(self) -> Path:
        """Where a copy of the store lies while somebody only looks at it."""
        return self.state / f"{self._place}.look"

    @property
    def fault(self) -> Path:
        """Where the interpreter says how far it came when it dies."""
        return self.state / f"{self._place}.fault"

    @property
    def screen(self) -> Choices:
        """How this laptop's screen was chosen to be; the same for every office."""
        return Choices(self.kept, "screen", self.state / "screen.json")

    @property
    def crash_report(self) -> Path:
        """The report of the last fault of the program, to be read and handed on."""
        return self.state / f"{self._place}-laporan.txt"

    @property
    def choices(self) -> Choices:
        """What somebody chose for comfort in this office: a printer, a period."""
        return Choices(self.kept, self._place, self.state / f"{self._place}-pilihan.json")

    @property
    def kept(self) -> Path:
        """The one file of choices: how the screen is, and a section for each office; nobody's name."""
        return self.state / "pilihan.json"

    @property
    def half(self) -> Path:
        """Where a backup is unpacked before it takes the data folder's place."""
        return self.beside(".restoring")

    @property
    def switch(self) -> Path:
        """What a restoring moves; see `desk/folder/switching.py`."""
        return self.beside(".restoring.json")

    def beside(self, ending: str) -> Path:
        """On the disk of the data folder, also where that is a link."""
        data = self.data.resolve()
        return data.parent / f"{data.name}{ending}"

    def parts(self) -> list[Path]:
        """What a kill may have left half written outside the data folder."""
        shared = (self.kept.with_suffix(".part"), self.backup_tries.with_name("restore.tries.part"))
        own = [path for kind in ("part", "new") for path in self.state.glob(f"{self._place}*.{kind}")]
        return [*own, *shared, self.beside(".restoring.json.part")]

    @property
    def _place(self) -> str:
        return hashlib.sha256(str(self.data.resolve()).encode()).hexdigest()[:16]

    @property
    def lists(self) -> Path:
        """The encrypted rows of imported lists."""
        return self.data / "lists"

    @property
    def objects(self) -> Path:
        """The captured files, each sealed and named by the SHA-256 of its bytes."""
        return self.data / "objects"


@dataclass
class Choices:
    """What was chosen the last time, by key: a section of one file that nobody would miss.

    Without a file it is forgotten with the window. `before` is where an earlier release kept the section; it
    is read until something is kept. The file holds nobody's name.
    """

    path: Path | None = None
    section: str = "office"
    before: Path | None = None
    _kept: dict[str, str] | None = None

    def get(self, key: str, usual: str = "") -> str:
        """What was chosen, else the usual; an unreadable file chose nothing."""
        return self._read().get(key, usual)

    def keep(self, **chosen: str) -> bool:
        """Remember, and give whether the disk took it: a full or refusing one costs the comfort alone."""
        kept = self._read()
        if {**kept, **chosen} == kept and self.before is None:
            return True
        kept.update(chosen)
        if self.path is None or _write_section(self.path, self.section, kept):
            self.before = None
            return True
        return False

    def _read(self) -> dict[str, str]:
        if self._kept is None:
            whole = _mapping(self.path)
            said = whole.get(self.section) if self.section in whole else _mapping(self.before)
            self._kept = {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}
        return self._kept


def private_opener(path: str, flags: int) -> int:
    """For `open`: what is made is its owner's alone to read and write."""
    return os.open(path, flags, 0o600)


def _mapping(path: Path | None) -> dict[str, object]:
    """Read a file of choices; one that is missing or spoilt says nothing."""
    with suppress(OSError, ValueError):
        said = json.loads(path.read_text(encoding="utf-8")) if path and path.is_file() else {}
        return said if isinstance(said, dict) else {}
    return {}


def _write_section(path: Path, section: str, kept: dict[str, str]) -> bool:
    """Write a section beside what another window, of another office, has kept meanwhile."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole = json.dumps({**_mapping(path), section: kept}, ensure_ascii=False, indent=1)
        with open(part, "w", encoding="utf-8", opener=private_opener) as file:
            file.write(whole)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True


def folders(data: Path | None = None, *, sample: bool = False) -> Folders:
    """Without `data` the user's own, the sample office apart from the real one.

    `EKTP_DESK_STATE` moves the state folder, for tests and for laptops whose home is not kept.
    """
    state = os.environ.get("EKTP_DESK_STATE")
    own = Path(platformdirs.user_data_dir(APP, appauthor=False)) / ("sample" if sample else "office")
    return Folders(
        data=data or own,
        state=Path(state) if state else Path(platformdirs.user_state_dir(APP, appauthor=False)),
    )


def language() -> str:
    """That of commands: `EKTP_DESK_LANGUAGE`, else as the window keeps it, else `id`.

    The system's own is no wish: laptops are sold with an English one to people who read Indonesian.
    """
    return read_screen(folders().screen).language


def machine_now() -> datetime:
    """Read the machine's clock. Nothing else does: the tests put a clock of theirs in the place of this one.

    So it is called through `clock_in` alone and never imported by name.
    """
    return datetime.now(UTC)


def clock_in(offset: int, *, today: date | None = None) -> Clock:
    """The laptop's clock in a zone (`offset` minutes from UTC); `today` moves the day, not the hour."""

    def now() -> Moment:
        return Moment(machine_now() + shift, offset)

    shift = timedelta()
    if today is not None:
        shift = timedelta(days=(today - Moment(machine_now(), offset).day).days)
    return now


def read_screen(kept: Choices) -> ScreenChoice:
    """How the screen was chosen to be; what is missing, unreadable or unknown takes its default.

    `EKTP_DESK_LANGUAGE` goes before the kept language: whoever sets up a laptop sets it for everybody there.
    """
    default, theme, size = ScreenChoice(), kept.get("theme"), kept.get("size")
    said = _asked_language() or kept.get("language")
    return ScreenChoice(
        theme if theme in THEMES else default.theme,
        int(size) if size in _SIZES else default.size,
        said if said in LANGUAGES else default.language,
        kept.get("letters") == "alt",
    )


def write_screen(kept: Choices, choice: ScreenChoice) -> bool:
    """Keep a choice for the next start; give whether the disk took it: the desk goes on without.

    A language that the environment asked for was nobody's choice and is not kept.
    """
    said = {"theme": choice.theme, "size": str(choice.size)}
    if choice.alt or kept.get("letters"):
        said["letters"] = "alt" if choice.alt else "bare"
    if choice.language != _asked_language():
        said["language"] = choice.language
    return kept.keep(**said)


def _asked_language() -> str:
    asked = os.environ.get("EKTP_DESK_LANGUAGE", "")
    return asked if asked in LANGUAGES else ""
