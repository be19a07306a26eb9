"""What came in parts, once the last of them is here: judged as if it had come in one piece."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.judging import Judged, judge
from ektp_desk.hub.laying import TakenBody, lay, take_out
from ektp_desk.hub.packs import PackStore
from ektp_desk.hub.schema import entries, held
from ektp_desk.hub.senders import KnownSender
from ektp_desk.hub.stored import StoredEntry, among, pieces_of, whole_in


def take_whole(
    connection: Connection,
    store: PackStore,
    sender: KnownSender,
    whole: str,
    root: bytes,
    done: TakenBody,
    check: Callable[[Judged, int], None] = lambda _judged, _size: None,
) -> None:
    """Let a whole count, or be held; where it is refused its parts are thrown away.

    `check` raises why it is too much.
    """
    pieces = pieces_of(connection, whole)
    if not pieces or among(connection, [whole], entries, held):
        return  # the whole came by itself, whatever parts say of it
    entry, code = StoredEntry(whole, sum(one.size for one in pieces), pieces), "object.unknown"
    try:
        judged = judge(connection, sender, whole_in(store, entry), whole, root)
        if judged and not judged.part:
            check(judged, entry.size)
            lay(connection, judged, whole, entry.size, done, None)
            return
    except EktpError as error:
        code = error.code
    done.refused[whole] = code
    take_out(connection, [whole])
