"""Receipts, verdicts and packages: what their heads and contents must be."""

from __future__ import annotations

import json
import tracemalloc
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.chain import link_of
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import head_of, write_object
from ektp_desk.wire.events import events_as_bytes
from ektp_desk.wire.heads import KnownHead
from ektp_desk.wire.package import ListFile, Package, open_package, write_package
from ektp_desk.wire.run import open_run
from tests.exchange import plain
from tests.exchange.scene import (
    AGE,
    HUB,
    OFFICE,
    PICTURE,
    SECRETS,
    Sending,
    a_run,
    arrived,
    drop_list,
    events,
    package_head,
    receipt,
    sent,
    verdict,
)

KEY = bytes(range(32))
TO = {"visit:v1": AGE["visit:v1"][1]}


def said_otherwise(head: KnownHead, other: Mapping[str, Any], by: Sending) -> bytes:
    """A head with what its desk would never write, signed all the same."""
    return plain.write_object(json.loads(msgspec.json.encode(head)) | dict(other), by.seed)


def refused(data: bytes, by: Sending) -> str:
    with pytest.raises(EktpError) as error:
        head_of(arrived(data, by))
    return error.value.code


# Receipts and verdicts


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    made, at = list[tuple[int, int]](), 0
    for _ in range(draw(st.integers(0, 20))):
        first = at + draw(st.integers(2 if made else 1, 1000))
        at = first + draw(st.integers(0, 1000))
        made.append((first, at))
    return tuple(made)


def linked(heard: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
    return tuple((first, last, f"{last:064x}") for first, last in heard)


DIGESTS = st.sets(st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=9).map(sorted).map(tuple)


@given(spans(), DIGESTS, st.integers(0, 9), st.integers(1, 2**53 - 1))
def test_a_receipt_comes_back_and_the_second_reader_has_the_same(
    heard: tuple[tuple[int, int], ...], missing: tuple[str, ...], copies: int, number: int
) -> None:
    said = receipt(heard=linked(heard), missing=missing, copies=copies, number=number)
    data = write_object(said, HUB.sign)
    second = plain.read_object(data)
    plain.check(second, HUB.public, bytes.fromhex(said.office))
    plain.check_statement(second["head"])

    assert head_of(arrived(data, HUB)) == said
    assert second["head"]["heard"] == [list(span) for span in linked(heard)]


LINK = "ab" * 32
BAD: tuple[dict[str, Any], ...] = (
    {"heard": [[0, 2, LINK]]}, {"heard": [[3, 2, LINK]]}, {"heard": [[1, 2, LINK], [3, 4, LINK]]},
    {"heard": [[1, 2, LINK], [2, 4, LINK]]}, {"heard": [[5, 6, LINK], [1, 2, LINK]]}, {"heard": [[1, 2]]},
    {"heard": [[1, 2, ""]]}, {"heard": [[1, 2, 3]]}, {"heard": [[1]]}, {"heard": [1, 2]}, {"heard": {}},
    {"heard": [[1, 2**53, LINK]]}, {"heard": [[1, 2, LINK, 3]]},
    {"heard": [[at, at, LINK] for at in range(1, 2 * limits.SPANS + 3, 2)]},
    {"number": 0}, {"more": -1}, {"device": "a/b"}, {"number": True},
)  # fmt: skip
BAD_RECEIPT = (
    {"epoch": 0},
    {"missing": ["cd" * 32, "ab" * 32]}, {"missing": ["ab" * 32] * 2}, {"missing": ["AB" * 32]},
    {"copies": -1},
    {"missing": [f"{at:064x}" for at in range(limits.NAMED + 1)]}, {"stored": [["a"]]},
    {"stored": [["/", ""]]},
    {"stored": [["", ""]] * (limits.PLACES + 1)}, {"missing": None}, {"copies": 1.5},
)  # fmt: skip
BAD_VERDICT = (
    {"desk": ""}, {"desk_incarnation": "a/b"}, {"desk_seq": 0},
    {"opened": [[1, 117]]}, {"opened": [[100, 130]]}, {"opened": [[1, 1], [2, 2]]}, {"opened": [[2, 1]]},
    {"wrong": [["ab" * 32, ""]]}, {"wrong": [["ab" * 32, "Not A Code"]]}, {"wrong": [["ab" * 32]]},
    {"wrong": [["cd" * 32, "x"], ["ab" * 32, "x"]]}, {"files_opened": "1"}, {"files_opened": -1},
    {"wrong": [[f"{at:064x}", "x"] for at in range(limits.NAMED + 1)]},
    {"kept": [["desk", "", [[1, 117]]]]}, {"kept": [["desk", "", [[2, 1]]]]}, {"kept": [["", "", []]]},
    {"kept": [["desk", "/", []]]}, {"kept": [["desk", "", []]] * (limits.COPIES + 1)},
    {"kept": [["desk", "", [[at, at] for at in range(1, 2 * limits.KEPT + 3, 2)]]]},
)  # fmt: skip


@pytest.mark.parametrize("other", BAD + BAD_RECEIPT, ids=lambda said: str(said)[:40])
def test_a_receipt_that_no_hub_writes_is_refused(other: Mapping[str, Any]) -> None:
    assert refused(said_otherwise(receipt(), other, HUB), HUB) == "object.damaged"


@pytest.mark.parametrize("other", BAD + BAD_VERDICT, ids=lambda said: str(said)[:40])
def test_a_verdict_that_no_office_writes_is_refused(other: Mapping[str, Any]) -> None:
    assert refused(said_otherwise(verdict(), other, OFFICE), OFFICE) == "object.damaged"


def test_a_sheet_of_a_drop_list_that_no_office_writes_is_refused() -> None:
    full = [[f"{at:064x}", LINK] for at in range(limits.DROPPED)]
    one, other = full[:2]
    bad: tuple[dict[str, Any], ...] = (
        {"dropped": []}, {"dropped": [other, one]}, {"dropped": [one, one]}, {"dropped": [one[:1]]},
        {"dropped": [["AB" * 32, LINK]]}, {"dropped": [[LINK, ""]]}, {"dropped": [*full, ["ff" * 32, LINK]]},
        {"number": 0}, {"device": "a/b"}, {"incarnation": ""},
    )  # fmt: skip

    assert head_of(arrived(said_otherwise(drop_list(), {"dropped": full}, OFFICE), OFFICE))
    for said in bad:
        assert refused(said_otherwise(drop_list(), said, OFFICE), OFFICE) == "object.damaged", said


def test_a_hub_that_holds_nothing_can_say_so() -> None:
    said = receipt(heard=(), missing=(), copies=0, stored=())

    assert head_of(arrived(write_object(said, HUB.sign), HUB)) == said


def test_case_44_a_receipt_that_another_key_forged_is_not_the_hub_s() -> None:
    forged = write_object(receipt(), OFFICE.sign)

    for by in (HUB, OFFICE):
        with pytest.raises(EktpError, match=r"^object\.not_signed$"):
            arrived(forged, by)


# Packages


def a_package() -> Package:
    """What brings something of everything."""
    office = events([SentHome(count=1)] * 300, first=9, before=b"\5" * 32, device="desk")
    return Package(
        letters={"A": "laptop", "B": "other"},
        lists=[ListFile("l1", PICTURE, 333_762, KEY)],
        slots=b'{"format": 4}\xff',
        runs=[a_run(visit="v1"), a_run(visit=""), office],
        receipts=[write_object(receipt(), HUB.sign), b""],
        keys=[KEY, bytes(32)],
        desks={"second": b"sealed"},
    )


def packed(package: Package, **other: object) -> bytes:
    return write_package(package_head(**other), package, to=TO, sign=OFFICE.sign)


def sealed(content: bytes) -> bytes:
    """A package of which somebody wrote the content by hand."""
    said = json.loads(msgspec.json.encode(package_head()))
    return plain.seal_object(said, content, list(TO.values()), OFFICE.seed)


def opening(data: bytes) -> Package:
    return open_package(arrived(data, OFFICE), SECRETS)


def test_a_package_comes_back_as_it_was() -> None:
    package, back = a_package(), opening(packed(a_package()))

    assert (back.letters, back.slots) == (package.letters, package.slots)
    assert (list(back.lists), list(back.receipts)) == (package.lists, package.receipts)
    assert (list(back.keys), back.desks) == (package.keys, package.desks)
    for one, other in zip(back.runs, package.runs, strict=True):
        assert list(one) == list(other)


def test_an_empty_package_is_one() -> None:
    back = opening(packed(Package()))

    assert (back.letters, back.slots, back.lists, back.runs, back.receipts) == ({}, b"", (), [], [])


@given(
    st.binary(),
    st.dictionaries(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.from_regex(r"\A[a-z0-9]{1,64}\Z")),
)
def test_slots_and_letters_are_whatever_they_are(slots: bytes, letters: dict[str, str]) -> None:
    back = opening(packed(Package(letters=letters, slots=slots)))

    assert (back.slots, back.letters) == (slots, letters)


@pytest.mark.parametrize(
    "other",
    [
        {"visit": ""}, {"number": 0}, {"made": "2019-04-01"}, {"made": "2019-13-01T08:00:00.000+00:00"},
        {"expires": "2019-02-30"}, {"expires": "2019-4-1"}, {"expires": "20190401"}, {"device": ""},
        {"made": "2019-04-01T08:00:00.000+08:00"},
    ],
    ids=str,
)  # fmt: skip
def test_a_package_head_that_no_office_writes_is_refused(other: Mapping[str, Any]) -> None:
    said = json.loads(msgspec.json.encode(package_head())) | dict(other)
    data = plain.seal_object(said, plain.write_package(manifest(), [], []), list(TO.values()), OFFICE.seed)

    assert refused(data, OFFICE) == "object.damaged"


def manifest(**other: Any) -> dict[str, Any]:
    return {"letters": {}, "lists": [], "slots": "", "stretches": [], "receipts": 0} | other


LIST = {"list": "l1", "digest": PICTURE, "count": 3, "key": b64encode(KEY).decode()}
BAD_MANIFESTS: tuple[dict[str, Any], ...] = (
    {"letters": {"AA": "x"}}, {"letters": {"a": "x"}}, {"letters": {"A": "../x"}}, {"letters": []},
    {"lists": [LIST] * (limits.LISTS + 1)}, {"lists": [LIST | {"key": "AAAA"}]},
    {"lists": [LIST | {"key": "?"}]}, {"lists": [LIST | {"digest": "../x"}]}, {"slots": "?"},
    {"slots": None}, {"receipts": -1},
    {"receipts": limits.RECEIPTS + 1}, {"receipts": 1}, {"stretches": [{}]}, {"keys": ["AAAA"]},
    {"keys": [LIST["key"]] * (limits.VISIT_KEYS + 1)}, {"desks": {"../x": ""}},
    {"desks": {f"d{n}": "" for n in range(limits.DESKS + 1)}},
)  # fmt: skip


@pytest.mark.parametrize("other", BAD_MANIFESTS, ids=lambda said: str(said)[:40])
def test_a_manifest_that_no_office_writes_is_refused(other: dict[str, Any]) -> None:
    assert opening(sealed(plain.write_package(manifest(), [], []))).letters == {}

    with pytest.raises(EktpError, match=r"^object\.damaged$"):
        opening(sealed(plain.write_package(manifest(**other), [], [])))


def test_nothing_stands_behind_a_package() -> None:
    with pytest.raises(EktpError, match=r"^object\.damaged$"):
        opening(sealed(plain.write_package(manifest(), [], [b"one more"])))


def test_a_stretch_that_is_not_true_to_its_links_is_refused() -> None:
    made = plain.read_object(packed(Package(runs=[a_run()])))
    said, (stretch,), _none = plain.read_package(
        plain.open_object(made, [AGE["visit:v1"][0]], limits.PACKAGE)
    )
    cases = [
        (said, plain.write_events(stretch[:-1])),
        (said, plain.write_events([stretch[1], stretch[0], *stretch[2:]])),
        (manifest(stretches=[said["stretches"][0] | {"link": "ab" * 32}]), plain.write_events(stretch)),
        (manifest(stretches=[said["stretches"][0] | {"first": 2}]), plain.write_events(stretch)),
        (manifest(stretches=[said["stretches"][0] | {"last": 2**53 - 1}]), plain.write_events(stretch)),
        (manifest(stretches=[said["stretches"][0] | {"device": "other"}]), plain.write_events(stretch)),
    ]
    assert len(opening(sealed(plain.write_package(said, [plain.write_events(stretch)], []))).runs) == 1

    for false, content in cases:
        with pytest.raises(EktpError, match=r"^run\.changed$"):
            opening(sealed(plain.write_package(false, [content], [])))


def test_a_package_larger_than_one_piece_is_an_object_all_the_same() -> None:
    noise = b"".join(plain.sha(number.to_bytes(8, "big")) for number in range(40_000))
    data = packed(Package(slots=noise))

    assert len(data) > limits.ENTRY
    assert opening(data).slots == noise


def test_a_package_above_the_limit_is_not_written() -> None:
    with pytest.raises(EktpError, match=r"^object\.too_big$"):
        packed(Package(slots=bytes(limits.PACKAGE)))


def test_a_package_that_nobody_would_take_is_not_written() -> None:
    true = list(a_run())
    for false, code in (
        (Package(runs=[[true[0]._replace(body=b"{}"), *true[1:]]]), r"run\.changed"),
        (Package(runs=[true[1:], true[:1] + true[2:]]), r"run\.changed"),
        (Package(letters={"AB": "laptop"}), r"object\.damaged"),
        (Package(lists=[ListFile("l1", PICTURE, 3, b"short")]), r"object\.damaged"),
    ):
        with pytest.raises(EktpError, match=rf"^{code}$"):
            packed(false)


def test_no_key_and_no_slots_are_shown() -> None:
    package = opening(packed(a_package()))

    shown = repr(package) + repr(package.lists) + repr(package.runs)
    assert b64encode(KEY).decode() not in shown
    assert repr(KEY) not in shown
    assert "format" not in shown


def test_a_run_is_no_package_and_a_package_no_run() -> None:
    with pytest.raises(EktpError, match=r"^object\.damaged$"):
        open_package(arrived(sent(a_run())), SECRETS)
    with pytest.raises(EktpError, match=r"^object\.damaged$"):
        open_run(arrived(packed(a_package()), OFFICE), SECRETS)


def test_memory_is_a_few_times_the_content_however_small_its_events() -> None:
    """Of the smallest headers that are some, without bodies."""
    made, link = list[Arrived](), bytes(32)
    (one,) = events([SentHome(count=1)])
    said = json.loads(one.header) | {"at": "", "by": "", "visit": "", "entity": "", "id": "", "kind": ""}
    for seq in range(1, 9001):
        header = plain.json_as(said | {"seq": seq, "device": "d", "incarnation": "i"})
        before, link = link, link_of(link, header, bytes(32))
        made.append(Arrived("d", "i", seq, before, link, header, bytes(32), None, None))
    content = len(events_as_bytes(made))
    data = packed(Package(runs=[made]))

    tracemalloc.start()
    package = opening(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(package.runs[0]) == 9000
    assert peak < 6 * content
