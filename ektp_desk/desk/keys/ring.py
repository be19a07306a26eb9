"""The keys that an office's store ever had, and under which of them a file lies.

Each of them may be asked for: a change of the key may have been cut, a backup or a folder set aside is older.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.age import open_sealed
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.seal.pages import key_of
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.store.log import PAGE

_PAGES = 8  # read to tell the key; a disk harms one more likely than all


def key_under(store: Path, keys: tuple[bytes, ...]) -> bytes | None:
    """The key under which a store's file lies; None where it is none of these, or the file is damaged."""
    with telling_disk_errors(), store.open("rb") as file:
        return key_of(file.read(_PAGES * PAGE), keys, page=PAGE)


def key_to(store: Path, keys: tuple[bytes, ...]) -> bytes:
    """The same, to open it with: the newest, which stands first, where none fits: opening says why."""
    return key_under(store, keys) or keys[0]


def slots_beside(folder: Path, install: str) -> Slots | None:
    """The slots of this very office in another folder; None where they cannot be read, or are another's."""
    with suppress(EktpError):
        slots = read_slots(folder).slots
        return slots if slots.install == install else None
    return None


def keys_by(slots: Slots | None, held: Collection[Unlocked]) -> tuple[bytes, ...]:
    """Every key of a store beside these slots, by what others opened; empty when they open none.

    `held` are of the same office on another day: its store had another key then. Without slots these are all
    that may fit.
    """
    known = tuple(key for one in held for key in one.store_keys)
    if slots is None:
        return known
    newest = newest_of(slots, (*known, *_sealed_in(slots, held)))
    return (newest, *slots.keys_before(newest), *known) if newest else ()


def newest_of(slots: Slots, keys: Iterable[bytes]) -> bytes | None:
    """Which of these keys of a store its slots were written with; None for none."""
    for key in keys:
        with suppress(EktpError):
            slots.require_genuine(key)
            return key
    return None


def _sealed_in(slots: Slots, held: Collection[Unlocked]) -> Iterator[bytes]:
    """What one's own key, the office's or the recovery page's opens in them."""
    secrets = [secret for one in held for secret in (one.keys and one.keys.box.secret, one.office_secret)]
    for sealed in (slots.store_key, *(slot.store for slot in slots.users)):
        for secret in secrets:
            with suppress(EktpError):
                if sealed and secret:
                    yield open_sealed(sealed, secret)
