"""A run as an object: at most 256 events of one journal, of one visit or of none."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import UNSET

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Run
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import TOO_BIG, Secrets, Sign, SignedEnvelope, open_content, read_as, seal_object
from ektp_desk.wire.events import CHANGED, events_as_bytes, files_named, header_of, read_events
from ektp_desk.wire.heads import RunHead


def write_run(
    run: Run,
    *,
    office: str,
    by: str,
    to: Mapping[str, str],
    visit: str,
    earlier: int,
    sign: Sign,
    key: bytes = b"",
    issuer: str = "",
) -> bytes:
    """Seal a run, all of whose events are of `visit`, to `to` (age recipients by their names).

    `earlier` counts the events of this visit in this journal before it; `key` is the device's public one,
    where it joins in this run; `issuer` is the office desk that seals another's events anew. Raises:
    `object.too_big`, and what a reader would: what nobody takes is not sent. ValueError for more than 256
    events.
    """
    head = RunHead(
        office=office,
        by=by,
        audience=tuple(to),
        device=run[0].device,
        incarnation=run[0].incarnation,
        first=run[0].seq,
        last=run[-1].seq,
        before=run[0].before.hex(),
        link=run[-1].link.hex(),
        visit=visit,
        earlier=earlier,
        files=files_named(run)[0],
        key=key.hex() or UNSET,
        issuer=issuer or UNSET,
    )
    content = events_as_bytes(run)
    if len(content) > limits.RUN:
        raise EktpError(TOO_BIG)
    _checked(head, content)
    return seal_object(head, content, to=to, sign=sign)


def open_run(envelope: SignedEnvelope, secrets: Secrets) -> Run:
    """Raises: as `head_of` and `open_content`; `run.changed` where an event is not true to the head or to its
    link, `run.files_differ` where the head lists other files than its events name.
    """
    head = read_as(envelope, RunHead)
    return _checked(head, open_content(envelope, secrets, most=limits.RUN))


def _checked(head: RunHead, content: bytes) -> Run:
    run = read_events(
        content,
        head.device,
        head.incarnation,
        first=head.first,
        before=bytes.fromhex(head.before),
        last=head.last,
        link=bytes.fromhex(head.link),
    )
    if any(header_of(one).visit != head.visit for one in run):
        raise EktpError(CHANGED)
    named, is_all = files_named(run)
    if not set(named) <= set(head.files) or (is_all and named != head.files):
        raise EktpError("run.files_differ")
    return run
