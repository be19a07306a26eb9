"""Receipts: what the hub holds of each journal, as the runs say that came, signed with its key."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select, update

from ektp_desk.hub.identity import HubIdentity
from ektp_desk.hub.schema import files, receipts, spans
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import Heard, Receipt, RunHead

Journal = tuple[str, str]  # device, incarnation


def note_run(connection: Connection, run: RunHead) -> None:
    """Lay a run beside what is here of its journal: joined to what ends where it begins, and the other way.

    One that lies within another says nothing new.
    """
    own = (spans.c.device == run.device, spans.c.incarnation == run.incarnation)
    first, before, last, link = run.first, run.before, run.last, run.link
    around = select(spans.c.first).where(*own, spans.c.first <= first, spans.c.last >= last)
    if connection.execute(around).first():
        return
    ending = (*own, spans.c.last == first - 1, spans.c.link == before)
    if left := connection.execute(select(spans).where(*ending)).first():
        first, before = left.first, left.before
    beginning = (*own, spans.c.first == last + 1, spans.c.before == link)
    if right := connection.execute(select(spans).where(*beginning)).first():
        last, link = right.last, right.link
    for where in (ending, beginning):
        connection.execute(delete(spans).where(*where))
    within = (*own, spans.c.first == first, spans.c.before == before)
    connection.execute(delete(spans).where(*within))
    row = {"device": run.device, "incarnation": run.incarnation, "first": first, "before": before}
    connection.execute(insert(spans).values(**row, last=last, link=link))


def note_files(connection: Connection, run: RunHead, here: Iterable[str]) -> None:
    """Know which files a run names; `here` lie in the mailbox already."""
    lying = set(here)
    own = (files.c.device == run.device, files.c.incarnation == run.incarnation)
    digests = [digest for digest, _size in run.files]
    known = set(connection.scalars(select(files.c.digest).where(*own, files.c.digest.in_(digests))))
    rows = [
        {
            "digest": digest,
            "device": run.device,
            "incarnation": run.incarnation,
            "size": size,
            "is_here": digest in lying,
        }
        for digest, size in run.files
        if digest not in known
    ]
    if rows:
        connection.execute(insert(files), rows)


def note_file(connection: Connection, digest: str) -> set[Journal]:
    """Know that a file has come; give whose it is."""
    connection.execute(update(files).where(files.c.digest == digest).values(is_here=True))
    of = select(files.c.device, files.c.incarnation).where(files.c.digest == digest)
    return {(row.device, row.incarnation) for row in connection.execute(of)}


def renew(connection: Connection, journals: Iterable[Journal], hub: HubIdentity, epoch: int) -> None:
    """Say anew what is held of these journals."""
    for device, incarnation in sorted(set(journals)):
        own = (receipts.c.device == device, receipts.c.incarnation == incarnation)
        number = (connection.scalar(select(receipts.c.number).where(*own)) or 0) + 1
        said = _receipt(connection, device, incarnation, number, hub, epoch)
        connection.execute(delete(receipts).where(*own))
        row = {"device": device, "incarnation": incarnation, "number": number}
        connection.execute(insert(receipts).values(**row, object=write_object(said, hub.sign)))


def _receipt(
    connection: Connection, device: str, incarnation: str, number: int, hub: HubIdentity, epoch: int
) -> Receipt:
    lacks = (files.c.device == device, files.c.incarnation == incarnation, files.c.is_here.is_(False))
    missing = connection.scalars(
        select(files.c.digest).where(*lacks).order_by(files.c.digest).limit(limits.NAMED)
    ).all()
    count = connection.scalar(select(func.count()).select_from(files).where(*lacks)) or 0
    return Receipt(
        office=hub.of.office,
        by=hub.key,
        audience=(),
        number=number,
        device=device,
        incarnation=incarnation,
        heard=heard(connection, device, incarnation),
        more=count - len(missing),
        epoch=epoch,
        missing=tuple(missing),
        copies=1,
    )


def heard(connection: Connection, device: str, incarnation: str) -> tuple[Heard, ...]:
    """The stretches of one branch: where two do not fit together, what came of the earlier one."""
    own = (spans.c.device == device, spans.c.incarnation == incarnation)
    rows = connection.execute(select(spans).where(*own).order_by(spans.c.first, spans.c.last.desc()))
    found = list[Heard]()
    for row in rows:
        if not found or row.first > found[-1][1] + 1:
            found.append((row.first, row.last, row.link))
    return tuple(found[: limits.SPANS])
