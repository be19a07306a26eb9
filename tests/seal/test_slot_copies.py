"""The slot file survives damage to one copy and a crash between the two, and says which copy to mend."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from ektp_desk.domain.errors import EktpError
from ektp_desk.seal.files import write_whole
from ektp_desk.seal.slots import NAMES, Loaded, Secrets, Slots, read_slots, write_slots

FIRST, SECOND = NAMES
Made = tuple[Slots, Secrets]


def _with_digest(line: bytes) -> bytes:
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def test_what_was_written_opens_again(tmp_path: Path, made: Made) -> None:
    write_slots(tmp_path, made[0])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)
    loaded = read_slots(tmp_path)
    assert loaded == Loaded(made[0], ())
    assert loaded.slots.unlock("u1", "kapur jagung sungai bintang tenun").store_key == made[1].store_key


def test_no_secret_stands_in_the_file(tmp_path: Path, made: Made) -> None:
    write_slots(tmp_path, made[0])
    content = (tmp_path / FIRST).read_bytes()
    for secret in (made[1].store_key, made[1].office.secret.encode(), made[1].recovery.secret.encode()):
        assert secret not in content
        assert secret.hex().encode() not in content


def test_every_flipped_byte_of_the_first_copy_falls_back_to_the_second(
    tmp_path: Path, made: Made, flips: Callable[[bytes], Iterator[bytes]]
) -> None:
    write_slots(tmp_path, made[0])
    for changed in flips((tmp_path / FIRST).read_bytes()):
        (tmp_path / FIRST).write_bytes(changed)
        assert read_slots(tmp_path) == Loaded(made[0], (FIRST,))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kept", [0, 1, 100, -1])
def test_a_torn_copy_is_named_and_mended_by_writing(tmp_path: Path, made: Made, name: str, kept: int) -> None:
    write_slots(tmp_path, made[0])
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:kept])
    loaded = read_slots(tmp_path)
    assert loaded == Loaded(made[0], (name,))
    write_slots(tmp_path, loaded.slots)
    assert read_slots(tmp_path) == Loaded(made[0], ())


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_copy_is_named(tmp_path: Path, made: Made, name: str) -> None:
    write_slots(tmp_path, made[0])
    (tmp_path / name).unlink()
    assert read_slots(tmp_path) == Loaded(made[0], (name,))


def test_a_copy_that_the_disk_cannot_give_counts_as_damaged(tmp_path: Path, made: Made) -> None:
    write_slots(tmp_path, made[0])
    (tmp_path / FIRST).unlink()
    (tmp_path / FIRST).mkdir()
    assert read_slots(tmp_path) == Loaded(made[0], (FIRST,))


def test_a_crash_between_the_copies_leaves_the_new_slots_and_names_the_old_copy(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = made[0]
    new = replace(old, office=replace(old.office, name="Malaka"))
    write_slots(tmp_path, old)

    def stop_before_the_second(path: Path, content: bytes) -> None:
        if path.name == SECOND:
            raise KeyboardInterrupt
        write_whole(path, content)

    monkeypatch.setattr("ektp_desk.seal.slots.copies.write_whole", stop_before_the_second)
    with pytest.raises(KeyboardInterrupt):
        write_slots(tmp_path, new)
    assert read_slots(tmp_path) == Loaded(new, (SECOND,))


def test_without_any_copy_there_is_no_office_here(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(EktpError, match=r"^office\.none$"):
            read_slots(folder)


def test_two_damaged_copies_are_damage_and_not_an_empty_folder(tmp_path: Path, made: Made) -> None:
    write_slots(tmp_path, made[0])
    (tmp_path / FIRST).write_bytes(b"")
    (tmp_path / SECOND).unlink()
    with pytest.raises(EktpError, match=r"^slots\.damaged$"):
        read_slots(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_newer_format_is_refused_by_its_number(tmp_path: Path, made: Made, name: str) -> None:
    write_slots(tmp_path, made[0])
    (tmp_path / name).write_bytes(_with_digest(b'{"format":4,"users":{"new":"shape"}}'))
    with pytest.raises(EktpError, match=r"^slots\.newer$") as refused:
        read_slots(tmp_path)
    assert refused.value.facts == {"format": 4}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"format":3', b'"format":0'),
        (b'"format":3', b'"form":1'),
        (b'"install"', b'"extra":1,"install"'),
        (b'"is_sample":true', b'"is_sample":"yes"'),
        (b'"memory_bytes":8192', b'"memory_bytes":99999999999'),
    ],
)
def test_what_does_not_fit_the_format_is_damage(
    tmp_path: Path, made: Made, before: bytes, after: bytes
) -> None:
    write_slots(tmp_path, made[0])
    line = (tmp_path / FIRST).read_bytes().split(b"\n")[0]
    assert before in line
    for name in NAMES:
        (tmp_path / name).write_bytes(_with_digest(line.replace(before, after)))
    with pytest.raises(EktpError, match=r"^slots\.damaged$"):
        read_slots(tmp_path)
