"""A log that a kill left and a disk harmed: who looks destroys nothing, and what can be read comes back."""

from __future__ import annotations

import errno
import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from ektp_desk.desk.accepting import salvage_log
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.opening import doubts_of
from ektp_desk.domain.errors import EktpError, StoreDamaged
from ektp_desk.domain.journal.head import Head
from ektp_desk.domain.journal.labels import head_on_paper
from ektp_desk.seal.sign import are_signed
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, VERSION
from ektp_desk.store.proof.signatures import verify_signatures
from ektp_desk.store.proof.verify import Fault, verify_chain, verify_incarnations, verify_pages
from ektp_desk.usecases.admin.queries import incarnations
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.cli.desk_commands import Done, command
from tests.kept import copy_office
from tests.offices import WORDS, office_in
from tests.store.keeping import ANCHOR, VERSIONS, WORDS_007

WAL = f"{STORE}-wal"
ACTS = 180
HEADER, FRAME = 32, 24 + 4096  # bytes of the log's header, and of a frame


@dataclass
class Killed:
    """An office as a kill left it after 180 acts: the log beside the store, all acknowledged."""

    folders: Folders
    user: str
    visit: str
    head: Head

    @property
    def log(self) -> Path:
        return self.folders.data / WAL

    @property
    def frames(self) -> int:
        """The frames since the log was last begun anew; older ones may stand behind them."""
        content = self.log.read_bytes()
        salts = [content[at + 8 : at + 16] for at in range(HEADER, len(content), FRAME)]
        return salts.count(salts[0])

    def flip(self, place: int, *, bit: int = 1) -> None:
        """Change one bit of the log."""
        content = bytearray(self.log.read_bytes())
        content[place] ^= bit
        self.log.write_bytes(content)

    def spoil(self, frame: int, *, length: int = 512) -> None:
        """Wipe a sector in the middle of a frame's page: nothing finds these bytes again."""
        content = bytearray(self.log.read_bytes())
        start = HEADER + frame * FRAME + 24 + 1024
        content[start : start + length] = bytes(length)
        self.log.write_bytes(content)

    def sign_in(self) -> tuple[int, tuple[EktpError, ...]]:
        """Sign in and check everything; give the people sent home, and what was told."""
        with Desk(self.folders) as desk:
            session = desk.sign_in(self.user, WORDS)
            store = desk.held_store()
            assert verify_pages(store.connection) == []
            assert list(verify_chain(store.connection)) == []
            assert store.head == self.head
            return the_visit(session, self.visit).sent_home, tuple(desk.told)

    def run(self, name: str, *more: str) -> Done:
        return command(name, "--data", self.folders.data, *more)

    def prints(self) -> dict[str, str]:
        """Every file of the data folder with its digest."""
        data = self.folders.data
        return {
            str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(data.rglob("*"))
            if path.is_file()
        }

    def pair(self) -> dict[str, str]:
        """Store and log with their digests: the index beside them is SQLite's, and made anew."""
        return {name: digest for name, digest in self.prints().items() if name in (STORE, WAL)}


@pytest.fixture(scope="module")
def acted(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """An office at work, copied while it stood open."""
    folder = tmp_path_factory.mktemp
    there = Folders(folder("killed") / "data", folder("killed_state"))
    with office_in(Folders(folder("data") / "data", folder("state"))) as office:
        office.sign_in_again()
        visit = office.open_visit()
        for _ in range(ACTS):
            count_sent_home(office.session, visit)
        copy_office(office.folders, there)
        return Killed(there, office.user, visit, office.store.head)


@pytest.fixture
def killed(acted: Killed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Killed:
    there = Folders(tmp_path / "killed", tmp_path / "killed_state")
    copy_office(acted.folders, there)
    (there.data / "desk.lock").touch()
    monkeypatch.setenv("EKTP_DESK_STATE", str(there.state))
    return replace(acted, folders=there)


@pytest.mark.journey
@pytest.mark.parametrize("first", [(), ("verify",), ("doctor",), ("doctor", "verify")])
def test_every_act_comes_back_whoever_looked_before(killed: Killed, first: tuple[str, ...]) -> None:
    killed.flip(HEADER + (killed.frames // 3) * FRAME + 24 + 2000)
    before = killed.prints()

    for name in first:
        done = killed.run(name)
        assert (done.code, "[store.log_damaged]" in done.out) == (1, True)
    assert killed.prints() == before

    sent_home, told = killed.sign_in()
    assert (sent_home, [news.code for news in told]) == (ACTS, ["store.salvaged"])
    assert killed.sign_in() == (ACTS, ())


@pytest.mark.parametrize("left", ["a sound log", "a damaged log", "no log"])
def test_who_only_looks_leaves_every_file_as_it_is(killed: Killed, left: str) -> None:
    if left == "a damaged log":
        killed.flip(HEADER + 24 + 2000)
    if left == "no log":
        killed.sign_in()
    before = killed.prints()
    state = sorted(path.name for path in killed.folders.state.iterdir())

    with Desk(killed.folders, looking=True) as desk:
        session = desk.sign_in(killed.user, WORDS)
        assert the_visit(session, killed.visit).sent_home == ACTS
        damaged = ["store.log_damaged"] if left == "a damaged log" else []
        assert [news.code for news in desk.told] == damaged
        reader = desk.open_reader()
        assert reader.rows("heads")
        reader.connection.close()

    assert killed.prints() == before
    assert sorted(path.name for path in killed.folders.state.iterdir()) == state


@pytest.mark.journey
def test_an_unreadable_anchor_beside_a_log_is_named_and_the_rest_looked_at(killed: Killed) -> None:
    (anchor,) = killed.folders.anchors()
    anchor.write_bytes(anchor.read_bytes()[:-9])
    before = killed.prints()

    done = killed.run("verify", "--json")

    assert [finding["code"] for finding in done.document["findings"]] == ["anchor.unreadable"]
    assert done.document["events"] == killed.head.seq
    with pytest.raises(EktpError) as told:
        killed.sign_in()
    assert told.value.code == "anchor.unreadable"
    assert killed.pair() == {name: before[name] for name in (STORE, WAL)}


def test_a_folder_that_takes_no_lock_can_be_looked_at(
    killed: Killed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_lock: object) -> None:
        raise EktpError("disk.refused", errno=errno.EROFS)  # root may write in any folder that is only closed

    monkeypatch.setattr("ektp_desk.desk.desk.take", refuse)

    with Desk(killed.folders, looking=True) as desk:
        assert the_visit(desk.sign_in(killed.user, WORDS), killed.visit).sent_home == ACTS
    with pytest.raises(EktpError), Desk(killed.folders):
        pass


@pytest.mark.parametrize("last", [False, True], ids=["in the middle", "at the end"])
@pytest.mark.parametrize("part", ["page number", "commit", "salt", "checksum", "page", "seal"])
def test_a_wrong_bit_anywhere_in_a_frame_costs_nothing(
    killed: Killed, part: str, last: bool, chance: Random
) -> None:
    first, length = {
        "page number": (0, 4), "commit": (4, 4), "salt": (8, 8), "checksum": (16, 8), "page": (24, 4032),
        "seal": (24 + 4032, 64),
    }[part]  # fmt: skip
    frame = killed.frames - 1 if last else chance.randrange(killed.frames - 1)
    place = HEADER + frame * FRAME + first + chance.randrange(length)

    killed.flip(place, bit=1 << chance.randrange(8))

    sent_home, told = killed.sign_in()
    assert sent_home == ACTS
    assert [news.code for news in told] == ["store.salvaged"]


def test_a_wrong_bit_in_the_head_of_the_log_costs_nothing(killed: Killed, chance: Random) -> None:
    killed.flip(chance.randrange(HEADER), bit=1 << chance.randrange(8))

    assert killed.sign_in()[0] == ACTS


def test_a_lost_sector_that_was_written_over_later_costs_nothing(killed: Killed) -> None:
    for frame in range(3, killed.frames // 2, 29):
        killed.spoil(frame)

    sent_home, told = killed.sign_in()

    assert sent_home == ACTS
    assert [news.code for news in told] == ["store.salvaged"]
    assert told[0].facts["folder"] == "damaged-1"


def test_what_is_lost_is_told_and_nothing_is_changed(killed: Killed) -> None:
    killed.spoil(killed.frames - 1)
    before = killed.prints()

    for _ in range(2):
        with pytest.raises(StoreDamaged) as told:
            killed.sign_in()
        assert told.value.code == "store.part_salvaged"
        assert told.value.facts["gaps"] == str(killed.head.seq)

    aside = {f"damaged-1/{name}": before[name] for name in (STORE, WAL)}
    after = killed.prints()
    after.pop(f"{STORE}-shm", None), before.pop(f"{STORE}-shm", None)
    assert after == before | aside
    assert (killed.folders.data / "damaged-1").stat().st_mode & 0o777 == 0o700


def test_a_paper_is_held_against_all_that_the_damaged_log_still_gives(killed: Killed) -> None:
    killed.spoil(killed.frames // 3)  # written over later; SQLite by itself drops what follows
    killed.spoil(killed.frames - 1)
    seq, paper = killed.head.seq, head_on_paper("01/a", killed.head.seq, killed.head.link)

    with Desk(killed.folders) as desk:
        with pytest.raises(StoreDamaged, match=r"store\.part_salvaged"):
            desk.sign_in(killed.user, WORDS)
        before = killed.prints()
        with pytest.raises(EktpError) as told:
            desk.compare_refused(paper)
        after = killed.prints()

    assert (told.value.code, told.value.facts["first"]) == ("papercode.missing", seq)
    assert after == before


def test_what_a_kill_left_in_mid_copy_is_swept(killed: Killed) -> None:
    data = killed.folders.data
    for place in (killed.folders.look, data / ".salvaging", data / "damaged.part"):
        place.mkdir(parents=True)
        (place / STORE).write_bytes(b"half")
    killed.flip(HEADER + 24 + 2000)

    killed.sign_in()

    assert not killed.folders.look.exists()
    assert {path.name for path in data.iterdir() if path.is_dir()} <= {"damaged-1", "lists"}


def test_a_usual_start_copies_nothing(killed: Killed, monkeypatch: pytest.MonkeyPatch) -> None:
    killed.sign_in()  # a sound log, then none

    def refuse(*_paths: object) -> None:
        raise AssertionError("copied")

    for name in ("damaged_log.LoggedStore", "opening.copy_pair"):
        monkeypatch.setattr(f"ektp_desk.desk.{name}", refuse)
    assert killed.sign_in() == (ACTS, ())


def salvage(killed: Killed, *words: str) -> Done:
    return command("salvage", "--data", killed.folders.data, *words, "--json")


@pytest.mark.journey
def test_an_adb_goes_on_without_what_is_lost(killed: Killed) -> None:
    killed.spoil(killed.frames - 1)
    killed.flip(HEADER + 24 + 2000)  # SQLite drops everything; all but the last act is whole
    before = killed.pair()
    asked = salvage(killed).document
    assert (asked["missing"], asked["beyond"], asked["journal"]) == ([killed.head.seq], 0, "")
    assert asked["held"] + asked["saved"] == killed.head.seq - 1
    assert killed.pair() == before

    done = salvage(killed, "--accept")

    assert done.code == 0, done.err
    assert done.document["journal"].startswith("01/b")
    assert (killed.folders.data / "damaged-1" / "anchor").exists()
    with Desk(killed.folders) as desk:
        session = desk.sign_in(killed.user, WORDS)
        assert the_visit(session, killed.visit).sent_home == ACTS - 1
        assert desk.told == []
        assert [(one.label[:4], one.reason) for one in incarnations(session.store)] == [
            ("01/b", "salvaged"),
            ("01/a", "first"),
        ]
        count_sent_home(session, killed.visit)
        found = verify_signatures(desk.held_store().connection, are_signed)
        assert [fault for fault in found if isinstance(fault, Fault)] == []
    assert killed.run("verify").code == 0


@pytest.mark.journey
def test_a_sound_folder_has_nothing_to_salvage(killed: Killed) -> None:
    before = killed.pair()

    done = salvage(killed, "--accept")

    assert (done.code, "[salvage.nothing]" in done.err) == (1, True)
    assert killed.pair() == before
    killed.flip(HEADER + 24 + 2000)
    assert salvage(killed, "--accept").document["journal"] == ""  # all came back: the journal goes on
    assert killed.sign_in() == (ACTS, ())


def test_who_is_no_adb_accepts_no_loss(killed: Killed) -> None:
    killed.spoil(killed.frames - 1)
    with Desk(killed.folders) as desk:
        keys = desk.unlock(killed.user, WORDS)
        with pytest.raises(EktpError) as told:
            salvage_log(desk, "an operator", keys, accept=True)

    assert told.value.code == "role.not_allowed"
    with pytest.raises(StoreDamaged):
        killed.sign_in()


@pytest.mark.parametrize("place", ["_keep_anchor", "put_in_place", "anchor_in"])
def test_an_acceptance_that_was_killed_is_done_again(
    killed: Killed, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    killed.spoil(killed.frames - 1)

    def die(*_arguments: object) -> None:
        raise SystemError("killed")

    with Desk(killed.folders) as desk:
        keys = desk.unlock(killed.user, WORDS)
        with monkeypatch.context() as patched:
            patched.setattr(f"ektp_desk.desk.accepting.{place}", die)
            with pytest.raises(SystemError):
                salvage_log(desk, killed.user, keys, accept=True)
        with pytest.raises(StoreDamaged):
            desk.sign_in(killed.user, WORDS)
        salvage_log(desk, killed.user, keys, accept=True)
        session = desk.sign_in(killed.user, WORDS)
        assert the_visit(session, killed.visit).sent_home == ACTS - 1
        assert list(verify_chain(desk.held_store().connection)) == []
        assert list(verify_incarnations(desk.held_store().connection)) == []


@pytest.mark.parametrize("place", ["set_aside", "put_in_place"])
def test_a_salvage_that_was_killed_is_done_by_the_next_sign_in(
    killed: Killed, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    killed.flip(HEADER + 24 + 2000)
    before = killed.pair()

    def die(*_arguments: object) -> None:
        raise SystemError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(f"ektp_desk.desk.damaged_log.{place}", die)
        with pytest.raises(SystemError):
            killed.sign_in()

    assert killed.pair() == before
    assert killed.sign_in()[0] == ACTS


def test_an_office_of_an_earlier_release_is_looked_at_without_a_step(folders: Folders) -> None:
    shutil.copytree(VERSIONS / "007", folders.data)
    slots = read_slots(folders.data).slots
    folders.state.mkdir()
    (folders.data / ANCHOR).rename(folders.anchor(slots.install))
    user = next(slot.user.id for slot in slots.users if slot.user.name == "Maria T.")
    older = Killed(folders, user, "", Head(slots.install, "", "", 0, ""))
    (folders.data / "desk.lock").touch()
    before = older.prints()

    with Desk(folders, looking=True) as desk:
        store = desk.open_store(user, desk.unlock(user, WORDS_007))
        assert store.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert doubts_of(store, folders, generation=desk.slots.generation, told=desk.told) is None

    assert older.prints() == before
