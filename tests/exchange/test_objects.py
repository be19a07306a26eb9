"""Objects: what opens for whom, what is signed by whom, and what is refused before memory is taken."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.signing import SigningContext, signed_message
from ektp_desk.seal import age
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import (
    check_signature,
    head_of,
    open_content,
    read_object,
    seal_object,
    write_object,
)
from ektp_desk.wire.run import open_run
from tests.exchange import plain
from tests.exchange.reading import read_sent
from tests.exchange.scene import (
    AGE,
    HUB,
    LAPTOP,
    OFFICE,
    OTHER,
    ROOT,
    SECRETS,
    TO,
    Sending,
    a_run,
    arrived,
    receipt,
    run_head,
    sent,
    taken,
    verdict,
)


def refusing(code: str) -> AbstractContextManager[object]:
    return pytest.raises(EktpError, match=rf"^{code.replace('.', chr(92) + '.')}$")


def sealed(plaintext: bytes, by: Sending = LAPTOP) -> bytes:
    """A run of which somebody wrote the sealed bytes by hand."""
    return write_object(run_head(a_run(), by), by.sign, plain.seal(plaintext, list(TO.values())))


def inside(content: bytes) -> bytes:
    return plain.padded(read_object(sealed(b"")).head, content)


@given(st.binary(max_size=9000))
def test_what_is_sealed_opens_as_it_was(content: bytes) -> None:
    head = run_head(a_run())
    envelope = arrived(seal_object(head, content, to=TO, sign=LAPTOP.sign))

    assert head_of(envelope) == head
    assert open_content(envelope, {"recovery": SECRETS["recovery"]}, most=9000) == content


@given(st.integers(0, 20_000))
def test_the_size_tells_steps_of_four_kilobytes_alone(size: int) -> None:
    """Not how much was said: age adds the same to each, but for a line of noise."""
    content = bytes(value % 251 for value in range(size))
    envelope = read_object(seal_object(run_head(a_run()), content, to=TO, sign=LAPTOP.sign))
    plaintext = plain.padded(envelope.head, content)

    assert len(plaintext) % limits.STEP == 0
    assert 0 <= len(envelope.payload) - len(plaintext) < 1200


def test_a_former_key_still_opens_and_one_of_another_name_is_not_tried() -> None:
    envelope = arrived(sent(a_run()))
    former = (AGE["visit:v1"][0], AGE["office"][0])  # it was sealed to the second of the office's two

    assert open_run(envelope, {"office": former})
    with refusing("object.not_for_us"):
        open_run(envelope, {"visit:v1": former})


def test_case_38_what_is_for_others_is_told_so_and_stays_whole() -> None:
    data = sent(a_run(), to={"visit:v1": AGE["visit:v1"][1]})

    with refusing("object.not_for_us"):
        open_run(arrived(data), {"office": SECRETS["office"]})
    assert open_run(arrived(data), SECRETS)


def test_a_run_that_names_us_but_is_sealed_to_others_is_not_for_us() -> None:
    data = write_object(run_head(a_run()), LAPTOP.sign, plain.seal(inside(b""), [AGE["visit:v1"][1]]))

    with refusing("object.not_for_us"):
        open_run(arrived(data), {"office": SECRETS["office"], "recovery": SECRETS["recovery"]})


def test_case_9_no_flipped_bit_passes() -> None:
    """The length stays right: every byte is signed, or says what it is."""
    data = write_object(receipt(), HUB.sign)
    for at in range(len(data)):
        with pytest.raises(EktpError, match=r"^object\."):
            arrived(flipped(data, at), HUB)
    run = sent(a_run())
    for at in range(len(run) - len(read_object(run).payload), len(run), 97):
        with refusing("object.not_signed"):
            arrived(flipped(run, at))


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]


def test_case_41_sealed_bytes_that_another_device_signs_are_found_out() -> None:
    mine = read_object(sent(a_run()))
    theirs = write_object(run_head(a_run(), OTHER, files=head_files(mine.head)), OTHER.sign, mine.payload)
    stripped = plain.write_raw(mine.head, OTHER.seed, mine.payload)

    with refusing("object.inside_differs"):
        open_run(arrived(theirs, OTHER), SECRETS)
    for by in (LAPTOP, OTHER):
        with refusing("object.not_signed"):
            arrived(stripped, by)


def head_files(head: bytes) -> tuple[tuple[str, int], ...]:
    return tuple((digest, size) for digest, size in json.loads(head)["files"])


@pytest.mark.parametrize("field", ["first", "last", "earlier", "visit", "device", "link", "before", "files"])
def test_case_42_a_head_that_says_otherwise_than_inside_is_refused(field: str) -> None:
    mine = read_object(sent(a_run(SentHome(count=1), SentHome(count=2), SentHome(count=3))))
    said = json.loads(mine.head)
    other = {"first": 2, "before": "cd" * 32, "last": 2, "earlier": 0, "visit": "", "device": "laptop2"}
    other |= {"link": "cd" * 32, "files": [["cd" * 32, 5]]}
    said[field] = other[field]
    if field == "first":
        said |= {"before": "cd" * 32}
    if field == "before":
        said |= {"first": 2}
    if field == "earlier":
        said |= {"later": 1}
    changed = plain.write_raw(plain.json_as(said), LAPTOP.seed, mine.payload)

    with refusing("object.inside_differs"):
        open_run(arrived(changed), SECRETS)


def test_case_42_also_where_only_an_unknown_field_differs() -> None:
    mine = read_object(sent(a_run()))
    changed = plain.write_raw(mine.head[:-1] + b',"later":1}', LAPTOP.seed, mine.payload)

    with refusing("object.inside_differs"):
        open_run(arrived(changed), SECRETS)


def test_case_46_a_bomb_is_refused_before_its_memory_is_taken() -> None:
    said = read_object(sealed(b"")).head
    zipping = zlib.compressobj(9)
    zipped = b"".join(zipping.compress(bytes(2**20)) for _ in range(200)) + zipping.flush()
    bomb = plain.sized(said) + plain.sized(zipped)
    envelope = arrived(sealed(bomb + bytes(-len(bomb) % limits.STEP)))

    tracemalloc.start()
    with refusing("object.too_big"):
        open_run(envelope, SECRETS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(zipped) < 2**18
    assert peak < 3 * limits.RUN  # what zlib gives comes in blocks, which are then put together


@pytest.mark.parametrize("claim", [0xFFFFFFFF, limits.HEAD + 1])
def test_case_46_a_length_is_not_believed(claim: int) -> None:
    data = plain.OBJECT + claim.to_bytes(4, "big") + bytes(200)

    with refusing("object.too_big"):
        read_object(data)
    with refusing("object.damaged"):
        open_run(arrived(sealed(claim.to_bytes(4, "big") + bytes(4092))), SECRETS)


def test_content_of_just_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    envelope = arrived(sealed(inside(bytes(5000))))

    assert open_content(envelope, SECRETS, most=5000) == bytes(5000)
    with refusing("object.too_big"):
        open_content(envelope, SECRETS, most=4999)


def test_more_than_parts_can_make_is_no_object() -> None:
    with refusing("object.too_big"):
        read_object(bytes(limits.WHOLE + 1))


@pytest.mark.parametrize(
    ("why", "spoilt"),
    [
        ("padding too long", lambda whole: whole + bytes(limits.STEP)),
        ("padding that says something", lambda whole: whole[:-1] + b"\1"),
        ("no step", lambda whole: whole[:-1]),
    ],
)
def test_padding_is_what_it_must_be(why: str, spoilt: Callable[[bytes], bytes]) -> None:
    whole = inside(b"")
    assert isinstance(open_content(arrived(sealed(whole)), SECRETS, most=9), bytes)

    with refusing("object.damaged"):
        open_content(arrived(sealed(spoilt(whole))), SECRETS, most=9)


def test_case_47_an_age_file_cut_where_a_chunk_ends_is_refused() -> None:
    """Its 64 KiB chunks end 65,552 bytes apart; the desk signed what it had, say, half written."""
    payload = plain.seal(inside(making_noise(100_000)), list(TO.values()))
    chunks = payload.index(b"\n", payload.index(b"\n--- ") + 1) + 1 + 16
    cut = payload[: chunks + 65_536 + 16]
    assert len(cut) < len(payload)

    with refusing("object.damaged"):
        open_run(arrived(write_object(run_head(a_run()), LAPTOP.sign, cut)), SECRETS)


def making_noise(size: int) -> bytes:
    return b"".join(plain.sha(number.to_bytes(8, "big")) for number in range(size // 32))


def test_what_is_sealed_to_hundreds_is_not_tried() -> None:
    lines = plain.seal(inside(b""), list(TO.values()) * 90)
    assert lines.index(b"\n--- ") > age.LINES_BYTES

    with refusing("object.damaged"):
        open_run(arrived(write_object(run_head(a_run()), LAPTOP.sign, lines)), SECRETS)


def test_a_signature_is_of_one_office_one_key_and_one_context() -> None:
    envelope = read_object(write_object(receipt(), HUB.sign))
    check_signature(envelope, HUB.public, ROOT)
    with refusing("object.other_office"):
        check_signature(envelope, HUB.public, bytes(32))
    with refusing("object.not_signed"):
        check_signature(envelope, OTHER.public, ROOT)

    digest = plain.sha(plain.sized(envelope.head), plain.sha(b""))
    as_act = HUB.sign(signed_message(SigningContext.ACT, ROOT, digest))
    front = plain.OBJECT + plain.sized(envelope.head)
    with refusing("object.not_signed"):
        arrived(front + as_act, HUB)
    assert arrived(front + HUB.sign(signed_message(SigningContext.OBJECT, ROOT, digest)), HUB)


def test_what_a_later_release_wrote_is_known_as_its_sender_s_and_says_nothing_here() -> None:
    for other in ({"v": 2}, {"kind": "parcel"}, {"v": 2, "heard": "otherwise"}):
        said = json.loads(msgspec.json.encode(receipt())) | other
        envelope = arrived(plain.write_object(said, HUB.seed, b"payload"), HUB)

        assert envelope.common.audience == ()
        with refusing("object.newer"):
            head_of(envelope)
        with refusing("object.newer"):
            open_run(envelope, SECRETS)


def test_a_receipt_is_no_run() -> None:
    with refusing("object.damaged"):
        open_run(arrived(write_object(receipt(), HUB.sign), HUB), SECRETS)


def test_a_head_that_is_too_long_or_wrong_is_not_written() -> None:
    with refusing("object.damaged"):
        write_object(receipt(device="../etc"), HUB.sign)
    with pytest.raises(ValueError, match="span"):
        receipt(heard=((5, 4, "ab" * 32),))
    with refusing("object.too_big"):
        write_object(receipt(device="d" * limits.HEAD), HUB.sign)


def test_the_fullest_receipt_and_verdict_fit_their_heads() -> None:
    digests = tuple(sorted(plain.sha(bytes([at])).hex() for at in range(limits.NAMED)))
    far = 2**53 - 4 * limits.SPANS
    heard = tuple((far + 4 * at, far + 4 * at + 1, "ab" * 32) for at in range(limits.SPANS))
    most = {"heard": heard, "more": 2**53 - 1, "number": 2**53 - 1, "device": "d" * 64}
    most |= {"audience": ("device:" + "d" * 64,) * limits.AUDIENCE, "incarnation": "i" * 64}
    said_in = {"desk": "d" * 64, "desk_incarnation": "i" * 64, "desk_seq": 2**53 - 1}
    full = receipt(**most, epoch=2**53 - 1, missing=digests, stored=(("m" * 64, "d" * 64),) * limits.PLACES)
    wrong = tuple((digest, "r" * 64) for digest in digests)
    opened = tuple((first, last) for first, last, _link in heard)
    kept = (("m" * 64, "d" * 64, opened[: limits.KEPT]),) * limits.COPIES
    other = verdict(**most, **said_in, wrong=wrong, opened=opened, kept=kept)

    assert head_of(arrived(write_object(full, HUB.sign), HUB)) == full
    assert head_of(arrived(write_object(other, OFFICE.sign), OFFICE)) == other


def test_whom_it_is_sealed_to_is_whom_the_head_names() -> None:
    with pytest.raises(ValueError, match="audience"):
        seal_object(run_head(a_run()), b"", to={"office": AGE["office"][1]}, sign=LAPTOP.sign)


def test_an_object_shows_nothing_of_what_it_holds() -> None:
    run = a_run(taken())
    envelope = arrived(sent(run))

    assert repr(envelope) == f"Envelope(run {envelope.name[:8]})"
    assert "modality" not in repr(read_sent(sent(run), LAPTOP))
