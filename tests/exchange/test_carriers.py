"""Cards and sticks: what stands on them is whole and read back, whatever pulls, fills or protects them."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.carrier import Carrier, PackFile, find_carrier, mark_carrier
from ektp_desk.wire.pack import DamageReason, PackDamage, name_of

OFFICE, OTHER = "ab" * 32, "cd" * 32
JOURNAL, SECOND = "4CQ7AB2X", "ZZZZ2222"
ONE, TWO, THREE = b"one" * 1000, b"two" * 1000, b"three" * 1000
POINTS = ("piece written", "pack written", "pack named", "pack kept")


@pytest.fixture
def card(tmp_path: Path) -> Carrier:
    return mark_carrier(tmp_path, OFFICE)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(EktpError) as refused:
        act()
    return refused.value.code


def all_in(carrier: Carrier) -> list[bytes | PackDamage]:
    return [entry for pack in carrier.packs() for entry in carrier.read(pack)]


def names(carrier: Carrier) -> list[str]:
    folder = carrier.place / "ektp"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_each_pack_is_a_file_of_its_own_under_a_name_that_any_file_system_keeps(card: Carrier) -> None:
    first = card.write(JOURNAL, [ONE, TWO])
    card.write(JOURNAL, [THREE])
    card.write(SECOND, [ONE])

    assert names(card) == [
        "4CQ7AB2X/00000001.PCK",
        "4CQ7AB2X/00000002.PCK",
        "CARRIER.ID",
        "ZZZZ2222/00000001.PCK",
    ]
    assert (first.journal, first.number, first.size) == (JOURNAL, 1, first.path.stat().st_size)
    assert all_in(card) == [ONE, TWO, THREE, ONE]


def test_numbers_go_on_after_what_is_there_and_never_over_it(card: Carrier) -> None:
    for _ in range(3):
        card.write(JOURNAL, [ONE])
    (card.place / "ektp" / JOURNAL / "00000002.PCK").unlink()

    assert card.write(JOURNAL, [TWO]).number == 4
    assert [pack.number for pack in card.packs()] == [1, 3, 4]


def test_a_card_that_another_system_wrote_in_small_letters_is_the_same(card: Carrier) -> None:
    card.write(JOURNAL, [ONE])
    folder = card.place / "ektp" / JOURNAL
    (folder / "00000001.PCK").rename(folder / "00000001.pck")
    folder.rename(folder.with_name(JOURNAL.lower()))

    assert [(pack.journal, pack.number) for pack in card.packs()] == [(JOURNAL, 1)]
    assert card.write(JOURNAL, [TWO]).number == 2, "it goes on in the folder that is there"
    assert all_in(card) == [ONE, TWO]


def test_what_others_put_on_the_card_is_passed_over_and_left(card: Carrier) -> None:
    card.write(JOURNAL, [ONE])
    (card.place / "FOTO.JPG").write_bytes(b"x")
    (card.place / "ektp" / "Catatan.txt").write_bytes(b"x")
    (card.place / "ektp" / JOURNAL / "00000009.TMP").write_bytes(b"x")
    (card.place / "ektp" / JOURNAL / "00000008.PCK").mkdir()

    assert all_in(card) == [ONE]
    assert card.write(JOURNAL, [TWO]).number == 9, "no pack can take the folder's name"


def test_links_on_a_card_lead_nowhere(card: Carrier, tmp_path: Path) -> None:
    """A stick with a Linux file system: its links would read, or write over, the laptop's own files."""
    own, folder = tmp_path / "desk.db", card.place / "ektp" / JOURNAL
    own.write_bytes(b"all that the office has")
    card.write(JOURNAL, [ONE])
    (folder / "00000002.PCK").symlink_to(folder / "00000001.PCK")
    (folder / "00000003.TMP").symlink_to(own)
    (tmp_path / "mine").mkdir()
    (card.place / "ektp" / SECOND).symlink_to(tmp_path / "mine", target_is_directory=True)

    assert [pack.number for pack in card.packs()] == [1]
    assert card.write(JOURNAL, [TWO]).number == 3
    assert refusal(lambda: card.write(SECOND, [ONE])) == "carrier.trouble"
    assert list((tmp_path / "mine").iterdir()) == []
    assert own.read_bytes() == b"all that the office has"


def test_marking_a_stick_writes_over_nothing_that_it_links_to(tmp_path: Path) -> None:
    own, stick = tmp_path / "desk.db", tmp_path / "stick"
    own.write_bytes(b"all that the office has")
    (stick / "ektp").mkdir(parents=True)
    (stick / "ektp" / "CARRIER.TMP").symlink_to(own)

    mark_carrier(stick, OFFICE)

    assert own.read_bytes() == b"all that the office has"


def test_a_mark_that_is_a_pipe_or_a_link_is_none(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    mark_carrier(tmp_path, OFFICE)
    mark = tmp_path / "ektp" / "CARRIER.ID"
    mark.rename(tmp_path / "kept")
    os.mkfifo(mark)
    script = (
        "import sys; from pathlib import Path; from ektp_desk.sync.carrier import find_carrier\n"
        "find_carrier(Path(sys.argv[1]), 'ab' * 32)"
    )
    asked = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=30)
    assert "carrier.missing" in done.stderr

    mark.unlink()
    mark.symlink_to(tmp_path / "kept")
    assert refusal(lambda: find_carrier(tmp_path, OFFICE)) == "carrier.missing"


def test_no_pack_gets_a_name_that_nobody_reads(card: Carrier) -> None:
    """Nine digits are no pack's name; whatever lies under the last one keeps nobody from writing."""
    card.write(JOURNAL, [ONE])
    folder = card.place / "ektp" / JOURNAL
    (folder / "99999999.PCK").write_bytes(b"x")
    (folder / "00000003.pck").mkdir()

    assert [card.write(JOURNAL, [TWO]).number for _ in range(2)] == [2, 4]


def test_digits_of_other_scripts_name_no_pack(card: Carrier) -> None:
    """They would pass for the pack of that number."""
    pack = card.write(JOURNAL, [ONE])
    pack.path.with_name("\u0660" * 7 + "\u0661.PCK").write_bytes(pack.path.read_bytes())

    assert card.packs() == [pack]


def test_a_card_is_marked_once_and_known_again(card: Carrier) -> None:
    again = mark_carrier(card.place, OFFICE)

    assert again.id == card.id == find_carrier(card.place, OFFICE).id
    assert len(card.id) == 32


def test_a_card_of_another_office_is_neither_written_nor_marked(card: Carrier) -> None:
    assert refusal(lambda: find_carrier(card.place, OTHER)) == "carrier.other_office"
    assert refusal(lambda: mark_carrier(card.place, OTHER)) == "carrier.other_office"
    assert find_carrier(card.place, OFFICE).id == card.id


def test_a_card_whose_mark_cannot_be_read_is_marked_anew_and_keeps_its_packs(card: Carrier) -> None:
    card.write(JOURNAL, [ONE])
    (card.place / "ektp" / "CARRIER.ID").write_bytes(b"\0" * 90)

    assert refusal(lambda: find_carrier(card.place, OFFICE)) == "carrier.missing"
    again = mark_carrier(card.place, OFFICE)
    assert again.id != card.id
    assert all_in(again) == [ONE]


def test_the_folder_that_a_pulled_card_leaves_behind_is_not_written(card: Carrier) -> None:
    """Its place is then an empty folder of the laptop's own disk."""
    shutil.rmtree(card.place / "ektp")

    assert refusal(lambda: card.write(JOURNAL, [ONE])) == "carrier.missing"
    assert list(card.place.iterdir()) == []
    shutil.rmtree(card.place)
    assert refusal(lambda: card.write(JOURNAL, [ONE])) == "carrier.missing"
    assert refusal(lambda: mark_carrier(card.place, OFFICE)) == "carrier.missing"
    assert refusal(card.packs) == "carrier.missing"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "carrier.full"),
        (errno.EROFS, "carrier.read_only"),
        (errno.EACCES, "carrier.read_only"),
        (errno.EIO, "carrier.missing"),
        (errno.ENODEV, "carrier.missing"),
        (errno.EINVAL, "carrier.trouble"),
    ],
)
@pytest.mark.parametrize("place", POINTS[:3])
def test_what_goes_wrong_at_any_write_is_told_and_leaves_the_packs_before(
    card: Carrier, place: str, number: int, code: str
) -> None:
    card.write(JOURNAL, [ONE])
    broken = Carrier(card.place, card.id, point=failing_at(place, number))

    assert refusal(lambda: broken.write(JOURNAL, [TWO, THREE])) == code
    assert all_in(card)[:1] == [ONE]
    assert not [name for name in names(card) if name.endswith(".TMP")]
    card.write(JOURNAL, [TWO])
    assert all_in(card)[-1] == TWO


def failing_at(place: str, number: int) -> Callable[[str], None]:
    def point(here: str) -> None:
        if here == place:
            raise OSError(number, "told by the system")

    return point


def one_of(entry: bytes) -> Callable[[Sequence[bytes]], set[str]]:
    return lambda entries: {name_of(one) for one in entries if one == entry}


def test_a_pack_gives_way_to_one_without_an_entry_and_loses_no_other_wherever_it_is_pulled(
    card: Carrier,
) -> None:
    for place in (*POINTS, "old pack removed"):
        pack = card.write(JOURNAL, [ONE, TWO, THREE])
        broken = Carrier(card.place, card.id, point=failing_at(place, errno.EIO))
        assert refusal(lambda: broken.write_without(pack, one_of(TWO))) == "carrier.missing"  # noqa: B023  now
        assert {ONE, THREE} <= set(all_in(card)), place
        for there in card.packs():
            card.write_without(there, one_of(TWO))
        assert set(all_in(card)) == {ONE, THREE}, place

    before, pack = names(card), card.packs()[0]
    assert card.write_without(pack, one_of(TWO)) == (set(), None)
    assert names(card) == before, "nothing is written where nothing goes"
    pack.path.write_bytes(pack.path.read_bytes()[:-1])
    assert refusal(lambda: card.write_without(pack, one_of(ONE))) == "carrier.trouble"
    assert names(card) == before, "of a damaged one more may be read one day"
    assert card.write_without(card.packs()[1], lambda all_: set(map(name_of, all_)))[1] is None
    assert len(names(card)) == len(before) - 1


def test_a_card_without_room_is_full_before_anything_is_written(
    card: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(card.place)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=2**20))

    assert refusal(lambda: card.write(JOURNAL, [ONE])) == "carrier.full"
    assert names(card) == ["CARRIER.ID"]


def test_what_is_read_back_otherwise_is_no_pack(card: Carrier) -> None:
    """A write-back cache said yes, and the card holds something else."""
    spoiled: list[Callable[[bytes], bytes]] = [
        lambda data: data[:-1] + b"\0",
        lambda data: data[:-1],
        lambda data: data + b"\0",
    ]

    def forget(here: str) -> None:
        if here == "pack written":
            (half,) = (card.place / "ektp" / JOURNAL).glob("*.TMP")
            half.write_bytes(spoiled.pop()(half.read_bytes()))

    lying = Carrier(card.place, card.id, point=forget)

    while spoiled:
        assert refusal(lambda: lying.write(JOURNAL, [ONE])) == "carrier.lies"
    assert all_in(card) == []


def test_the_cache_is_dropped_before_it_is_read_back(card: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    real_sync, real_advice = os.fsync, os.posix_fadvise

    def synced(handle: int) -> None:
        asked.append(("synced", 0))
        real_sync(handle)

    def advised(handle: int, start: int, length: int, advice: int) -> None:
        asked.append(("dropped", advice))
        real_advice(handle, start, length, advice)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "posix_fadvise", advised)
    card.write(JOURNAL, [ONE])

    assert asked == [("synced", 0), ("dropped", os.POSIX_FADV_DONTNEED), ("synced", 0)]


@pytest.mark.parametrize("place", POINTS)
def test_a_process_that_is_killed_at_any_write_leaves_whole_packs(card: Carrier, place: str) -> None:
    card.write(JOURNAL, [ONE])
    script = (
        "import os, signal, sys; from pathlib import Path; from ektp_desk.sync.carrier import Carrier\n"
        "end = lambda here: here == sys.argv[2] and os.kill(os.getpid(), signal.SIGKILL)\n"
        f"Carrier(Path(sys.argv[1]), 'x', point=end).write('{JOURNAL}', [b'two' * 1000])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(card.place), place], check=False)

    assert done.returncode == -9
    kept = [ONE, TWO] if place in POINTS[2:] else [ONE]
    assert all_in(card) == kept
    card.write(JOURNAL, [THREE])
    assert all_in(card) == [*kept, THREE]


def test_a_damaged_pack_costs_what_it_touches(card: Carrier) -> None:
    pack = card.write(JOURNAL, [ONE, TWO, THREE])
    data = bytearray(pack.path.read_bytes())
    data[len(ONE) + 200] ^= 1
    pack.path.write_bytes(data)

    first, damage, last = card.read(pack)
    assert (first, last) == (ONE, THREE)
    assert isinstance(damage, PackDamage)
    assert damage.reason is DamageReason.CHANGED


def test_a_pack_that_is_gone_while_it_is_read_is_told(card: Carrier) -> None:
    pack = card.write(JOURNAL, [ONE])
    pack.path.unlink()

    def read() -> list[bytes | PackDamage]:
        return list(card.read(pack))

    assert refusal(read) == "carrier.missing"


def test_a_pack_that_another_desk_wrote_meanwhile_is_not_replaced(card: Carrier) -> None:
    """Two desks with one shared folder: the later one takes another number."""
    theirs = card.place / "ektp" / JOURNAL / "00000001.PCK"

    def meanwhile(here: str) -> None:
        if here == "pack written" and not theirs.exists():
            theirs.write_bytes(b"theirs")

    pack = Carrier(card.place, card.id, point=meanwhile).write(JOURNAL, [ONE])

    assert theirs.read_bytes() == b"theirs"
    assert (pack.number, list(card.read(pack))) == (2, [ONE])


def test_more_than_a_pack_holds_is_a_fault_of_the_program(card: Carrier) -> None:
    with pytest.raises(ValueError, match="more than"):
        card.write(JOURNAL, [bytes(2**20)] * 65)
    assert names(card) == ["CARRIER.ID"]


def entries(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield number.to_bytes(4, "big") * 100


def test_a_hundred_packs_are_given_in_their_order(card: Carrier) -> None:
    for entry in entries(100):
        card.write(JOURNAL, [entry])

    assert all_in(card) == list(entries(100))
    found: list[PackFile] = card.packs()
    assert [pack.number for pack in found] == list(range(1, 101))
