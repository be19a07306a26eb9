"""A store held against its anchor: does it hold what was acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ektp_desk.desk.folder.files import AnchorFile
from ektp_desk.domain.errors import StoreDamaged
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.domain.journal.head import Head, Standing, compare
from ektp_desk.settings import Folders
from ektp_desk.store.asking import places


def fact(connection: Any, name: str) -> bytes:
    """What a store knows of its device: `device`, `incarnation`, `seed`; raises `store.damaged`."""
    found = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise StoreDamaged("store.damaged")
    return bytes(found[0])


def keep_fact(connection: Any, name: str, value: bytes) -> None:
    """Runs inside the caller's transaction, or commits by itself."""
    connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def fact_text(connection: Any, name: str) -> str:
    """The same for what is text."""
    try:
        return fact(connection, name).decode()
    except UnicodeDecodeError:
        raise StoreDamaged("store.damaged") from None


def anchor_in(
    connection: Any, folders: Folders, install: str, generation: Callable[[], int] = lambda: 0
) -> AnchorFile:
    return AnchorFile(folders.anchor(install), fact(connection, "seed"), folders.first_anchor, generation)


def own_head(connection: Any, install: str) -> Head:
    """Where the store's own journal ends; writes nothing."""
    device, incarnation = (fact_text(connection, name) for name in ("device", "incarnation"))
    seq = places.last_seq(connection, device, incarnation)
    link = places.link_at(connection, device, incarnation, seq) or GENESIS.hex()
    return Head(install, device, incarnation, seq, link)


def check_standing(connection: Any, own: Head, anchored: Head | None) -> Standing:
    """Refuse a store that lost what it acknowledged: raises `store.behind_anchor`, `store.other_past`."""
    device = own.device
    standing = compare(anchored, own, lambda journal, seq: places.link_at(connection, device, journal, seq))
    if standing is Standing.BEHIND and anchored is not None:
        first = places.last_seq(connection, device, anchored.incarnation) + 1
        raise StoreDamaged("store.behind_anchor", first=first, last=anchored.seq)
    if standing is Standing.OTHER_PAST and anchored is not None:
        raise StoreDamaged("store.other_past", seq=anchored.seq)
    return standing
