"""What may lie on the disk of a desk: files of known names, and nothing of anybody in any of them.

The names are refused by where they lie, whatever they hold: what is searched for is found only in forms that
somebody thought of, and a copy may be packed, scaled or coded in any other.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ektp_desk.settings import Folders

_HEX16, _HEX32, _HEX64 = (f"[0-9a-f]{{{digits}}}" for digits in (16, 32, 64))
_DATA = (
    r"desk\.lock",
    r"desk\.db(-wal|-shm|\.part)?",
    r"slots(\.copy)?\.json(\.part)?",
    r"sample\.json(\.part)?",
    rf"lists(/{_HEX32}\.rows(\.part)?)?",
    rf"objects(/{_HEX64}\.age(\.part)?)?",
)
_STATE = (
    rf"{_HEX16}-[0-9a-f]{{8}}\.anchor(\.part)?",
    rf"{_HEX16}\.(tries|running|fault)(\.part)?",
    rf"{_HEX16}-laporan\.txt(\.part)?",
    r"pilihan\.json(\.part)?",
    r"ektp-desk\.log(\.[12])?",
)
_ELSEWHERE = {  # where the desk writes nothing at all
    "temp": ("TMPDIR", "SQLITE_TMPDIR"),
    "cache": ("XDG_CACHE_HOME",),
    "run": ("XDG_RUNTIME_DIR",),
    "home": ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"),
}
_HEAD = 8  # bytes that are looked up before a whole word is compared


@dataclass(frozen=True)
class Disk:
    """Every folder that a process of the desk may write to, each under `root`."""

    root: Path

    @property
    def folders(self) -> Folders:
        return Folders(self.root / "data", self.root / "state")

    @property
    def environment(self) -> dict[str, str]:
        """Send everything that a system keeps elsewhere to folders under `root`, which are made."""
        for name in _ELSEWHERE:
            (self.root / name).mkdir(mode=0o700, exist_ok=True, parents=True)
        names = {variable: str(self.root / name) for name, those in _ELSEWHERE.items() for variable in those}
        return {"EKTP_DESK_STATE": str(self.folders.state), **names}

    def unknown(self) -> list[str]:
        """Name what the desk is not known to write: in data and state by their lists, elsewhere all."""
        known = [
            rf"data/({'|'.join(_DATA)})",
            rf"state/({'|'.join(_STATE)})",
            "data|state|temp|cache|run|home",
        ]
        allowed = re.compile("|".join(known))
        names = (path.relative_to(self.root).as_posix() for path in sorted(self.root.rglob("*")))
        return [name for name in names if not allowed.fullmatch(name)]

    def telling(self, secrets: Secrets) -> list[str]:
        """Name the files that tell of somebody, by their bytes or by their names."""
        return [
            self._name(path)
            for path in sorted(self.root.rglob("*"))
            if secrets.are_in(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
        ]

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


@dataclass
class Secrets:
    """Words and pieces of files, of eight bytes and more, to be found as they are, in hex and in base64."""

    words: frozenset[bytes] = field(repr=False)

    def __init__(self, words: Iterable[bytes]) -> None:
        self.words = frozenset(form for word in words for form in _forms(word))
        self._by_head: dict[bytes, list[bytes]] = defaultdict(list)
        for word in self.words:
            self._by_head[word[:_HEAD]].append(word)

    def are_in(self, content: bytes) -> bool:
        """Whether any of them stands there: every place is looked up once, however many they are."""
        heads = self._by_head
        return any(
            content.startswith(word, at)
            for at in range(len(content) - _HEAD + 1)
            if (head := content[at : at + _HEAD]) in heads
            for word in heads[head]
        )


def pieces(content: bytes) -> list[bytes]:
    """Cut 24 bytes at many places of a picture; white is white anywhere, and tells nothing."""
    found = (content[at : at + 24] for at in range(0, len(content) - 24, 997))
    return [piece for piece in found if len(set(piece)) > 8]


def _forms(word: bytes) -> set[bytes]:
    """How a word can stand in a file; in base64 without the signs that its neighbours decide too."""
    found = {word, word.hex().encode(), word.hex().upper().encode()}
    for lead, first in ((0, 0), (1, 2), (2, 3)):
        whole = (lead + len(word)) * 8 // 6
        coded = b64encode(bytes(lead) + word)[first:whole]
        found |= {coded, coded.translate(bytes.maketrans(b"+/", b"-_"))}
    return found
