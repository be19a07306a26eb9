"""Copies of the store from before its steps: their owner's alone, gone in a week, and with who is erased."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.desk.folder.pair import set_aside
from ektp_desk.domain.moments import SETTLING
from ektp_desk.domain.office.policies import Policy
from ektp_desk.store import opening
from ektp_desk.store.opening import STORE, connect
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.lists.commands import expire_lists, import_list
from ektp_desk.usecases.people.commands import Ground, erase_expired, erase_person
from ektp_desk.usecases.visits.commands import confirm_day
from tests.ageing import confirm_until, confirm_week
from tests.journal.test_erasing import live_a_visit
from tests.offices import DAY, WORDS, TestOffice
from tests.sheets.making import SIAK_TITLES, make_csv, person
from tests.store.pages import HAS_CRYPTO, clear_pages

NEXT = opening.VERSION + 1
NAME, NIK = b"yuliana", b"5302055202909001"
KEYS: dict[str, bytes] = {}  # of the stores, to look into them when they are closed
needs_crypto = pytest.mark.skipif(not HAS_CRYPTO, reason="no libcrypto to take the seal off with")


def telling(office: TestOffice) -> list[str]:
    """The files of data and state folder that tell of Yuliana, with the seals off that the desk takes off."""
    key = office.desk.held_keys()[0] if office.desk.store else KEYS[office.user]
    files = [*office.folders.data.rglob("*"), *office.folders.state.rglob("*")]
    return sorted(path.name for path in files if path.is_file() and _tells(office, path, key))


def _tells(office: TestOffice, path: Path, key: bytes) -> bool:
    return any(word in one.lower() for one in contents(office, path, key) for word in (NAME, NIK))


def contents(office: TestOffice, path: Path, key: bytes) -> Iterator[bytes]:
    yield path.name.encode() + path.read_bytes()
    if STORE in path.name:
        yield from clear_pages(path, key)
    if path.suffix == ".rows" and office.desk.store:
        yield from office.store.list_rows(path.stem)


def copies(office: TestOffice) -> list[str]:
    return sorted(path.name for path in office.folders.data.glob("before-*"))


@pytest.fixture
def stepped(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> TestOffice:
    """An office whose store was stepped up when a visit had been, beside copies that other releases left."""
    live_a_visit(office)
    KEYS[office.user] = office.desk.held_keys()[0]
    office.desk.sign_out()
    monkeypatch.setattr(opening, "VERSION", NEXT)
    office.session = office.desk.sign_in(office.user, WORDS)
    return office


def test_a_copy_is_its_owners_alone(stepped: TestOffice) -> None:
    (name,) = copies(stepped)
    assert name == f"before-{NEXT}.{STORE}"
    if sys.platform != "win32":
        assert (stepped.folders.data / name).stat().st_mode & 0o777 == 0o600


def test_a_copy_is_on_the_disk_before_it_has_its_name(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.desk.sign_out()
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("synced")
        sync(handle)

    def named(path: Path, target: Path) -> Path:
        if "before-" in path.name:
            done.append("named")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", named)
    monkeypatch.setattr(opening, "VERSION", NEXT)
    office.desk.sign_in(office.user, WORDS)

    assert done[: done.index("named") + 1][-2:] == ["synced", "named"]


def test_a_copy_goes_after_a_week_of_confirmed_days_whatever_the_clock_says(stepped: TestOffice) -> None:
    left = stepped.folders.data / f"before-3.{STORE}"
    shutil.copyfile(stepped.folders.data / f"before-{NEXT}.{STORE}", left)
    (stepped.folders.data / f"before-4.{STORE}.part").write_bytes(b"half a copy")
    stepped.sign_in_again()
    assert set(copies(stepped)) == {left.name, f"before-{NEXT}.{STORE}"}

    stepped.clock.wait(4000 * 24 * 3600)
    for _start in range(2 * SETTLING):  # of one and the same day
        confirm_day(stepped.session)
        stepped.sign_in_again()
    assert len(copies(stepped)) == 2

    for day in range(SETTLING - 1):
        assert len(copies(stepped)) == 2, day
        stepped.clock.wait(24 * 3600)
        confirm_day(stepped.session)
        stepped.sign_in_again()
    assert copies(stepped) == []


def test_a_later_copy_has_a_week_of_its_own_and_is_the_only_one(
    stepped: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_week(stepped.session)
    stepped.desk.sign_out()
    monkeypatch.setattr(opening, "VERSION", NEXT + 1)
    stepped.session = stepped.desk.sign_in(stepped.user, WORDS)
    assert copies(stepped) == [f"before-{NEXT + 1}.{STORE}"]
    stepped.sign_in_again()
    assert copies(stepped) == [f"before-{NEXT + 1}.{STORE}"]


@needs_crypto
def test_who_is_erased_stands_in_no_file(stepped: TestOffice, tmp_path: Path) -> None:
    path = make_csv(tmp_path / "a.csv", [SIAK_TITLES, *(person(n) for n in (8, 9, 11))])  # others
    import_list(stepped.session, [path], "belum-rekam", name="", as_of=DAY)
    shutil.copyfile(
        stepped.folders.data / f"before-{NEXT}.{STORE}", stepped.folders.data / f"before-3.{STORE}"
    )
    set_aside(stepped.folders.data)
    assert {STORE, f"before-3.{STORE}", f"before-{NEXT}.{STORE}"} <= set(telling(stepped))
    (who,) = stepped.connection.execute("SELECT id FROM people WHERE name LIKE 'Yuliana%'").fetchone()

    erase_person(stepped.session, who, ground=Ground.REQUEST, note="surat", passphrase=WORDS)

    assert telling(stepped) == []
    assert copies(stepped) == []
    stepped.desk.sign_out()
    assert telling(stepped) == []


@needs_crypto
def test_whose_days_are_over_stands_in_no_file(stepped: TestOffice) -> None:
    set_policy(stepped.session, Policy.PERSON_DAYS, "90")
    confirm_week(confirm_until(stepped.session, 91))
    stepped.clock.wait(98 * 24 * 3600)
    assert telling(stepped)

    while erase_expired(stepped.session):
        pass

    assert telling(stepped) == []
    assert copies(stepped) == []


@needs_crypto
def test_a_list_names_its_people_until_its_rows_expire_and_then_no_file_does(
    stepped: TestOffice, tmp_path: Path
) -> None:
    rows = [person(8), person(9, NIK=NIK.decode(), NAMA_LGKP="Yuliana Contoh", TGL_LHR="12-02-1990")]
    path = make_csv(tmp_path / "a.csv", [SIAK_TITLES, *rows])
    import_list(stepped.session, [path], "belum-rekam", name="", as_of=DAY)
    (who,) = stepped.connection.execute("SELECT id FROM people WHERE name LIKE 'Yuliana%'").fetchone()
    erase_person(stepped.session, who, ground=Ground.REQUEST, note="surat", passphrase=WORDS)
    assert telling(stepped)

    set_policy(stepped.session, Policy.LIST_DAYS, "30")
    expire_lists(confirm_until(stepped.session, 31))
    stepped.clock.wait(31 * 24 * 3600)
    confirm_week(stepped.session)
    stepped.clock.wait(SETTLING * 24 * 3600)
    assert expire_lists(stepped.session)

    assert telling(stepped) == []


def test_an_erasure_that_is_killed_before_the_copies_go_is_ended_at_the_next_start(
    stepped: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    (who,) = stepped.connection.execute("SELECT id FROM people WHERE name LIKE 'Yuliana%'").fetchone()
    kept = stepped.folders.data / f"before-{NEXT}.{STORE}"
    with monkeypatch.context() as refused:
        refused.setattr(Path, "unlink", lambda *_args, **_named: None)
        erase_person(stepped.session, who, ground=Ground.REQUEST, note="surat", passphrase=WORDS)
    assert kept.exists()

    stepped.sign_in_again()

    assert copies(stepped) == []


def test_a_damaged_pair_outlives_the_week_and_goes_with_who_is_erased(stepped: TestOffice) -> None:
    aside = set_aside(stepped.folders.data)
    confirm_week(stepped.session)
    stepped.sign_in_again()
    assert (copies(stepped), aside.exists()) == ([], True)
    (who,) = stepped.connection.execute("SELECT id FROM people WHERE name LIKE 'Yuliana%'").fetchone()

    erase_person(stepped.session, who, ground=Ground.REQUEST, note="surat", passphrase=WORDS)
    assert not aside.exists()

    stepped.sign_in_again()
    set_aside(stepped.folders.data)
    stepped.sign_in_again()
    assert aside.exists()  # of a later day: nobody was erased since


def test_a_copy_is_still_a_store(stepped: TestOffice) -> None:
    copy = connect(stepped.folders.data / copies(stepped)[0], stepped.desk.held_keys()[0])
    assert copy.execute("SELECT count(*) FROM events").fetchone()[0] > 10
    copy.close()
