"""The language that is spoken now: the user's on screens and in commands, the office's on paper.

One process speaks one language to its one user. What is written for the office meanwhile, on whatever
thread, speaks the source's: an own context lies over the user's language, and only there.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from ektp_desk.words.language.counting import counting

SOURCE = "id"
FOLDER = Path(__file__).parents[3] / "resources" / "i18n"
DOMAIN = "ektp_desk"
MARK = "\x04"  # as gettext parts a context from its sentence

_P = ParamSpec("_P")
_R = TypeVar("_R")
_C = TypeVar("_C", bound=type)
_NONE = gettext.NullTranslations()
_NAMED_KEY = re.compile(r"\[((?:Alt\+)?[A-Z])\]")  # `tekan [K]`
_as_pressed: Callable[[str], str] = str
_users: tuple[str, gettext.NullTranslations] = (SOURCE, _NONE)
_written: ContextVar[bool] = ContextVar("written", default=False)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The source first: each other one has its folder with a catalogue."""
    found = (folder or FOLDER).glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return SOURCE, *sorted(path.parts[-3] for path in found if path.parts[-3] != SOURCE)


def speak(language: str, folder: Path | None = None) -> None:
    """Choose the language of every later sentence to the user; without its catalogue it is the source's."""
    global _users  # noqa: PLW0603  one process speaks one language to its one user
    known = language if language in languages(folder) else SOURCE
    catalogue = gettext.translation(DOMAIN, folder or FOLDER, languages=[known], fallback=True)
    _users = (known, catalogue)


def spoken() -> str:
    """The user's: `id` or `en`."""
    return _users[0]


def catalogue() -> gettext.NullTranslations:
    """The one that holds here and now; the source's own is empty."""
    return _NONE if _written.get() else _users[1]


@contextmanager
def official() -> Iterator[None]:
    """Write in the source's language while this lasts, on this thread alone."""
    before = _written.set(True)
    try:
        yield
    finally:
        _written.reset(before)


def officially(written: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function write in the source's language, whatever the user reads on the screen."""

    @wraps(written)
    def in_source(*args: _P.args, **facts: _P.kwargs) -> _R:
        with official():
            return written(*args, **facts)

    return in_source


def all_official(writer: _C) -> _C:
    """Let every public function of a class write in the source's language, later ones included."""
    for name, written in list(vars(writer).items()):
        if callable(written) and not name.startswith("_"):
            setattr(writer, name, officially(written))
    return writer


def name_keys(as_pressed: Callable[[str], str]) -> None:
    """Choose how every later sentence names a key that it has in brackets; else as it is written."""
    global _as_pressed  # noqa: PLW0603  one process has one keyboard
    _as_pressed = as_pressed


def sentence_of(text: str) -> str:
    """In the language that holds; a marked one without its mark, keys as they are pressed."""
    if not text:
        return text  # gettext would give the catalogue's head
    told = catalogue().gettext(text).rpartition(MARK)[2]
    if "[" in told:
        told = _NAMED_KEY.sub(lambda found: _as_pressed(found[1]), told)
    return counting(told)
