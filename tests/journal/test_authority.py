"""Who may do what over many journals: one that went on from hundreds, and two whose ADBs ended each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.signing import key_name
from ektp_desk.domain.roles import Role

LAPTOP = "laptop-1"
FOUNDER, OTHER = "adb-1", "adb-2"
KEYS = {FOUNDER: bytes([1]) * 32, OTHER: bytes([2]) * 32}
OF = {user: key_name(public) for user, public in KEYS.items()}


class Journals:
    """Events as several journals of one laptop hold them, each numbered from 1."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._seqs: dict[str, Iterator[int]] = {}

    def say(self, incarnation: str, about: str, body: b.Body, *, by: str = FOUNDER) -> EventPlace:
        seq = next(self._seqs.setdefault(incarnation, count(1)))
        head = Header(
            v=1, device=LAPTOP, incarnation=incarnation, seq=seq, at="2026-03-02T00:00:00.000Z", offset=480,
            by=by, visit="", entity="user", id=about, kind="", bv=1, after=(), key=OF[by],
        )  # fmt: skip
        self.events.append(Event(head, f"{len(self.events):064x}", body))
        return EventPlace((LAPTOP, incarnation), seq)

    def go_on(self, incarnation: str, *, last: EventPlace, by: str = FOUNDER) -> EventPlace:
        body = b.IncarnationOpened(
            label="01/b", reason="restored", last_incarnation=last.journal[1], last_seq=last.seq
        )
        return self.say(incarnation, LAPTOP, body, by=by)

    def found(self) -> EventPlace:
        """An office with two ADBs, each with a key; gives where the first journal ends."""
        self.say("first", FOUNDER, b.UserAdded(name="Yosef Contoh", roles=("adb",)))
        self.say("first", FOUNDER, b.RootSet(founder=KEYS[FOUNDER].hex()))
        self.say("first", OTHER, b.UserAdded(name="Maria Contoh", roles=("adb", "supervisor")))
        return self.say("first", OTHER, b.KeyGiven(sign=KEYS[OTHER].hex(), seal="age1"))


def end(user: str, *until: EventPlace) -> b.KeyEnded:
    places = (b.JournalPlace(at.journal[0], at.journal[1], at.seq) for at in until)
    return b.KeyEnded(key=OF[user], until=tuple(places))


@pytest.mark.parametrize("backwards", [False, True])
def test_a_laptop_restored_a_thousand_times_still_knows_who_is_who(*, backwards: bool) -> None:
    journals = Journals()
    last = journals.found()
    for number in range(1200):
        last = journals.go_on(f"{number:05}" if not backwards else f"{9999 - number:05}", last=last)
    events = reversed(journals.events) if backwards else journals.events

    authority = Authority(events)

    assert authority.roles_at(EventPlace(last.journal, 2), OTHER) == {Role.ADB, Role.SUPERVISOR}
    assert authority.roles_at(EventPlace((LAPTOP, "from nowhere"), 2), OTHER) == set()


def test_journals_that_went_on_from_each_other_vouch_for_nobody() -> None:
    """As only a forger writes them."""
    journals = Journals()
    journals.go_on("left", last=EventPlace((LAPTOP, "right"), 9), by=OTHER)
    journals.go_on("right", last=EventPlace((LAPTOP, "left"), 9), by=OTHER)
    journals.say("left", OTHER, b.UserChanged(name="Maria Contoh", roles=("adb",)), by=OTHER)

    assert Authority(journals.events).roles_at(EventPlace((LAPTOP, "right"), 5), OTHER) == set()


def test_two_adbs_who_ended_each_other_unseen_are_both_held() -> None:
    """A backup was put back beside a laptop that went on: neither journal has heard of the other."""
    journals = Journals()
    shared = journals.found()
    journals.say("first", OTHER, end(OTHER, shared))
    after_first = journals.say("first", FOUNDER, b.UserChanged(name="Yosef Contoh", roles=("adb",)))
    opened = journals.go_on("second", last=shared, by=OTHER)
    journals.say("second", FOUNDER, end(FOUNDER, shared, opened), by=OTHER)
    after_second = journals.say("second", OTHER, b.UserChanged(name="Maria", roles=("adb",)), by=OTHER)

    for events in (journals.events, journals.events[::-1]):
        authority = Authority(events)
        assert authority.is_held(after_first, OF[FOUNDER])
        assert authority.is_held(after_second, OF[OTHER])
        assert not authority.is_held(shared, OF[FOUNDER])  # what both had done before stays


def test_an_end_that_was_heard_holds_one_alone() -> None:
    journals = Journals()
    shared = journals.found()
    journals.say("first", OTHER, end(OTHER, shared))
    later = journals.say("first", FOUNDER, b.UserChanged(name="Yosef Contoh", roles=("adb",)))
    back = journals.go_on("second", last=later, by=OTHER)
    authority = Authority(journals.events)

    assert authority.is_held(back, OF[OTHER])
    assert not authority.is_held(later, OF[FOUNDER])


def test_an_adb_who_was_ended_unseen_lets_nothing_count_and_nobody_in() -> None:
    """Their own laptop has not heard of it, so that there they are an ADB still."""
    journals = Journals()
    shared = journals.found()
    journals.say("first", OTHER, end(OTHER, shared))
    journals.go_on("second", last=shared, by=OTHER)
    friend, key = "adb-3", bytes([3]) * 32
    OF[friend] = key_name(key)
    journals.say("second", friend, b.UserAdded(name="Noh Contoh", roles=("adb",)), by=OTHER)
    journals.say("second", friend, b.KeyGiven(sign=key.hex(), seal="age1"), by=OTHER)
    for user, by in ((OTHER, OTHER), (OTHER, friend)):
        ruled = b.HoldRuled(LAPTOP, "second", 1, 99, counts=True)
        journals.say("second", user, ruled, by=by)
    of_them = journals.say("second", OTHER, b.UserChanged(name="Maria", roles=("adb",)), by=OTHER)
    of_friend = journals.say("second", friend, b.UserChanged(name="Noh", roles=("adb",)), by=friend)
    heads = {EventPlace((LAPTOP, e.header.incarnation), e.header.seq): e.header for e in journals.events}

    for events in (journals.events, journals.events[::-1]):
        authority = Authority(events)
        assert authority.doubt(of_them, heads[of_them]) == "event.after_end"
        assert authority.doubt(of_friend, heads[of_friend]) == "event.unknown_key"
