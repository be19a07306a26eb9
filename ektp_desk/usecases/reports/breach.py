"""Whose data a lost laptop held: counts for a notice, and on demand the names, which is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import NamesShown
from ektp_desk.domain.journal.devices import OFFICE_DESK
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.breach import BreachCut, BreachJournal, BreachNotice, BreachVisit
from ektp_desk.domain.paper.figures import BySex, Signatory
from ektp_desk.domain.paper.names import NameGroup, NameList, NamesRow, Part
from ektp_desk.domain.people import born_by, clean_text
from ektp_desk.usecases.admin.laptops import LaptopStanding, device_of, laptop_standings
from ektp_desk.usecases.laptops.queries import (
    VisitOnLaptop,
    counts_of_device,
    everybody_here,
    holes_of_device,
    people_listed,
    people_met,
    people_of_device,
    visits_on_laptop,
)
from ektp_desk.usecases.people.queries import Cluster, clusters_of, shown_people
from ektp_desk.usecases.reports.queries import definitions, origin
from ektp_desk.usecases.reports.targets import masked
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.usecases.visits.queries import the_visit, visit_name
from ektp_desk.words import _, officially
from ektp_desk.words.numbers import count

BREACH = "breach"  # in `NamesShown`
_GROWN = 18  # years: data of who is younger is named apart in a notice


@dataclass(frozen=True, slots=True, repr=False)
class _Held:
    """Ids of people by how they came to lie there."""

    own: set[str]
    by_visit: dict[str, tuple[set[str], set[str]]]  # listed in its package's rows, and met
    visits: list[VisitOnLaptop]
    everybody: set[str] = field(default_factory=set)  # of an office desk

    @property
    def sure(self) -> set[str]:
        """Whom it held as far as its journals tell: its own people, and all of the visits it was at."""
        return self.own.union(*(part for v in self.visits if v.events for part in self.by_visit[v.visit]))

    @property
    def most(self) -> set[str]:
        return self.own.union(self.everybody, *(part for parts in self.by_visit.values() for part in parts))


@officially
def breach_notice(session: Session, number: str) -> BreachNotice:
    """Count whose data a laptop held, as far as this office desk knows; names nobody.

    Raises `act.office_only`, `device.unknown`.
    """
    lost = _lost(session, number)
    held, counts = _held(session, lost), counts_of_device(session, lost.device)
    together = clusters_of(session, held.most)
    people = shown_people(session, set(together.values()))
    grown = born_by(session.today, _GROWN).isoformat()
    births = [people[one].birth if one in people else "" for one in set(together.values())]

    def different(ids: Iterable[str]) -> int:
        return len({together.get(one, (one,)) for one in ids})

    return BreachNotice(
        origin=origin(session, _("jurnal semua laptop, sejauh sampai di laptop kantor ini")),
        number=lost.number,
        at_office=lost.desk == OFFICE_DESK,
        joined=bool(lost.device),
        journals=tuple(BreachJournal(one.label, one.seq, one.at) for one in lost.heard),
        holes=_holes(session, lost),
        cuts=tuple(BreachCut(cut.at, cut.until, cut.reason) for cut in reversed(lost.cuts)),
        own=different(held.own),
        recordings=counts.recordings,
        files=counts.files,
        held=counts.held,
        sure=different(held.sure),
        most=different(held.most),
        minors=sum(birth > grown for birth in births),
        ageless=births.count(""),
        lists_gone=sum(visit.lists_gone for visit in held.visits),
        visits=tuple(_said_of(session, visit, held, different) for visit in held.visits),
        definitions=definitions(session, "breach_counts", "people_listed", "people_met"),
        signatories=(Signatory(_("Administrator Data Kependudukan"), ""), Signatory(_("Kepala Dinas"), "")),
    )


def breach_names(session: Session, number: str, *, purpose: str, passphrase: str) -> NameList:
    """Name them, to who proves who they are and says what for; an event keeps that.

    Raises as `breach_notice`; `report.needs_purpose`, `role.not_allowed`, `signin.wrong`, `signin.wait`.
    """
    lost, why = _lost(session, number), clean_text(purpose)
    if not why:
        raise EktpError("report.needs_purpose")
    act = NewEvent(Entity.DEVICE, session.device, NamesShown(report=BREACH, purpose=why))
    session.check_roles(act)
    session.guard.confirm(passphrase)
    session.write(act)  # first, as for every paper that names people
    return _names(session, lost)


@officially
def _names(session: Session, lost: LaptopStanding) -> NameList:
    held = _held(session, lost)
    together = clusters_of(session, held.most)
    people = shown_people(session, set(together.values()))
    own, sure = ({together.get(one, (one,)) for one in ids} for ids in (held.own, held.sure))
    everybody = set(together.values())
    return NameList(
        origin=origin(session, _("jurnal semua laptop, sejauh sampai di laptop kantor ini")),
        title=_("Orang yang datanya ada di laptop {number}").format(number=lost.number),
        stem="kebocoran",
        place=session.office.name,
        place_code=session.office.region,
        when=_("semua kunjungan"),
        asks=(_("Memuat nama. Simpan terkunci; jangan difoto atau dikirim."),),
        columns=(Part.NAME, Part.SEX, Part.YEAR, Part.NIK, Part.PLACE, Part.ADDRESS),
        groups=tuple(
            group
            for group in (
                _group(_("Dicatat di laptop itu"), own, people),
                _group(_("Kunjungan tempat laptop itu dipakai"), sure - own, people),
                _group(_("Mungkin ada di laptop itu"), everybody - sure, people),
            )
            if group.rows
        ),
        empty=_("Tidak ada orang yang diketahui."),
        totals=((_("Orang"), count(len(everybody))),),
    )


def _group(heading: str, clusters: set[Cluster], people: dict[Cluster, Person]) -> NameGroup:
    """Who is named nowhere any more is counted in the notice, and has no row here."""
    found = sorted((people[one] for one in clusters if one in people), key=lambda p: (p.name, p.nik, p.id))
    male, female = (sum(1 for p in found if p.sex == sex) for sex in ("L", "P"))
    rows = tuple(
        NamesRow(
            {
                Part.NAME: p.name or _("tak dikenal"),
                Part.SEX: p.sex,
                Part.YEAR: p.birth[:4],
                Part.NIK: masked(p.nik),
                Part.PLACE: "/".join(part for part in (p.rt, p.rw) if part),
                Part.ADDRESS: p.address,
            }
        )
        for p in found
    )
    return NameGroup(heading, rows, BySex(male, female, len(found) - male - female))


def _lost(session: Session, number: str) -> LaptopStanding:
    if not session.at_office:
        raise EktpError("act.office_only")
    key = device_of(session, number)
    return next(one for one in laptop_standings(session) if one.key == key)


def _held(session: Session, lost: LaptopStanding) -> _Held:
    found = visits_on_laptop(session, lost.device, kit=lost.kit)
    all_here = everybody_here(session) if lost.desk == OFFICE_DESK and lost.device else set[str]()
    return _Held(
        people_of_device(session, lost.device),
        {
            one.visit: (
                people_listed(session, one.visit) if one.packaged else set(),
                people_met(session, one.visit),
            )
            for one in found
        },
        found,
        all_here,
    )


def _holes(session: Session, lost: LaptopStanding) -> tuple[str, ...]:
    rows = holes_of_device(session, lost.device)
    return tuple(
        f"{row.label} {row.first}" + (f"–{row.last}" if row.last > row.first else "") for row in rows
    )


def _said_of(
    session: Session, one: VisitOnLaptop, held: _Held, different: Callable[[Iterable[str]], int]
) -> BreachVisit:
    visit, (listed, met) = the_visit(session, one.visit), held.by_visit[one.visit]
    return BreachVisit(
        visit=visit_name(session, visit),
        day=date.fromisoformat(visit.day),
        worked=one.events > 0,
        opens=one.opens,
        packaged=one.packaged,
        renewed=one.renewed,
        listed=different(listed),
        met=different(met),
    )
