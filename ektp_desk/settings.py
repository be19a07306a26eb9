"""Where things lie and what time it is: the few facts that come from outside the program."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import platformdirs

from ektp_desk.domain.moments import Moment

APP = "ektp-desk"
RESOURCES = Path(__file__).parents[1] / "resources"
Clock = Callable[[], Moment]


THEMES, LANGUAGES = ("terang", "matahari"), ("id", "en")
LEAST_TYPE, MOST_TYPE = 15, 20  # px


@dataclass(frozen=True, slots=True)
class ScreenChoice:
    """How this laptop's screen is: theme, size of letters in px, language; by default the first of each."""

    theme: str = THEMES[0]
    size: int = LEAST_TYPE
    language: str = LANGUAGES[0]


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
    def running(self) -> Path:
        """The mark of a window at work: found at a start, it was left by a hard stop."""
        return self.state / f"{self._place}.running"

    @property
    def fault(self) -> Path:
        """Where the interpreter says how far it came when it dies."""
        return self.state / f"{self._place}.fault"

    @property
    def screen(self) -> Path:
        """How this laptop's screen was chosen to be; the same for every office, and about nobody."""
        return self.state / "screen.json"

    @property
    def crash_report(self) -> Path:
        """The report of the last fault of the program, to be read and handed on."""
        return self.state / f"{self._place}-laporan.txt"

    @property
    def choices(self) -> Path:
        """What somebody chose for comfort at this laptop: a printer, a period; nobody's name."""
        return self.state / f"{self._place}-pilihan.json"

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
    """What was chosen the last time, by key, in a file that nobody would miss; without one, forgotten."""

    path: Path | None = None
    _kept: dict[str, str] | None = None

    def get(self, key: str, usual: str = "") -> str:
        """Give what was chosen, else the usual; an unreadable file chose nothing."""
        return self._read().get(key, usual)

    def keep(self, **chosen: str) -> None:
        """Remember; a full or refusing disk costs the comfort and nothing else."""
        kept = self._read()
        if {**kept, **chosen} == kept:
            return
        kept.update(chosen)
        if self.path is None:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part = self.path.with_suffix(".part")
            part.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self.path)

    def _read(self) -> dict[str, str]:
        if self._kept is None:
            self._kept = {}
            with suppress(OSError, ValueError):
                said = json.loads(self.path.read_text(encoding="utf-8")) if self.path else {}
                self._kept = {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}
        return self._kept


def folders(data: Path | None = None, *, sample: bool = False) -> Folders:
    """Give the folders; without `data` the user's own, the sample office apart from the real one.

    `EKTP_DESK_STATE` moves the state folder, for tests and for laptops whose home is not kept.
    """
    state = os.environ.get("EKTP_DESK_STATE")
    own = Path(platformdirs.user_data_dir(APP, appauthor=False)) / ("sample" if sample else "office")
    return Folders(
        data=data or own,
        state=Path(state) if state else Path(platformdirs.user_state_dir(APP, appauthor=False)),
    )


def language() -> str:
    """Give the language that was asked for: `EKTP_DESK_LANGUAGE`, else as the window keeps it, else `id`.

    The system's own is no wish: laptops are sold with an English one to people who read Indonesian.
    """
    return os.environ.get("EKTP_DESK_LANGUAGE") or _kept_language(folders().state / "screen.json") or "id"


def _kept_language(path: Path) -> str:
    """Give the language in the file where the window keeps how its screen is; empty where it says none."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    said = kept.get("language") if isinstance(kept, dict) else ""
    return said if isinstance(said, str) else ""


def clock_in(offset: int, *, today: date | None = None) -> Clock:
    """Give the laptop's clock in a zone (`offset` minutes from UTC); `today` moves the day, not the hour."""

    def now() -> Moment:
        return Moment(datetime.now(UTC) + shift, offset)

    shift = timedelta()
    if today is not None:
        shift = timedelta(days=(today - Moment(datetime.now(UTC), offset).day).days)
    return now


def read_screen(path: Path) -> ScreenChoice:
    """Give what was chosen; whatever is missing, unreadable or unknown takes its default."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ScreenChoice()
    if not isinstance(kept, dict):
        return ScreenChoice()
    theme, size, language = (kept.get(name) for name in ("theme", "size", "language"))
    default = ScreenChoice()
    return ScreenChoice(
        theme if theme in THEMES else default.theme,
        size if type(size) is int and LEAST_TYPE <= size <= MOST_TYPE else default.size,
        language if language in LANGUAGES else default.language,
    )


def write_screen(path: Path, choice: ScreenChoice) -> bool:
    """Keep a choice for the next start; give whether the disk took it: the desk goes on without."""
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(asdict(choice)), encoding="utf-8")
        new.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        return False
    return True
