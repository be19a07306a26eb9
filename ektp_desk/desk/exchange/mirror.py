"""The card that mirrors a laptop by itself: which one it is, where it lies now, and what it lacks.

A local fact in the store names the card by its mark: one that comes back in another slot is known.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.dropping import obey_drops
from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.desk.exchange.outgoing import put_runs, seal_runs
from ektp_desk.desk.folder.disks import disk_of
from ektp_desk.desk.standing import keep_fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import Carrier, find_carrier, mark_carrier
from ektp_desk.usecases.admin.backup_places import media
from ektp_desk.usecases.laptops.mirror import MIRROR, MirrorCard, MirrorNews, read_mirror

_OURS = ("store.", "anchor.")  # what is no trouble of a card


def choose_mirror(lane: ExchangeLane, place: Path) -> MirrorNews:
    """Take a card as the mirror from now on; raises `carrier.own_disk` and as `mark_carrier`."""
    refuse_own_disk(lane.desk, place)
    carrier = mark_carrier(place, _root(lane), point=lane.point)
    _keep(lane, chosen := MirrorCard(carrier.id, str(place)))
    return chosen.news


def mirror(lane: ExchangeLane, *, is_whole: bool) -> MirrorNews:
    """Put on the chosen card what it has not; see `Courier.mirror`. Raises `store.…`."""
    chosen = _chosen(lane)
    if chosen is None:
        return MirrorNews()
    now = lane.desk.clock()
    try:
        carrier = _find(lane, chosen)
        seal_runs(lane.desk, lane=lane, sweeps=is_whole)
        lacking = put_runs(lane, carrier, is_whole=is_whole).lacking
        obey_drops(lane, carrier, is_whole=is_whole)
    except EktpError as error:
        if error.code.startswith(_OURS):
            raise
        return replace(chosen.news, trouble=error)
    if lacking:
        return replace(chosen.news, trouble=EktpError("capture.lacking", count=lacking))
    _keep(lane, chosen := MirrorCard(carrier.id, str(carrier.place), now.text, now.offset))
    return chosen.news


def _find(lane: ExchangeLane, chosen: MirrorCard) -> Carrier:
    """The chosen card, wherever it is plugged in now.

    Raises `carrier.missing`, or what stands in its place: `carrier.other_office`, `carrier.trouble`.
    """
    root, refused = _root(lane), EktpError("carrier.missing")
    for place in dict.fromkeys((Path(chosen.place), *media())):
        try:
            found = find_carrier(place, root, point=lane.point)
        except EktpError as error:
            refused = error if place == Path(chosen.place) else refused
            continue
        if found.id == chosen.carrier:
            return found
    raise refused


def _chosen(lane: ExchangeLane) -> MirrorCard | None:
    found = lane.connection.execute("SELECT value FROM facts WHERE name = ?", (MIRROR,)).fetchone()
    return read_mirror(found[0] if found else None)


def _keep(lane: ExchangeLane, chosen: MirrorCard) -> None:
    def keep(store: Store) -> None:
        with store.together():
            keep_fact(store.connection, MIRROR, msgspec.json.encode(chosen))

    lane.act(keep)


def _root(lane: ExchangeLane) -> str:
    return office_root(lane.connection).hex()


def refuse_own_disk(desk: Desk, place: Path) -> None:
    """Raises `carrier.own_disk`: also for the empty folder that a stick leaves where it was pulled."""
    if _is_own_disk(desk, place):
        raise EktpError("carrier.own_disk")


def _is_own_disk(desk: Desk, place: Path) -> bool:
    """Whether a card would be lost with the laptop's disk; a rehearsal's may."""
    if desk.sample is not None:
        return False
    try:
        return place.stat().st_dev == desk.folders.data.stat().st_dev or _same(place, desk.folders.data)
    except OSError:
        return False  # who marks it says what is wrong there


def _same(place: Path, data: Path) -> bool:
    return disk_of(place) == disk_of(data) != ""
