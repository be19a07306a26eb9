"""Scenes of a visit on several laptops that is signed before all of them were heard."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.kits import MadeKit
from ektp_desk.domain.office.policies import ATTEST, Policy
from ektp_desk.domain.tickets import Outcome
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import mark_carrier
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.queue.commands import call_next, end_ticket, give_numbers, serve
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import plan_visit, say_letters
from tests.exchange.test_recorded_twice import begin_day, record
from tests.gui.desks import DeskPage
from tests.kept import CHEAP, morning, new_kit
from tests.offices import VILLAGE, TestOffice
from tests.screens.scene import Scene, own_folder
from tests.store.several.kits import laptops_of


def _answer(session: Session, visit: str, letter: str, many: int) -> None:
    give_numbers(session, visit, letter=letter, count=many)
    for _each in range(many):
        ticket = call_next(session, visit, desk=letter)
        assert ticket is not None
        serve(session, ticket, desk=letter)
        end_ticket(session, ticket, Outcome.ANSWERED)


def _of_three(page: DeskPage, *keys: str, late: bool = False) -> None:
    """The office sits at A, the card of B came, and of C nothing; the day is signed by these keys.

    `late`: the card of C comes after that.
    """
    page.sign_in()
    cards = own_folder(), own_folder()
    office = TestOffice(page.desk.folders, "", morning(), page.desk, page.tell(lambda session: session))

    def prepare(session: Session) -> tuple[str, list[MadeKit]]:
        for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
            set_policy(session, rule, ATTEST)
        visit = plan_visit(session, VILLAGE, day=session.today, lists=())
        kits = [new_kit(page.desk, session, cost=CHEAP) for _card in cards]
        say_letters(session, visit, "A=01 B=02 C=03")
        return visit, kits

    def work(session: Session) -> None:
        _answer(session, visit, "A", 3)
        with laptops_of(office, own_folder()) as laptops:
            for kit, letter, card in zip(kits, "BC", cards, strict=True):
                laptop = laptops.open_kit(kit, by=session.user.id, words=page.passphrase)
                begin_day(laptop, visit, letter)
                record(laptop.session, visit, letter, "YULIANA CONTOH", nik="")
                _answer(laptop.session, visit, letter, 2)
                export(laptop.desk, mark_carrier(card, office_root(office.connection).hex()))
        take(session, cards[0])

    def take(session: Session, card: Path) -> None:
        import_packs(page.desk, session, mark_carrier(card, office_root(office.connection).hex()))

    visit, kits = page.tell(prepare)
    page.press("F10", "Return")
    page.tell(work)
    page.press("F1", "H")
    if keys:
        page.type(page.passphrase).press(*keys)
    if late:
        page.tell(lambda session: take(session, cards[1]))


def _reported(page: DeskPage) -> None:
    _of_three(page, "Ctrl+Return", late=True)
    page.press("F6")


TEAM = (
    Scene("5-tutup-hari", "tanpa meja C", _of_three, sample=False),
    Scene("5-tutup-hari", "tanpa meja C, ditutup", lambda page: _of_three(page, "Ctrl+Return"), sample=False),
    Scene("2-hari-ini", "tanpa meja C", lambda page: _of_three(page, "Ctrl+Return", "F1"), sample=False),
    Scene("6-laporan", "datang sesudah ditandatangani", _reported, sample=False),
)
