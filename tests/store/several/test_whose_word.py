"""What counts from a laptop, what from the office alone, and what is a laptop's own fact."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ektp_desk.desk.founding import Kit
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    Body,
    BodyErased,
    DayConfirmed,
    DeviceRevoked,
    ExpiryAllowed,
    HoldRuled,
    KeyOffered,
    KitMade,
    ListDue,
    ListExpired,
    ListWithdrawn,
    PolicySet,
    SentHome,
    Settled,
    TicketEnded,
    UserChanged,
    Withdrawn,
)
from ektp_desk.domain.journal.erasing import expiry_of
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.roles import Role
from ektp_desk.domain.tickets import Outcome
from ektp_desk.seal.keys import UserKeys, UserSigner, new_user_keys
from ektp_desk.seal.sign import new_signing_key, verify_key
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, set_policy
from ektp_desk.usecases.admin.queries import confirmed_days, policy
from ektp_desk.usecases.laptops import commands as devices
from ektp_desk.usecases.laptops.commands import make_kit, note_heard
from ektp_desk.usecases.laptops.queries import KitFacts, heard_here
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.offices import WORDS
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop, held_in, judges_as_anew, proven
from tests.store.several.laptops import events_in
from tests.store.several.test_lists_elsewhere import keep


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as found:
        yield found


def last_of(laptop: Laptop) -> int:
    return laptop.store.head.seq


OFFICE_WORDS: dict[str, Callable[[Field], NewEvent]] = {
    "a rule": lambda f: NewEvent(
        Entity.OFFICE, f.office.session.office.id, PolicySet(name="idle_minutes", value="99")
    ),
    "a role": lambda f: NewEvent(
        Entity.USER, f.adi, UserChanged(name="Adi Contoh", roles=("operator", "adb"))
    ),
    "a revocation": lambda _f: NewEvent(Entity.DEVICE, "d9", DeviceRevoked()),
    "an undoing": lambda _f: NewEvent(Entity.LIST, "l1", Withdrawn(event="ab" * 32)),
    "a settling": lambda f: NewEvent(
        Entity.OFFICE, f.office.session.office.id, Settled("policy.idle_minutes", "ab" * 32, ())
    ),
    "a ruling": lambda f: NewEvent(Entity.USER, f.adi, HoldRuled("d", "i", 1, 9, counts=True)),
}


@pytest.mark.parametrize("what", OFFICE_WORDS)
def test_an_adbs_word_counts_from_no_laptop(field: Field, what: str) -> None:
    """The program refuses it there; where somebody changed the program it is held everywhere."""
    laptop, act = field.adb_on(), OFFICE_WORDS[what](field)
    with pytest.raises(EktpError, match=r"^act\.office_only$"):
        laptop.session.write(act)
    assert last_of(laptop) == 2

    laptop.say(act.body, act.entity, act.id)
    field.arrive(laptop)

    assert field.held() == {(laptop.device, 3, "event.not_from_office")}
    assert policy(field.office.session, Policy.IDLE_MINUTES) != "99"
    proven(field.office.store)


def test_an_adbs_word_counts_from_an_office_desk_that_joined(field: Field) -> None:
    desk = field.adb_on(field.laptops.kit(at_office=True))
    set_policy(desk.session, Policy.IDLE_MINUTES, "9")
    kit = make_kit(desk.session, enrol="ab" * 32)
    assert kit.number == "03"
    office = field.office.store

    def arrive_in_vain() -> None:
        with office.together():
            field.arrive(desk)
            raise EktpError("journal.not_signed", seq=1)

    with pytest.raises(EktpError):
        arrive_in_vain()
    assert not office.holding.authority.is_office(desk.device)  # what was given up was never said

    field.arrive(desk)

    assert (policy(field.office.session, Policy.IDLE_MINUTES), field.held()) == ("9", set())
    proven(field.office.store)


def test_a_kit_that_was_made_on_a_laptop_lets_nobody_in(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ADB on a field laptop, whose program was changed, makes a kit for an office desk of their own."""
    laptop, seed = field.adb_on(), new_signing_key()
    enrol = verify_key(seed).hex()
    laptop.say(KitMade(number="09", desk="office", enrol=enrol), Entity.DEVICE, "k9")
    with pytest.raises(EktpError, match=r"^kit\.unknown$"):
        field.laptops.join(Kit("k9", seed), by=field.office.user, words=WORDS, of=laptop.store)
    monkeypatch.setattr(devices, "kits", lambda _store: [KitFacts("k9", "09", "office", enrol)])
    false = field.laptops.join(Kit("k9", seed), by=field.office.user, words=WORDS, of=laptop.store)
    false.say(PolicySet(name="idle_minutes", value="99"), Entity.OFFICE, field.office.session.office.id)

    field.arrive(laptop, false)

    assert field.held() == {
        (laptop.device, 3, "event.not_from_office"),
        (false.device, 1, "event.unknown_key"),
        (false.device, 2, "event.unknown_key"),
        (false.device, 3, "event.unknown_device"),
    }
    proven(field.office.store)


def test_what_a_laptops_days_take_goes_there_alone(field: Field) -> None:
    (ticket,) = give_numbers(field.office.session, field.visit, letter="A", count=1)
    end_ticket(field.office.session, ticket, Outcome.OTHER, text="Ibu Contoh sakit")
    laptop = field.joined()
    before = proven(field.office.store)
    gone = expiry_of(laptop.store.life(Entity.TICKET, ticket).all, "retention")
    assert gone is not None
    laptop.say(gone, Entity.TICKET, ticket)
    texts = [one.body for one in events_in(laptop.store) if one.body and b"Ibu Contoh" in one.body]
    assert texts == []
    proven(laptop.store)

    field.arrive(laptop)

    assert field.held() == {(laptop.device, 3, "event.elsewhere")}
    after = proven(field.office.store)
    assert after["tickets"] == before["tickets"]
    assert [one for one in events_in(field.office.store) if one.body and b"Ibu Contoh" in one.body] != []


def test_what_an_adb_lets_go_at_the_office_goes_everywhere(field: Field) -> None:
    (ticket,) = give_numbers(field.office.session, field.visit, letter="A", count=1)
    end_ticket(field.office.session, ticket, Outcome.OTHER, text="Ibu Contoh sakit")
    laptop = field.joined()
    gone = expiry_of(field.office.store.life(Entity.TICKET, ticket).all, "retention")
    assert gone is not None
    field.office.session.write(NewEvent(Entity.TICKET, ticket, gone))

    laptop.take_in(events_in(field.office.store))

    assert [one for one in events_in(laptop.store) if one.body and b"Ibu Contoh" in one.body] == []
    assert held_in(laptop.connection) == set()
    proven(laptop.store)


def test_what_a_laptop_let_go_before_it_was_heard_leaves_its_figures(field: Field) -> None:
    laptop = field.joined()
    (ticket,) = give_numbers(laptop.session, field.visit, letter="A", count=1)
    end_ticket(laptop.session, ticket, Outcome.OTHER, text="Ibu Contoh sakit")
    gone = expiry_of(laptop.store.life(Entity.TICKET, ticket).all, "retention")
    assert gone is not None
    laptop.say(gone, Entity.TICKET, ticket)

    field.arrive(laptop)

    said = "SELECT state, outcome FROM tickets WHERE id = ?"
    assert field.office.connection.execute(said, (ticket,)).fetchone() == ("ended", "other")
    proven(field.office.store)


def test_what_came_whole_stays_whole_when_its_laptop_lets_it_go(field: Field) -> None:
    """What comes empty beside it says what was left of it."""
    laptop = field.joined()
    (ticket,) = give_numbers(laptop.session, field.visit, letter="A", count=1)
    end_ticket(laptop.session, ticket, Outcome.OTHER, text="Ibu Contoh sakit")
    field.arrive(laptop)
    laptop.say(TicketEnded("answered", text="Ibu Contoh kembali"), Entity.TICKET, ticket)
    gone = expiry_of(laptop.store.life(Entity.TICKET, ticket).all, "retention")
    assert gone is not None
    laptop.say(gone, Entity.TICKET, ticket)

    field.arrive(laptop)

    said = [one.body for one in field.office.store.life(Entity.TICKET, ticket).all]
    ends = [(one.outcome, one.text) for one in said if isinstance(one, TicketEnded)]
    assert ends == [("other", "Ibu Contoh sakit"), ("answered", "")]
    proven(field.office.store)
    proven(laptop.store)


def test_nobody_confirms_another_laptops_days(field: Field) -> None:
    """By them the office would let lists and names go."""
    laptop, office = field.joined(), field.office.session
    before = confirmed_days(office)
    laptop.say(DayConfirmed("2031-04-02T07:00:00+08:00"), Entity.DEVICE, office.device)

    field.arrive(laptop)

    assert field.held() == {(laptop.device, 3, "event.beyond_role")}
    assert confirmed_days(office) == before


@pytest.mark.parametrize("body", [ListDue("2019-04-02", 7), ListExpired(7)], ids=["due", "expired"])
def test_a_laptop_forgets_a_list_and_the_office_keeps_it(field: Field, body: Body) -> None:
    keep(field.office.store, "l1", "Daftar Contoh")
    laptop = field.joined()
    (key,) = field.office.connection.execute("SELECT key FROM row_keys WHERE list = 'l1'").fetchone()
    shutil.copytree(field.office.folders.lists, laptop.desk.folders.lists)
    laptop.store.adopt_rows("l1", key)
    rows = "SELECT count(*) FROM figures WHERE list = 'l1'"
    assert laptop.connection.execute(rows).fetchone() == (1,)

    laptop.say(body, Entity.LIST, "l1")
    field.arrive(laptop)

    assert laptop.connection.execute(rows).fetchone() == (0,)
    assert field.office.connection.execute(rows).fetchone() == (1,)
    assert {why for _device, _seq, why in field.held()} == {"event.elsewhere"}
    assert [one.state.value for one in lists(field.office.session)] == ["standing"]
    proven(laptop.store)
    proven(field.office.store)


def test_whoever_may_say_that_a_list_is_due_may_say_that_it_is_not(field: Field) -> None:
    """At the office, where it counts for all; but what an ADB withdrew stays so."""
    keep(field.office.store, "l1", "Daftar Contoh")
    session = field.office.session
    due, wrong = session.write(
        NewEvent(Entity.LIST, "l1", ListDue("2019-04-02", 7)),
        NewEvent(Entity.LIST, "l1", ListWithdrawn("salah")),
    )
    field.office.desk.sign_out()
    adi = field.office.desk.sign_in(field.adi, field.words)

    adi.write(NewEvent(Entity.LIST, "l1", Withdrawn(due.link)))
    with pytest.raises(EktpError, match=r"^role\.not_allowed$"):
        adi.write(NewEvent(Entity.LIST, "l1", Withdrawn(wrong.link)))

    assert [one.state.value for one in lists(adi)] == ["withdrawn"]
    store = field.office.desk.held_store()
    proven(store)
    store.write([NewEvent(Entity.LIST, "l1", BodyErased("permintaan", {due.link: "{}"}))], at=adi.clock())
    judges_as_anew(store)  # what was undone is not known any more


def test_an_adb_allows_a_leap_of_a_laptops_clock_there(field: Field) -> None:
    laptop = field.adb_on()
    allowed = ExpiryAllowed("2019-06-02T07:00:00+08:00", "2019-04-02", 1)

    laptop.session.write(NewEvent(Entity.DEVICE, laptop.device, allowed))
    field.arrive(laptop)

    assert field.held() == {(laptop.device, 3, "event.elsewhere")}
    assert held_in(laptop.connection) == set()
    proven(laptop.store)


def test_a_kits_key_signs_who_joins_and_nothing_else(field: Field) -> None:
    kit = field.laptops.kit()
    laptop = field.joined(kit)
    laptop.desk.sign_out()
    thief = laptop.desk.sign_in(field.adi, field.words)
    assert thief
    store = laptop.store
    store._signer = UserSigner(kit.id, UserKeys(kit.enrol, new_user_keys().box))
    store.write([NewEvent(Entity.VISIT, field.visit, SentHome(count=9), field.visit)], at=thief.clock())

    field.arrive(laptop)

    assert field.held() == {(laptop.device, 3, "event.beyond_role")}
    proven(field.office.store)


def test_a_key_that_is_only_offered_on_a_laptop_signs_nothing_that_counts(field: Field) -> None:
    """Anybody could offer one there in another's name."""
    laptop, keys = field.joined(), new_user_keys()
    laptop.store._signer = UserSigner(field.office.user, keys)
    laptop.say(KeyOffered(sign=keys.sign, seal=keys.seal), Entity.USER, field.office.user)
    laptop.say(SentHome(count=9), Entity.VISIT, field.visit)

    field.arrive(laptop)

    assert field.held() == {(laptop.device, 4, "event.unknown_key")}
    proven(field.office.store)


def test_who_was_let_in_at_another_office_desk_acts_here_once_they_sign_in(field: Field) -> None:
    """Their first act is to say that this desk has heard of them."""
    desk = field.adb_on(field.laptops.kit(at_office=True))
    sari = add_user(desk.session, "Sari Contoh", [Role.QUEUE])
    field.arrive(desk)
    field.office.desk.sign_out()
    field.office.desk.keep_slots(desk.desk.slots)

    session = field.office.desk.sign_in(sari.id, sari.passphrase)
    count_sent_home(session, field.visit)

    store = field.office.desk.held_store()
    assert held_in(store.connection) == set()
    assert [place.device for place in heard_here(store)] == [desk.device]
    proven(store)
    said = store.head.seq
    note_heard(session)  # which has come no further
    assert store.head.seq == said


def test_who_was_let_in_later_counts_from_where_the_laptop_had_heard_of_it(field: Field) -> None:
    laptop = field.joined()
    sari = add_user(field.office.session, "Sari Contoh", [Role.QUEUE])
    keys = field.office.desk.unlock(sari.id, sari.passphrase).keys
    laptop.store._signer = UserSigner(sari.id, keys)
    laptop.say(SentHome(count=1), Entity.VISIT, field.visit)  # her laptop had not heard of her
    laptop.take_in(events_in(field.office.store))
    laptop.say(SentHome(count=2), Entity.VISIT, field.visit)

    field.arrive(laptop)

    assert field.held() == {(laptop.device, 3, "event.beyond_role")}
    sent = field.office.connection.execute("SELECT sent_home FROM visits").fetchone()
    assert sent == (2,)
    proven(field.office.store)
