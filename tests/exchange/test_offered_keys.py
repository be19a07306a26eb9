"""Keys that users offer themselves: of nobody else, and never the recovery page's."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.desk.recovery import make_page
from ektp_desk.domain.journal.authority import PAGE
from ektp_desk.domain.journal.bodies import HoldRuled, KeyOffered
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.roles import Role
from ektp_desk.seal.keys import UserKeys, UserSigner, new_user_keys
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.admin.commands import add_user, give_key
from ektp_desk.usecases.admin.pages import known_page, page_doubt
from ektp_desk.usecases.admin.queries import UserKey, user_keys, users
from ektp_desk.usecases.laptops.queries import journals_known
from tests.exchange.carrying import bring, card_of
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in


def offer(laptop: Laptop, of: str, keys: UserKeys) -> None:
    laptop.say(KeyOffered(sign=keys.sign, seal=keys.seal), Entity.USER, of)


def offered(found: list[UserKey]) -> set[tuple[str, str]]:
    return {(key.user, key.seal) for key in found if key.state == "offered"}


def follow(field: Field, laptop: Laptop, stick: Carrier) -> str:
    """Bring a laptop the office's package; give to which page its store is sealed from then on."""
    give_package(field.office.desk, field.office.session, field.visit, stick, letters={})
    found = import_packs(laptop.desk, laptop.session, stick)
    assert (found.packages, found.refused) == (1, {})
    return laptop.desk.slots.recovery_public


def test_a_stolen_laptop_offers_a_key_of_nobody_else_and_no_page(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """Before the office made a page and after; and no ruling on its operator lets it count."""
    office, session = field.office, field.office.session
    kasi = add_user(session, "Kasi Contoh", [Role.SUPERVISOR])
    stolen, honest = field.by_kit(), field.by_kit()
    export(honest.desk, card)
    thief, own = new_user_keys(), new_user_keys()
    first = stolen.store.head.seq + 1
    offer(stolen, PAGE, thief)
    offer(stolen, kasi.id, thief)
    offer(stolen, field.adi, own)  # what a user may
    stolen.store._signer = UserSigner(PAGE, thief)
    offer(stolen, PAGE, thief)
    export(stolen.desk, card)

    bring(field, card)

    false = {(stolen.device, first + at, "event.not_theirs") for at in (0, 1)}
    false.add((stolen.device, first + 3, "event.unknown_key"))
    assert field.held() == false
    assert offered(user_keys(office.store)) == {(field.adi, own.seal)}
    (label,) = [one.label for one in journals_known(session) if one.device == stolen.device]
    assert [(user.id, user.offered_on) for user in users(session) if user.offers_key] == [
        (field.adi, (label,))
    ]
    give_key(session, kasi.id)
    assert thief.seal not in {key.seal for key in user_keys(office.store)}
    page = office.desk.slots.recovery_public
    assert (known_page(office.store), page_doubt(office.store, page)) == ("", None)
    assert follow(field, honest, card_of(field, tmp_path / "stick")) == page
    assert honest.desk.objects().recipients()[1] == page
    journal = stolen.store.head.journal
    session.write(NewEvent(Entity.USER, field.adi, HoldRuled(*journal, first, first + 3, counts=True)))
    make_page(office.desk, session, lambda _page: None)
    page = office.desk.slots.recovery_public
    assert (known_page(office.store), page_doubt(office.store, page)) == (page, None)
    assert follow(field, honest, card_of(field, tmp_path / "other")) == page
    assert field.held() == false
    honest.take_in(one for one in events_in(office.store) if one.device == stolen.device)
    assert offered(user_keys(honest.store)) == {(field.adi, own.seal)}
    proven(office.store)
    proven(honest.store)
