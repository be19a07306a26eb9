"""Founding an office: what is refused leaves nothing, and no office is without its recovery page."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ektp_desk.cli import window
from ektp_desk.desk.folder.sample import FACTS, Sample, keep_facts, sample_of
from ektp_desk.desk.founding import charter_of, found
from ektp_desk.desk.sample import making
from ektp_desk.desk.sample.making import REGION, make_sample
from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.passphrase import FULL
from ektp_desk.seal.slots.copies import read_slots
from ektp_desk.settings import Folders, clock_in
from ektp_desk.store.opening import STORE
from ektp_desk.usecases.environment import Environment
from tests.cli.desk_commands import command
from tests.clock.sitecustomize import FULL_COST
from tests.offices import CHEAP, WORDS, found_office_in

pytestmark = pytest.mark.journey

INIT = ("--region", "53.02", "--user", "adb")


class PowerCut(BaseException):
    """Nothing runs any more."""


def files(folder: Path) -> set[str]:
    """Name what lies in a folder, but for its lock."""
    return {path.name for path in folder.rglob("*")} - {"desk.lock"} if folder.exists() else set()


@pytest.mark.parametrize("page", ["D/page.pdf", "nowhere/page.pdf", "another.pdf"])
def test_without_a_place_for_its_recovery_page_no_office_is_founded(tmp_path: Path, page: str) -> None:
    other = tmp_path / "another.pdf"
    other.write_bytes(b"the only key of another office")

    done = command("office", "init", "--data", tmp_path / "D", *INIT, "--out", tmp_path / page)

    assert done.code == 1
    assert "[recovery.in_data_folder]" in done.err or "[file.cannot_write]" in done.err
    assert files(tmp_path / "D") == set()
    assert other.read_bytes() == b"the only key of another office"
    assert command("office", "init", "--data", tmp_path / "D", *INIT, "--out", tmp_path / "p.pdf").code == 0
    assert stat.S_IMODE((tmp_path / "p.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["kantor Disdukcapil/ruang 2 · Sóë 事務所", "x" * 300, "file/D"])
def test_any_folder_is_taken_or_refused_in_words(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")

    done = command("office", "init", "--data", tmp_path / place, *INIT, "--out", tmp_path / "p.pdf")
    verified = command("verify", "--data", tmp_path / place)

    fits = done.code == 0
    assert fits == (len(place) < 100 and place != "file/D"), done
    assert fits or "[disk.refused]" in done.err
    assert verified.code == (0 if fits else 1)
    assert "program.error" not in done.err + verified.err


def test_a_passphrase_that_a_command_wraps_costs_a_thief_all_it_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FULL_COST, "1")
    data = ("--data", tmp_path / "D")
    assert command("office", "init", *data, *INIT, "--out", tmp_path / "p.pdf").code == 0
    added = command("office", "user", "add", "Orpa Contoh", "--role", "operator", *data)
    assert added.code == 0, added.err

    assert [each.keys.cost for each in read_slots(tmp_path / "D").slots.users] == [FULL, FULL]


def test_two_foundings_at_once_give_one_office(tmp_path: Path) -> None:
    def init(page: str) -> str:
        done = command("office", "init", "--data", tmp_path / "D", *INIT, "--out", tmp_path / page)
        return "" if done.code == 0 else done.err

    with ThreadPoolExecutor(2) as both:
        ends = sorted(both.map(init, ("a.pdf", "b.pdf")))

    assert ends[0] == ""
    assert "[desk.in_use]" in ends[1] or "[office.exists]" in ends[1]
    assert command("verify", "--data", tmp_path / "D").code == 0
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_a_full_disk_in_mid_founding_leaves_nothing(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EktpError("disk.full", errno=28)

    monkeypatch.setattr("ektp_desk.desk.founding.write_slots", full)
    clock = clock_in(480)
    with pytest.raises(EktpError):
        found(folders, charter_of(REGION), user_name="x", passphrase=WORDS, clock=clock, cost=CHEAP)
    monkeypatch.undo()

    assert files(folders.data) == set()
    assert folders.anchors() == []
    found(folders, charter_of(REGION), user_name="x", passphrase=WORDS, clock=clock, cost=CHEAP)


def test_a_founding_cut_short_before_its_store_was_whole_can_be_begun_again(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise PowerCut

    monkeypatch.setattr("ektp_desk.desk.founding.remove_office", lambda *_: None)  # no power for that
    with pytest.raises(PowerCut):
        found(folders, charter_of(REGION), user_name="x", passphrase=WORDS, clock=clock_in(480), cost=CHEAP,
              keep=cut)  # fmt: skip
    assert files(folders.data)
    monkeypatch.undo()

    with found_office_in(folders) as office:
        assert office.store.head.seq == 5
        assert files(folders.data) <= {STORE, f"{STORE}-wal", f"{STORE}-shm", "slots.json", "slots.copy.json"}


def test_a_store_whose_slots_are_gone_is_kept(folders: Folders) -> None:
    with found_office_in(folders):
        pass
    for path in folders.data.glob("slots*"):
        path.unlink()
    held = (folders.data / STORE).read_bytes()

    with pytest.raises(EktpError) as told, found_office_in(folders):
        pytest.fail("an office was founded over a store")
    assert told.value.code == "office.store_without_slots"
    assert (folders.data / STORE).read_bytes() == held


def test_a_sample_whose_making_was_cut_short_is_made_anew(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    monkeypatch.setattr(making, "live_a_day", cut)
    with pytest.raises(PowerCut):
        make_sample(folders, cost=CHEAP)
    assert sample_of(folders) is None
    monkeypatch.setattr(making, "live_a_day", lambda *_, **__: None)

    made = make_sample(folders, cost=CHEAP)

    assert sample_of(folders) == made
    with pytest.raises(EktpError) as told:
        make_sample(folders, cost=CHEAP)
    assert told.value.code == "office.exists"


def test_a_real_office_is_never_taken_for_a_half_made_sample(folders: Folders) -> None:
    found(folders, charter_of(REGION), user_name="x", passphrase=WORDS, clock=clock_in(480), cost=CHEAP)
    held = files(folders.data)

    with pytest.raises(EktpError) as told:
        make_sample(folders, cost=CHEAP)
    assert told.value.code == "office.exists"
    assert files(folders.data) == held


def test_a_file_slipped_in_sets_no_real_offices_clock(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(folders, charter_of(REGION), user_name="x", passphrase=WORDS, clock=clock_in(480), cost=CHEAP)
    keep_facts(folders, Sample("x", "a false passphrase", "", 90 * 86_400))
    opened: list[Environment] = []

    def run(environment: Environment, _folders: Folders, **_: object) -> int:
        opened.append(environment)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("ektp_desk.gui.app.run", run)

    window.open_window(folders.data, sample=False, keys_fd=None)

    (environment,) = opened
    assert environment.told_passphrase == ""
    assert abs((environment.clock().utc - clock_in(480)().utc).total_seconds()) < 60


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"user": 1}', b"\xff"])
def test_a_sample_file_that_is_none_is_none(folders: Folders, content: bytes) -> None:
    folders.data.mkdir()
    (folders.data / FACTS).write_bytes(content)

    assert sample_of(folders) is None
