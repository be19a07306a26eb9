"""A sign-in that a loss refused: the last paper's code says what is gone, and nothing is changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.slots import content
from ektp_desk.seal.slots.copies import read_slots, write_slots
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.admin.paper_codes import compare_typed
from ektp_desk.usecases.environment import LOSSES
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.desk.backups import backed_up, restored
from tests.offices import WORDS, TestOffice

ADI = "gula hujan intan jagung kapas"


def prints(folders: Folders) -> dict[str, str]:
    """Every file of the data folder and of the state folder, with its digest."""
    files = (path for folder in (folders.data, folders.state) for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def paper_of(office: TestOffice) -> str:
    """What a slip that is printed now has at its foot."""
    return office.store.heads()[0]


def work(office: TestOffice, visit: str, times: int) -> None:
    for _ in range(times):
        count_sent_home(office.session, visit)


def refused_by(office: TestOffice) -> str:
    with pytest.raises(EktpError) as told:
        office.desk.sign_in(office.user, WORDS)
    assert told.value.code in LOSSES
    return told.value.code


def said(office: TestOffice, paper: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(EktpError) as told:
        office.desk.compare_refused(paper)
    return told.value.code, dict(told.value.facts)


@dataclass(frozen=True)
class Noon:
    """Store and anchor as they were at noon."""

    office: TestOffice
    store: bytes
    anchor: bytes

    def put_back(self, *, anchor: bool = False) -> None:
        self.office.desk.sign_out()
        (self.office.folders.data / STORE).write_bytes(self.store)
        if anchor:
            self.office.anchor.write_bytes(self.anchor)


@pytest.fixture
def visit(office: TestOffice) -> str:
    return office.open_visit()


@pytest.fixture
def noon(office: TestOffice, visit: str) -> Noon:
    office.desk.sign_out()
    kept = Noon(office, (office.folders.data / STORE).read_bytes(), office.anchor.read_bytes())
    office.sign_in_again()
    return kept


def test_of_a_cut_journal_the_paper_says_which_events_are_gone(
    office: TestOffice, visit: str, noon: Noon
) -> None:
    at_noon, held = paper_of(office), office.store.head.seq
    work(office, visit, 9)
    last = paper_of(office)
    noon.put_back()

    assert refused_by(office) == "store.behind_anchor"
    before = prints(office.folders)
    missing = {"journal": "01/a", "first": held + 1, "last": held + 9}
    assert said(office, last) == ("papercode.missing", missing)
    found = office.desk.compare_refused(at_noon)

    assert (found.journal, found.seq) == ("01/a", held)
    assert said(office, "01/a 240")[0] == "papercode.unreadable"
    assert prints(office.folders) == before
    assert not office.folders.look.exists()


def test_beside_an_unreadable_anchor_the_paper_says_how_far_all_is_there(
    office: TestOffice, visit: str
) -> None:
    work(office, visit, 3)
    paper, seq = paper_of(office), office.store.head.seq
    office.desk.sign_out()
    office.anchor.write_bytes(office.anchor.read_bytes()[:-9])

    assert refused_by(office) == "anchor.unreadable"
    before = prints(office.folders)
    assert office.desk.compare_refused(paper).seq == seq
    assert said(office, paper.replace(f" {seq} ", f" {seq + 5} "))[1]["first"] == seq + 1
    assert prints(office.folders) == before


def test_of_another_past_the_paper_says_so(office: TestOffice, visit: str, noon: Noon) -> None:
    at_noon, held = paper_of(office), office.store.head.seq
    work(office, visit, 2)
    last, anchor = paper_of(office), office.anchor.read_bytes()
    noon.put_back(anchor=True)
    office.sign_in_again()
    work(office, visit, 2)
    office.desk.sign_out()
    office.anchor.write_bytes(anchor)

    assert refused_by(office) == "store.other_past"
    before = prints(office.folders)
    assert said(office, last) == ("papercode.other_past", {"journal": "01/a", "seq": held + 2})
    assert office.desk.compare_refused(at_noon).seq == held
    assert prints(office.folders) == before


def test_what_cannot_be_opened_at_all_is_told_in_a_sentence(office: TestOffice, visit: str) -> None:
    paper = paper_of(office)
    office.desk.sign_out()
    store = office.folders.data / STORE
    store.write_bytes(bytes(4096) + store.read_bytes()[4096:])

    assert refused_by(office) == "store.damaged"
    assert said(office, paper)[0] == "papercode.cannot_look"
    assert not office.folders.look.exists()


def test_the_typed_passphrase_is_derived_once_and_its_keys_go_with_the_question(
    office: TestOffice, visit: str, noon: Noon, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = paper_of(office)
    work(office, visit, 1)
    noon.put_back()
    refused_by(office)

    with monkeypatch.context() as patched:
        patched.setattr(content, "unwrap", None)
        assert office.desk.compare_refused(paper).journal == "01/a"

    office.desk.forget_refused()
    assert said(office, paper)[0] == "signin.ended"


def test_who_was_removed_is_told_nothing_of_the_papers(office: TestOffice, visit: str) -> None:
    adi = add_user(office.session, "Adi Contoh", roles=("operator",), passphrase=ADI).id
    before = read_slots(office.folders.data).slots
    remove_user(office.session, adi)
    paper, store = paper_of(office), office.folders.data / STORE
    office.desk.sign_out()
    kept = store.read_bytes()
    office.sign_in_again()
    work(office, visit, 1)
    office.desk.sign_out()
    store.write_bytes(kept)
    write_slots(office.folders.data, before)
    office.desk.loaded = read_slots(office.folders.data)

    with pytest.raises(EktpError, match=r"^store\.behind_anchor$"):
        office.desk.sign_in(adi, ADI)
    assert said(office, paper)[0] == "user.removed"


@pytest.mark.parametrize("then", ["wrong words", "sign out"])
def test_nobody_else_compares_with_keys_that_were_typed_before(
    office: TestOffice, visit: str, noon: Noon, then: str
) -> None:
    paper = paper_of(office)
    work(office, visit, 1)
    noon.put_back()
    refused_by(office)

    if then == "wrong words":
        with pytest.raises(EktpError, match=r"signin\.wrong"):
            office.desk.sign_in(office.user, "bukan ini")
    else:
        office.desk.sign_out()

    assert said(office, paper)[0] == "signin.ended"


def test_a_refusal_that_is_no_loss_keeps_no_keys(office: TestOffice, visit: str) -> None:
    add_user(office.session, "Petugas Contoh", roles=("operator",))
    paper = paper_of(office)
    office.desk.sign_out()
    generation = office.desk.slots.generation
    keys = office.desk.unlock(office.user, WORDS)
    older = office.desk.slots.at(generation - 1, keys.store_key)
    write_slots(office.folders.data, older)
    office.desk.loaded = read_slots(office.folders.data)

    with pytest.raises(EktpError, match=r"slots\.older"):
        office.desk.sign_in(office.user, WORDS)
    assert said(office, paper)[0] == "signin.ended"


def test_beside_an_unreadable_anchor_a_backup_takes_all_along_that_is_here(
    office: TestOffice, backup: Path
) -> None:
    work(office, backed_up(office, backup), 3)
    paper, folders = paper_of(office), office.folders
    office.desk.sign_out()
    office.anchor.write_bytes(b"x")
    assert refused_by(office) == "anchor.unreadable"
    office.desk.__exit__(None, None, None)

    restored(office, backup, folders, replace_office=True)

    with Desk(folders, clock=office.clock) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert str(compare_typed(session, paper).seq) == paper.split()[1]
