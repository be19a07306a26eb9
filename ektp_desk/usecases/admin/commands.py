"""The office is founded, its users come and go, its rules are set, its backups noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    BackupMade,
    IncarnationOpened,
    KeyEnded,
    KeyGiven,
    KeyOffered,
    OfficeFounded,
    PassphraseReset,
    PolicySet,
    RootSet,
    UserAdded,
    UserChanged,
    UserRemoved,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.journal.labels import FOUNDERS, first_label
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.office.policies import Policy, check_policy
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.admin.queries import (
    ACTIVE,
    ENDED,
    OFFERED,
    UserFacts,
    office_root,
    policy,
    user_keys,
    users,
)
from ektp_desk.usecases.laptops.queries import journal_ends
from ektp_desk.usecases.ports import EventStore, NewKeys
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Compared
from ektp_desk.usecases.withdrawal import withdraw


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who may sign in from now on; the passphrase is told once and kept nowhere."""

    id: str
    passphrase: str = field(repr=False)


def found_office(
    store: EventStore,
    charter: OfficeFounded,
    *,
    device: str,
    user: str,
    user_name: str,
    keys: NewKeys,
    recovery: str,
    at: Moment,
    new_id: Callable[[], str],
) -> None:
    """Write the office's charter and its first user, who holds every role until others join.

    The user's key and the recovery page's (Ed25519, hex) are the office's root.
    """
    office = new_id()
    store.write(
        [
            NewEvent(Entity.DEVICE, device, IncarnationOpened(label=first_label(FOUNDERS), reason="first")),
            NewEvent(Entity.OFFICE, office, charter),
            NewEvent(Entity.USER, user, UserAdded(name=user_name, roles=tuple(Role))),
            NewEvent(Entity.OFFICE, office, RootSet(founder=keys.sign, recovery=recovery)),
            NewEvent(Entity.USER, user, KeyGiven(sign=keys.sign, seal=keys.seal)),
        ],
        at=at,
    )


def add_user(session: Session, name: str, roles: Iterable[str], *, passphrase: str | None = None) -> NewUser:
    """Let somebody in; without a passphrase five words are made.

    Raises `role.not_allowed`, `user.name_missing`, `user.name_taken`, `user.roles_missing`,
    `user.role_unknown`, `passphrase.weak`, and what keeping the slot raises: then the user stands without a
    passphrase.
    """
    said = UserAdded(name=_free_name(session, name), roles=_checked(roles))
    made = NewUser(session.new_id(), passphrase or session.guard.new_passphrase())
    act = NewEvent(Entity.USER, made.id, said)
    require_office_key(session, act)
    _check_chosen(session, passphrase, said.roles)
    keys = session.guard.new_keys()
    session.write(act, _given(made.id, keys))
    session.guard.let_in(made.id, said.name, roles=said.roles, passphrase=made.passphrase, keys=keys)
    return made


def change_user(
    session: Session, user_id: str, *, name: str | None = None, roles: Iterable[str] | None = None
) -> NewUser | None:
    """Change name or roles; a new ADB gets a new passphrase, which is given back: it wraps the office's key.

    Raises as `add_user`; `user.unknown`; `user.own_standing` for taking a role from oneself, which a session
    would go on acting in; `user.last_adb`.
    Who is no ADB any more leaves the office another key.
    """
    old = _active(session, user_id)
    said = UserChanged(
        name=_free_name(session, name, but=user_id) if name is not None else old.name,
        roles=_checked(roles) if roles is not None else old.roles,
        until=journal_ends(session.store) if roles is not None else (),
    )
    act = NewEvent(Entity.USER, user_id, said)
    require_office_key(session, act)
    if user_id == session.user.id and set(old.roles) - set(said.roles):
        raise EktpError("user.own_standing")
    was, will_be = Role.ADB in old.roles, Role.ADB in said.roles
    if was and not will_be:
        _require_another_adb(session, user_id)
        session.guard.change(user_id, said.name, roles=said.roles)
        session.write(act)
        return None
    if not will_be or old.holds_office_key:
        session.write(act)
        session.guard.change(user_id, said.name, roles=said.roles)
        return None
    return _let_in_anew(session, act, said.name, said.roles)


def remove_user(session: Session, user_id: str, *, reason: str = "") -> None:
    """Let somebody in no longer; what they did keeps their name.

    An older copy of the whole data folder still opens for them, with the passphrase of that day.
    Raises `role.not_allowed`, `user.unknown`, `user.own_standing`, `user.last_adb`; `user.office_key_needed`
    for an ADB, whose going changes the office's key.
    """
    leaving = _active(session, user_id)
    act = NewEvent(Entity.USER, user_id, UserRemoved(reason=reason, until=journal_ends(session.store)))
    session.check_roles(act)
    if user_id == session.user.id or Role.ADB in leaving.roles:
        _require_another_adb(session, user_id)
    session.guard.shut_out(user_id)
    session.write(act)


def reset_passphrase(session: Session, user_id: str, *, passphrase: str | None = None) -> NewUser:
    """For who forgot theirs, or never had one; through the office's key.

    Raises `role.not_allowed`, `user.unknown`, `user.office_key_needed`, `passphrase.weak`.
    """
    user = _active(session, user_id)
    act = NewEvent(Entity.USER, user_id, PassphraseReset(own=False))
    require_office_key(session, act)
    return _let_in_anew(session, act, user.name, user.roles, passphrase=passphrase)


def _let_in_anew(
    session: Session,
    act: NewEvent,
    name: str,
    roles: tuple[str, ...],
    *,
    passphrase: str | None = None,
) -> NewUser:
    """Keep another passphrase than the user's own: what it locked is lost with it, so keys are made anew.

    Who is signed in keeps theirs: they are at hand, and go on signing.
    """
    _check_chosen(session, passphrase, roles)
    made = NewUser(act.id, passphrase or session.guard.new_passphrase())
    if act.id == session.user.id:
        session.write(act)
        session.guard.change(act.id, name, roles=roles, passphrase=made.passphrase)
        return made
    keys = session.guard.new_keys()
    session.write(act, *other_keys(session.store, act.id, keys))
    session.guard.change(act.id, name, roles=roles, passphrase=made.passphrase, keys=keys)
    return made


def other_keys(store: EventStore, user_id: str, keys: NewKeys) -> list[NewEvent]:
    """Acts that end a user's keys and give them these; what the old ones signed here goes on counting."""
    used = [key.key for key in user_keys(store) if key.user == user_id and key.state != ENDED]
    until = journal_ends(store)
    acts = [NewEvent(Entity.USER, user_id, KeyEnded(key=key, until=until)) for key in used]
    return [*acts, _given(user_id, keys)]


def _given(user_id: str, keys: NewKeys) -> NewEvent:
    return NewEvent(Entity.USER, user_id, KeyGiven(sign=keys.sign, seal=keys.seal))


def announce_key(session: Session, keys: NewKeys) -> None:
    """Tell of a key that an earlier release had not made: with an ADB's the office gets its root.

    Another user's is offered, and counts when an ADB gives it.
    """
    if any(key.sign == keys.sign for key in user_keys(session.store)):
        return
    me = session.user.id
    if office_root(session.store) is not None:
        session.write(NewEvent(Entity.USER, me, KeyOffered(sign=keys.sign, seal=keys.seal)))
    elif Role.ADB in session.user.role_set:
        root = RootSet(founder=keys.sign, until=journal_ends(session.store))
        session.write(NewEvent(Entity.OFFICE, session.office.id, root), _given(me, keys))


def give_key(session: Session, user_id: str) -> None:
    """Say of a key that a user made themselves that it is theirs.

    Raises `role.not_allowed`, `user.unknown`.
    """
    _active(session, user_id)
    offered = [k for k in user_keys(session.store) if k.user == user_id and k.state == OFFERED]
    acts = [NewEvent(Entity.USER, user_id, KeyGiven(sign=key.sign, seal=key.seal)) for key in offered]
    session.check_roles(NewEvent(Entity.USER, user_id, KeyGiven(sign="", seal="")))
    if acts:
        session.write(*acts)


def change_own_passphrase(session: Session, old: str, *, passphrase: str | None = None) -> NewUser:
    """Raises `signin.wrong`, `signin.wait` for the old one, `passphrase.weak` for the new one."""
    session.guard.confirm(old)
    me = _active(session, session.user.id)
    _check_chosen(session, passphrase, me.roles)
    words = passphrase or session.guard.new_passphrase()
    session.write(NewEvent(Entity.USER, me.id, PassphraseReset(own=True)))
    session.guard.change(me.id, me.name, roles=me.roles, passphrase=words)
    return NewUser(me.id, words)


def _check_chosen(session: Session, passphrase: str | None, roles: tuple[str, ...]) -> None:
    if passphrase is not None:  # five words of our own are worth fifty bits by the way they are drawn
        session.guard.check_chosen(passphrase, roles)


def _active(session: Session, user_id: str) -> UserFacts:
    for user in users(session):
        if user.id == user_id and user.state == ACTIVE:
            return user
    raise EktpError("user.unknown")


def require_office_key(session: Session, act: NewEvent) -> None:
    """Refuse who is no ADB, and before anything is written an ADB whose slot lacks the office's key."""
    if Role.ADB not in session.user.role_set:
        raise EktpError("role.not_allowed")
    session.check_roles(act)
    if not session.guard.holders().get(session.user.id, False):
        raise EktpError("user.office_key_needed")


def _require_another_adb(session: Session, user_id: str) -> None:
    """Keep the office's key in the hands of somebody, and everybody's standing in another's."""
    if user_id == session.user.id:
        raise EktpError("user.own_standing")
    others = (u for u in users(session) if u.id != user_id and u.state == ACTIVE and Role.ADB in u.roles)
    if not any(user.holds_office_key for user in others):
        raise EktpError("user.last_adb")


def _free_name(session: Session, name: str, *, but: str = "") -> str:
    """As it will stand: names tell people apart at the sign-in."""
    said = " ".join(name.split())
    if not said:
        raise EktpError("user.name_missing")
    taken = (user for user in users(session) if user.state == ACTIVE and user.id != but)
    if any(user.name.casefold() == said.casefold() for user in taken):
        raise EktpError("user.name_taken")
    return said


def _checked(roles: Iterable[str]) -> tuple[str, ...]:
    said = set(roles)
    if not said:
        raise EktpError("user.roles_missing")
    if said - set(Role):
        raise EktpError("user.role_unknown")
    return tuple(role.value for role in Role if role.value in said)


def set_policy(session: Session, name: Policy, value: str) -> None:
    """Set a rule from now on; saying what holds already writes nothing.

    Raises `policy.bad_hour`, `policy.bad_number`, `role.not_allowed`.
    """
    said = PolicySet(name=name.value, value=check_policy(name, value))
    act = NewEvent(Entity.OFFICE, session.office.id, said)
    session.check_roles(act)
    if said.value != policy(session, name):
        session.write(act)


def undo_rule(session: Session, event: str) -> None:
    """Undo a change of a rule, so that what held before holds again. Raises as `withdraw`."""
    withdraw(session, Entity.OFFICE, session.office.id, event)


def note_backup(session: Session, *, digest: str, size: int, place: str) -> None:
    """Keep that a backup was made; `place` is a file's or medium's name, never a path."""
    session.write(_backup_made(session, digest, size, place))


def check_may_back_up(session: Session) -> None:
    """Raise `role.not_allowed` before a backup is made that this user may not note."""
    session.check_roles(_backup_made(session, "", 0, ""))


def _backup_made(session: Session, digest: str, size: int, place: str) -> NewEvent:
    return NewEvent(Entity.DEVICE, session.device, BackupMade(digest=digest, size=size, place=place))


def keep_compared(session: Session, found: Compared) -> None:
    """Remember how far rows were held against the journal; a full disk costs the next start its time."""
    with suppress(EktpError):
        session.store.keep_compared(found.mark)
