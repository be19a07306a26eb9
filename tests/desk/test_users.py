"""Users come and go: what each may do, what their slots open, and what a crash between two writes leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.seal.slots.copies import write_slots
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import (
    NewUser,
    add_user,
    change_own_passphrase,
    change_user,
    remove_user,
    reset_passphrase,
)
from ektp_desk.usecases.admin.queries import UserFacts, users
from ektp_desk.usecases.session import Session
from tests.offices import CHEAP, WORDS, TestOffice


class PowerCut(BaseException):
    """What no code catches, as a kill."""


def named(session: Session, name: str) -> UserFacts:
    return next(user for user in users(session) if user.name == name)


def as_user(office: TestOffice, made: NewUser) -> Session:
    """Let somebody else work at this desk."""
    office.desk.sign_out()
    office.session = office.desk.sign_in(made.id, made.passphrase)
    return office.session


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def test_a_new_user_signs_in_with_the_words_told_and_holds_only_their_roles(office: TestOffice) -> None:
    made = add_user(office.session, "  Adi   N. ", [Role.OPERATOR, Role.QUEUE])

    session = as_user(office, made)

    assert session.user.role_set == {Role.OPERATOR, Role.QUEUE}
    assert named(session, "Adi N.") == UserFacts(
        made.id, "Adi N.", ("queue", "operator"), "active", has_passphrase=True, holds_office_key=False
    )
    assert len(made.passphrase.split()) == 5
    assert made.passphrase not in repr(made)
    assert "Adi" not in repr(named(session, "Adi N."))


def test_who_is_no_adb_changes_nobody(office: TestOffice) -> None:
    made = add_user(office.session, "Adi N.", [Role.OPERATOR, Role.SUPERVISOR])
    session = as_user(office, made)
    before = office.store.head

    for act in (
        lambda: add_user(session, "B", [Role.HEAD]),
        lambda: change_user(session, made.id, roles=[Role.ADB]),
        lambda: remove_user(session, office.user),
        lambda: reset_passphrase(session, office.user),
    ):
        assert refused(act) == "role.not_allowed"
    assert office.store.head == before


def test_names_and_roles_are_looked_at(office: TestOffice) -> None:
    session = office.session

    assert refused(lambda: add_user(session, " ", [Role.HEAD])) == "user.name_missing"
    assert refused(lambda: add_user(session, "MARIA T.", [Role.HEAD])) == "user.name_taken"
    assert refused(lambda: add_user(session, "Adi", [])) == "user.roles_missing"
    assert refused(lambda: add_user(session, "Adi", ["raja"])) == "user.role_unknown"
    assert len(users(session)) == 1


def test_a_removed_user_is_out_and_an_older_slot_file_does_not_bring_them_back(office: TestOffice) -> None:
    made = add_user(office.session, "Adi N.", [Role.OPERATOR])
    with_adi = office.desk.slots
    remove_user(office.session, made.id, reason="pindah")
    assert named(office.session, "Adi N.").state == "removed"
    assert refused(lambda: office.desk.unlock(made.id, made.passphrase)) == "user.unknown"

    office.desk.__exit__(None, None, None)
    write_slots(office.folders.data, with_adi)  # somebody put an older slots.json back

    with Desk(office.folders, clock=office.clock, cost=CHEAP) as desk:
        assert refused(lambda: desk.sign_in(made.id, made.passphrase)) == "slots.older"
        assert desk.store is None
        office.anchor.unlink()  # and took away what would say so
        assert refused(lambda: desk.sign_in(made.id, made.passphrase)) == "user.removed"
        assert desk.store is None
        desk.sign_in(office.user, WORDS)
        assert [slot.user.id for slot in desk.slots.users] == [office.user]


def test_an_older_copy_of_the_whole_folder_still_opens_for_a_removed_user(
    office: TestOffice, tmp_path: Path
) -> None:
    """What removal cannot take back: the key of a day that somebody kept."""
    import shutil

    made = add_user(office.session, "Adi N.", [Role.OPERATOR])
    office.desk.sign_out()
    there = Folders(tmp_path / "kept", office.folders.state)
    shutil.copytree(office.folders.data, there.data, ignore=shutil.ignore_patterns("desk.lock"))
    remove_user(office.sign_in_again(), made.id)

    with Desk(there, clock=office.clock, cost=CHEAP) as desk:
        assert desk.sign_in(made.id, made.passphrase).user.id == made.id


def test_nobody_removes_themself_or_the_last_adb(office: TestOffice) -> None:
    session = office.session
    assert refused(lambda: remove_user(session, office.user)) == "user.own_standing"
    assert refused(lambda: change_user(session, office.user, roles=[Role.HEAD])) == "user.own_standing"
    less = session.user.role_set - {Role.SUPERVISOR}
    assert refused(lambda: change_user(session, office.user, roles=less)) == "user.own_standing"
    second = add_user(session, "Adi N.", [Role.ADB])
    remove_user(as_user(office, second), office.user)
    assert refused(lambda: remove_user(office.session, second.id)) == "user.own_standing"
    assert sum(user.holds_office_key for user in users(office.session)) == 1


def test_a_new_adb_gets_new_words_and_a_former_one_loses_the_offices_key(office: TestOffice) -> None:
    made = add_user(office.session, "Adi N.", [Role.OPERATOR])

    as_adb = change_user(office.session, made.id, roles=[Role.OPERATOR, Role.ADB])

    assert as_adb is not None
    assert refused(lambda: office.desk.unlock(made.id, made.passphrase)) == "signin.wrong"
    assert office.desk.unlock(made.id, as_adb.passphrase).office_secret is not None
    assert change_user(office.session, made.id, roles=[Role.OPERATOR]) is None
    assert office.desk.unlock(made.id, as_adb.passphrase).office_secret is None
    assert not named(office.session, "Adi N.").holds_office_key


def test_a_name_is_changed_under_the_same_words(office: TestOffice) -> None:
    made = add_user(office.session, "Adi N.", [Role.OPERATOR])

    assert change_user(office.session, made.id, name="Adi Nuban") is None
    as_user(office, made)
    assert [slot.user.name for slot in office.desk.slots.users] == ["Maria T.", "Adi Nuban"]


def test_a_forgotten_passphrase_is_reset_by_the_adb_and_the_old_one_opens_nothing(office: TestOffice) -> None:
    made = add_user(office.session, "Adi N.", [Role.OPERATOR])

    again = reset_passphrase(office.session, made.id)

    assert refused(lambda: office.desk.unlock(made.id, made.passphrase)) == "signin.wrong"
    as_user(office, again)


def test_ones_own_passphrase_needs_the_old_one(office: TestOffice) -> None:
    assert refused(lambda: change_own_passphrase(office.session, "bukan ini")) == "signin.wrong"

    mine = change_own_passphrase(office.session, WORDS)

    assert refused(lambda: office.desk.unlock(office.user, WORDS)) == "signin.wrong"
    assert office.desk.unlock(office.user, mine.passphrase).office_secret is not None


def test_keys_are_forgotten_at_the_sign_out(office: TestOffice) -> None:
    guard = office.session.guard
    office.desk.sign_out()

    assert refused(lambda: guard.confirm(WORDS)) == "signin.ended"
    keys = guard.new_keys()
    assert (
        refused(lambda: guard.let_in("u", "Adi", roles=("head",), passphrase="x y", keys=keys))
        == "signin.ended"
    )


def test_a_crash_between_event_and_slot_locks_nobody_in_or_out(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_slots: object) -> None:
        raise PowerCut

    leaving = add_user(office.session, "Sari B.", [Role.OPERATOR])
    monkeypatch.setattr(office.desk, "keep_slots", cut)
    with pytest.raises(PowerCut):
        add_user(office.session, "Adi N.", [Role.OPERATOR])
    with pytest.raises(PowerCut):
        remove_user(office.session, leaving.id)
    monkeypatch.undo()

    session = office.sign_in_again()
    waiting = named(session, "Adi N.")
    assert (waiting.state, waiting.has_passphrase) == ("active", False)
    as_user(office, reset_passphrase(session, waiting.id))
    office.sign_in_again()
    assert named(office.session, "Sari B.").state == "active"  # removed by neither: the ADB says it again


def test_a_crash_after_the_slot_of_a_removed_user_is_gone_lets_them_in_no_more(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add_user(office.session, "Adi N.", [Role.OPERATOR])

    def cut(*_acts: object, **_said: object) -> None:
        raise PowerCut

    monkeypatch.setattr(office.store, "write", cut)
    with pytest.raises(PowerCut):
        remove_user(office.session, made.id)
    monkeypatch.undo()

    session = office.sign_in_again()
    assert refused(lambda: office.desk.unlock(made.id, made.passphrase)) == "user.unknown"
    assert not named(session, "Adi N.").has_passphrase
    remove_user(session, made.id)
    assert named(session, "Adi N.").state == "removed"


def test_a_guard_without_the_offices_key_sets_nobody_elses_passphrase(office: TestOffice) -> None:
    """Below the use cases as well: the keys themselves are not there."""
    session = as_user(office, add_user(office.session, "Adi N.", [Role.OPERATOR]))

    def set_hers() -> None:
        session.guard.change(office.user, "Maria T.", roles=("operator",), passphrase="x y")

    assert refused(set_hers) == "user.office_key_needed"
