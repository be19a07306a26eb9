"""Receipts: what the hub holds of each journal, as the runs say that came, signed with its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET
from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, update

from ektp_desk.domain.safety import Span, common
from ektp_desk.hub.digests import is_among
from ektp_desk.hub.identity import HubIdentity
from ektp_desk.hub.rows import insert_rows
from ektp_desk.hub.schema import IS_LACKED, addressed, entries, files, receipts, retired, runs, spans
from ektp_desk.hub.stored import among
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import Heard, Receipt, RunHead

Journal = tuple[str, str]  # device, incarnation
_DEVICE = "device:"  # before a laptop's id, in an audience
_Place = tuple[int, str]  # an event's number, and a link


def _of(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Of one journal."""
    return table.c.device == bindparam("of"), table.c.incarnation == bindparam("its")


# What each body asks is made once: that costs more than to answer it.
_COME = update(files).where(is_among(files.c.digest)).values(is_here=bindparam("here"))
_COME_TO = _COME.returning(files.c.device, files.c.incarnation)
_LACKED = select(files.c.digest).where(*_of(files), IS_LACKED).distinct()
_LACKING = _LACKED.order_by(files.c.digest).limit(limits.NAMED + 1)
_SPANS = select(spans).where(*_of(spans)).order_by(spans.c.first, spans.c.last.desc())
_SAID = select(receipts.c.number, receipts.c.scrubbed).where(*_of(receipts))
_WORDS: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("number", "object")}
_RENEW, _SAY = update(receipts).where(*_of(receipts)).values(_WORDS), insert(receipts)


class _RunStretch(NamedTuple):
    device: str
    incarnation: str
    first: int
    before: str
    last: int
    link: str


def note_runs(connection: Connection, said: Sequence[tuple[str, RunHead]], *, is_held: bool) -> set[Journal]:
    """Know what runs say, by digest; give the journals whose stretches are to be found anew (`respan`)."""
    rows = [
        {
            "digest": digest,
            "device": run.device,
            "incarnation": run.incarnation,
            "first": run.first,
            "before": run.before,
            "last": run.last,
            "link": run.link,
            "is_offices": run.issuer is not UNSET,
            "is_held": is_held,
        }
        for digest, run in said
    ]
    insert_rows(connection, runs, rows)
    readers = [
        {"run": digest, "device": name.removeprefix(_DEVICE)}
        for digest, run in said
        for name in sorted({*run.audience})
        if name.startswith(_DEVICE)
    ]
    insert_rows(connection, addressed, readers)
    if is_held:
        return set()
    joined = _joined(run for _digest, run in said)
    return {(one.device, one.incarnation) for one in joined if not _joins(connection, one)}


def _joined(said: Iterable[RunHead]) -> list[_RunStretch]:
    """Those in one that follow each other."""
    found = list[_RunStretch]()
    for run in said:
        last = found[-1] if found else None
        ends = (last.device, last.incarnation, last.last + 1, last.link) if last else None
        if last and ends == (run.device, run.incarnation, run.first, run.before):
            found[-1] = last._replace(last=run.last, link=run.link)
        else:
            found.append(_RunStretch(run.device, run.incarnation, run.first, run.before, run.last, run.link))
    return found


def _joins(connection: Connection, run: _RunStretch) -> bool:
    """Join a run to the stretch that ends before it, or to none, where nothing else lies there."""
    own = (spans.c.device == run.device, spans.c.incarnation == run.incarnation)
    around = (*own, spans.c.first <= run.last + 1, spans.c.last >= run.first - 1)
    found = connection.execute(select(spans).where(*around)).all()
    if any(row.first <= run.first and run.last <= row.last for row in found):
        return True
    if not found:
        connection.execute(insert(spans).values(run._asdict()))
        return True
    if len(found) > 1 or (found[0].last, found[0].link) != (run.first - 1, run.before):
        return False
    same = (*own, spans.c.first == found[0].first, spans.c.before == found[0].before)
    connection.execute(update(spans).where(*same).values(last=run.last, link=run.link))
    return True


def respan(connection: Connection, journals: Iterable[Journal]) -> None:
    """Find anew the stretches of runs that count: one goes on where another ends by its last link."""
    for device, incarnation in sorted(set(journals)):
        of = (runs.c.device == device, runs.c.incarnation == incarnation, runs.c.is_held.is_(False))
        said = select(runs.c.first, runs.c.before, runs.c.last, runs.c.link).where(*of)
        begins, ends = dict[_Place, _Place](), dict[_Place, _Place]()
        for first, before, last, link in connection.execute(said.order_by(runs.c.first, runs.c.before)):
            begin, end = begins.get((first - 1, before), (first, before)), (last, link)
            begins[end] = min(begins.get(end, begin), begin)
            ends[begin] = max(ends.get(begin, end), end)
        connection.execute(delete(spans).where(spans.c.device == device, spans.c.incarnation == incarnation))
        heard = 0
        for begin, end in sorted(ends.items()):
            if end[0] <= heard:  # within another
                continue
            heard = end[0]
            row = {"device": device, "incarnation": incarnation, "first": begin[0], "before": begin[1]}
            connection.execute(insert(spans).values(**row, last=end[0], link=end[1]))


def forget_runs(connection: Connection, digests: Sequence[str]) -> set[Journal]:
    """Know no more what these runs say; give the journals whose stretches are to be found anew."""
    of = select(runs.c.device, runs.c.incarnation).where(is_among(runs.c.digest, digests)).distinct()
    found = {(row.device, row.incarnation) for row in connection.execute(of)}
    for column in (runs.c.digest, files.c.run, addressed.c.run):
        connection.execute(delete(column.table).where(is_among(column, digests)))
    return found


def note_files(connection: Connection, said: Sequence[tuple[str, RunHead]], *, is_held: bool) -> None:
    """Know which files runs name."""
    digests = {digest for _name, run in said for digest, _size in run.files}
    here = among(connection, digests, entries, retired)
    rows = [
        {
            "digest": digest,
            "run": name,
            "device": run.device,
            "incarnation": run.incarnation,
            "size": size,
            "is_here": digest in here,
            "is_held": is_held,
        }
        for name, run in said
        for digest, size in run.files
    ]
    insert_rows(connection, files, rows)


def note_here(connection: Connection, digests: Sequence[str], *, is_here: bool = True) -> set[Journal]:
    """Know that files have come, or are here no more; give whose they are."""
    if not digests:
        return set()
    return {tuple(row) for row in connection.execute(_COME_TO, {"digests": digests, "here": is_here})}


def renew(connection: Connection, journals: Iterable[Journal], hub: HubIdentity, epoch: int) -> list[bytes]:
    """Say anew what is held of these journals; give the receipts."""
    renewed = list[bytes]()
    for of in sorted(set(journals)):
        own = {"of": of[0], "its": of[1]}
        before = connection.execute(_SAID, own).first()
        number, scrubbed = (before.number + 1, before.scrubbed) if before else (1, "[]")
        read_back = msgspec.json.decode(scrubbed, type=tuple[Span, ...])
        said = write_object(_receipt(connection, of, number, read_back, hub, epoch), hub.sign)
        if before:
            connection.execute(_RENEW, own | {"new_number": number, "new_object": said})
        else:
            row = {"device": of[0], "incarnation": of[1], "number": number, "object": said}
            connection.execute(_SAY, row | {"scrubbed": scrubbed})
        renewed.append(said)
    return renewed


def _receipt(
    connection: Connection, of: Journal, number: int, read_back: Sequence[Span], hub: HubIdentity, epoch: int
) -> Receipt:
    own, there = {"of": of[0], "its": of[1]}, heard(connection, *of)
    missing = connection.scalars(_LACKING, own).all()
    named = missing[: limits.NAMED]
    return Receipt(
        office=hub.of.office,
        by=hub.key,
        audience=(),
        number=number,
        device=of[0],
        incarnation=of[1],
        heard=there,
        more=len(missing) - len(named),
        epoch=epoch,
        missing=tuple(named),
        copies=1,
        scrubbed=common(read_back, [(first, last) for first, last, _link in there])[: limits.SPANS],
    )


def heard(connection: Connection, device: str, incarnation: str) -> tuple[Heard, ...]:
    """The stretches of one branch: where two do not fit together, what came of the earlier one."""
    rows = connection.execute(_SPANS, {"of": device, "its": incarnation})
    found = list[Heard]()
    for row in rows:
        if not found or row.first > found[-1][1] + 1:
            found.append((row.first, row.last, row.link))
    return tuple(found[: limits.SPANS])
