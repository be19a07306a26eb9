"""Packs: whole entries are given, damage is named, and neither memory nor time is anybody's to take."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.packs import EntryTail, PackEntry, entries_in
from ektp_desk.wire import limits, pack
from ektp_desk.wire.pack import DamageReason, EntryKind, PackDamage, PackWriter, kind_of_entry, read_pack
from tests.exchange import plain
from tests.exchange.making import stream

CHANGED, CUT = DamageReason.CHANGED, DamageReason.CUT
FRONT = 40
ENTRIES = [stream(size)[8:] for size in (500, 3000, 64, 9000)]
PACK = plain.write_pack(ENTRIES)
PLACES = [len(plain.PACK) + sum(FRONT + len(one) for one in ENTRIES[:at]) for at in range(5)]


class Slow(io.RawIOBase):
    """A file that gives few bytes at a time, as a line does."""

    def __init__(self, data: bytes, step: int = 7) -> None:
        self._file, self._step = io.BytesIO(data), step

    def read(self, count: int = -1, /) -> bytes:
        return self._file.read(min(count, self._step))


def read(data: bytes) -> tuple[list[bytes], list[tuple[int, DamageReason]]]:
    given_ = list(read_pack(io.BytesIO(data)))
    assert list(read_pack(Slow(data))) == given_
    entries = [one for one in given_ if isinstance(one, bytes)]
    damages = [(one.place, one.reason) for one in given_ if isinstance(one, PackDamage)]
    at_hub = list(entries_in(io.BytesIO(data)))
    lying = [one for one in at_hub if isinstance(one, PackEntry)]
    assert [data[one.place : one.place + one.size] for one in lying] == entries
    tails = [(one.place - FRONT, CUT) for one in at_hub if isinstance(one, EntryTail)]
    assert [(one.place, one.reason) for one in at_hub if isinstance(one, PackDamage)] + tails == damages
    return entries, damages


def changed(at: int, to: bytes, data: bytes = PACK) -> bytes:
    return data[:at] + to + data[at + len(to) :]


def without(*gone: int) -> list[bytes]:
    return [one for at, one in enumerate(ENTRIES) if at not in gone]


def test_an_entry_that_stands_again_behind_its_damaged_self_is_found_there() -> None:
    damaged = changed(PLACES[0] + FRONT + 5, b"?")[: PLACES[1]]
    assert read(damaged + PACK[len(plain.PACK) :]) == (ENTRIES, [(PLACES[0], CHANGED)])


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_pack_gives_what_was_put_in(entries: list[bytes]) -> None:
    written = io.BytesIO()
    writer = PackWriter(written.write)
    added = [writer.add(entry) for entry in entries]

    assert False not in added
    assert written.getvalue() == plain.write_pack(entries)
    assert read(written.getvalue()) == (entries, [])


def test_an_entry_has_a_limit_and_a_pack_too() -> None:
    sizes: list[int] = []
    writer = PackWriter(lambda data: sizes.append(len(data)))
    with pytest.raises(EktpError, match=r"^object\.too_big$"):
        writer.add(bytes(limits.ENTRY + 1))

    while writer.add(bytes(limits.ENTRY)):
        pass
    assert limits.PACK - limits.ENTRY - FRONT < sum(sizes) <= limits.PACK
    assert writer.add(b"small")


@pytest.mark.parametrize(
    ("why", "data", "entries", "damages"),
    [
        ("nothing", plain.PACK, [], []),
        ("a changed byte", changed(PLACES[1] + 900, b"?"), without(1), [(PLACES[1], CHANGED)]),
        ("a changed digest", changed(PLACES[2] + 9, b"?"), without(2), [(PLACES[2], CHANGED)]),
        ("a changed mark", changed(PLACES[1], b"?"), without(1), [(PLACES[1], CHANGED)]),
        ("a changed first mark", changed(PLACES[0], b"?"), without(0), [(PLACES[0], CHANGED)]),
        ("a shorter length", changed(PLACES[1] + 7, b"\1"), without(1), [(PLACES[1], CHANGED)]),
        ("a longer length", changed(PLACES[1] + 6, b"\x0f"), without(1), [(PLACES[1], CHANGED)]),
        ("a length behind the end", changed(PLACES[1] + 5, b"\1"), without(1), [(PLACES[1], CUT)]),
        ("too long", changed(PLACES[1] + 4, b"\1"), without(1), [(PLACES[1], DamageReason.TOO_LONG)]),
        ("the last changed", changed(PLACES[4] - 1, b"?"), without(3), [(PLACES[3], CHANGED)]),
        ("cut in the last", PACK[:-1], without(3), [(PLACES[3], CUT)]),
        ("cut in a front", PACK[: PLACES[3] + 39], without(3), [(PLACES[3], CUT)]),
        ("cut in a mark", PACK[: PLACES[3] + 2], without(3), [(PLACES[3], CUT)]),
        ("cut between", PACK[: PLACES[3]], without(3), []),
        ("something behind", PACK + b"more", ENTRIES, [(PLACES[4], CHANGED)]),
        ("something between", PACK[: PLACES[1]] + b"?" + PACK[PLACES[1] :], ENTRIES, [(PLACES[1], CHANGED)]),
        ("two side by side", changed(PLACES[1] + 50, b"?", changed(PLACES[2] + 50, b"?")), without(1, 2),
         [(PLACES[1], CHANGED), (PLACES[2], CHANGED)]),
        ("two apart", changed(PLACES[0] + 50, b"?", changed(PLACES[2], b"?")), without(0, 2),
         [(PLACES[0], CHANGED), (PLACES[2], CHANGED)]),
        ("a sector of zeros", changed(PLACES[1] + 100, bytes(3000)), without(1, 2), [(PLACES[1], CHANGED)]),
        ("a stretch lost", PACK[: PLACES[1] + 99] + PACK[PLACES[2] + 9 :], without(1, 2),
         [(PLACES[1], CHANGED)]),
        ("a first line changed", b"?" + PACK[1:], ENTRIES, [(0, CHANGED)]),
        ("a first line gone", PACK[12:], ENTRIES, [(0, CHANGED)]),
        ("a first line cut", PACK[:5], [], [(0, CUT)]),
        ("no byte at all", b"", [], [(0, CUT)]),
        ("a picture", b"\x89PNG\r\n" + bytes(9000), [], [(0, CHANGED)]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_damage_costs_the_entries_it_touches_and_is_named(
    why: str, data: bytes, entries: list[bytes], damages: list[tuple[int, DamageReason]]
) -> None:
    assert read(data) == (entries, damages)
    assert list(plain.read_pack(data)) == entries


def test_each_entry_that_no_spoilt_byte_touches_is_given() -> None:
    """Any stretch lost, changed or put in: what lies outside is given, in order, and the damage named."""
    chance = Random(7)
    for _ in range(400):
        start = chance.randrange(len(PACK))
        end = min(len(PACK), start + chance.choice((1, 4, 40, 700, 4000)))
        put = chance.randbytes(chance.choice((0, end - start, 5)))
        data = PACK[:start] + put + PACK[end:]
        whole = [one for at, one in enumerate(ENTRIES) if PLACES[at + 1] <= start or PLACES[at] >= end]
        entries, damages = read(data)

        assert [one for one in entries if one in whole] == whole
        assert damages or data in (
            PACK,
            *(PACK[:place] + PACK[other:] for place in PLACES for other in PLACES),
        )


def test_a_pack_of_a_later_release_is_told_so() -> None:
    with pytest.raises(EktpError, match=r"^object\.newer$"):
        list(read_pack(io.BytesIO(b"ektp-pack 2\n" + PACK[12:])))


def test_a_pack_of_marks_alone_costs_so_many_tries_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may say that a megabyte follows: hashed one by one they would cost days."""
    hashed: list[int] = []
    true_sha = hashlib.sha256

    class Counting:
        @staticmethod
        def sha256(data: bytes) -> object:
            hashed.append(len(data))
            return true_sha(data[:8])

    monkeypatch.setattr(pack, "hashlib", Counting)
    entry = plain.MARK + (4001).to_bytes(4, "big") + bytes(32)
    entries = list(read_pack(io.BytesIO(plain.PACK + entry * 9000 + PACK[12:])))

    assert len(hashed) == limits.TRIES + 1
    assert [one.reason for one in entries if isinstance(one, PackDamage)] == [CHANGED, DamageReason.GIVEN_UP]


def test_changed_entries_that_keep_their_length_are_not_counted_as_tries() -> None:
    """A stick of which every entry is a little wrong is read to its end."""
    wrong = [changed(FRONT, b"?", plain.write_pack([b"entry"])[12:])] * (limits.TRIES + 9)
    entries, damages = read(plain.PACK + b"".join(wrong) + PACK[12:])

    assert entries == ENTRIES
    assert len(damages) == limits.TRIES + 9


def test_memory_is_an_entry_however_long_the_pack() -> None:
    """Also where only damage is: ten megabytes, each of which begins as an entry that is one long."""
    good = plain.write_pack([bytes(limits.ENTRY)] * 10)
    false = (plain.MARK + b"\0\x0f\xff\xff" + bytes(2**20)) * 10
    file = io.BytesIO(good + false)

    tracemalloc.start()
    found = [len(entry) if isinstance(entry, bytes) else entry.reason for entry in read_pack(file)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == [limits.ENTRY] * 10 + [CHANGED]
    assert peak < 4 * limits.ENTRY  # one that is looked at, one that is given, and the one before


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"ektp-object 1\nx", EntryKind.OBJECT), (b"ektp-part 1\n", EntryKind.PART),
        (b"ektp-rows 1\n", EntryKind.ROWS),
        (b"age-encryption.org/v1\n-> ", EntryKind.FILE), (b"age-encryption.org/v2\n", EntryKind.UNKNOWN),
        (b"ektp-object 2\n", EntryKind.NEWER), (b"ektp-parcel 12\n", EntryKind.NEWER),
        (PACK, EntryKind.UNKNOWN),
        (b"ektp-object 1", EntryKind.UNKNOWN), (b"ektp-object 1\r\n", EntryKind.UNKNOWN),
        (b"", EntryKind.UNKNOWN),
        (b"ektp-object 1234567890\n", EntryKind.UNKNOWN), (b"\x89PNG", EntryKind.UNKNOWN),
    ],
)  # fmt: skip
def test_an_entry_is_known_by_its_first_bytes(data: bytes, kind: EntryKind) -> None:
    assert kind_of_entry(data) is kind
    assert plain.kind_of(data) == kind.value
