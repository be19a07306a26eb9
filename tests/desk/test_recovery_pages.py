"""Another recovery page: the one until now opens no more, wherever making it is cut one page works."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.recovery import RECOVERY as PAGE
from ektp_desk.desk.recovery import keys_of_page, make_page, reset_by_page
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.seal.age import open_sealed
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.sign import are_signed
from ektp_desk.seal.slots import NAMES, read_slots
from ektp_desk.seal.slots.opening import open_with_recovery
from ektp_desk.settings import Folders
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.signatures import signature_faults
from ektp_desk.store.proof.verify import verify_chain, verify_views
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.admin.queries import code_of_office
from tests.kept import morning
from tests.offices import CHEAP, WORDS
from tests.store.keeping import ANCHOR, RECOVERY, SUMMER, VERSIONS, WORDS_007

ADI = "gula hujan intan jagung kapas"


class PowerCut(BaseException):
    """What no code catches, as a kill."""


@dataclass
class Paged:
    """An office and the pages that it ever had, the last one last."""

    folders: Folders
    user: str
    pages: list[RecoveryPage]

    def desk(self) -> Desk:
        return Desk(self.folders, clock=morning(), cost=CHEAP)

    def make(self) -> None:
        with self.desk() as desk:
            make_page(desk, desk.sign_in(self.user, WORDS), self.pages.append)

    def opened_by(self, page: RecoveryPage) -> str:
        """Give the code of what a page's words meet; "" where they reset a passphrase."""
        with self.desk() as desk:
            try:
                reset_by_page(desk, keys_of_page(desk.slots, " ".join(page.words)), "Adi Contoh", cost=CHEAP)
            except EktpError as error:
                return error.code
            return ""

    def told(self) -> list[str]:
        with self.desk() as desk:
            desk.sign_in(self.user, WORDS)
            return [news.code for news in desk.told]

    def check(self) -> None:
        """Find chain, signatures and views as they should be, also made anew."""
        with self.desk() as desk:
            desk.sign_in(self.user, WORDS)
            store = desk.held_store()
            assert list(verify_chain(store.connection)) == []
            assert signature_faults(store.connection, are_signed) == []
            assert list(verify_views(store.connection)) == []
            rebuild(store)
            assert list(verify_views(store.connection)) == []


@pytest.fixture
def paged(folders: Folders) -> Paged:
    """Found an office with an operator."""
    made = found(
        folders,
        charter_of(RegionCode.parse("53.02"), sample=True),
        user_name="Maria T.",
        passphrase=WORDS,
        clock=morning(),
        cost=CHEAP,
    )
    office = Paged(folders, made.user, [made.recovery])
    with office.desk() as desk:
        add_user(desk.sign_in(made.user, WORDS), "Adi Contoh", [Role.OPERATOR], passphrase=ADI)
    return office


def test_the_new_page_opens_and_acts_and_the_former_one_does_neither(paged: Paged) -> None:
    paged.make()
    first, second = paged.pages

    assert paged.opened_by(first) == "seal.wrong_key"
    assert paged.opened_by(second) == ""
    paged.make()
    assert [paged.opened_by(page) for page in paged.pages] == ["seal.wrong_key", "seal.wrong_key", ""]
    assert paged.told() == []
    paged.check()


def test_the_new_page_has_the_offices_code_and_other_words(paged: Paged) -> None:
    paged.make()
    first, second = paged.pages

    with paged.desk() as desk:
        code = code_of_office(desk.sign_in(paged.user, WORDS).store)
    assert first.office_code == second.office_code == code
    assert (first.install, first.office) == (second.install, second.office)
    assert len(set(first.words) & set(second.words)) < 5
    assert len(second.words) == 27


def test_what_was_sealed_before_is_opened_by_the_new_page_and_what_comes_by_the_new_one_alone(
    paged: Paged,
) -> None:
    with paged.desk() as desk:
        before = desk.sign_in(paged.user, WORDS).files.seal(b"sebelum")
    paged.make()
    with paged.desk() as desk:
        after = desk.sign_in(paged.user, WORDS).files.seal(b"sesudah")
        slots = desk.slots
    first, second = paged.pages

    secret = keys_of_page(slots, " ".join(second.words)).office_secret
    assert secret is not None
    last, former = slots.office_secrets(secret)
    assert (open_sealed(before, former), open_sealed(after, last)) == (b"sebelum", b"sesudah")
    assert open_sealed(after, second.key) == b"sesudah"
    assert open_sealed(before, first.key) == b"sebelum", "nobody takes that back"
    for held in (first.key, former):
        with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
            open_sealed(after, held)


@pytest.mark.parametrize(("signed_in", "code"), [(False, "recovery.replaced"), (True, "slots.former")])
def test_who_has_the_former_page_and_an_older_slot_file_is_refused(
    paged: Paged, tmp_path: Path, signed_in: bool, code: str
) -> None:
    """The next sign-in gives the store another key: then not even the file opens."""
    for name in NAMES:
        shutil.copy(paged.folders.data / name, tmp_path / name)
    paged.make()
    assert not signed_in or paged.told() == []
    for name in NAMES:
        shutil.copy(tmp_path / name, paged.folders.data / name)

    assert paged.opened_by(paged.pages[0]) == code


@pytest.mark.parametrize(("place", "works"), [(0, 0), (1, 0), (2, 1)])
def test_wherever_it_is_cut_one_page_works_and_it_is_told(
    paged: Paged, monkeypatch: pytest.MonkeyPatch, place: int, works: int
) -> None:
    def cut(*_args: object, **_named: object) -> None:
        raise PowerCut

    where = ("recovery.give_page", "desk.Desk.change_page", "recovery.end_former_pages")[place]
    with monkeypatch.context() as patched:
        patched.setattr(f"ektp_desk.desk.{where}", cut)
        with pytest.raises(PowerCut):
            paged.make()

    assert [paged.opened_by(page) == "" for page in paged.pages] == [works == 0, works == 1]
    assert paged.told() == (["recovery.make_anew"] if place else [])
    paged.check()
    paged.make()
    assert [paged.opened_by(page) == "" for page in paged.pages] == [False, False, True]
    assert paged.told() == []
    paged.check()


def test_a_page_that_cannot_be_kept_changes_nothing(paged: Paged) -> None:
    def refuse(_page: RecoveryPage) -> None:
        raise EktpError("file.cannot_write")

    with paged.desk() as desk:
        session, slots = desk.sign_in(paged.user, WORDS), desk.slots
        head = desk.held_store().head
        with pytest.raises(EktpError, match=r"^file\.cannot_write$"):
            make_page(desk, session, refuse)
        assert (desk.slots, desk.held_store().head) == (slots, head)


def test_only_an_adb_who_holds_the_offices_key_makes_one(paged: Paged) -> None:
    kept: list[RecoveryPage] = []
    with paged.desk() as desk:
        adi = next(slot.user.id for slot in desk.slots.users if slot.user.name == "Adi Contoh")
        session = desk.sign_in(adi, ADI)
        with pytest.raises(EktpError, match=r"^role\.not_allowed$"):
            make_page(desk, session, kept.append)
    assert kept == []


def test_a_crash_after_the_page_acted_is_mended(paged: Paged) -> None:
    """The anchor is a step behind: what lies beyond it was signed by a page that the root does not name."""
    paged.make()
    with paged.desk() as desk:
        keys = keys_of_page(desk.slots, " ".join(paged.pages[-1].words))
        desk.open_store(PAGE, keys)
        anchor = paged.folders.anchor(desk.slots.install)
        before = anchor.read_bytes()
    assert paged.opened_by(paged.pages[-1]) == ""
    anchor.write_bytes(before)

    assert paged.told() == []


def test_an_office_restored_from_before_the_page_says_so(paged: Paged, tmp_path: Path) -> None:
    backup = tmp_path / "kantor.ektpbackup"
    with paged.desk() as desk:
        make_backup(desk, desk.sign_in(paged.user, WORDS), backup)
    paged.make()
    keys = read_slots_of(backup).unlock(paged.user, WORDS)
    restore(backup, paged.folders, keys, by=paged.user, clock=morning(), replace_office=True)

    assert paged.told() == ["recovery.make_anew"]
    assert paged.opened_by(paged.pages[0]) == "recovery.replaced"
    paged.make()
    assert (paged.told(), paged.opened_by(paged.pages[-1])) == ([], "")
    paged.check()


def test_an_office_of_an_earlier_release_gets_a_page_that_signs(folders: Folders) -> None:
    """Its root is without a page's half: what its first page signed counted for nothing."""
    shutil.copytree(VERSIONS / "007", folders.data)
    slots, clock = read_slots(folders.data).slots, DayClock(SUMMER, 480)
    folders.state.mkdir()
    (folders.data / ANCHOR).rename(folders.anchor(slots.install))
    first = (folders.data / RECOVERY).read_text().strip()
    user = next(slot.user.id for slot in slots.users if slot.user.name == "Maria T.")
    pages: list[RecoveryPage] = []
    with Desk(folders, clock=clock, cost=CHEAP) as desk:
        session = desk.sign_in(user, WORDS_007)
        unsigned = signature_faults(desk.held_store().connection, are_signed)
        make_page(desk, session, pages.append)
        with pytest.raises(EktpError, match=r"^seal\.wrong_key$"):
            open_with_recovery(desk.slots, first)
    with Desk(folders, clock=clock, cost=CHEAP) as desk:
        keys = keys_of_page(desk.slots, " ".join(pages[0].words))
        words = reset_by_page(desk, keys, "Maria T.", cost=CHEAP)
    with Desk(folders, clock=clock, cost=CHEAP) as desk:
        desk.sign_in(user, words)
        assert [news.code for news in desk.told] == []
        assert signature_faults(desk.held_store().connection, are_signed) == unsigned
