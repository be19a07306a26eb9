"""Carrying for the window: from one lane, to and from the folder of a card or stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.inspecting import inspect_files
from ektp_desk.desk.exchange.lane import ExchangeLane
from ektp_desk.desk.exchange.line import prepare_line, take_from_line
from ektp_desk.desk.exchange.mirror import choose_mirror, mirror, refuse_own_disk
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_due_packages, give_package
from ektp_desk.desk.exchange.removing import remove_safe
from ektp_desk.desk.exchange.verdicts import renew_verdicts
from ektp_desk.desk.standing import keep_fact
from ektp_desk.domain.errors import EktpError
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.store import Store
from ektp_desk.sync.carrier import Carrier, find_carrier, mark_carrier
from ektp_desk.usecases.laptops.courier import (
    STICK,
    CarrierExport,
    CarrierImport,
    GivenPackage,
    Inspection,
    LineRound,
    RemovedFiles,
    StickNews,
    pass_by,
)
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.session import Session


def put_on(
    desk: Desk,
    session: Session,
    carrier: Carrier,
    passed: Callable[[int, int], None] = pass_by,
    *,
    lane: ExchangeLane | None = None,
) -> CarrierExport:
    """Put on a carrier what it has not; on an office desk also the packages that visits want."""
    done = export(desk, carrier, passed, lane=lane)
    if not session.at_office:
        return done
    given, withheld = give_due_packages(desk, session, carrier, lane=lane)
    return replace(done, packages=len(given), withheld=withheld, visits=tuple(given))


class DeskCourier:
    """Implements `usecases.laptops.courier.Courier`; `session` is who acts on the thread that writes."""

    def __init__(self, lane: ExchangeLane, session: Session) -> None:
        self._lane, self._session = lane, session

    def put_on(self, place: Path, *, passed: Callable[[int, int], None] = pass_by) -> CarrierExport:
        refuse_own_disk(self._lane.desk, place)
        carrier = mark_carrier(place, self._root(), point=self._lane.point)
        return put_on(self._lane.desk, self._session, carrier, passed, lane=self._lane)

    def give_package(self, place: Path, visit: str) -> GivenPackage:
        carrier = mark_carrier(place, self._root(), point=self._lane.point)
        return give_package(self._lane.desk, self._session, visit, carrier, lane=self._lane)

    def inspect(self) -> Inspection:
        if not self._session.at_office:
            raise EktpError("act.office_only")
        found = inspect_files(self._lane.desk, lane=self._lane)
        renew_verdicts(self._lane.desk, lane=self._lane)
        return found

    def take_in(self, place: Path, *, passed: Callable[[int, int], None] = pass_by) -> CarrierImport:
        carrier = find_carrier(place, self._root(), point=self._lane.point)
        return import_packs(self._lane.desk, self._session, carrier, passed, lane=self._lane)

    def keep_news(self, news: StickNews) -> None:
        def keep(store: Store) -> None:
            with store.together():
                keep_fact(store.connection, STICK, msgspec.json.encode(news))

        self._lane.act(keep)

    def remove_safe(self) -> RemovedFiles:
        return remove_safe(self._lane, self._session)

    def choose_mirror(self, place: Path) -> MirrorNews:
        return choose_mirror(self._lane, place)

    def mirror(self, *, is_whole: bool) -> MirrorNews:
        return mirror(self._lane, is_whole=is_whole)

    def by_line(self) -> LineRound:
        found = take_from_line(self._lane.desk, self._session, lane=self._lane)
        has_hub = prepare_line(self._lane.desk, self._session, lane=self._lane, is_whole=False)
        return LineRound(has_hub, found)

    def _root(self) -> str:
        return office_root(self._lane.connection).hex()
