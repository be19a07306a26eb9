"""The team's laptops: made by kits, and what cards and sticks carry between them and the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ektp_desk.cli.rehearsal.line import OfficeLine, by_line
from ektp_desk.cli.rehearsal.serving import DESK, SECOND_DESK
from ektp_desk.cli.rehearsal.story import Rehearsed
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import courier
from ektp_desk.desk.exchange.courier import DeskCourier
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.kits import MadeKit, begin_kit, found_by_kit
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import mark_carrier
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.usecases.session import Session
from ektp_desk.wire.kit import read_kit
from ektp_desk.words import _

_AT_OFFICE = (False, False, False, True)  # of each kit


@dataclass
class Team:
    """The office, its other desk, and the laptops on the road: at each desk letter one, and a spare one.

    `spare` opens what is still a kit. `devices` has the laptops that were there in the morning, by letter.
    """

    office: Rehearsed
    other: Rehearsed
    laptops: dict[str, Rehearsed]
    spare: Callable[[], Rehearsed]
    place: Path
    line: OfficeLine
    devices: dict[str, str] = field(default_factory=dict)
    paper: str = ""  # the ticket with which somebody goes from one desk to the other
    files: set[str] = field(default_factory=set)  # captured ones of the laptops, by name
    sealed: dict[str, int] = field(default_factory=dict)  # of each laptop, its last event that it sealed
    recordings: int = 0  # finished ones that the laptops sealed
    received: int = 0  # of them, those that the hub said it has
    links: Counter[str] = field(default_factory=Counter)  # events that came by line and by stick

    def carrier(self, name: str) -> Path:
        """The folder of a card or stick."""
        place = self.place / name
        place.mkdir(exist_ok=True)
        return place

    @property
    def sticks(self) -> tuple[Path, ...]:
        """One for each desk, which goes both ways: with the other's in it a desk would call its people."""
        return tuple(self.carrier(f"stik-{letter}") for letter in self.laptops)

    @property
    def card(self) -> Path:
        """What lies in the laptop that dies."""
        return self.carrier("kartu")

    def note(self, desk: Desk, session: Session) -> None:
        """Remember what a laptop has put on its card or stick, before it dies or hears of the office."""
        self.files |= {path.name for path in desk.folders.objects.glob("*.age")}
        self.sealed[session.device] = desk.held_store().runs.sealed()[-1].last
        ladder = safety_ladder(session)
        self.recordings += sum(row.sealed for row in ladder.rows if row.own)
        self.office.expect("nothing is safe before the office says so", holds=not ladder.safe)

    def take(self, desk: Desk, session: Session, *carriers: Path) -> None:
        """Take in what is new on cards and sticks: all of it."""
        for carrier in carriers:
            found = take_in(desk, session, carrier)
            self.links["stick"] += found.events
            whole = not (found.amiss or found.damaged)
            self.office.expect("what a card or stick brings is taken in whole", holds=whole)

    def speak(self, desk: Desk, session: Session) -> None:
        """Bring and fetch by line all there is."""
        found = by_line(desk, session)
        self.links["line"] += found.events
        whole = not (found.amiss or found.damaged)
        self.office.expect("what the line brings is taken in whole", holds=whole)

    def give(
        self, desk: Desk, session: Session, visit: str, letters: Mapping[str, str] | None = None
    ) -> None:
        """Let the office put a visit's package on each stick."""
        root = office_root(desk.held_store().connection).hex()
        for stick in self.sticks:
            give_package(desk, session, visit, mark_carrier(stick, root), letters=letters or {})


def put_on(desk: Desk, session: Session, *carriers: Path) -> None:
    """Put on cards and sticks what they have not; a rehearsal's may lie on the same disk."""
    root = office_root(desk.held_store().connection).hex()
    for carrier in carriers:
        courier.put_on(desk, session, mark_carrier(carrier, root))


def take_in(desk: Desk, session: Session, carrier: Path) -> CarrierImport:
    """Take in what is new on a card or stick."""
    return DeskCourier(on_own_thread(desk), session).take_in(carrier)


def equip(story: Rehearsed, place: Path, line: OfficeLine) -> Team:
    """Make kits for three laptops and for the office's other desk, and open all but the spare one's.

    Who opened one says so at the office by stick, and takes home who has which letter and whom to expect.
    """
    with story.desk() as (desk, session):
        sealing = [begin_kit(desk, session, at_office=at_office) for at_office in _AT_OFFICE]
    with ThreadPoolExecutor(2) as pool:
        first, second, spare, other = pool.map(lambda seal: seal(), sealing)
        opened = list(pool.map(lambda kit: _open(story, place, kit), (first, second, other)))
    laptops = {DESK: opened[0], SECOND_DESK: opened[1]}
    team = Team(story, opened[2], laptops, lambda: _open(story, place, spare), place, line)
    for laptop, stick in zip(opened, (*team.sticks, team.sticks[0]), strict=True):
        with laptop.desk() as (desk, session):
            put_on(desk, session, stick)
            team.devices |= {letter: session.device for letter, one in laptops.items() if one is laptop}
    with story.desk() as (desk, session):
        team.take(desk, session, *team.sticks)
        line.make(desk, session)
        team.give(desk, session, story.visit, team.devices)
        team.speak(desk, session)
    story.tell(_("Kit untuk laptop 02, 03, cadangan 04, dan meja kantor 05; paket kantor di stik."))
    return team


def _open(story: Rehearsed, place: Path, kit: MadeKit) -> Rehearsed:
    folders = Folders(place / kit.facts.number / "data", place / kit.facts.number / "state")
    found_by_kit(folders, read_kit(kit.data), kit.words, clock=story.clock)
    return story.on(folders)
