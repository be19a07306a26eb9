"""What a replaced office still held: taken over when it is whole, told as missing when it is not."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.domain.chance.inventing import InventedPerson, Inventor
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.places import RegionCode
from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.wordlists import load_names
from ektp_desk.sheets.write import write_list
from ektp_desk.store.log import LOG
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.verify import verify_chain, verify_lists
from ektp_desk.store.receiving import all_events, following
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.lists.commands import import_list, withdraw_list
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.ageing import live_on
from tests.desk.backups import backed_up, restored
from tests.offices import DAY, VILLAGE, WORDS, TestOffice


@pytest.fixture
def people() -> list[InventedPerson]:
    inventor = Inventor(random.Random(3), load_names(RESOURCES / "names"))
    born = (date(1960, 1, 1), date(2002, 1, 1))
    return [inventor.invent(RegionCode.parse(VILLAGE), born_between=born) for _n in range(20)]


def load_later(office: TestOffice, people: list[InventedPerson], path: Path) -> str:
    write_list(path, people)
    return import_list(office.session, [path], "belum-rekam", name="Sesudah", as_of=DAY).list_id


def old_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob(f"{STORE}*")}


def test_work_and_lists_after_the_backup_come_along(
    office: TestOffice, backup: Path, tmp_path: Path, people: list[InventedPerson]
) -> None:
    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    load_later(office, people, tmp_path / "a.xlsx")
    gone = load_later(office, people, tmp_path / "b.xlsx")
    withdraw_list(office.session, gone, reason="salah desa")
    office.desk.__exit__(None, None, None)
    before = old_bytes(office.folders.data)

    done = restored(office, backup, office.folders, replace_office=True)

    assert (done.taken_over, done.missing) == (5, 0)
    assert done.moved_to is not None
    assert old_bytes(done.moved_to) == before
    with Desk(office.folders, clock=office.clock) as desk:
        session = desk.sign_in(office.user, WORDS)
        store = desk.held_store()
        assert the_visit(session, visit).sent_home == 1
        assert sorted(found.state.value for found in lists(session)) == ["standing", "withdrawn"]
        assert store.connection.execute("SELECT count(*) FROM register").fetchone() == (len(people),)
        assert verify_lists(store) == []
        assert list(verify_chain(store.connection)) == []


def test_rows_that_expired_since_do_not_come_back_from_a_folder_set_aside(
    office: TestOffice, backup: Path, tmp_path: Path, people: list[InventedPerson]
) -> None:
    load_later(office, people, tmp_path / "a.xlsx")
    make_backup(office.desk, office.session, backup)
    office.desk.__exit__(None, None, None)
    restored(office, backup, office.folders, replace_office=True)
    with Desk(office.folders, clock=office.clock) as desk:
        session = desk.sign_in(office.user, WORDS)
        set_policy(session, Policy.LIST_DAYS, "7")
        live_on(session, 10)
        assert list(office.folders.lists.iterdir()) == []
        make_backup(desk, session, backup)

    done = restored(office, backup, office.folders, replace_office=True)

    assert done.moved_to is not None
    with Desk(office.folders, clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert list(office.folders.lists.iterdir()) == []
        assert desk.held_store().connection.execute("SELECT count(*) FROM register").fetchone() == (0,)


def test_an_office_with_a_changed_event_gives_nothing_and_stays_beside(
    office: TestOffice, backup: Path
) -> None:
    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    office.connection.execute("UPDATE events SET digest = x'00' WHERE kind = 'sent_home'")
    office.desk.__exit__(None, None, None)

    done = restored(office, backup, office.folders, replace_office=True)

    assert (done.taken_over, done.missing) == (0, 2)
    assert done.moved_to is not None


def test_an_office_whose_file_is_spoilt_gives_nothing_and_stays_beside(
    office: TestOffice, backup: Path
) -> None:
    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    office.desk.__exit__(None, None, None)
    (office.folders.data / STORE).write_bytes(b"kopi tumpah" * 1000)

    done = restored(office, backup, office.folders, replace_office=True)

    assert (done.taken_over, done.missing) == (0, 2)
    with Desk(office.folders, clock=office.clock) as desk:
        assert the_visit(desk.sign_in(office.user, WORDS), visit).sent_home == 0


def test_of_a_damaged_log_comes_what_can_still_be_read(office: TestOffice, backup: Path) -> None:
    visit = backed_up(office, backup)
    for _ in range(60):
        count_sent_home(office.session, visit)
    kept = old_bytes(office.folders.data)
    office.desk.__exit__(None, None, None)
    log = bytearray(kept[LOG])
    log[32 + 4120 : 32 + 2 * 4120] = bytes(4120)  # SQLite drops all that follows
    log[-3000:-2000] = bytes(1000)  # the last act's own
    for name, content in {**kept, LOG: bytes(log)}.items():
        (office.folders.data / name).write_bytes(content)

    done = restored(office, backup, office.folders, replace_office=True)

    assert (done.taken_over, done.missing) == (60, 1)  # the backup's own event, and 59 acts
    with Desk(office.folders, clock=office.clock) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert the_visit(session, visit).sent_home == 59
        assert list(verify_chain(desk.held_store().connection)) == []


def test_a_transaction_of_which_the_end_is_lost_is_left_out_whole(office: TestOffice) -> None:
    visit = office.open_visit()
    with office.store.together():
        for _ in range(3):
            count_sent_home(office.session, visit)
    all_of_them = list(all_events(office.connection))
    last = all_of_them[-1]

    def taken(events: list[Arrived]) -> list[int]:
        return [one.seq for one in following(events, 0, GENESIS)]

    assert last.signature is not None
    assert taken(all_of_them) == list(range(1, last.seq + 1))
    assert taken(all_of_them[:-1]) == list(range(1, last.seq - 2))
    changed = last._replace(body=b"{}")
    assert taken([*all_of_them[:-1], changed]) == list(range(1, last.seq - 2))
    assert taken(all_of_them[:2] + all_of_them[3:])[-1:] < [3]
