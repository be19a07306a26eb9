"""Opening a founded store: against its anchor, and anew when its folder came from elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ektp_desk.desk.desk import gazetteer_of
from ektp_desk.desk.files import AnchorFile, ListFiles, RowFolder
from ektp_desk.desk.printing import Paper
from ektp_desk.domain.errors import StoreDamaged
from ektp_desk.domain.journal.bodies import IncarnationOpened
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.journal.head import Head, Standing, compare
from ektp_desk.settings import Clock, Folders
from ektp_desk.store.journal import find_pen
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.store import Store, no_point
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Office, User

Point = Callable[[str], None]


def new_id() -> str:
    """Give 128 random bits as hex: made offline, telling nothing."""
    return secrets.token_hex(16)


def open_store(
    folders: Folders,
    install: str,
    key: bytes,
    *,
    by: str,
    clock: Clock,
    point: Point | None = None,
    looking: bool = False,
) -> Store:
    """Open a founded store and hold it against its anchor; who is only `looking` writes no event.

    Raises `store.behind_anchor`, `store.other_past`, `anchor.unreadable`, `store.damaged`,
    `store.newer`; a folder that came from elsewhere begins a new incarnation.
    """
    connection = open_database(folders.data / STORE, key)
    try:
        facts = dict(connection.execute("SELECT name, value FROM facts").fetchall())
        device, incarnation = facts["device"].decode(), facts["incarnation"].decode()
        anchor = AnchorFile(folders.anchor, facts["seed"])
        pen, rows = find_pen(connection, install, device, incarnation), RowFolder(folders.lists)
        store = Store(connection, pen, anchor=anchor, row_files=rows, point=point or no_point)
        if _standing(store, anchor.read()) is Standing.MOVED and not looking:
            _begin_incarnation(store, folders, by=by, clock=clock)
        if not looking:
            rows.sweep(store.lists_with_rows())
    except BaseException:
        connection.close()
        raise
    return store


def session_of(store: Store, user_id: str, *, clock: Clock) -> Session:
    """Give what a signed-in user works with, over an open store."""
    office = store.ask("office", Office)[0]
    return Session(
        store=store,
        user=next(user for user in store.ask("users", User) if user.id == user_id),
        office=office,
        device=store.head.device,
        clock=clock,
        new_id=new_id,
        gazetteer=gazetteer_of(office.region),
        lists=ListFiles(),
        prints=Paper(),
    )


def _standing(store: Store, head: Head | None) -> Standing:
    """Refuse a store that lost what it acknowledged; mend an anchor that a crash left behind."""
    standing = compare(head, store.head, store.link_at)
    if standing is Standing.BEHIND and head is not None:
        raise StoreDamaged("store.behind_anchor", first=store.head.seq + 1, last=head.seq)
    if standing is Standing.OTHER_PAST and head is not None:
        raise StoreDamaged("store.other_past", seq=head.seq)
    if standing is Standing.TRUE and head != store.head:
        store.anchor_now()
    return standing


def _begin_incarnation(store: Store, folders: Folders, *, by: str, clock: Clock) -> None:
    """Begin a new journal of this device: the folder was restored, copied, or its anchor is gone."""
    last = store.head
    opened = IncarnationOpened(
        label=_next_label(store, last.device),
        reason="other_anchor" if folders.anchor.exists() else "no_anchor",
        last_incarnation=last.incarnation,
        last_seq=last.seq,
        last_link=last.link,
    )
    store.begin_incarnation(new_id(), Act(Entity.DEVICE, last.device, opened), by=by, at=clock())


def _next_label(store: Store, device: str) -> str:
    labels = sorted(row["value"] for row in store.ask("label_of_device", dict[str, str], device=device))
    number, _, letter = labels[-1].partition("/")
    return f"{number}/{chr(ord(letter) + 1)}"
