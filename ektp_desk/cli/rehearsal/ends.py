"""How each desk stands in the end: what it shows of the village's day, and whether all there is true."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ektp_desk.cli.rehearsal.team import Team
from ektp_desk.desk.desk import Desk
from ektp_desk.seal.sign import are_signed
from ektp_desk.store.holes import holes
from ektp_desk.store.proof.files import verify_files
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_lists, verify_pages, verify_views
from ektp_desk.store.store import Store
from ektp_desk.store.verdicts import VerdictIndex
from ektp_desk.usecases.exchange.queries import SafetyLadder, safety_ladder
from ektp_desk.usecases.laptops.queries import journal_ends
from ektp_desk.usecases.people.decisions import count_to_settle
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.session import Session
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import OfficeVerdict

VERIFIES = "the journals verify"
_FIGURES = (
    "closed",
    "desks",
    "equation",
    "outcomes",
    "unclear",
    "recorded_by_age",
    "targets_recorded",
    "people",
    "waits",
    "intervals",
)  # of a visit's report


@dataclass(frozen=True, slots=True)
class End:
    """What one desk says: the visit's figures, what is safe, how much waits for a ruling.

    `heard`: the last event of each device's journal, `copies`: on how many machines and disks office desks
    read it back, `files`: captured ones that lie there, by name.
    """

    figures: tuple[Any, ...]
    safety: SafetyLadder
    to_settle: int
    heard: dict[str, int]
    holes: int
    copies: dict[str, int]
    files: frozenset[str]
    verified: bool

    @property
    def sealed(self) -> int:
        """How many of the desk's own finished recordings are sealed."""
        return sum(row.sealed for row in self.safety.rows if row.own)


def end_of(desk: Desk, session: Session, visit: str) -> End:
    """Ask a desk that is open."""
    report, store = visit_report(session, visit), desk.held_store()
    return End(
        figures=tuple(getattr(report, name) for name in _FIGURES),
        safety=safety_ladder(session),
        to_settle=count_to_settle(session),
        heard={place.device: place.seq for place in journal_ends(store)},
        holes=len(holes(store.connection)),
        copies=_copies(store),
        files=frozenset(path.name for path in desk.folders.objects.glob("*.age")),
        verified=_is_true(desk),
    )


def _copies(store: Store) -> dict[str, int]:
    places = defaultdict[str, set[tuple[str, str]]](set)
    for _name, data in VerdictIndex(store).kept():
        said = read_as(read_object(data), OfficeVerdict)
        places[said.device] |= {(machine, disk) for machine, disk, _spans in said.kept}
    return {device: len(found) for device, found in places.items()}


def _is_true(desk: Desk) -> bool:
    """Whether `verify` would name nothing."""
    store = desk.held_store()
    connection = store.connection
    return not (
        verify_pages(connection)
        or list(verify_chain(connection))
        or signature_faults(connection, are_signed)
        or list(verify_views(connection))
        or verify_lists(store)
        or verify_files(store, desk.objects().check)
    )


def check_ends(team: Team, own: End, ends: list[End], recorded: int) -> dict[str, int]:
    """Hold every desk, the other office desk first, against the office; give what the document says."""
    sealed, kept = team.recordings + own.sealed, own.files & ends[0].files
    copies = min(own.copies.get(device, 0) for device in team.sealed)
    whole = not own.holes and all(own.heard.get(device) == last for device, last in team.sealed.items())
    safe = own.safety.safe
    expected = {
        VERIFIES: all(one.verified for one in (own, *ends)),
        "all that was sealed is at the office": whole,
        "every captured file is at both office desks": team.files <= own.files == kept,
        "every desk counts the visit alike": all(one.figures == own.figures for one in ends),
        "every ruling came home": not any(one.to_settle for one in (own, *ends)),
        "every recording was sealed": sealed == recorded,
        "every recording is safe": safe == recorded,
        "what is safe lies in two places": copies > 1,
        "every desk calls the same safe": all(one.safety.safe == safe for one in ends),
    }
    for what, holds in expected.items():
        team.office.expect(what, holds=holds)
    return {"captured": len(own.files), "sealed": sealed, "safe": safe, "kept": len(kept), "copies": copies}
