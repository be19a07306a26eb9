"""What comes in numbered parts counts as a whole or not at all; a body is whole as its fronts say."""

from __future__ import annotations

import pytest

from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub.rereading import rebuild
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.limits import PART
from ektp_desk.wire.part import FRONT_BYTES, PART_MARK, cut
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, a_run, events, package_head, sent, taken
from tests.hub.lines import RunningHub, desks, name, pack_of

LARGE = b"age-encryption.org/v1\n" + bytes(range(256)) * 6000  # six parts


def naming(file: bytes) -> bytes:
    return sent(a_run(SentHome(count=1), taken(name(file), len(file))))


def test_a_file_in_parts_counts_when_the_last_of_them_is_here(hub: RunningHub) -> None:
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        run, parts = naming(LARGE), [*cut(LARGE)]
        laptop.send(run)
        (before,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert laptop.send(*parts[3:])["receipts"] == []
        assert mate.send(parts[0], parts[2])["receipts"] == []
        assert [row[1] for row in office.inbox()] == [name(run)]
        assert laptop.offer([name(LARGE), *map(name, parts)])["wanted"] == [
            [name(LARGE), 0],
            [name(parts[1]), 0],
        ]

        (after,) = laptop.send(parts[1])["receipts"]
        assert (before.missing, after.missing) == ((name(LARGE),), ())
        assert [row[1:] for row in office.inbox()] == [
            (name(run), "run", len(run)),
            (name(LARGE), "file", len(LARGE)),
        ]
        assert office.fetch(name(LARGE)) == LARGE
        assert office.fetch(name(LARGE), 2**19 + 7) == LARGE[2**19 + 7 :]
        assert office.fetch(name(LARGE), len(LARGE)) == b""
        assert laptop.offer([name(LARGE)])["wanted"] == []
        assert mate.send(parts[4])["new"] == 0


def test_what_the_office_says_in_parts_is_for_laptops_once_it_is_whole(hub: RunningHub) -> None:
    package = write_object(package_head(), OFFICE.sign, bytes(2**20))
    with desks(hub, LAPTOP) as (office, laptop):
        first, *others = cut(package)
        office.send(*others)
        after = laptop.inbox()[-1][0] if laptop.inbox() else 0
        assert laptop.inbox() == []
        office.send(first)
        assert [row[1:] for row in laptop.inbox(after)] == [(name(package), "package", len(package))]
        assert laptop.fetch(name(package)) == package


def test_parts_that_do_not_make_their_whole_are_thrown_away_and_asked_for_again(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(naming(LARGE))
        parts = [*cut(LARGE)]
        wrong = parts[1][:FRONT_BYTES] + bytes(len(parts[1]) - FRONT_BYTES)
        assert laptop.send(parts[0], wrong, *parts[2:])["refused"] == {name(LARGE): "part.damaged"}
        assert len(office.inbox()) == 1
        assert len(laptop.offer(map(name, parts))["wanted"]) == len(parts)
        assert laptop.send(*parts)["refused"] == {}
        assert office.fetch(name(LARGE)) == LARGE


def test_a_whole_that_nobody_named_is_refused_as_one(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        assert laptop.send(*cut(LARGE))["refused"] == {name(LARGE): "object.unnamed_file"}
        size = 5 * PART + PART - FRONT_BYTES  # of a whole whose last part is as long as a piece
        within = PART_MARK + bytes(32) + size.to_bytes(8, "big") + (6).to_bytes(4, "big") * 2
        within += bytes(2**21)
        assert laptop.send(*cut(within))["refused"] == {name(within): "object.unknown"}
        assert office.inbox() == []


def test_parts_that_lie_about_what_is_here_take_nothing_from_it(hub: RunningHub) -> None:
    small = b"age-encryption.org/v1\n" + bytes(2000)
    *lying, last = (PART_MARK + bytes.fromhex(name(small)) + one[len(PART_MARK) + 32 :] for one in cut(LARGE))
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        assert mate.send(*lying)["refused"] == {}
        laptop.send(naming(small), small)
        mate.send(last, sent(events([SentHome(count=1)], device="other"), OTHER))
        rebuild(hub.mailbox.shelf)
        assert office.fetch(name(small)) == small


@pytest.mark.parametrize("spoil", ["a byte of the last entry", "bytes behind it", "a front less"])
def test_a_pack_that_its_fronts_do_not_name_is_no_whole_body(hub: RunningHub, spoil: str) -> None:
    """What is signed of a pack are its fronts: its whole entries count, and the laptop hears of the rest."""
    with desks(hub, LAPTOP) as (_office, laptop):
        run, other = naming(LARGE), sent(a_run())
        body = pack_of([run, other])
        came = {
            "a byte of the last entry": body[:-1] + bytes([body[-1] ^ 1]),
            "bytes behind it": body + b"more",
            "a front less": pack_of([run]),
        }[spoil]
        laptop.hello()
        answer = laptop._pool.request(
            "POST", "/v1/objects", body=came, headers=laptop.signed("POST", "/v1/objects", body)
        )
        assert (answer.status, answer.json()["code"]) == (400, "request.cut")
        laptop.ticket = ""
        assert name(run) not in dict(laptop.offer([name(run)])["wanted"])
