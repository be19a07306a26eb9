"""A backup put back over an office whose store got another key since: no act is left behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import is_locked, restore, unlock_standing
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.switching import read_switch
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.keys import rekeying
from ektp_desk.desk.recovery import RECOVERY, keys_of_page
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.places import RegionCode
from ektp_desk.domain.roles import Role
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.slots import Unlocked, read_slots
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, connect
from ektp_desk.usecases.admin.commands import add_user, remove_user, reset_passphrase
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.cli.desk_commands import command, told
from tests.kept import morning
from tests.offices import CHEAP, WORDS, TestOffice

ADI, NEW = "gula helm jalan kancil padi", "garam helm jalan kancil lilin"
LATER = 5  # acts that the backup lacks


@dataclass
class Rekeyed:
    """An office from which Adi was removed after a backup, whose store has another key since."""

    office: TestOffice
    visit: str
    backup: Path
    adi: str
    held: Unlocked  # what Adi opened
    page: str

    @property
    def folders(self) -> Folders:
        return self.office.folders

    def keys(self, passphrase: str = WORDS) -> Unlocked:
        """What the office's first user opens in the backup."""
        return read_slots_of(self.backup).unlock(self.office.user, passphrase)

    def leave(self) -> None:
        """Remove Adi, sign in again, and live on; close the desk."""
        remove_user(self.office.session, self.adi)
        session = self.office.sign_in_again()
        for _time in range(LATER):
            count_sent_home(session, self.visit)

    def close(self) -> None:
        self.office.desk.__exit__(None, None, None)

    def put_back(self, keys: Unlocked | None = None, **more: object) -> int:
        """Restore over what stands; give how many events were taken over."""
        by = str(more.pop("by", self.office.user))
        return restore(
            self.backup,
            self.folders,
            keys or self.keys(),
            by=by,
            clock=self.office.clock,
            replace_office=True,
            **more,  # type: ignore[arg-type]  # a test's options
        ).taken_over

    def stands(self, passphrase: str = WORDS) -> None:
        """Sign in and find every act, and nothing under a key that Adi had."""
        with Desk(self.folders, clock=self.office.clock, cost=CHEAP) as desk:
            session = desk.sign_in(self.office.user, passphrase)
            assert the_visit(session, self.visit).sent_home == LATER
            assert self.adi not in session.guard.holders()
            assert desk.told == []
        with pytest.raises(StoreDamaged):
            connect(self.folders.data / STORE, self.held.store_key)
        with pytest.raises(EktpError, match=r"^slots\.changed$"):
            read_slots(self.folders.data).slots.require_genuine(self.held.store_key)


@pytest.fixture
def rekeyed(folders: Folders, backup: Path) -> Iterator[Rekeyed]:
    charter = charter_of(RegionCode.parse("53.02"), address="Jalan Contoh 9", sample=True)
    made = found(folders, charter, user_name="Maria T.", passphrase=WORDS, clock=morning(), cost=CHEAP)
    clock = morning()
    with Desk(folders, clock=clock, cost=CHEAP) as desk:
        office = TestOffice(folders, made.user, clock, desk, desk.sign_in(made.user, WORDS))
        visit = office.open_visit()
        adi = add_user(office.session, "Adi Contoh", [Role.OPERATOR], passphrase=ADI).id
        make_backup(office.desk, office.session, backup)
        held = office.desk.slots.unlock(adi, ADI)
        yield Rekeyed(office, visit, backup, adi, held, " ".join(made.recovery.words))


def test_the_same_person_with_the_same_key_takes_over_all(rekeyed: Rekeyed) -> None:
    rekeyed.leave()
    rekeyed.close()

    assert rekeyed.put_back() > LATER
    rekeyed.stands()


def test_the_recovery_page_takes_over_all(rekeyed: Rekeyed) -> None:
    rekeyed.leave()
    reset_passphrase(rekeyed.office.session, rekeyed.office.user, passphrase=NEW)
    rekeyed.close()

    keys = keys_of_page(read_slots_of(rekeyed.backup), rekeyed.page)
    assert rekeyed.put_back(keys, by=RECOVERY) > LATER
    with Desk(rekeyed.folders, clock=rekeyed.office.clock, cost=CHEAP) as desk:
        # the words of the backup's day, whose key the journal ended: another one comes with them
        assert the_visit(desk.sign_in(rekeyed.office.user, WORDS), rekeyed.visit).sent_home == LATER


@pytest.fixture
def noh(rekeyed: Rekeyed) -> str:
    """A supervisor of the backup's day, whose passphrase is another one in the office that stands."""
    noh = add_user(rekeyed.office.session, "Noh Contoh", [Role.SUPERVISOR], passphrase=ADI).id
    rekeyed.backup.unlink()
    make_backup(rekeyed.office.desk, rekeyed.office.session, rekeyed.backup)
    return noh


def test_without_a_way_to_the_key_of_what_stands_nothing_is_changed(rekeyed: Rekeyed, noh: str) -> None:
    rekeyed.leave()
    reset_passphrase(rekeyed.office.session, noh, passphrase=NEW)
    rekeyed.close()
    slots = read_slots_of(rekeyed.backup)
    keys = slots.unlock(noh, ADI)
    before = {path: path.read_bytes() for path in rekeyed.folders.data.rglob("*") if path.is_file()}

    assert is_locked(slots, rekeyed.folders, (keys,))
    with pytest.raises(EktpError, match=r"^restore\.locked$"):
        rekeyed.put_back(keys, by=noh)

    assert {path: path.read_bytes() for path in rekeyed.folders.data.rglob("*") if path.is_file()} == before
    assert not rekeyed.folders.half.exists()
    assert read_switch(rekeyed.folders) is None


def test_the_passphrase_of_now_opens_what_stands_and_a_wrong_one_waits(rekeyed: Rekeyed, noh: str) -> None:
    rekeyed.leave()
    reset_passphrase(rekeyed.office.session, noh, passphrase=NEW)
    rekeyed.close()
    slots = read_slots_of(rekeyed.backup)

    for _time in range(3):
        with pytest.raises(EktpError, match=r"^signin\.wrong$"):
            unlock_standing(slots, rekeyed.folders, noh, ADI, prompt=lambda: "salah")
    with pytest.raises(EktpError, match=r"^signin\.wait$"):
        unlock_standing(slots, rekeyed.folders, noh, ADI, prompt=lambda: NEW)
    rekeyed.folders.tries.unlink()  # the wait is over
    there = unlock_standing(slots, rekeyed.folders, noh, ADI, prompt=lambda: NEW)

    assert there is not None
    assert rekeyed.put_back(slots.unlock(noh, ADI), by=noh, there=there) > LATER
    rekeyed.stands()


def test_the_same_passphrase_for_another_key_opens_what_stands(rekeyed: Rekeyed, noh: str) -> None:
    rekeyed.leave()
    reset_passphrase(rekeyed.office.session, noh, passphrase=ADI)
    rekeyed.close()
    slots = read_slots_of(rekeyed.backup)
    assert is_locked(slots, rekeyed.folders, (slots.unlock(noh, ADI),))

    there = unlock_standing(slots, rekeyed.folders, noh, ADI, prompt=lambda: pytest.fail("asked"))

    assert there is not None
    assert not is_locked(slots, rekeyed.folders, (slots.unlock(noh, ADI), there))


def test_a_backup_of_after_it_goes_back_over_a_folder_of_before(rekeyed: Rekeyed, tmp_path: Path) -> None:
    """The other way round: an older copy of the folder stands."""
    rekeyed.office.desk.sign_out()
    shutil.copytree(rekeyed.folders.data, tmp_path / "older", ignore=shutil.ignore_patterns("desk.lock"))
    rekeyed.office.session = rekeyed.office.desk.sign_in(rekeyed.office.user, WORDS)
    rekeyed.leave()
    rekeyed.backup.unlink()
    make_backup(rekeyed.office.desk, rekeyed.office.session, rekeyed.backup)
    rekeyed.close()
    shutil.rmtree(rekeyed.folders.data)
    shutil.copytree(tmp_path / "older", rekeyed.folders.data)

    rekeyed.put_back()

    rekeyed.stands()


def test_a_backup_of_before_is_put_back_where_nothing_stands_and_opens(
    rekeyed: Rekeyed, tmp_path: Path
) -> None:
    rekeyed.leave()
    rekeyed.close()
    there = Folders(tmp_path / "there", tmp_path / "state2")
    restore(rekeyed.backup, there, rekeyed.keys(), by=rekeyed.office.user, clock=rekeyed.office.clock)

    with Desk(there, clock=rekeyed.office.clock, cost=CHEAP) as desk:
        desk.sign_in(rekeyed.adi, ADI)  # nobody knows here that he was removed


@pytest.mark.parametrize("changed", [True, False], ids=["another key since", "another key due"])
def test_who_came_and_went_since_the_backup_has_no_key_of_the_restored_office(
    rekeyed: Rekeyed, changed: bool
) -> None:
    """The backup's slots never had them: the change is due all the same."""
    session = rekeyed.office.session
    orpa = add_user(session, "Orpa Contoh", [Role.OPERATOR], passphrase=NEW).id
    held = rekeyed.office.desk.slots.unlock(orpa, NEW)
    remove_user(session, orpa)
    if changed:
        rekeyed.office.sign_in_again()
    rekeyed.close()

    rekeyed.put_back()

    with Desk(rekeyed.folders, clock=rekeyed.office.clock, cost=CHEAP) as desk:
        desk.sign_in(rekeyed.office.user, WORDS)
    with pytest.raises(StoreDamaged):
        connect(rekeyed.folders.data / STORE, held.store_key)


def test_a_backup_whose_store_lies_under_the_key_of_before_is_put_back(
    rekeyed: Rekeyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made while a full disk kept the change from being finished."""

    def refuse(*_what: object) -> None:
        raise EktpError("store.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(rekeying, "copy_under", refuse)
        rekeyed.leave()
        rekeyed.backup.unlink()
        make_backup(rekeyed.office.desk, rekeyed.office.session, rekeyed.backup)
    rekeyed.close()

    rekeyed.put_back()

    rekeyed.stands()


def test_what_was_done_in_a_folder_set_aside_waits_for_who_opens_it(
    rekeyed: Rekeyed, noh: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The restoring was cut behind the move; meanwhile somebody had worked there."""
    rekeyed.leave()
    reset_passphrase(rekeyed.office.session, noh, passphrase=NEW)
    rekeyed.close()

    class Cut(BaseException):
        pass

    def cut(place: str) -> None:
        if place == "anchored":
            raise Cut

    with pytest.raises(Cut):
        rekeyed.put_back(point=cut)

    with Desk(rekeyed.folders, clock=rekeyed.office.clock, cost=CHEAP) as desk:
        desk.sign_in(noh, ADI)
        assert [news.code for news in desk.told] == ["folder.restore_locked"]
        assert read_switch(rekeyed.folders) is not None
        desk.sign_out()
        desk.sign_in(rekeyed.office.user, WORDS)
        assert [news.code for news in desk.told] == ["folder.restore_finished"]
        assert read_switch(rekeyed.folders) is None
    rekeyed.stands()


@pytest.mark.journey
def test_the_command_asks_once_more_and_takes_over_all(rekeyed: Rekeyed, noh: str) -> None:
    rekeyed.leave()
    reset_passphrase(rekeyed.office.session, noh, passphrase=NEW)
    rekeyed.close()
    words = ("restore", rekeyed.backup, "--data", rekeyed.folders.data, "--user", "Noh Contoh", "--replace")

    told(command(*words, passphrase=ADI), "restore.locked")
    assert not rekeyed.folders.data.with_name("data.before-restore-1").exists()
    typed = subprocess.run(
        [sys.executable, "-m", "ektp_desk", *map(str, words), "--json"],
        input=f"{ADI}\n{NEW}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (typed.returncode, "[restore.locked]" in typed.stderr) == (0, True)
    assert json.loads(typed.stdout)["taken_over"] > LATER
    rekeyed.stands()
