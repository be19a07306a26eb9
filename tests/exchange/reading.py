"""All that a desk does to bytes that came from outside, until it has their values or refuses them."""

from __future__ import annotations

import io

from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.wire.envelope import head_of
from ektp_desk.wire.heads import KnownHead, PackageHead, RunHead
from ektp_desk.wire.pack import PACK_MARK, EntryKind, PackDamage, kind_of_entry, read_pack
from ektp_desk.wire.package import Package, open_package
from ektp_desk.wire.part import ObjectPart, read_part
from ektp_desk.wire.run import open_run
from tests.exchange.scene import SECRETS, Sending, arrived

Sent = KnownHead | list[Arrived] | Package
Read = Sent | ObjectPart | EntryKind | tuple[bytes | PackDamage, ...]


def read_whole(data: bytes, by: Sending) -> Read:
    """Give what an entry or a pack says. Raises: what the product refuses it by."""
    if data.startswith(PACK_MARK):
        return tuple(read_pack(io.BytesIO(data)))
    kind = kind_of_entry(data)
    if kind is EntryKind.PART:
        return read_part(data)
    return read_sent(data, by) if kind is EntryKind.OBJECT else kind


def read_sent(data: bytes, by: Sending) -> Sent:
    """Give what an object says."""
    envelope = arrived(data, by)
    head = head_of(envelope)
    if isinstance(head, RunHead):
        return list(open_run(envelope, SECRETS))
    if isinstance(head, PackageHead):
        return open_package(envelope, SECRETS)
    return head
