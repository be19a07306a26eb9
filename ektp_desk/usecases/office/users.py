"""Who may sign in with what roles: added, changed, removed, and given new passphrases by an ADB.

What lets somebody in comes after its event, what shuts out comes before: a crash between the two leaves
somebody who cannot sign in yet, whom an ADB helps by a reset, and never somebody who should be out and is in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PassphraseReset, UserAdded, UserChanged, UserRemoved
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User

ACTIVE = "active"


@dataclass(frozen=True, slots=True, repr=False)
class UserFacts:
    """A user for a screen's list; an active one without a passphrase is given one by `reset_passphrase`."""

    id: str
    name: str
    roles: tuple[str, ...]
    state: str  # "active" or "removed"
    has_passphrase: bool
    holds_office_key: bool


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who may sign in from now on; the passphrase is told once and kept nowhere."""

    id: str
    passphrase: str = field(repr=False)


def users(session: Session) -> list[UserFacts]:
    """Give every user, active ones first, by name."""
    holders = session.guard.holders()
    found = [
        UserFacts(
            user.id,
            user.name,
            tuple(user.roles.split()),
            user.state,
            has_passphrase=user.id in holders,
            holds_office_key=holders.get(user.id, False),
        )
        for user in session.store.ask("users", User)
    ]
    return sorted(found, key=lambda user: user.state != ACTIVE)


def add_user(session: Session, name: str, roles: Iterable[str], *, passphrase: str | None = None) -> NewUser:
    """Let somebody in; without a passphrase five words are made.

    Raises `role.not_allowed`, `user.name_missing`, `user.name_taken`, `user.roles_missing`,
    `user.role_unknown`, and what keeping the slot raises: then the user stands without a passphrase.
    """
    said = UserAdded(name=_free_name(session, name), roles=_checked(roles))
    made = NewUser(session.new_id(), passphrase or session.guard.new_passphrase())
    act = Act(Entity.USER, made.id, said)
    _require_office_key(session, act)
    session.write(act)
    session.guard.let_in(made.id, said.name, roles=said.roles, passphrase=made.passphrase)
    return made


def change_user(
    session: Session, user_id: str, *, name: str | None = None, roles: Iterable[str] | None = None
) -> NewUser | None:
    """Change name or roles; a new ADB gets a new passphrase, which is given back: it wraps the office's key.

    Raises as `add_user`; `user.unknown`; `user.own_standing` for one's own role ADB; `user.last_adb`.
    """
    old = _active(session, user_id)
    said = UserChanged(
        name=_free_name(session, name, but=user_id) if name is not None else old.name,
        roles=_checked(roles) if roles is not None else old.roles,
    )
    act = Act(Entity.USER, user_id, said)
    _require_office_key(session, act)
    was, will_be = Role.ADB in old.roles, Role.ADB in said.roles
    if was and not will_be:
        _require_another_adb(session, user_id)
        session.guard.change(user_id, said.name, roles=said.roles, passphrase=None)
        session.write(act)
        return None
    words = session.guard.new_passphrase() if will_be and not old.holds_office_key else None
    session.write(act)
    session.guard.change(user_id, said.name, roles=said.roles, passphrase=words)
    return NewUser(user_id, words) if words else None


def remove_user(session: Session, user_id: str, *, reason: str = "") -> None:
    """Let somebody in no longer; what they did keeps their name.

    An older copy of the whole data folder still opens for them, with the passphrase of that day.
    Raises `role.not_allowed`, `user.unknown`, `user.own_standing`, `user.last_adb`.
    """
    leaving = _active(session, user_id)
    act = Act(Entity.USER, user_id, UserRemoved(reason=reason))
    session.check_roles(act)
    if user_id == session.user.id or Role.ADB in leaving.roles:
        _require_another_adb(session, user_id)
    session.guard.shut_out(user_id)
    session.write(act)


def reset_passphrase(session: Session, user_id: str, *, passphrase: str | None = None) -> NewUser:
    """Give somebody who forgot theirs (or never had one) a new passphrase, through the office's key.

    Raises `role.not_allowed`, `user.unknown`, `user.office_key_needed`.
    """
    user = _active(session, user_id)
    act = Act(Entity.USER, user_id, PassphraseReset(own=False))
    _require_office_key(session, act)
    words = passphrase or session.guard.new_passphrase()
    session.write(act)
    session.guard.change(user_id, user.name, roles=user.roles, passphrase=words)
    return NewUser(user_id, words)


def change_own_passphrase(session: Session, old: str, *, passphrase: str | None = None) -> NewUser:
    """Give oneself a new passphrase; raises `signin.wrong`, `signin.wait` for the old one."""
    session.guard.confirm(old)
    me = _active(session, session.user.id)
    words = passphrase or session.guard.new_passphrase()
    session.write(Act(Entity.USER, me.id, PassphraseReset(own=True)))
    session.guard.change(me.id, me.name, roles=me.roles, passphrase=words)
    return NewUser(me.id, words)


def _active(session: Session, user_id: str) -> UserFacts:
    for user in users(session):
        if user.id == user_id and user.state == ACTIVE:
            return user
    raise EktpError("user.unknown")


def _require_office_key(session: Session, act: Act) -> None:
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
    """Give the name as it will stand: names tell people apart at the sign-in."""
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
