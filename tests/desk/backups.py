"""Backups made and put back, as several stories need them."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import Restored, restore
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import give_numbers
from tests.offices import WORDS, TestOffice


def backed_up(office: TestOffice, path: Path) -> str:
    """Live a little, back up; give the visit."""
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=3)
    office.record_one(visit)
    make_backup(office.desk, office.session, path)
    return visit


def restored(office: TestOffice, path: Path, folders: Folders, **options: object) -> Restored:
    """Put it back as the office's user, with the passphrase of that day."""
    keys = read_slots_of(path).unlock(office.user, WORDS)
    return restore(path, folders, keys, by=office.user, clock=office.clock, **options)  # type: ignore[arg-type]  # a test's options
