"""A second place for the mailbox: it follows behind receipts, stops nothing, and a hub comes back from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import CopyState
from ektp_desk.hub.keeper import keeping
from ektp_desk.hub.pack_folder import PackFolder
from ektp_desk.hub.places import PACKS
from ektp_desk.hub.rereading import rebuild
from ektp_desk.hub.restoring import restore
from ektp_desk.hub.scrubbing import scrub
from ektp_desk.hub.second_place import SecondPlace, choose_copy
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.part import cut
from ektp_desk.words.hub import copies_words, summary_words
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, drop_list
from tests.hub.dying import died
from tests.hub.lines import RunningHub, desks, made_hub, name, running
from tests.hub.test_judged_again import EARLY, LATE, two_runs
from tests.hub.test_parts import LARGE, naming
from tests.hub.test_put_back import lived, other_at, rows_of
from tests.hub.test_scrub import all_bytes, spoil


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "disk2").mkdir()
    return tmp_path / "disk2"


@pytest.fixture(autouse=True)
def _each_folder_is_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.hub.second_place.is_other_disk", lambda _folder, _place: True)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made:
        yield made


def copy_of(hub: RunningHub, place: Path) -> SecondPlace:
    choose_copy(hub.mailbox.shelf, place)
    return SecondPlace(hub.mailbox.shelf, hub.folder)


def state(hub: RunningHub) -> tuple[CopyState, int]:
    found = hub.mailbox.standing()
    return found.copy, found.uncopied


def lying_at(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / PACKS).rglob("*.PCK")}


def test_what_came_is_copied_and_what_goes_goes_there_too(hub: RunningHub, place: Path) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        copy = copy_of(hub, place)
        laptop.send(early, EARLY)
        copy.follow()
        assert lying_at(place) == lying_at(hub.folder)
        assert state(hub) == (CopyState.WHOLE, 0)
        assert hub.mailbox.standing().copies == 2

        laptop.send(late, LATE)
        office.send(write_object(drop_list(dropped=((name(LATE), "ab" * 32),)), OFFICE.sign))
        hub.mailbox.shelf.sweep()
        copy.follow()
        assert lying_at(place) == lying_at(hub.folder)
        assert LATE not in b"".join(lying_at(place).values())


def test_a_hub_comes_back_from_its_copy_key_and_all_and_drops_again_what_was_dropped(
    tmp_path: Path, place: Path
) -> None:
    folder = tmp_path / "hub"
    seed = lived(folder)
    with running(folder) as hub, desks(hub, OTHER) as (office, _mate):
        copy_of(hub, place).follow()
        office.send(write_object(drop_list(number=2, dropped=((name(LARGE), "ab" * 32),)), OFFICE.sign))
        hub.mailbox.shelf.sweep()
        key, before = hub.public, rows_of(folder)
    shutil.copytree(folder / PACKS, place / PACKS, dirs_exist_ok=True)  # beside what had to go
    shutil.rmtree(folder)
    new = tmp_path / "new"
    assert set(restore(new, place).refused.values()) == {"object.dropped"}
    with other_at(new, seed) as mate:
        assert isinstance(mate.hub, RunningHub)
        assert mate.hub.public == key
        assert mate.offer([name(LARGE)])["dropped"] == [name(LARGE)]
        assert LARGE[-1000:] in all_bytes(mate.hub)
        mate.hub.mailbox.shelf.sweep()
        assert LARGE[-1000:] not in all_bytes(mate.hub)
        assert mate.offer([name(EARLY), name(LATE)])["wanted"] == []
    assert rows_of(new)["runs"] == before["runs"]


def test_a_disk_that_is_away_stops_nothing_and_is_not_written_beside(hub: RunningHub, place: Path) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (_office, laptop):
        copy = copy_of(hub, place)
        laptop.send(early, EARLY)
        copy.follow()
        place.rename(place.with_name("drawer"))
        place.mkdir()  # as where a disk is not mounted
        assert laptop.send(late, LATE)["refused"] == {}
        copy.follow()
        assert list(place.iterdir()) == []
        assert state(hub)[0] is CopyState.AWAY
        assert copies_words(hub.mailbox.standing()) == "satu; disk salinan tidak terpasang"
        assert summary_words(hub.mailbox.standing())[1] == "warn"
        place.rmdir()
        place.with_name("drawer").rename(place)
        copy.follow()
        assert (lying_at(place), state(hub)) == (lying_at(hub.folder), (CopyState.WHOLE, 0))


def test_a_copy_of_another_hub_is_not_written(hub: RunningHub, place: Path, tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "other")) as other:
        copy_of(other, place).follow()
        before = sorted(place.rglob("*"))
        copy_of(hub, place).follow()
        assert sorted(place.rglob("*")) == before
        assert state(hub)[0] is CopyState.AWAY


def test_the_hubs_own_disk_is_no_second_place(
    hub: RunningHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    copy_of(hub, place).follow()
    assert list(place.iterdir()) == []
    assert state(hub)[0] is CopyState.SAME_DISK


def test_a_full_disk_is_told_with_what_lacks(
    hub: RunningHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desks(hub, LAPTOP):
        copy = copy_of(hub, place)
        with monkeypatch.context() as patch:
            patch.setattr("ektp_desk.hub.second_place.PackFolder.new", full)
            copy.follow()
        assert state(hub) == (CopyState.FULL, len(lying_at(hub.folder)))
        copy.follow()
        assert state(hub) == (CopyState.WHOLE, 0)


def full(_folder: PackFolder, _name: object) -> None:
    raise EktpError("disk.full", errno=28)


def test_damage_is_made_good_from_the_copy_and_the_copys_from_the_hub(hub: RunningHub, place: Path) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        copy = copy_of(hub, place)
        laptop.send(early, EARLY)
        laptop.send(naming(LARGE), *cut(LARGE))
        laptop.send(late, LATE)
        copy.follow()
        for one in (EARLY, LARGE):
            spoil(hub, name(one))
        found = hub.mailbox.find(name(LATE))
        assert found is not None
        path = PackFolder(place / PACKS).path(found.pieces[0].pack)
        path.write_bytes(path.read_bytes().replace(LATE[100:110], b"0123456789"))

        state = scrub(hub.mailbox.shelf, second=copy)
        assert (state.mended, state.lost) == (2, 0)
        assert laptop.offer()["lost"] == []
        assert [office.fetch(name(one)) for one in (EARLY, LARGE, LATE)] == [EARLY, LARGE, LATE]
        copy.follow()
        assert lying_at(place) == lying_at(hub.folder)


def test_a_keeper_copies_behind_each_body(
    hub: RunningHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, _late = two_runs()
    whole, follow = Event(), SecondPlace.follow

    def followed(copy: SecondPlace, going: Callable[[], bool]) -> None:
        follow(copy, going)
        if EARLY in b"".join(lying_at(place).values()):
            whole.set()

    monkeypatch.setattr(SecondPlace, "follow", followed)
    with desks(hub, LAPTOP) as (_office, laptop), keeping(hub.mailbox.shelf, copy_of(hub, place)):
        laptop.send(early, EARLY)
        assert whole.wait(60)
        assert lying_at(place) == lying_at(hub.folder)


@pytest.mark.journey
def test_killed_anywhere_in_copying_the_copy_becomes_whole(tmp_path: Path, place: Path) -> None:
    folder = tmp_path / "hub"
    lived(folder)
    at = 1
    while died(at, "copy", folder, place):
        at += 7
    assert at > 30
    assert lying_at(place) == lying_at(folder)


def test_a_hub_that_died_before_it_removed_a_pack_starts_again_while_its_copy_is_away(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made_hub(tmp_path / "hub")
    early, _late = two_runs()
    with running(folder) as hub, desks(hub, LAPTOP) as (office, laptop):
        copy_of(hub, place).follow()
        laptop.send(early)
        laptop.send(EARLY)
        monkeypatch.setattr(PackFolder, "remove", lambda _packs, _name: None)
        office.send(write_object(drop_list(dropped=((name(EARLY), "ab" * 32),)), OFFICE.sign))
        hub.mailbox.shelf.sweep()
        monkeypatch.undo()
        assert EARLY in all_bytes(hub)
    with running(folder) as again:
        assert EARLY not in all_bytes(again)


def test_a_disk_that_cannot_be_listed_is_away(
    hub: RunningHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_sick(_path: Path, _pattern: str) -> None:
        raise OSError(5, "Input/output error")

    copy = copy_of(hub, place)
    monkeypatch.setattr(Path, "glob", is_sick)
    copy.follow()
    assert state(hub)[0] is CopyState.AWAY


def test_a_number_that_the_second_place_is_to_lose_is_given_to_no_other_pack(
    tmp_path: Path, place: Path
) -> None:
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        copy_of(hub, place)
        assert laptop.send(EARLY)["refused"] == {name(EARLY): "object.unnamed_file"}
        numbers = [hub.mailbox.shelf.number() - 1]
    with running(folder) as again:
        numbers.append(again.mailbox.shelf.number())
    assert numbers[1] > numbers[0]


def test_an_index_made_anew_still_has_the_second_place_lose_what_went(hub: RunningHub, place: Path) -> None:
    early, _late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        copy = copy_of(hub, place)
        laptop.send(early)
        laptop.send(EARLY)
        copy.follow()
        office.send(write_object(drop_list(dropped=((name(EARLY), "ab" * 32),)), OFFICE.sign))
        hub.mailbox.shelf.sweep()
        rebuild(hub.mailbox.shelf)
        copy.follow()
        assert EARLY not in b"".join(lying_at(place).values())


def test_a_good_copy_stays_until_what_it_mended_is_written(
    hub: RunningHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (_office, laptop):
        copy = copy_of(hub, place)
        laptop.send(early, EARLY, late, LATE)
        copy.follow()
        spoil(hub, name(EARLY))
        lying = next(path for path in (place / PACKS).rglob("*.PCK") if LATE in path.read_bytes())
        content = lying.read_bytes()
        lying.write_bytes(content.replace(LATE, LATE[:-1] + b"?"))

        def is_full(_folder: PackFolder, _name: object) -> None:
            raise EktpError("disk.full", errno=28)

        monkeypatch.setattr(PackFolder, "new", is_full)
        with pytest.raises(EktpError, match=r"disk\.full"):
            scrub(hub.mailbox.shelf, second=copy)
        monkeypatch.undo()
        scrub(hub.mailbox.shelf, second=copy)
        assert laptop.fetch(name(EARLY)) == EARLY
        assert laptop.offer()["lost"] == []
