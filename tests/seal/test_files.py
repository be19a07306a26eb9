"""A file is written whole or not at all, in the order that survives a power cut."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import refuse_irregular, replacing, write_whole

posix_only = pytest.mark.skipif(os.name == "nt", reason="asks what only POSIX systems have")


def test_the_new_bytes_replace_the_old_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    for content in (b"old", b"new and longer", b""):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_bytes_reach_the_disk_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    fsync, replace = os.fsync, os.replace

    def see_fsync(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        seen.append("folder" if is_folder else f"file of {os.fstat(handle).st_size}")
        fsync(handle)

    def see_replace(source: Path, target: Path) -> None:
        seen.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", see_fsync)
    monkeypatch.setattr(os, "replace", see_replace)
    write_whole(tmp_path / "anchor", b"123")
    assert seen == ["file of 3", "rename", "folder"]


@posix_only
def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "slots.json", b"x")
    assert stat.S_IMODE((tmp_path / "slots.json").stat().st_mode) == 0o600


def test_an_error_half_way_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    write_whole(path, b"old")

    def stop_half_way() -> None:
        with replacing(path) as write:
            write(b"half")
            raise LookupError

    with pytest.raises(LookupError):
        stop_half_way()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_crash_left_over_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "rows.part").write_bytes(b"a longer piece of a file that never was")
    write_whole(tmp_path / "rows", b"short")
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]
    assert (tmp_path / "rows").read_bytes() == b"short"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here to play a full disk")
@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_full_disk_is_told_and_the_old_file_stands(tmp_path: Path, size: int) -> None:
    path = tmp_path / "rows"
    write_whole(path, b"old")
    (tmp_path / "rows.part").symlink_to("/dev/full")
    with pytest.raises(EktpError, match=r"^disk\.full$"):
        write_whole(path, b"x" * size)
    assert path.read_bytes() == b"old"


def test_a_refusing_disk_is_told_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"^disk\.refused$") as refused:
        write_whole(tmp_path / "no folder" / "rows", b"x")
    assert refused.value.facts == {"errno": 2}


def _hold(monkeypatch: pytest.MonkeyPatch, times: int) -> list[float]:
    """Play a virus scanner that keeps the new file from being renamed for so many tries; give the waits."""
    waits: list[float] = []
    replace, tries = os.replace, iter(range(times))

    def refuse_at_first(source: Path, target: Path) -> None:
        if next(tries, None) is not None:
            raise PermissionError(13, "held")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse_at_first)
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


def test_a_scanner_that_holds_the_file_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = _hold(monkeypatch, times=3)
    write_whole(tmp_path / "anchor", b"x")
    assert (tmp_path / "anchor").read_bytes() == b"x"
    assert len(waits) == 3


def test_but_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = _hold(monkeypatch, times=1000)
    with pytest.raises(EktpError, match=r"^disk\.refused$"):
        write_whole(tmp_path / "anchor", b"x")
    assert sum(waits) < 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root reads everything: who runs these tests may be root."""
    path = tmp_path / "slots.json"
    path.write_bytes(b"x")
    refuse_irregular(path)

    path.chmod(0)
    monkeypatch.setattr(os, "access", lambda at, mode: bool(Path(at).stat().st_mode & mode << 6))

    with pytest.raises(EktpError) as told:
        refuse_irregular(path)
    assert (told.value.code, told.value.facts) == ("file.irregular", {"name": "slots.json"})


def test_what_is_not_there_is_no_trouble_and_a_folder_is_one_where_it_is_asked_for(tmp_path: Path) -> None:
    refuse_irregular(tmp_path / "nothing")
    refuse_irregular(tmp_path / "nothing" / "below")
    refuse_irregular(tmp_path, folder=True)

    with pytest.raises(EktpError):
        refuse_irregular(tmp_path)
