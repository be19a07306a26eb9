"""What the window needs before and around a session: who may sign in, by what clock, and the way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ektp_desk.domain.moments import Moment
    from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in, as the slot file names them before anything is open."""

    id: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways in and out; `sign_in` and `sign_out` run on the thread that owns the store.

    `sign_in(user, passphrase)` takes as long as one key derivation and raises `signin.wrong`
    or the damage it found. `told_passphrase` is the sample office's, empty elsewhere.
    """

    office_name: str
    region: str
    zone: str
    is_sample: bool
    people: tuple[Person, ...]
    clock: Callable[[], Moment]
    sign_in: Callable[[str, str], Session] = field(repr=False)
    sign_out: Callable[[], None] = field(repr=False)
    told_passphrase: str = field(default="", repr=False)
