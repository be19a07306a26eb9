"""What an office does while the power may go at any place, and what must be there afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import removing
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.folder import switching
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.seal.backup import read_slots_of
from ektp_desk.seal.files import move
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.settings import Folders
from ektp_desk.store.store import Store
from ektp_desk.usecases.admin.commands import (
    add_user,
    change_own_passphrase,
    remove_user,
    reset_passphrase,
)
from ektp_desk.usecases.lists.commands import import_list, withdraw_list
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature
from ektp_desk.usecases.recording.commands import finish, set_all_complete
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.captures.taking import SIGNED, at_the_desk, capture_here, seen
from tests.desk.dying import NEW
from tests.office.stage import LIST
from tests.offices import CHEAP, DAY, WORDS, TestOffice, office_in
from tests.power.disk import RecordedDisk
from tests.store.keeping import ANCHOR, SUMMER, VERSIONS

OTHER, GIVEN = "kata sandi milik adi nenobais", "lima kata lain untuk adi"
ADI = "Adi Contoh"
_IN_THE_SECOND_FRAME = 32 + 4120 + 2000  # a byte of a page that is written again later
LEFT = "bambu cemara delima embun fajar"  # opens the office that an earlier release left


@dataclass
class Life:
    """An office whose disk is watched. What is said of it (`say`) holds from then on:

    `head` is an event that is there, `words` open somebody's slot (either, while one is being changed),
    `out` is nobody any more, `lists` are those that stand, `wrong` passphrases are counted, `backup` is the
    digest of one, `gone` are captured files that are nobody's, `told` are news that are true, `keys` is how
    many the store has had by then.
    """

    folders: Folders
    backup: Path
    disk: RecordedDisk
    user: str = ""
    day: date = DAY
    whole: bool = True  # False for an office that is still being founded

    @classmethod
    def at(cls, root: Path) -> Life:
        """Watch a folder with whatever lies there."""
        folders = Folders(root / "disk" / "data", root / "disk" / "state")
        stick = root / "disk" / "stick"
        stick.mkdir(parents=True, exist_ok=True)
        stores = (folders.data / "desk.db", folders.data / "desk.db.part")
        return cls(folders, stick / "kantor.ektpbackup", RecordedDisk(root / "disk", stores))

    @property
    def clock(self) -> DayClock:
        clock = DayClock(self.day, 480)
        clock.set(time(17))
        return clock

    def say(self, session: Session | None = None, **said: Any) -> None:
        """Acknowledge, and with a session the journal's head."""
        if session is not None:
            assert isinstance(session.store, Store)
            said["head"] = session.store.head.link
        self.disk.say(**said)

    @contextmanager
    def signed_in(self, words: str = WORDS) -> Iterator[tuple[Desk, Session]]:
        """Work at the desk."""
        with Desk(self.folders, clock=self.clock, cost=CHEAP, point=self.disk.stand) as desk:
            session = desk.sign_in(self.user, words)
            self.say(session)
            yield desk, session


def acts(root: Path) -> Life:
    """Capture, import, erase, let in, reset, mistype, shut out, change one's own passphrase."""
    with office_in(Folders(root / "disk" / "data", root / "disk" / "state")) as office:
        user, person, recording = _made_ready(office)
    life = Life.at(root)
    life.user = user
    table = root / "daftar.csv"
    table.write_text(LIST, encoding="utf-8")
    with life.disk.recording():
        life.say(words={user: (WORDS,)}, lists=(), out=(), wrong=0)
        with life.signed_in() as (desk, session):
            capture_photo(session, recording, seen())
            life.say(session)
            capture_signature(session, recording, SIGNED)
            life.say(session)
            set_all_complete(session, recording)
            finish(session, recording)
            life.say(session)
            _list(life, session, table)
            adi = add_user(session, ADI, ["operator"], passphrase=OTHER).id
            life.say(session, words={user: (WORDS,), adi: (OTHER,)})
            life.say(words={user: (WORDS,), adi: (OTHER, GIVEN)})
            reset_passphrase(session, adi, passphrase=GIVEN)
            life.say(session, words={user: (WORDS,), adi: (GIVEN,)})
            erase_person(session, person, ground=Ground.REQUEST, note="surat", passphrase=WORDS)
            life.say(session)
            for wrong in (1, 2):
                _mistype(desk, adi)
                life.say(wrong=wrong)
            life.say(words={user: (WORDS,)})
            remove_user(session, adi)
            life.say(session, out=(adi,))
            life.say(words={user: (WORDS, NEW)})
            change_own_passphrase(session, WORDS, passphrase=NEW)
            life.say(session, words={user: (NEW,)})
        with life.signed_in(NEW):
            pass
    return life


def _made_ready(office: TestOffice) -> tuple[str, str, str]:
    visit = office.open_visit()
    capture_here(office.session)
    recording = at_the_desk(office.session, visit)
    (person,) = office.connection.execute("SELECT id FROM people LIMIT 1").fetchone()
    return office.user, person, recording


def _list(life: Life, session: Session, table: Path) -> None:
    first = import_list(session, [table], "belum-rekam", name="Pertama", as_of=date(2019, 4, 1)).list_id
    life.say(session, lists=("Pertama",))
    second = import_list(session, [table], "belum-rekam", name="Kedua", as_of=date(2019, 4, 2)).list_id
    assert first != second
    life.say(session, lists=("Pertama", "Kedua"))
    withdraw_list(session, second, reason="salah")
    life.say(session)


def _mistype(desk: Desk, user: str) -> None:
    with pytest.raises(EktpError, match=r"signin\.wrong"):
        desk.unlock(user, "salah semua kata ini")


def swept(root: Path) -> Life:
    """Open the desk two days after a photo was taken anew: the first goes for good; and the rest, as is said.

    As on a field laptop whose disk is full, by an office desk's word that all is safe.
    """
    with office_in(Folders(root / "disk" / "data", root / "disk" / "state")) as office:
        user, _person, recording = _made_ready(office)
        capture_photo(office.session, recording, seen())
        first = {path.name for path in office.folders.objects.iterdir()}
        capture_photo(office.session, recording, seen(at=2.0))
        capture_signature(office.session, recording, SIGNED)
        set_all_complete(office.session, recording)
        finish(office.session, recording)
        every = {path.name for path in office.folders.objects.iterdir()}
        office.connection.execute("INSERT INTO at_office VALUES (1, 'safe', 1, ?)", (2**53,))
    life = Life.at(root)
    life.user, life.day = user, DAY + timedelta(days=2)
    with life.disk.recording(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(removing, "is_nearly_full", lambda _folder: True)
        life.say(words={user: (WORDS,)})
        with life.signed_in() as (desk, session):
            life.say(session, gone=first)
            assert removing.remove_safe(on_own_thread(desk), replace(session, at_office=False)).files == 2
            life.say(session, gone=every)
            (visit,) = desk.held_store().connection.execute("SELECT id FROM visits").fetchone()
            count_sent_home(session, visit)
    return life


def backup(root: Path) -> Life:
    """Back up twice onto a stick, the second over the first."""
    with office_in(Folders(root / "disk" / "data", root / "disk" / "state")) as office:
        user, _person, recording = _made_ready(office)
        capture_photo(office.session, recording, seen())
    life = Life.at(root)
    life.user = user
    with life.disk.recording():
        life.say(words={user: (WORDS,)})
        with life.signed_in() as (desk, session):
            for _time in range(2):
                done = make_backup(desk, session, life.backup)
                life.say(session, backup=done.digest)
                life.say(backup="any")
    return life


def restoring(root: Path, *, leaves: bool = False) -> Life:
    """Put a backup in the place of an office that lived on since."""
    life, visit = _lived_on(root, leaves=leaves)
    with life.disk.recording():
        _restore(life)
        with life.signed_in() as (_desk, session):
            count_sent_home(session, visit)
            life.say(session)
    return life


def rekeyed(root: Path) -> Life:
    """The same where somebody left meanwhile: the office that stands has another key than the backup."""
    return restoring(root, leaves=True)


def taken_back(root: Path) -> Life:
    """Begin the same, which the disk refuses at the last move: the old office stands again."""
    life, visit = _lived_on(root)

    def refuse(old: Path, new: Path) -> None:
        if old == life.folders.half:
            raise EktpError("disk.refused", errno=13)
        move(old, new)

    with life.disk.recording(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(switching, "move", refuse)
        with pytest.raises(EktpError):
            _restore(life)
    with life.disk.recording(), life.signed_in() as (_desk, session):
        count_sent_home(session, visit)
        life.say(session)
    return life


def _lived_on(root: Path, *, leaves: bool = False) -> tuple[Life, str]:
    """Give an office that has a backup, and acts that the backup lacks; who `leaves` is in it alone."""
    with office_in(Folders(root / "disk" / "data", root / "disk" / "state")) as office:
        visit = office.open_visit()
        capture_here(office.session)
        recording = at_the_desk(office.session, visit)
        table = root / "daftar.csv"
        table.write_text(LIST, encoding="utf-8")
        import_list(office.session, [table], "belum-rekam", name="Pertama", as_of=date(2019, 4, 1))
        (root / "disk" / "stick").mkdir()
        adi = add_user(office.session, ADI, ["operator"], passphrase=OTHER).id if leaves else ""
        kept = root / "disk" / "stick" / "kantor.ektpbackup"
        make_backup(office.desk, office.session, kept)
        if leaves:
            remove_user(office.session, adi)
            office.sign_in_again()
        capture_photo(office.session, recording, seen())
        import_list(office.session, [table], "belum-rekam", name="Kedua", as_of=date(2019, 4, 2))
        count_sent_home(office.session, visit)
        user, head = office.user, office.store.head.link
    life = Life.at(root)
    life.user = user
    life.say(words={user: (WORDS,)}, lists=("Pertama", "Kedua"), told=("folder.restore_finished",), head=head)
    if leaves:
        life.say(out=(adi,), keys=2)
    return life, visit


def _restore(life: Life) -> None:
    keys = read_slots_of(life.backup).unlock(life.user, WORDS)
    restore(
        life.backup,
        life.folders,
        keys,
        by=life.user,
        clock=life.clock,
        replace_office=True,
        point=life.disk.stand,
    )


def salvaging(root: Path) -> Life:
    """Open a store whose log a kill left, and the disk has damaged since."""
    with office_in(Folders(root / "disk" / "data", root / "disk" / "state")) as office:
        visit = office.open_visit()
        office.sign_in_again()
        for _time in range(8):
            count_sent_home(office.session, visit)
        user, head = office.user, office.store.head.link
        shutil.copytree(office.folders.data, root / "killed")
    shutil.rmtree(root / "disk" / "data")
    ignored = shutil.ignore_patterns("desk.lock", "*-shm")
    shutil.copytree(root / "killed", root / "disk" / "data", ignore=ignored)
    log = root / "disk" / "data" / "desk.db-wal"
    content = bytearray(log.read_bytes())
    content[_IN_THE_SECOND_FRAME] ^= 255
    log.write_bytes(content)
    life = Life.at(root)
    life.user = user
    with life.disk.recording():
        life.say(words={user: (WORDS,)}, head=head, told=("store.salvaged",))
        with life.signed_in() as (desk, session):
            assert [news.code for news in desk.told] == ["store.salvaged"]
            count_sent_home(session, visit)
            life.say(session)
    return life


def rekeying(root: Path) -> Life:
    """Open an office from which somebody was removed: its store gets another key, its copy too; go on."""
    with office_in(Folders(root / "disk" / "data", root / "disk" / "state")) as office:
        visit = office.open_visit()
        adi = add_user(office.session, ADI, ["operator"], passphrase=OTHER).id
        remove_user(office.session, adi)
        for _time in range(8):
            count_sent_home(office.session, visit)
        user, data = office.user, office.folders.data
        office.desk.sign_out()
        shutil.copyfile(data / "desk.db", data / "before-99.desk.db")
    life = Life.at(root)
    life.user = user
    with life.disk.recording():
        life.say(words={user: (WORDS,)}, out=(adi,))
        for _time in range(2):
            with life.signed_in() as (desk, session):
                assert len(desk.held_keys()) == 2
                count_sent_home(session, visit)
                life.say(session, keys=2)
    return life


def founding(root: Path) -> Life:
    """Found an office where nothing is, and act once."""
    life = Life.at(root)
    life.whole = False
    with life.disk.recording():
        life.user = found_anew(life)
        life.say(founded=True, words={life.user: (WORDS,)})
        with life.signed_in():
            pass
    return life


def found_anew(life: Life) -> str:
    charter = charter_of(RegionCode.parse("53.02"), sample=True)
    made = found(life.folders, charter, user_name="Maria T.", passphrase=WORDS, clock=life.clock, cost=CHEAP)
    return made.user


def migration(root: Path) -> Life:
    """Open an office that an earlier release left."""
    folders = Folders(root / "disk" / "data", root / "disk" / "state")
    shutil.copytree(VERSIONS / "007", folders.data)
    slots = read_slots(folders.data).slots
    folders.state.mkdir()
    (folders.data / ANCHOR).rename(folders.anchor(slots.install))
    life = Life.at(root)
    life.user = next(slot.user.id for slot in slots.users if slot.user.name == "Maria T.")
    life.day = SUMMER
    with life.disk.recording():
        life.say(words={life.user: (LEFT,)})
        with life.signed_in(LEFT) as (_desk, session):
            life.say(session, copied=True)
    return life


STORIES: dict[str, Callable[[Path], Life]] = {
    "acts": acts,
    "swept": swept,
    "backup": backup,
    "restoring": restoring,
    "restoring another key": rekeyed,
    "taken back": taken_back,
    "salvaging": salvaging,
    "rekeying": rekeying,
    "founding": founding,
    "migration": migration,
}
