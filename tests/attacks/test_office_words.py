"""With the store's key in hand: an ADB's word is undone, emptied, and said in their name by others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nacl.signing import SigningKey

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PolicySet, Settled
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.admin.commands import add_user, set_policy
from tests.attacks.forging import Forger
from tests.attacks.plain import examine
from tests.attacks.scene import Scene, found
from tests.attacks.test_second_reading import exported
from tests.offices import WORDS

OTHER_RULE = '{"name": "idle_minutes", "value": "999"}'


def set_rule(scene: Scene) -> tuple[str, str]:
    """The founder sets a rule; give the office's id and the event's link."""
    set_policy(scene.office.session, Policy.IDLE_MINUTES, "7")
    office = scene.office.session.office.id
    link = scene.office.store.life(Entity.OFFICE, office).decided("policy.idle_minutes")
    assert link is not None
    return office, link.link


def last_of(scene: Scene) -> int:
    (seq,) = scene.connection.execute("SELECT max(seq) FROM events").fetchone()
    return int(seq)


def undoing(scene: Scene) -> str:
    office, link = set_rule(scene)
    scene.forger.append("withdrawn", "office", office, {"event": link}, by=scene.adi)
    return "event.beyond_role"


def settling(scene: Scene) -> str:
    """A supervisor's word on which of two visits' outcomes holds is no word on an office's rule."""
    office, link = set_rule(scene)
    made = add_user(
        scene.office.session, "Kasi Contoh", ["supervisor"], passphrase="kata milik kasi contoh x"
    )
    scene.forger.key = scene.own_key(made.id, made.passphrase)
    said: dict[str, object] = {"slot": "policy.idle_minutes", "event": "ab" * 32, "over": [link]}
    scene.forger.append("settled", "office", office, said, by=made.id)
    return "event.beyond_role"


def emptying(scene: Scene) -> str:
    """What an expiry leaves stands in the body's place: it could say anything."""
    office, link = set_rule(scene)
    said: dict[str, object] = {"ground": "retention", "rest": {link: OTHER_RULE}}
    scene.forger.append("body_expired", "office", office, said, by=scene.adi)
    return "event.beyond_role"


def of_another_device(scene: Scene) -> str:
    said: dict[str, object] = {"local": "2031-04-02T07:00:00+08:00"}
    scene.forger.append("day_confirmed", "device", "another", said, by=scene.adi)
    return "event.beyond_role"


def opening_anothers_journal(scene: Scene) -> str:
    said: dict[str, object] = {"label": "09/a", "reason": "first"}
    scene.forger.append("incarnation_opened", "device", "another", said, by=scene.adi)
    return "event.beyond_role"


UNDOING = [undoing, settling, emptying, of_another_device, opening_anothers_journal]


def the_same_of_what_is_theirs(scene: Scene) -> None:
    """What Adi may undo, empty and confirm: in kind the same."""
    device = scene.office.session.device
    for kind, entity, entity_id, said in (
        ("withdrawn", "visit", scene.visit, {"event": "ab" * 32}),
        ("body_expired", "person", "p1", {"ground": "retention", "rest": {}}),
        ("day_confirmed", "device", device, {"local": "2019-04-02T07:00:00+08:00"}),
    ):
        scene.forger.append(kind, entity, entity_id, dict(said), by=scene.adi)


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("attack", UNDOING, ids=lambda attack: attack.__name__)
def test_whoever_is_no_adb_changes_nothing_that_an_adb_said(
    scene: Scene, attack: Callable[[Scene], str], *, used: bool
) -> None:
    """However often the same was true before of what is theirs."""
    if used:
        set_rule(scene)
        the_same_of_what_is_theirs(scene)
        assert found(scene.connection) == []
        scene.office.sign_in_again()
        scene.forger.connection = scene.connection
    code = attack(scene)

    assert [(one.code, one.seq) for one in found(scene.connection)] == [(code, last_of(scene))]
    assert examine(exported(scene.connection)) != []


def test_a_supervisor_settles_no_rule_of_the_office(scene: Scene) -> None:
    office, link = set_rule(scene)
    kasi = add_user(scene.office.session, "Kasi Contoh", ["supervisor"])
    scene.office.desk.sign_out()
    session = scene.office.desk.sign_in(kasi.id, kasi.passphrase)

    with pytest.raises(EktpError, match=r"^role\.not_allowed$"):
        session.write(NewEvent(Entity.OFFICE, office, Settled("policy.idle_minutes", link, ("0",))))
    with pytest.raises(EktpError, match=r"^role\.not_allowed$"):
        session.write(NewEvent(Entity.OFFICE, office, PolicySet(name="idle_minutes", value="9")))


def key_in_their_name(scene: Scene) -> list[str]:
    """Adi's key signs that the founder has another; that one would sign whatever follows."""
    new = SigningKey.generate()
    said: dict[str, object] = {"sign": new.verify_key.encode().hex(), "seal": "age1x"}
    scene.forger.append("key_given", "user", scene.office.user, said, by=scene.office.user)
    scene.forger.key = new
    scene.forger.append("sent_home", "visit", scene.visit, {"count": 3}, by=scene.office.user)
    return ["event.not_theirs", "event.unknown_key"]


def role_in_their_name(scene: Scene) -> list[str]:
    said: dict[str, object] = {"name": "Adi Contoh", "roles": ["supervisor"]}
    scene.forger.append("user_changed", "user", scene.adi, said, by=scene.office.user)
    plan: dict[str, object] = {"kind": "desa", "village": "", "day": "", "lists": [], "closing_hour": ""}
    scene.forger.append("visit_planned", "visit", "v9", plan, by=scene.adi)
    return ["event.not_theirs", "event.beyond_role"]


def end_in_their_name(scene: Scene) -> list[str]:
    """Whoever could end the founder so would lock the office."""
    said: dict[str, object] = {"reason": "", "until": []}
    scene.forger.append("user_removed", "user", scene.office.user, said, by=scene.office.user)
    own = Forger(scene.connection, scene.own_key(scene.office.user, WORDS))
    own.append("sent_home", "visit", scene.visit, {"count": 3}, by=scene.office.user)
    return ["event.not_theirs"]


def role_that_nobody_signed(scene: Scene) -> list[str]:
    key, scene.forger.key = scene.forger.key, None
    said: dict[str, object] = {"name": "Adi Contoh", "roles": ["supervisor"]}
    scene.forger.append("user_changed", "user", scene.adi, said, by=scene.office.user)
    scene.forger.key = key
    plan: dict[str, object] = {"kind": "desa", "village": "", "day": "", "lists": [], "closing_hour": ""}
    scene.forger.append("visit_planned", "visit", "v9", plan, by=scene.adi)
    return ["event.unsigned", "event.beyond_role"]


IN_THEIR_NAME = [key_in_their_name, role_in_their_name, end_in_their_name, role_that_nobody_signed]


@pytest.mark.parametrize("attack", IN_THEIR_NAME, ids=lambda attack: attack.__name__)
def test_what_another_key_says_in_an_adbs_name_has_no_consequence(
    scene: Scene, attack: Callable[[Scene], list[str]]
) -> None:
    before = last_of(scene)

    codes = attack(scene)

    told = [(one.code, one.seq) for one in found(scene.connection)]
    assert told == [(code, before + at) for at, code in enumerate(codes, start=1)]
