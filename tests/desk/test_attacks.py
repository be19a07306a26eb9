"""Two users on one laptop: one tries what is not theirs, by sessions, slots, backups and clocks."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.roles import Role
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.slots.copies import NAMES
from ektp_desk.usecases.admin.commands import add_user, change_user, remove_user, reset_passphrase, set_policy
from ektp_desk.usecases.admin.queries import events_held, users
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import confirm_day, count_sent_home, plan_visit
from tests.offices import CHEAP, DAY, VILLAGE, WORDS, TestOffice

ADI = "kata sandi milik adi nenobais"


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


@pytest.fixture
def adi(office: TestOffice) -> str:
    """Let an operator in; give their id."""
    return add_user(office.session, "Adi Contoh", [Role.OPERATOR], passphrase=ADI).id


def signed_in_as(office: TestOffice, user: str, passphrase: str) -> Session:
    office.desk.sign_out()
    return office.desk.sign_in(user, passphrase)


def acts_of_an_adb(office: TestOffice, session: Session, adi: str) -> dict[str, Callable[[], object]]:
    """Name everything that would give an operator more than is theirs."""
    request = {"ground": Ground.REQUEST, "note": "surat", "passphrase": ADI}
    return {
        "add": lambda: add_user(session, "Kawan Contoh", [Role.ADB]),
        "raise oneself": lambda: change_user(session, adi, roles=list(Role)),
        "lower the ADB": lambda: change_user(session, office.user, roles=[Role.QUEUE]),
        "reset the ADB": lambda: reset_passphrase(session, office.user),
        "remove the ADB": lambda: remove_user(session, office.user),
        "rule": lambda: set_policy(session, Policy.IDLE_MINUTES, "60"),
        "erase": lambda: erase_person(session, "siapa", **request),  # type: ignore[arg-type]  # named above
        "plan": lambda: plan_visit(session, VILLAGE, day=DAY, lists=()),
    }


def test_an_operators_own_session_gets_nothing_of_an_adb(office: TestOffice, adi: str) -> None:
    session = signed_in_as(office, adi, ADI)
    before, held = office.desk.slots, events_held(session.store)

    acts = acts_of_an_adb(office, session, adi)
    told = {name: refused(act) for name, act in acts.items() if name != "erase"}

    assert set(told.values()) == {"role.not_allowed"}
    assert refused(acts["erase"]) == "erase.nothing"  # of nobody; of somebody: tests/office/test_roles.py
    assert events_held(session.store) == held
    assert office.desk.slots == before


def test_a_session_whose_roles_were_forged_holds_no_key_to_let_anybody_in(
    office: TestOffice, adi: str
) -> None:
    """On an unlocked laptop roles are the program's rule; keys are not."""
    real = signed_in_as(office, adi, ADI)
    forged = dataclasses.replace(real, user=User(adi, "Adi Contoh", " ".join(Role)))
    before, held = office.desk.slots, events_held(real.store)
    acts = acts_of_an_adb(office, forged, adi)

    for name in ("add", "raise oneself", "lower the ADB", "reset the ADB"):
        assert refused(acts[name]) == "user.office_key_needed", name
    assert office.desk.slots == before
    assert events_held(real.store) == held


def test_a_session_that_was_signed_out_writes_and_reads_nothing(office: TestOffice, adi: str) -> None:
    old = signed_in_as(office, adi, ADI)
    office.session = signed_in_as(office, office.user, WORDS)
    remove_user(office.session, adi)
    held = events_held(office.session.store)

    assert refused(lambda: confirm_day(old)) == "signin.ended"
    assert refused(lambda: users(old)) == "signin.ended"
    assert refused(lambda: old.guard.confirm(ADI)) == "signin.ended"
    assert events_held(office.session.store) == held


@pytest.mark.parametrize("names", [NAMES, NAMES[:1], NAMES[1:]])
def test_an_old_slot_file_lets_nobody_in_and_writes_nothing_in_their_name(
    office: TestOffice, adi: str, tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in NAMES:
        shutil.copy(office.folders.data / name, tmp_path / name)
    remove_user(office.session, adi)
    office.desk.__exit__(None, None, None)
    for name in names:
        shutil.copy(tmp_path / name, office.folders.data / name)
    office.anchor.unlink()  # a folder that looks copied begins a journal, in somebody's name

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert refused(lambda: desk.sign_in(adi, ADI)) in ("user.removed", "user.unknown")
        desk.sign_in(office.user, WORDS)
        rows = desk.held_store().connection.execute(
            "SELECT count(*) FROM events WHERE json_extract(CAST(header AS TEXT), '$.by') = ?", (adi,)
        )
        assert rows.fetchone() == (0,)
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert [slot.user.id for slot in desk.slots.users] == [office.user]


def test_an_old_backup_brings_no_removed_user_back(office: TestOffice, adi: str, backup: Path) -> None:
    make_backup(office.desk, office.session, backup)
    remove_user(office.session, adi)
    office.desk.__exit__(None, None, None)

    keys = read_slots_of(backup).unlock(office.user, WORDS)  # and with them Adi's slot comes back
    restore(backup, office.folders, keys, by=office.user, clock=office.clock, replace_office=True)

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert refused(lambda: desk.sign_in(adi, ADI)) == "user.removed"
        session = desk.sign_in(office.user, WORDS)
        assert {u.name: u.state for u in users(session)} == {"Maria T.": "active", "Adi Contoh": "removed"}
    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert [slot.user.id for slot in desk.slots.users] == [office.user]


def test_what_needs_a_passphrase_again_takes_nobody_elses(office: TestOffice, adi: str) -> None:
    visit = office.open_visit()
    count_sent_home(office.session, visit)
    session = signed_in_as(office, adi, ADI)

    assert refused(lambda: session.guard.confirm(WORDS)) == "signin.wrong"
    assert refused(lambda: session.guard.confirm("")) == "signin.wrong"
    session.guard.confirm(ADI)


def test_the_wait_survives_a_restart_and_a_clock_set_back_and_ends_all_the_same(office: TestOffice) -> None:
    office.desk.__exit__(None, None, None)
    wall = [2_000_000_000.0]  # a laptop that came from the workshop, years ahead

    def desk() -> Desk:
        return Desk(office.folders, clock=office.clock, cost=CHEAP, wall=lambda: wall[0])

    for _try in range(3):
        with desk() as held:
            refused(lambda held=held: held.unlock(office.user, "bukan ini"))  # type: ignore[misc]  # its own desk
    with desk() as held:
        assert refused(lambda: held.unlock(office.user, WORDS)) == "signin.wait"
    wall[0] -= 300_000_000  # the clock is put right
    with desk() as held:
        assert refused(lambda: held.unlock(office.user, WORDS)) == "signin.wait"
    wall[0] += 1
    with desk() as held:
        assert refused(lambda: held.unlock(office.user, WORDS)) == "signin.wait"
    wall[0] += 1
    with desk() as held:
        held.unlock(office.user, WORDS)
