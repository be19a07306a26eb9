"""A backup holds the whole office or does not count; a restored office keeps every event apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.folder.sweeping import CHECK
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.seal.backup import read_slots_of, write_backup
from ektp_desk.seal.slots import as_copy
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, remove_user
from ektp_desk.usecases.admin.queries import last_backup
from tests.desk.backups import backed_up
from tests.offices import WORDS, TestOffice


def test_a_backup_is_told_by_the_journal_and_leaves_nothing_but_its_file(
    office: TestOffice, backup: Path
) -> None:
    heard: list[tuple[int, int]] = []
    done = make_backup(
        office.desk, office.session, backup, progress=lambda now, whole: heard.append((now, whole))
    )

    found = last_backup(office.session.store)
    assert found is not None
    assert (found.digest, found.size, found.place) == (done.digest, backup.stat().st_size, backup.name)
    assert heard[-1][0] == heard[-1][1] > 0
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    assert not (office.folders.data / CHECK).exists()
    content = backup.read_bytes()
    assert b"Yuliana" not in content
    assert b"53.02.32.2003" not in content


def test_a_backup_goes_nowhere_into_the_office_itself(office: TestOffice) -> None:
    with pytest.raises(EktpError, match=r"^backup\.in_data_folder$"):
        make_backup(office.desk, office.session, office.folders.data / "lists" / "x")
    assert last_backup(office.session.store) is None


def test_who_stops_a_backup_has_none_and_works_on(office: TestOffice, backup: Path) -> None:
    with pytest.raises(EktpError, match=r"^backup\.stopped$"):
        make_backup(office.desk, office.session, backup, stop=lambda: True)

    assert list(backup.parent.iterdir()) == []
    assert last_backup(office.session.store) is None
    office.open_visit()


def test_a_full_stick_is_told_and_an_older_backup_on_it_stands(office: TestOffice, backup: Path) -> None:
    make_backup(office.desk, office.session, backup)
    before = backup.read_bytes()
    backup.with_name(backup.name + ".part").symlink_to("/dev/full")

    with pytest.raises(EktpError, match=r"^disk\.full$"):
        make_backup(office.desk, office.session, backup)

    assert backup.read_bytes() == before
    office.open_visit()


def test_a_backup_that_reads_back_otherwise_does_not_count(
    office: TestOffice, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_bad_stick(path: Path, *args: object, **options: object) -> object:
        done = write_backup(path, *args, **options)  # type: ignore[arg-type]  # passed on as it came
        content = bytearray(path.read_bytes())
        content[-9000] ^= 1
        path.write_bytes(content)
        return done

    monkeypatch.setattr("ektp_desk.desk.backup.making.write_backup", on_a_bad_stick)
    with pytest.raises(EktpError, match=r"^backup\.damaged$"):
        make_backup(office.desk, office.session, backup)
    assert last_backup(office.session.store) is None


def test_a_store_whose_chain_is_broken_gives_no_backup(office: TestOffice, backup: Path) -> None:
    backed_up(office, backup)
    made = last_backup(office.session.store)
    office.connection.execute("UPDATE events SET body = x'7b7d' WHERE kind = 'ticket_called'")

    with pytest.raises(EktpError, match=r"^backup\.damaged$"):
        make_backup(office.desk, office.session, backup)
    assert last_backup(office.session.store) == made


def test_a_flipped_bit_anywhere_is_told_before_anything_is_put_back(
    office: TestOffice, backup: Path, tmp_path: Path
) -> None:
    backed_up(office, backup)
    keys = read_slots_of(backup).unlock(office.user, WORDS)
    whole = backup.read_bytes()
    head = whole.index(b"\n", whole.index(b"\n", 15) + 1)
    chance = random.Random(7)
    places = [*chance.sample(range(head), 40), *chance.sample(range(head, len(whole)), 60)]
    there = Folders(tmp_path / "there", tmp_path / "state")
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        backup.write_bytes(flipped)
        with pytest.raises(EktpError, match=r"^backup\.(damaged|not_one|newer)$|^slots\.newer$"):
            restore(backup, there, keys, by=office.user, clock=office.clock)
        assert {path.name for path in there.data.iterdir()} <= {"desk.lock"}
    for length in (0, 5, head, head + 30, len(whole) - 1):
        backup.write_bytes(whole[:length])
        with pytest.raises(EktpError, match=r"^backup\."):
            restore(backup, there, keys, by=office.user, clock=office.clock)


def test_another_passphrase_opens_no_backup(office: TestOffice, backup: Path) -> None:
    backed_up(office, backup)

    with pytest.raises(EktpError, match=r"^signin\.wrong$"):
        read_slots_of(backup).unlock(office.user, "bukan ini")


def test_a_stick_that_gives_back_an_older_backup_does_not_count(
    office: TestOffice, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(office, backup)
    older, made = backup.read_bytes(), last_backup(office.session.store)

    def forgetful(path: Path, *args: object, **options: object) -> object:
        done = write_backup(path, *args, **options)  # type: ignore[arg-type]  # passed on as it came
        path.write_bytes(older)
        return done

    monkeypatch.setattr("ektp_desk.desk.backup.making.write_backup", forgetful)
    with pytest.raises(EktpError, match=r"^backup\.damaged$"):
        make_backup(office.desk, office.session, backup)
    assert last_backup(office.session.store) == made


def test_a_backup_opens_with_its_own_slots_only(office: TestOffice, backup: Path, tmp_path: Path) -> None:
    """Somebody who was removed can't put the slots of former days before a newer backup."""
    made = add_user(office.session, "Adi N.", [Role.SUPERVISOR])
    former = as_copy(office.desk.slots)
    remove_user(office.session, made.id)
    backed_up(office, backup)
    whole = backup.read_bytes()
    backup.write_bytes(whole.replace(as_copy(office.desk.slots), former, 1))
    keys = read_slots_of(backup).unlock(made.id, made.passphrase)

    with pytest.raises(EktpError, match=r"^backup\.damaged$"):
        restore(backup, Folders(tmp_path / "x", tmp_path / "state"), keys, by=made.id, clock=office.clock)
