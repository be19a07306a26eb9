"""Runs: what their events and heads must be to one another."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived, Run
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.chain import GENESIS
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import head_of, read_object, seal_object
from ektp_desk.wire.events import events_as_bytes
from ektp_desk.wire.heads import RunHead
from ektp_desk.wire.run import open_run
from tests.exchange import plain
from tests.exchange.scene import (
    AGE,
    LAPTOP,
    PICTURE,
    SECOND,
    SECRETS,
    SIGNED,
    TO,
    a_run,
    arrived,
    event,
    events,
    run_head,
    sent,
    taken,
)


def opened(data: bytes) -> Run:
    return open_run(arrived(data), SECRETS)


def sealed(run: Run, **other: Any) -> bytes:
    """A run that a desk might have sealed without looking at it."""
    head = run_head(run, **other)
    return seal_object(head, events_as_bytes(run), to=TO, sign=LAPTOP.sign)


def refused(data: bytes) -> str:
    with pytest.raises(EktpError) as error:
        opened(data)
    return error.value.code


def header_with(**other: Any) -> bytes:
    (one,) = events([SentHome(count=8)])
    return msgspec.json.encode(json.loads(one.header) | other)


DEEP = header_with()[:-1] + b',"later":' + b"[" * 9000 + b"]" * 9000 + b"}"  # too deep for a reader


# Round trips

OPTIONAL = st.none() | st.binary(min_size=64, max_size=64)
TEXT = st.text(max_size=30)


@st.composite
def any_runs(draw: st.DrawFn) -> Run:
    """Runs of any place in their journal, any kinds, bodies of any bytes, erased and signed or not."""
    first = draw(st.integers(1, 2**40))
    before = GENESIS if first == 1 else draw(st.binary(min_size=32, max_size=32).filter(any))
    visit, made, link = draw(st.sampled_from(["", "v1"])), list[Arrived](), before
    for seq in range(first, first + draw(st.integers(1, 12))):
        later = draw(st.dictionaries(TEXT.map("later {}".format), TEXT))
        header = header_with(seq=seq, visit=visit, kind=draw(TEXT), by=draw(TEXT), **later)
        one = event(header, draw(st.binary()), seq=seq, before=link)
        if draw(st.booleans()):
            one = one._replace(salt=None, body=None)
        made.append(one._replace(signature=draw(OPTIONAL), second=draw(OPTIONAL)))
        link = one.link
    return made


@given(any_runs())
def test_a_run_comes_back_as_it_was_and_the_second_reader_has_the_same(run: Run) -> None:
    data = sent(run)
    back = opened(data)

    assert list(back) == list(run)
    made = plain.read_object(data)
    second = plain.read_events(plain.open_object(made, [AGE["office"][0]], limits.RUN), made["head"])
    for ours, theirs in zip(run, second, strict=True):
        assert {name: getattr(ours, name) for name in theirs} == theirs


@pytest.mark.parametrize("number", [1, 255, 256])
def test_a_run_has_up_to_256_events(number: int) -> None:
    run = a_run(*[SentHome(count=at) for at in range(number)])

    assert list(opened(sent(run))) == list(run)


def test_a_run_of_257_events_is_not_written_and_not_read() -> None:
    run = a_run(*[SentHome(count=at) for at in range(257)])

    with pytest.raises(ValueError, match="first and last"):
        sent(run)
    said = json.loads(msgspec.json.encode(run_head(a_run())))
    said |= {"last": 257, "link": run[-1].link.hex()}
    content = events_as_bytes(run)
    assert refused(plain.seal_object(said, content, list(TO.values()), LAPTOP.seed)) == "object.damaged"


def test_a_run_larger_than_one_piece_is_an_object_all_the_same() -> None:
    """Its bytes go in parts; what cannot be sent would be lost."""
    noise = b"".join(plain.sha(number.to_bytes(8, "big")) for number in range(50_000))
    one = event(header_with(), noise, seq=1, before=GENESIS)
    data = sent([one])

    assert len(data) > limits.ENTRY
    assert list(opened(data)) == [one]


def test_a_run_whose_content_is_above_the_limit_is_not_written() -> None:
    one = event(header_with(), bytes(limits.RUN), seq=1, before=GENESIS)

    with pytest.raises(EktpError, match=r"^object\.too_big$"):
        sent([one])


# Case 43: flip, drop, reorder, double an event in a run that its device signed

FOUR = events([SentHome(count=1), taken(), None, SentHome(count=2)])


def run_of(*made: Arrived) -> Run:
    return list(made)


FALSE_RUNS = {
    "a flipped body": [FOUR[0]._replace(body=b'{"count":7}'), *FOUR[1:]],
    "a flipped salt": [FOUR[0]._replace(salt=bytes(16)), *FOUR[1:]],
    "a flipped digest": [*FOUR[:2], FOUR[2]._replace(digest=bytes(32)), FOUR[3]],
    "a flipped header": [FOUR[0]._replace(header=header_with(offset=420)), *FOUR[1:]],
    "the first dropped": FOUR[1:],
    "one dropped": [FOUR[0], *FOUR[2:]],
    "the last dropped": FOUR[:3],
    "two exchanged": [FOUR[1], FOUR[0], *FOUR[2:]],
    "one twice": [FOUR[0], *FOUR],
    "the last twice": [*FOUR, FOUR[3]],
}


@pytest.mark.parametrize("why", FALSE_RUNS)
def test_case_43_a_run_that_is_not_true_to_its_head_is_refused(why: str) -> None:
    """Its head is of the four true ones."""
    head = run_head(run_of(*FOUR), files=((PICTURE, 16),))
    assert opened(seal_object(head, events_as_bytes(FOUR), to=TO, sign=LAPTOP.sign))[-1].seq == 4
    data = seal_object(head, events_as_bytes(FALSE_RUNS[why]), to=TO, sign=LAPTOP.sign)

    assert refused(data) == "run.changed"


@pytest.mark.parametrize(
    ("run", "code"),
    [
        ([FOUR[0]._replace(body=b'{"count":7}'), *FOUR[1:]], "run.changed"),
        ([FOUR[1], FOUR[0]], "first and last"),
        ([FOUR[0], FOUR[2]], "run.changed"),
        ([*FOUR[:3], *events([SentHome(count=2)], first=4, before=FOUR[2].link, visit="v2")], "run.changed"),
        ([FOUR[0]._replace(device="other"), *FOUR[1:]], "run.changed"),
        (events([SentHome(count=1)], device="a/b"), "object.damaged"),
    ],
    ids=["flipped", "exchanged", "dropped", "another visit", "another device", "no id"],
)
def test_a_run_that_nobody_would_take_is_not_written(run: list[Arrived], code: str) -> None:
    with pytest.raises((EktpError, ValueError)) as error:
        sent(run)
    assert str(error.value) == code


def rechained(made: list[Arrived], header: bytes) -> list[Arrived]:
    """The same events, one of which has another header, chained anew by who would deceive."""
    changed = [header if at == 1 else one.header for at, one in enumerate(made)]
    again, link = list[Arrived](), GENESIS
    for seq, text in zip(count(1), changed, strict=False):
        again.append(event(text, b"{}", seq=seq, before=link))
        link = again[-1].link
    return again


@pytest.mark.parametrize(
    "said",
    [
        {"seq": 3},
        {"seq": "2"},
        {"device": "other"},
        {"incarnation": "second"},
        {"visit": "v2"},
        {"visit": ""},
        {"v": []},
    ],
    ids=str,
)
def test_case_43_also_when_its_links_were_computed_anew(said: dict[str, Any]) -> None:
    """A chain holds whatever was chained: each header is held against the head too."""
    three = rechained(events([SentHome(count=1)] * 3), header_with(**{"seq": 2} | said))
    again = [one._replace(seq=at) for at, one in enumerate(three, start=1)]
    true = rechained(events([SentHome(count=1)] * 3), header_with(seq=2))

    assert opened(sealed(run_of(*true)))[-1].seq == 3
    assert refused(sealed(run_of(*again))) == "run.changed"


@pytest.mark.parametrize(
    "header",
    [b"", b"{", b"[]", b"null", b'{"v":1}', b"\xff", b"[" * 9000, DEEP],
    ids=lambda raw: repr(raw[:9]),
)
def test_what_is_no_header_is_refused(header: bytes) -> None:
    assert refused(sealed(run_of(event(header, b"{}", seq=1, before=GENESIS)))) == "run.changed"


def test_a_header_is_bounded() -> None:
    long = header_with(after=["ab" * 32] * 4000)
    assert len(long) > limits.EVENT_HEADER

    assert refused(sealed(run_of(event(long, b"{}", seq=1, before=GENESIS)))) == "run.changed"


def test_flags_that_nobody_knows_are_refused() -> None:
    run = a_run(SentHome(count=8))
    content = events_as_bytes(run)

    assert content[0] == 7
    for flags in (8, 15, 128, 255):
        data = seal_object(run_head(run), bytes([flags]) + content[1:], to=TO, sign=LAPTOP.sign)
        assert refused(data) == "run.changed"


def test_signatures_come_with_their_event_alone() -> None:
    one, two = opened(sent(a_run(SentHome(count=1), SentHome(count=2))))

    assert (one.signature, one.second) == (None, None)
    assert (two.signature, two.second) == (SIGNED, SECOND)


# Heads


@pytest.mark.parametrize(
    "said",
    [
        {"first": 0}, {"last": 0}, {"first": 2}, {"before": "11" * 32}, {"earlier": 1}, {"earlier": -1},
        {"last": 2**53}, {"last": 1e9}, {"last": True}, {"device": ""}, {"device": "../x"}, {"device": "a/b"},
        {"device": "a" * 65}, {"device": "a\n"}, {"link": "AB" * 32}, {"link": "ab" * 31}, {"visit": None},
        {"files": [["cd" * 32, -1]]}, {"files": [["cd" * 32]]}, {"files": [["cd" * 32, 1], ["cd" * 32, 1]]},
        {"files": [["cd" * 32, 1], ["ab" * 32, 1]]}, {"files": [["cd" * 32, 2**26 + 1]]}, {"audience": []},
        {"audience": ["office"] * 65}, {"audience": ["Office"]}, {"audience": [1]}, {"by": "x"}, {"v": 0},
        {"v": "1"}, {"kind": 1}, {"office": "AB" * 32},
    ],
    ids=str,
)  # fmt: skip
def test_a_head_that_no_desk_writes_is_refused(said: dict[str, Any]) -> None:
    head = json.loads(msgspec.json.encode(run_head(a_run()))) | said
    envelope_bytes = plain.OBJECT + plain.sized(plain.json_as(head)) + bytes(64) + b"payload"

    with pytest.raises(EktpError, match=r"^object\.damaged$"):
        head_of(read_object(envelope_bytes))


def test_a_head_says_how_many_events_of_the_visit_came_before() -> None:
    made = events([SentHome(count=1)] * 3, first=7, before=b"\1" * 32)
    head = head_of(read_object(sent(made, earlier=4)))

    assert isinstance(head, RunHead)
    assert (head.first, head.last, head.earlier, head.before) == (7, 9, 4, "01" * 32)


# Files


def test_the_files_that_bodies_name_are_listed_once_by_digest() -> None:
    run = a_run(taken("cd" * 32, 5), taken("ab" * 32, 4), None, taken("cd" * 32, 5), taken("", 0))
    head = head_of(read_object(sent(run)))

    assert isinstance(head, RunHead)
    assert head.files == (("ab" * 32, 4), ("cd" * 32, 5))
    assert list(opened(sent(run))) == list(run)


@pytest.mark.parametrize(
    "listed",
    [(), ((PICTURE, 17),), ((PICTURE, 16), ("ff" * 32, 1)), (("ff" * 32, 16),)],
    ids=["none", "another size", "one more", "another"],
)
def test_files_that_are_listed_otherwise_are_refused(listed: tuple[tuple[str, int], ...]) -> None:
    run = a_run(SentHome(count=1), taken())
    assert opened(sealed(run, files=((PICTURE, 16),)))[-1].seq == 2

    assert refused(sealed(run, files=listed)) == "run.files_differ"


@pytest.mark.parametrize("later", [{"kind": "of_a_later_release"}, {"bv": 2}], ids=str)
def test_what_a_later_release_names_may_be_listed_beside(later: dict[str, Any]) -> None:
    one, _two = events([taken(), SentHome(count=1)])
    two = event(header_with(seq=2, **later), b'{"scan":"ff"}', seq=2, before=one.link)
    run = run_of(one, two)

    assert opened(sealed(run, files=((PICTURE, 16), ("ff" * 32, 1))))[-1].seq == 2
    assert refused(sealed(run, files=(("ff" * 32, 1),))) == "run.files_differ"


def test_what_a_body_says_is_not_judged_here() -> None:
    """Whoever takes the events in does; a size that an early event did not say is 0."""
    header = header_with(kind="modality_set", entity="recording")
    for body, files in (
        (b'{"file":"%b"}' % PICTURE.encode(), ((PICTURE, 0),)),
        (b'{"file":1}', ()),
        (b"[" * 9000, ()),
        (DEEP, ()),
    ):
        run = run_of(event(header, body, seq=1, before=GENESIS))
        data = sent(run)

        head = head_of(read_object(data))
        assert isinstance(head, RunHead)
        assert head.files == files
        assert list(opened(data)) == list(run)
