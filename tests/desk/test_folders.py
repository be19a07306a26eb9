"""A folder that was copied, moved, brought back or shared with another office is recognised and told."""

from __future__ import annotations

import shutil
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
from ektp_desk.store.proof.verify import verify_incarnations
from ektp_desk.usecases.admin.queries import incarnations
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.offices import WORDS, TestOffice, found_office_in, unmarked


def told_in(office: TestOffice, folders: Folders) -> list[tuple[str, object]]:
    """Open the office in a folder; give what is told, code and label without its mark."""
    with Desk(folders, clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert list(verify_incarnations(desk.held_store().connection)) == []
        return [(news.code, unmarked(news.facts.get("label", ""))) for news in desk.told]


def copied(office: TestOffice, data: Path) -> Path:
    shutil.copytree(office.folders.data, data, ignore=shutil.ignore_patterns("desk.lock"))
    return data


def test_a_copied_folder_is_told_once_and_the_original_goes_on(office: TestOffice, tmp_path: Path) -> None:
    visit = office.open_visit()
    office.desk.sign_out()
    there = Folders(copied(office, tmp_path / "salinan"), office.folders.state)

    assert told_in(office, there) == [("folder.copied", "01/b")]
    assert told_in(office, there) == []
    office.sign_in_again()
    assert office.desk.told == []
    count_sent_home(office.session, visit)
    assert [i.reason for i in incarnations(office.session.store)] == ["first"]


def test_a_folder_on_another_laptop_is_told(office: TestOffice, tmp_path: Path) -> None:
    office.desk.sign_out()
    (tmp_path / "laptop2").mkdir()

    assert told_in(office, Folders(copied(office, tmp_path / "x"), tmp_path / "laptop2")) == [
        ("folder.copied", "01/b")
    ]


def test_two_offices_that_take_turns_at_one_place_keep_their_anchors(
    office: TestOffice, tmp_path: Path
) -> None:
    folders = office.folders
    office.desk.__exit__(None, None, None)
    folders.data.rename(tmp_path / "kantor1")
    with found_office_in(folders) as other:
        second = other.anchor
        assert second != office.folders.anchor(office.desk.slots.install)
    shutil.rmtree(folders.data)
    (tmp_path / "kantor1").rename(folders.data)

    assert told_in(office, folders) == []
    assert second in folders.anchors()


def test_an_office_in_the_place_of_another_says_so(office: TestOffice, tmp_path: Path) -> None:
    office.desk.__exit__(None, None, None)
    place = Folders(tmp_path / "lain", office.folders.state)
    with found_office_in(place):
        pass
    shutil.rmtree(place.data)
    copied(office, place.data)

    assert told_in(office, place) == [("folder.other_anchor", "01/b")]


def test_an_older_anchor_is_told_as_one(office: TestOffice) -> None:
    former = office.anchor.read_bytes()
    office.anchor.unlink()
    office.sign_in_again()
    office.anchor.write_bytes(former)

    office.sign_in_again()

    assert [(n.code, unmarked(n.facts["label"])) for n in office.desk.told] == [
        ("folder.older_anchor", "01/c")
    ]


def test_the_anchor_of_the_first_release_is_still_read(office: TestOffice) -> None:
    visit = office.open_visit()
    office.anchor.rename(office.folders.first_anchor)

    count_sent_home(office.sign_in_again(), visit)

    assert office.desk.told == []
    assert office.anchor.exists()


def test_a_folder_inside_a_sync_service_is_told_at_each_opening(office: TestOffice, tmp_path: Path) -> None:
    office.desk.sign_out()
    there = Folders(copied(office, tmp_path / "Dropbox" / "kantor"), office.folders.state)
    told_in(office, there)

    assert told_in(office, there) == [("folder.in_service", "")]
