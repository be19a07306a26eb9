"""Which devices are the office's: who joins says it of itself, with the kit's key, and one pair of keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.authority import Authority
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.hearing import EventPlace
from ektp_desk.domain.journal.signing import key_name

OFFICE, ADB = "office-1", "adb-1"
KEYS = {name: bytes([at]) * 32 for at, name in enumerate((ADB, "kit-2", "kit-3"), start=1)}
OF = {name: key_name(public) for name, public in KEYS.items()}
OWN = {name: bytes([at]) * 32 for at, name in enumerate(("one", "other"), start=11)}


class Devices:
    """Events of an office with two kits, and of the laptops that a test adds."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._seqs: dict[tuple[str, str], Iterator[int]] = {}
        self.say(OFFICE, ADB, b.UserAdded(name="Yosef Contoh", roles=("adb",)))
        self.say(OFFICE, ADB, b.RootSet(founder=KEYS[ADB].hex()))
        for number, kit in (("02", "kit-2"), ("03", "kit-3")):
            self.say(OFFICE, kit, b.KitMade(number=number, desk="laptop", enrol=KEYS[kit].hex()))

    def say(
        self, device: str, about: str, body: b.Body, *, by: str = ADB, journal: str = "first", kind: str = ""
    ) -> EventPlace:
        seq = next(self._seqs.setdefault((device, journal), count(1)))
        head = Header(
            v=1, device=device, incarnation=journal, seq=seq, at="2026-03-02T00:00:00.000Z", offset=480,
            by=by, visit="", entity="device", id=about, kind=kind, bv=1, after=(), key=OF[by],
        )  # fmt: skip
        self.events.append(Event(head, f"{len(self.events):064x}", body))
        return EventPlace((device, journal), seq)

    def join(self, device: str, kit: str, *, names: str = "", by: str = "", own: str = "one") -> EventPlace:
        """Let a device say that `names`, itself if none is given, joined with a kit."""
        said = b.Joined(device=names or device, sign=OWN[own].hex(), seal="age1")
        return self.say(device, kit, said, by=by or kit, journal=f"of {own}", kind="joined")

    def doubts(self, *places: EventPlace) -> list[str]:
        authority = Authority(self.events)
        heads = {
            EventPlace((one.header.device, one.header.incarnation), one.header.seq): one.header
            for one in self.events
        }
        return [authority.doubt(place, heads[place]) for place in places]

    def known(self, device: str) -> str:
        """Why nothing counts that the ADB says on a device."""
        return self.doubts(self.say(device, device, b.DayConfirmed(local=""), journal="later"))[0]


def test_a_laptop_that_joined_is_known() -> None:
    devices = Devices()
    joined = devices.join("laptop", "kit-2")

    assert devices.doubts(joined) == [""]
    assert devices.known("laptop") == ""
    assert devices.known("another") == "event.unknown_device"


def test_nobody_joins_for_another() -> None:
    devices = Devices()
    joined = devices.join("laptop", "kit-2", names="another")

    assert devices.doubts(joined) == ["event.beyond_role"]
    assert devices.known("another") == devices.known("laptop") == "event.unknown_device"


def test_nobody_joins_with_another_kits_key() -> None:
    devices = Devices()
    joined = devices.join("laptop", "kit-2", by="kit-3")

    assert devices.doubts(joined) == ["event.beyond_role"]
    assert devices.known("laptop") == "event.unknown_device"


def test_a_copied_device_with_other_keys_used_the_kit_again() -> None:
    """Its folder was copied before it had joined."""
    devices = Devices()
    joins = [devices.join("laptop", "kit-2", own=own) for own in OWN]

    assert devices.doubts(*joins) == ["event.kit_twice"] * 2
    assert devices.known("laptop") == "event.kit_twice"
    device, journal = joins[0].journal
    devices.say(OFFICE, "kit-2", b.HoldRuled(device, journal, 1, 9, counts=True))
    assert devices.doubts(*joins) == ["", "event.kit_twice"]
    assert devices.known("laptop") == ""


def test_a_kit_that_is_used_again_after_its_laptop_was_revoked_holds_nothing_that_had_counted() -> None:
    """An ADB had said until where: the second one is asked about alone, whatever came first."""
    devices = Devices()
    first = devices.join("laptop", "kit-2")
    work, late = (devices.say("laptop", "laptop", b.DayConfirmed(""), journal="of one") for _ in "ab")
    until = (b.JournalPlace(*work.journal, work.seq),)
    revoked = b.DeviceRevoked(reason="hilang", until=until)
    devices.say(OFFICE, "laptop", revoked)
    second = devices.join("again", "kit-2", own="other")

    asked = (first, work, late, second)
    after = ["", "", "event.after_revocation", "event.kit_twice"]
    assert devices.doubts(*asked) == after
    devices.events.reverse()
    assert devices.doubts(*asked) == after

    devices = Devices()
    first, second = devices.join("laptop", "kit-2"), devices.join("again", "kit-2", own="other")
    devices.say(OFFICE, OFFICE, b.JournalsHeard((b.JournalPlace(*second.journal, second.seq),)))
    devices.say(
        OFFICE, "laptop", b.DeviceRevoked(reason="hilang", until=(b.JournalPlace(*first.journal, 1),))
    )
    assert devices.doubts(first, second) == ["event.kit_twice"] * 2, "who revoked knew of both"


def test_a_join_that_was_written_twice_is_one() -> None:
    devices = Devices()
    joins = [devices.join("laptop", "kit-2") for _time in range(2)]

    assert devices.doubts(*joins) == ["", ""]
