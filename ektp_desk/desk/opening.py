"""Opening a founded store: against its anchor, and anew when its folder came from elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from ektp_desk.desk.folder.files import AnchorFile, RowFolder
from ektp_desk.desk.folder.objects import ObjectFolder
from ektp_desk.desk.folder.pair import copy_pair
from ektp_desk.desk.keys.ring import key_under
from ektp_desk.desk.picturing import DeskDevices
from ektp_desk.desk.places import gazetteer_of
from ektp_desk.desk.printing import ReportlabPapers
from ektp_desk.desk.spreadsheets import ListFiles
from ektp_desk.desk.standing import anchor_in, check_standing, fact, fact_text
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.authority import PAGE
from ektp_desk.domain.journal.bodies import IncarnationOpened
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.head import Head, Standing
from ektp_desk.domain.journal.labels import next_label
from ektp_desk.domain.journal.signing import Signer
from ektp_desk.domain.moments import Moment
from ektp_desk.seal.age import identity_bytes, identity_from_bytes, new_identity
from ektp_desk.seal.anchor import read as read_anchor
from ektp_desk.seal.anchor import said_generation
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.seal.keys import UserKeys
from ektp_desk.seal.sign import are_signed
from ektp_desk.seal.slots.content import Slots, Unlocked
from ektp_desk.settings import Clock, Folders
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.journal import find_writer
from ektp_desk.store.log import has_log
from ektp_desk.store.opening import STORE, open_database
from ektp_desk.store.proof.rebuild import refold_after_steps
from ektp_desk.store.proof.signatures import refuse_unsigned_rest
from ektp_desk.store.store import Store, no_point
from ektp_desk.usecases.admin.queries import (
    ENDED,
    all_users,
    incarnations,
    office_of,
    user_keys,
)
from ektp_desk.usecases.changes import Changes
from ektp_desk.usecases.ports import Credentials
from ektp_desk.usecases.session import Session

Point = Callable[[str], None]
_NEWS = {
    "no_anchor": "folder.copied",
    "other_anchor": "folder.other_anchor",
    "older_anchor": "folder.older_anchor",
}
_UNPROVEN = {"no_anchor": "anchor.none", "other_anchor": "anchor.other", "older_anchor": "anchor.older"}
UNPROVEN = frozenset(_UNPROVEN.values())  # what `doubts_of` says of a store that may be complete


def new_id() -> str:
    """128 random bits as hex: made offline, telling nothing."""
    return secrets.token_hex(16)


def open_store(
    folders: Folders,
    install: str,
    key: bytes,
    *,
    signer: Signer,
    clock: Clock,
    generation: Callable[[], int],
    older: Callable[[int], None],
    point: Point | None = None,
    looking: bool = False,
    partly: bool = False,
    tell: Callable[[EktpError], None] = lambda _news: None,
    changed: Callable[[Changes], None] = lambda _changes: None,
) -> Store:
    """Open a founded store and hold it against its anchor.

    `tell` hears that a new journal was begun: `folder.copied`, `folder.other_anchor`, `folder.older_anchor`;
    and that a damaged log was put right: `store.salvaged`. `generation` is that of the slots; `older` hears
    of a later one in the anchor before anything is written.
    Who is only `looking` opens a copy (`Folders.look`, which the caller removes), so that the folder stays
    as it is, hears that the next opening will put the log right (`store.log_damaged`), and asks `doubts_of`
    for what the anchor says. Looking `partly` shows of a log that cannot be put right what can be read of it.
    Raises `store.behind_anchor`, `store.other_past`, `store.part_salvaged`, `store.unsigned_rest`,
    `anchor.unreadable`, `store.damaged`, `store.newer`, `user.removed`; a folder that came from elsewhere
    begins a new incarnation.
    """
    data = copy_pair(folders.data, folders.look).parent if looking else folders.data
    if has_log(data):
        from ektp_desk.desk.damaged_log import LoggedStore  # noqa: PLC0415  seldom needed

        logged = LoggedStore(folders, install, key, data, signer)
        if looking:
            logged.look_at(tell, partly=partly)
        else:
            logged.put_right(tell)
    connection = open_database(data / STORE, key)
    try:
        with translated_errors():
            rows = RowFolder(folders.lists)
            anchor = anchor_in(connection, folders, install, generation)
            store = _founded(connection, install, signer, anchor, rows, point or no_point, changed)
            refold_after_steps(store)
            if not looking:
                standing = _standing(store, anchor, older)
                refuse_ended(store, signer)
                if standing is Standing.MOVED:
                    refuse_removed(store, signer.user)  # no journal begins in the name of an older slot file
                    reason = _why_moved(store, folders)
                    tell(EktpError(_NEWS[reason], label=begin_incarnation(store, reason, at=clock())))
                _keep_box(store)
                store.sweep_rows()
                store.sweep_copies()
    except BaseException:
        connection.close()
        raise
    return store


def keys_in(connection: Any) -> UserKeys:
    """A device's own keys, which lie in its store: who opens it acts for the device."""
    return UserKeys(fact(connection, "seed"), identity_from_bytes(fact(connection, "box")))


def _keep_box(store: Store) -> None:
    """Make the key to which others seal for this device, where an earlier release founded it without one."""
    with translated_errors():
        if store.connection.execute("SELECT 1 FROM facts WHERE name = 'box'").fetchone():
            return
    secret = identity_bytes(new_identity().secret)
    with store.together():
        store.connection.execute("INSERT INTO facts (name, value) VALUES ('box', ?)", (secret,))


def key_of_store(folders: Folders, slots: Slots, keys: Unlocked) -> bytes:
    """The key under which the store lies, and with which it is opened.

    Raises `store.damaged` where it was lost: SQLite would make a new one, though the slots say that there was
    one; `slots.former` where these are of before its key was changed.
    """
    path = folders.data / STORE
    with telling_disk_errors():
        lost = not path.exists() or not path.stat().st_size
    if lost:
        raise StoreDamaged("store.damaged")
    key = key_under(path, keys.store_keys)
    if key is None and _anchored_generation(folders, slots.install) > slots.generation:
        raise EktpError("slots.former")
    return key or keys.store_key


def _anchored_generation(folders: Folders, install: str) -> int:
    """Of the slots last kept here, as nobody can prove who does not open the store."""
    with suppress(EktpError):
        return said_generation(read_anchor(folders.anchor(install)) or b"")
    return 0


def _founded(
    connection: Any,
    install: str,
    signer: Signer,
    anchor: AnchorFile,
    rows: RowFolder,
    point: Point,
    changed: Callable[[Changes], None],
) -> Store:
    device, incarnation = (fact_text(connection, name) for name in ("device", "incarnation"))
    writer = find_writer(connection, install, device, incarnation)
    return Store(
        connection, writer, signer=signer, anchor=anchor, row_files=rows, point=point, changed=changed
    )


def anchor_of(store: Store, folders: Folders) -> AnchorFile:
    return anchor_in(store.connection, folders, store.head.install)


def doubts_of(
    store: Store, folders: Folders, *, generation: int, told: Iterable[EktpError]
) -> EktpError | None:
    """Say how store and slots differ from what their anchor acknowledged; None when they do not.

    Without an anchor of this very journal nothing tells whether the store is complete: `anchor.none`,
    `anchor.other`, `anchor.older`. `told` is what its opening told: a log may have been damaged and put right
    in the copy alone.
    """
    try:
        with translated_errors():
            anchor = anchor_of(store, folders)
            standing = _check_standing(store, anchor.read())
            if anchor.read_generation() > generation:
                return EktpError("slots.older")
            if standing is Standing.MOVED:
                return EktpError(_UNPROVEN[_why_moved(store, folders)])
    except EktpError as doubt:
        return doubt
    return next((news for news in told if news.code == "store.log_damaged"), None)


def refuse_removed(store: Store, user_id: str) -> None:
    """Raise `user.removed` for somebody whom an older slot file still lets in."""
    if any(user.id == user_id and user.state == "removed" for user in all_users(store)):
        raise EktpError("user.removed")


def refuse_ended(store: Store, signer: Signer) -> None:
    """Raise `user.key_ended` for a key that the journal ended: what it signed would count for nothing.

    Of a recovery page `recovery.replaced`; on a laptop that was revoked `device.revoked`.

    So it is with a slot of before a passphrase was reset: out of a backup, or a crash came between the two.
    """
    if store.authority.is_revoked(store.head.device):
        raise EktpError("device.revoked")
    if any(key.key == signer.key and key.state == ENDED for key in user_keys(store)):
        raise EktpError("recovery.replaced" if signer.user == PAGE else "user.key_ended")


def session_of(
    store: Store, user_id: str, *, clock: Clock, guard: Credentials, files: ObjectFolder
) -> Session:
    """Raises `user.removed` for somebody whom an older slot file still lets in."""
    refuse_removed(store, user_id)
    office = office_of(store)
    user = next((user for user in all_users(store) if user.id == user_id), None)
    if office is None or user is None:
        raise StoreDamaged("store.damaged")  # `verify` and `rebuild` need no session
    return Session(
        store=store,
        user=user,
        office=office,
        device=store.head.device,
        clock=clock,
        new_id=new_id,
        gazetteer=gazetteer_of(office.region),
        lists=ListFiles(),
        prints=ReportlabPapers(),
        guard=guard,
        files=files,
        devices=DeskDevices(simulated=office.sample),
        at_office=store.authority.is_office(store.head.device),
    )


def _standing(store: Store, anchor: AnchorFile, older: Callable[[int], None]) -> Standing:
    """Refuse a store that lost what it acknowledged; mend an anchor that a crash left behind."""
    head, kept = anchor.read(), anchor.read_generation()
    standing = _check_standing(store, head)
    if kept > anchor.generation():
        older(kept)
    if standing is Standing.TRUE and (head, kept) != (store.head, anchor.generation()):
        store.anchor_now()
    return standing


def _check_standing(store: Store, head: Head | None) -> Standing:
    """Hold a store against its anchor; what lies beyond it must be signed, as what a crash leaves is.

    Raises as `check_standing`; `store.unsigned_rest`.
    """
    standing = check_standing(store.connection, store.head, head)
    if standing is Standing.TRUE and head is not None and store.head.seq > head.seq:
        refuse_unsigned_rest(store.connection, head.journal, head.seq, are_signed)
    return standing


def _why_moved(store: Store, folders: Folders) -> str:
    """Say what shows that the folder came from elsewhere; each reason is a word of `IncarnationOpened`."""
    if anchor_of(store, folders).read() is not None:
        return "older_anchor"  # our own, of a journal before this one: somebody brought a former folder back
    return "other_anchor" if folders.anchors() else "no_anchor"


def begin_incarnation(store: Store, reason: str, *, at: Moment) -> str:
    """Begin a new journal of this device: the folder was restored, copied, or its anchor is gone.

    Gives its label.
    """
    last, incarnation = store.head, new_id()
    labels = sorted(one.label for one in incarnations(store) if one.device == last.device)
    if not labels:
        raise StoreDamaged("store.damaged")
    opened = IncarnationOpened(
        label=next_label(labels, incarnation),
        reason=reason,
        last_incarnation=last.incarnation,
        last_seq=last.seq,
        last_link=last.link,
    )
    store.begin_incarnation(incarnation, NewEvent(Entity.DEVICE, last.device, opened), at=at)
    return opened.label
