"""Reads the word and name lists that ship with the desk, a word a line; judges none of them."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.domain.chance.inventing import WordLists
from ektp_desk.domain.errors import EktpError


def load_words(folder: Path) -> tuple[str, ...]:
    """Read the 1,024 words that secrets are written in; raises `resource.missing`."""
    return _read(folder / "kata.txt")


def load_names(folder: Path) -> WordLists:
    """Read the lists invented people are put together from; raises `resource.missing`."""
    return WordLists(
        male=_read(folder / "given_male.txt"),
        female=_read(folder / "given_female.txt"),
        family=_read(folder / "family.txt"),
        hamlets=_read(folder / "hamlets.txt"),
        streets=_read(folder / "streets.txt"),
        birth_places=_read(folder / "birth_places.txt"),
    )


def _read(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").split("\n")[:-1])
    except (OSError, ValueError) as error:
        raise EktpError("resource.missing", file=path.name) from error
