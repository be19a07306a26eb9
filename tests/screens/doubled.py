"""Scenes of numbers that two laptops gave, and of a letter that both have."""

from __future__ import annotations

from functools import partial

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.journal.bodies import DeskOpened
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.office.policies import ATTEST, Policy
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import clock_in
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import mark_carrier
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.doubles.commands import answer
from ektp_desk.usecases.doubles.queries import doubled
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters, open_desk
from ektp_desk.usecases.visits.queries import open_visit
from tests.exchange.test_recorded_twice import begin_day, record
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.gui.desks import DeskPage
from tests.kept import CHEAP, morning, new_kit
from tests.offices import TestOffice
from tests.screens.people import to_decisions
from tests.screens.scene import Scene, Way, own_folder
from tests.store.several.kits import laptops_of

_HERE = ("ORPA CONTOH", "MARIA MAGDALENA FRANSISKA TEFNAI CONTOH", "AGNES CONTOH")
_THERE = ("YULIANA MARGARETHA NENOBAIS TEFLOPO CONTOH", "YOHANES CONTOH", "WELMI CONTOH")


def _visit(session: Session) -> str:
    visit = open_visit(session)
    assert visit is not None
    return visit.id


def _give(session: Session, names: tuple[str, ...], outcomes: tuple[Outcome | None, ...]) -> None:
    """Open desk G and give its first numbers to these people, of whom some have ended."""
    visit = _visit(session)
    open_desk(session, visit, letter="G")
    for name, outcome in zip(names, outcomes, strict=True):
        (ticket,) = give_numbers(session, visit, letter="G")
        identify_walk_in(session, ticket, WalkIn(name, "P", birth="1990-01-02"))
        if outcome is not None:
            serve(session, ticket, desk="G")
            end_ticket(session, ticket, outcome)


def _of_a_third(session: Session) -> None:
    """Serve G001 off its paper alone, and end it."""
    ticket = f"{_visit(session)}:G001"
    open_desk(session, _visit(session), letter="H")
    serve(session, ticket, desk="H")
    identify_walk_in(session, ticket, WalkIn(_THERE[0], "P", birth="1990-01-02"))
    end_ticket(session, ticket, Outcome.ANSWERED)


def _doubled(page: DeskPage, *, third: bool = False) -> DeskPage:
    """Three numbers of two people each, as two laptops gave them."""

    def of_the_second(session: Session) -> None:
        _give(session, _THERE, (Outcome.LEFT, None, Outcome.ANSWERED))

    ways = (of_the_second, _of_a_third) if third else (of_the_second,)
    written = [
        write_elsewhere(page.desk.folders, own_folder(), way, passphrase=page.passphrase, clock=clock_in(480))
        for way in ways
    ]
    page.sign_in()
    page.tell(lambda session: _give(session, _HERE, (Outcome.ANSWERED, None, None)))
    for arrived in written:
        page.tell(partial(take_in, arrived=arrived))
    return page


def _asked(page: DeskPage, *, third: bool = False) -> None:
    to_decisions(_doubled(page, third=third))


def _ruled(page: DeskPage) -> None:
    """Rule on all of them; who waits as G002 has another number."""
    _doubled(page)

    def rule(session: Session) -> None:
        while waiting := doubled(session, _visit(session)):
            answer(session, waiting[0], 0)

    page.tell(rule)


def _shared(page: DeskPage) -> DeskPage:
    """Another laptop opened the letter of this one too."""
    page.sign_in()

    def hear(session: Session) -> None:
        opened = DeskOpened(letter="A", device="another", local=session.now.isoformat())
        visit = _visit(session)
        session.write(NewEvent(Entity.VISIT, visit, opened, visit))

    page.tell(hear)
    return page


def _not_assigned(page: DeskPage) -> None:
    page.sign_in()
    page.tell(lambda session: assign_letters(session, _visit(session), {"A": session.device}))
    page.press("F2", "Ctrl+M").type("J").press("Return")


def _then(way: Way, *keys: str) -> Way:
    def go(page: DeskPage) -> None:
        way(page)
        page.press(*keys)

    return go


def _typed(page: DeskPage) -> None:
    """Type at the recording desk the number of a paper that two people had."""
    _ruled(page)
    page.press("F2", "F8", "F3").type("G002").press("Return")


def _recorded_twice(page: DeskPage, *keys: str) -> None:
    """Two laptops recorded one NIK, and their cards came to the office."""
    page.sign_in()
    place = own_folder()

    def carry(session: Session) -> None:
        office = TestOffice(page.desk.folders, session.user.id, morning(), page.desk, session)
        for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
            set_policy(session, rule, ATTEST)
        card = mark_carrier(place, office_root(office.connection).hex())
        with laptops_of(office, own_folder()) as laptops:
            for letter, name in (("J", _THERE[0]), ("K", "YULIANA CONTOH")):
                kit = new_kit(page.desk, session, cost=CHEAP)
                laptop = laptops.open_kit(kit, by=office.user, words=page.passphrase)
                begin_day(laptop, _visit(session), letter)
                record(laptop.session, _visit(session), letter, name)
                office.clock.wait(900)
                export(laptop.desk, card)
        import_packs(page.desk, session, card)

    page.tell(carry)
    to_decisions(page)
    page.press(*keys)


DOUBLED = (
    Scene("9-putuskan", "direkam dua kali", _recorded_twice),
    Scene("9-putuskan", "direkam dua kali, dipilih", lambda page: _recorded_twice(page, "1")),
    Scene("9-putuskan", "nomor ganda", _asked),
    Scene("9-putuskan", "nomor ganda, dipilih", _then(_asked, "2")),
    Scene("9-putuskan", "nomor ganda, diputuskan", _then(_asked, "1", "Return")),
    Scene("9-putuskan", "nomor ganda, catatan lepas", lambda page: _asked(page, third=True)),
    Scene("9-ganda", "antrean, sebelum diputuskan", _then(_doubled, "F2")),
    Scene("9-ganda", "antrean, sesudah diputuskan", _then(_ruled, "F2")),
    Scene("9-ganda", "kertas diketik", _typed),
    Scene("9-ganda", "tutup hari", _then(_doubled, "F1", "H")),
    Scene("9-ganda", "huruf dua laptop, hari ini", _then(_shared, "F1")),
    Scene("9-ganda", "huruf dua laptop, kunjungan", _then(_shared, "F10")),
    Scene("9-ganda", "huruf dua laptop, tutup hari", _then(_shared, "F1", "H")),
    Scene("9-ganda", "huruf laptop lain", _not_assigned),
)
