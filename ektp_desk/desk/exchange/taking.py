"""What runs and packages share where they arrive: keys that open them, and the store that takes events in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.desk.standing import fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Run
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.seal.sign import are_signed, are_signed_meanwhile
from ektp_desk.store.proof.signatures import asked_ahead, false_among, refuse_false
from ektp_desk.store.store import Store
from ektp_desk.usecases.laptops.queries import keys_of_device
from ektp_desk.usecases.ports import EventStore
from ektp_desk.wire.envelope import Secrets


def secrets_held(lane: ExchangeLane) -> Secrets:
    """What opens what is sealed to this laptop, to visits whose keys it has, and for ADBs to the office."""
    held = {name: tuple(map(lane.secret_of, secrets)) for name, secrets in _held_here(lane).items()}
    return {**lane.desk.office_secrets(), **held}


def audiences_held(lane: ExchangeLane) -> set[str]:
    """The names that these have where something is sealed."""
    return {*lane.desk.office_secrets(), *_held_here(lane)}


def _held_here(lane: ExchangeLane) -> dict[str, Sequence[bytes]]:
    visits = {f"visit:{visit}": secrets for visit, secrets in lane.store.packages.visit_keys().items()}
    return {**visits, f"device:{lane.device}": (fact(lane.connection, "box"),)}


def sender_key(store: EventStore, device: str, by: str, others: Iterable[str] = ()) -> bytes:
    """The key named `by` that a device told as its own, or one of `others` (hex).

    Raises `object.unknown_sender`; `object.not_signed` for a device that is known by other keys.
    """
    own = [keys.sign for keys in keys_of_device(store, device)]
    for public in map(bytes.fromhex, (*own, *others)):
        if key_name(public) == by:
            return public
    raise EktpError("object.not_signed" if own else "object.unknown_sender")


def office_key(lane: ExchangeLane, device: str, by: str, *, refused: str) -> bytes:
    """The key named `by` that an office desk told as its own, which was not revoked.

    Raises as `sender_key`; `refused` for another laptop.
    """
    public, authority = sender_key(lane.store, device, by), lane.store.authority
    if not authority.is_office(device) or authority.is_revoked(device):
        raise EktpError(refused)
    return public


def take_run(store: Store, run: Run, visit: str = "", earlier: int = 0) -> int:
    """Take in a run in one transaction; give how many of its events were new.

    `visit`, and how many `earlier` events of it there are, are what a laptop's own run says.

    Raises `journal.changed`, `journal.forked`, `journal.gap`; `journal.not_signed` where it lies about who
    signed, or does not end signed; `journal.unheard` where that is told by what is not here yet.
    """
    connection, holding = store.connection, store.holding
    check = asked_ahead(connection, run, are_signed_meanwhile)
    with store.together():
        holding.let_go.clear()
        new = store.receive(run)
        if new:
            refuse_false(connection, holding.authority, run, check, is_new=new == len(run))
        if visit:
            store.runs.note_taken(run, visit, earlier)
        while false := false_among(connection, holding.authority, holding.let_go, are_signed):
            store.hold_false(false)
    return new
