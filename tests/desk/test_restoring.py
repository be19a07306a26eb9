"""A restored office keeps every event apart; a power cut in between leaves one office whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations
from ektp_desk.usecases.admin.queries import incarnations
from ektp_desk.usecases.visits.commands import count_sent_home
from ektp_desk.usecases.visits.queries import the_visit
from tests.desk.backups import backed_up, restored
from tests.offices import WORDS, TestOffice, unmarked

PLACES = ("unpacked", "ready", "moved aside", "anchor aside", "in place", "anchored")


class PowerCut(BaseException):
    """What no code catches, as a kill."""


def events_of(office: TestOffice) -> set[bytes]:
    return {link for (link,) in office.connection.execute("SELECT link FROM events")}


def test_an_office_restored_elsewhere_holds_all_and_starts_clean(
    office: TestOffice, backup: Path, tmp_path: Path
) -> None:
    visit = backed_up(office, backup)
    there = Folders(tmp_path / "there", tmp_path / "state2")

    done = restored(office, backup, there)

    assert (unmarked(done.label), done.missing, done.moved_to) == ("01/b", None, None)
    assert done.made_at.startswith("2019-04-02T")
    with Desk(there, clock=office.clock) as desk:
        session = desk.sign_in(office.user, WORDS)
        assert desk.told == []
        assert [i.reason for i in incarnations(session.store) if i.label == done.label] == ["restored"]
        assert the_visit(session, visit).id == visit
        assert list(verify_chain(desk.held_store().connection)) == []
        assert list(verify_incarnations(desk.held_store().connection)) == []


def test_an_office_is_replaced_only_when_asked_and_then_kept_beside(office: TestOffice, backup: Path) -> None:
    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    later, head = events_of(office), office.store.head
    office.desk.__exit__(None, None, None)
    folders = office.folders

    with pytest.raises(EktpError, match=r"^restore\.office_there$"):
        restored(office, backup, folders)
    done = restored(office, backup, folders, replace_office=True)

    assert (done.taken_over, done.missing) == (2, 0)  # the backup's own event, and who was sent home
    assert done.moved_to == folders.data.with_name("data.before-restore-1")
    with Desk(folders, clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.told == []
        mine = {link for (link,) in desk.held_store().connection.execute("SELECT link FROM events")}
    with Desk(Folders(done.moved_to, folders.state), clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.told == []
        assert desk.held_store().head == head
    assert later < mine
    assert len(mine - later) == 1


def test_a_continued_original_and_a_restored_copy_never_write_the_same_place(
    office: TestOffice, backup: Path, tmp_path: Path
) -> None:
    visit = backed_up(office, backup)
    there = Folders(tmp_path / "there", tmp_path / "state2")
    restored(office, backup, there)
    places = "SELECT j.device, j.incarnation, e.seq, e.link FROM events e JOIN journals j ON j.no = e.journal"
    with Desk(there, clock=office.clock) as desk:
        count_sent_home(desk.sign_in(office.user, WORDS), visit)
        count_sent_home(office.session, visit)
        both = {*office.connection.execute(places), *desk.held_store().connection.execute(places)}

    assert len({row[:3] for row in both}) == len(both)


@pytest.mark.parametrize("place", PLACES)
def test_a_power_cut_in_a_restoring_leaves_one_office_whole_and_a_second_try_works(
    office: TestOffice, backup: Path, place: str
) -> None:
    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    head = office.store.head
    office.desk.__exit__(None, None, None)
    folders = office.folders

    def cut(at: str) -> None:
        if at == place:
            raise PowerCut

    with pytest.raises(PowerCut):
        restored(office, backup, folders, replace_office=True, point=cut)

    aside = folders.data.with_name("data.before-restore-1")
    old = folders.data if place in ("unpacked", "ready") else aside
    with Desk(Folders(old, folders.state), clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.held_store().last_seq(head.incarnation) == head.seq
    if place in ("in place", "anchored"):
        with Desk(folders, clock=office.clock) as desk:
            desk.sign_in(office.user, WORDS)
            assert [(news.code, news.facts) for news in desk.told] == [
                ("folder.restore_finished", {"taken": 0})
            ]
    restored(office, backup, folders, replace_office=True)
    with Desk(folders, clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.told == []
    assert (aside / STORE).exists()


def test_a_dead_folder_is_replaced_though_its_anchor_was_ahead(office: TestOffice, backup: Path) -> None:
    import shutil

    visit = backed_up(office, backup)
    count_sent_home(office.session, visit)
    office.desk.__exit__(None, None, None)
    shutil.rmtree(office.folders.data)

    done = restored(office, backup, office.folders)

    assert done.missing == 2
    with Desk(office.folders, clock=office.clock) as desk:
        desk.sign_in(office.user, WORDS)
        assert desk.told == []


def test_a_folder_with_other_files_is_left_alone(office: TestOffice, backup: Path, tmp_path: Path) -> None:
    backed_up(office, backup)
    there = Folders(tmp_path / "there", tmp_path / "state2")
    there.data.mkdir()
    (there.data / "foto.jpg").write_bytes(b"x")

    with pytest.raises(EktpError, match=r"^restore\.folder_not_empty$"):
        restored(office, backup, there, replace_office=True)
    assert [path.name for path in there.data.iterdir()] == ["foto.jpg"]
