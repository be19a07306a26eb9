"""What a laptop needs of an office's journals: who is who, the rules, visits, and what was ruled of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import msgspec

from ektp_desk.domain.errors import UNREADABLE
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.authority import KINDS
from ektp_desk.domain.journal.catalogue import CATALOGUE, Retention
from ektp_desk.domain.journal.events import Entity, Header
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.receiving import all_events

_ALWAYS = frozenset({*KINDS, "device_keys"})  # of devices; what else they say of themselves is of their days
_RULINGS = frozenset(
    {"settled", "number_parted", "events_placed", "ticket_entered", "recording_moved", "recording_counted"}
    | {"picture_ruled", "correction_reviewed", "exception_reviewed", "withdrawn", "body_erased"}
)
_LISTS = "SELECT list FROM visit_lists WHERE visit = ?"
_Said = tuple[Arrived, Header]


def first_stretches(connection: Any, *, visits: Collection[str]) -> list[list[Arrived]]:
    """Stretches of all journals: the office, users, devices and these visits; nobody who was recorded.

    A transaction comes whole, so that each stretch ends signed; what in it is personal comes without a body.
    """
    return _stretches(connection, lambda said: _wanted(said, visits))


def stretches_for(connection: Any, visit: str) -> list[list[Arrived]]:
    """The same for one visit, with its lists, and what was ruled, reviewed, taken back and erased of it."""
    lists = {list_id for (list_id,) in connection.execute(_LISTS, (visit,))}

    def wanted(said: list[_Said]) -> Iterable[Arrived]:
        if _is_ruling(said, visit):
            return [one for one, _head in said]
        if any(head.entity == Entity.LIST and head.id in lists for _one, head in said):
            return _without_people(said)
        return _wanted(said, {visit})

    return _stretches(connection, wanted)


def _stretches(connection: Any, wanted: Callable[[list[_Said]], Iterable[Arrived]]) -> list[list[Arrived]]:
    with translated_errors():
        taken = [one for said in _transactions(all_events(connection)) for one in wanted(said)]
    stretches: list[list[Arrived]] = []
    for one in taken:
        last = stretches[-1][-1] if stretches else None
        goes_on = last is not None and one.seq == last.seq + 1 and one.before == last.link
        if goes_on and last is not None and (one.device, one.incarnation) == (last.device, last.incarnation):
            stretches[-1].append(one)
        else:
            stretches.append([one])
    return stretches


def _transactions(events: Iterable[Arrived]) -> Iterator[list[_Said]]:
    """Cut journals where somebody signed; what lost its end goes with no transaction."""
    found: list[_Said] = []
    for one in events:
        if found and one.before != found[-1][0].link:
            found = []
        try:
            found.append((one, msgspec.json.decode(one.header, type=Header)))
        except UNREADABLE:
            found = []
            continue
        if one.signature is not None or not found[-1][1].key:
            yield found
            found = []


def _wanted(said: list[_Said], visits: Collection[str]) -> Iterator[Arrived]:
    if any(_is_of_office(head) for _one, head in said):
        yield from _without_people(said)
    elif any(head.id in visits for _one, head in said) and all(
        head.entity == Entity.VISIT for _one, head in said
    ):
        yield from (one for one, _head in said)


def _is_ruling(said: list[_Said], visit: str) -> bool:
    return all(head.visit == visit for _one, head in said) and any(
        head.kind in _RULINGS for _one, head in said
    )


def _without_people(said: list[_Said]) -> Iterator[Arrived]:
    for one, head in said:
        yield one._replace(salt=None, body=None) if _is_personal(head) else one


def _is_of_office(head: Header) -> bool:
    if head.entity == Entity.DEVICE:
        return head.kind in _ALWAYS
    return head.entity in (Entity.OFFICE, Entity.USER)


def _is_personal(head: Header) -> bool:
    if head.entity in (Entity.OFFICE, Entity.USER, Entity.DEVICE, Entity.VISIT):
        return False
    kind = CATALOGUE.get(head.kind)
    return kind is None or kind.retention is Retention.PERSON or head.entity != Entity.LIST
