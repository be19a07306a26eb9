"""The office's users, rules, backups and journals as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import PolicySet
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.labels import FOUNDERS, first_label
from ektp_desk.domain.journal.signing import office_code
from ektp_desk.domain.moments import ConfirmedDays, DayAnswer
from ektp_desk.domain.office.policies import DEFAULTS, REFUSE, Policy
from ektp_desk.domain.roles import Role
from ektp_desk.domain.safety import CopyStanding
from ektp_desk.usecases.admin.offers import offered_on
from ektp_desk.usecases.ports import EventStore
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Compared, Office, PrivateStruct, User
from ektp_desk.usecases.withdrawal import can_withdraw

ACTIVE = "active"
OFFERED, GIVEN, ENDED = "offered", "given", "ended"  # states of a key


@dataclass(frozen=True, slots=True, repr=False)
class UserFacts:
    """A user for a screen's list; an active one without a passphrase is given one by `reset_passphrase`."""

    id: str
    name: str
    roles: tuple[str, ...]
    state: str  # "active" or "removed"
    has_passphrase: bool
    holds_office_key: bool
    offers_key: bool = False  # of an earlier release: an ADB has yet to say that it is theirs
    offered_on: tuple[
        str, ...
    ] = ()  # laptops ("02/a") where that key was made: anybody there may have done so


@dataclass(frozen=True, slots=True, repr=False)
class RuleFacts:
    """A rule as it holds; `set_at` (local), `set_by` and `event` are of the change that it rests on."""

    name: Policy
    value: str
    set_at: datetime | None = None
    set_by: str = ""
    event: str = ""
    can_undo: bool = False


class BackupFacts(PrivateStruct, frozen=True):
    """A backup that was written and read back; `at` ISO 8601, `by` a user's id, `size` in bytes."""

    device: str
    at: str
    by: str
    digest: str
    size: int
    place: str


class Incarnation(PrivateStruct, frozen=True):
    """A journal of a device.

    `reason`: `first`, `no_anchor`, `other_anchor`, `older_anchor`, `restored` or `salvaged`.
    """

    device: str
    incarnation: str
    label: str
    reason: str
    opened_at: str

    @property
    def is_founders(self) -> bool:
        """Whether the office began with it."""
        return self.label == first_label(FOUNDERS)


class UserKey(PrivateStruct, frozen=True):
    """A user's public halves; `key` is their name in headers, `state` is `offered`, `given` or `ended`."""

    user: str
    key: str
    sign: str
    seal: str
    state: str


class OfficeRoot(PrivateStruct, frozen=True):
    """The office's first keys, in hex; `recovery` is empty where it got its root without a page."""

    founder: str
    recovery: str


class HeldRow(PrivateStruct, frozen=True):
    """Held events of one user in one journal, `first` to `last`; `recordings` counts the finished among them.

    `why` is the fault's code; of `event.kit_twice` and `event.kit_revoked` the user is the kit. Hours are
    UTC. `authors` (users' ids) and `kinds` are JSON lists.
    """

    user: str
    device: str
    incarnation: str
    first: int
    last: int
    events: int
    recordings: int
    since: datetime
    until: datetime
    why: str
    authors: str
    kinds: str


class HoldWord(PrivateStruct, frozen=True):
    """Where an ADB's word on what is held stands: about a user, the event's link."""

    user: str
    event: str


class HeldJournal(PrivateStruct, frozen=True):
    """What lies here of a journal up to a number: how many events, the last one's number, and the link (hex)
    at that number, empty where there is none.
    """

    held: int
    last: int
    link: str


class _Value(PrivateStruct, frozen=True):
    value: str


class _Count(PrivateStruct, frozen=True):
    value: int


class _DayAnswer(PrivateStruct, frozen=True):
    day: date
    jump: int
    allowed: bool


class _Hour(PrivateStruct, frozen=True):
    value: datetime | None


def office_of(store: EventStore) -> Office | None:
    """None before the office is founded."""
    return next(iter(store.ask("office", Office)), None)


def compare_views(session: Session) -> Compared:
    """Hold rows against the journal: those written since the last time, and some by chance."""
    return session.store.compare_views()


def all_users(store: EventStore) -> list[User]:
    """By name, also those who were removed."""
    return store.ask("users", User)


def supervisors(store: EventStore) -> list[User]:
    """Who may stand beside an act."""
    return [user for user in all_users(store) if user.state == ACTIVE and user.is_supervisor]


def supervisor_beside(session: Session, name: str) -> User:
    """By the name that the sign-in shows, or who is signed in; raises `recording.no_supervisor`."""
    said = name.casefold().split()
    if not said and session.user.is_supervisor:
        return session.user
    found = [user for user in supervisors(session.store) if user.name.casefold().split() == said]
    if len(found) != 1:
        raise EktpError("recording.no_supervisor")
    return found[0]


def witnesses(session: Session) -> list[User]:
    """Who may witness what is done here: everybody else who has a passphrase, by name."""
    holders = session.guard.holders()
    others = (user for user in all_users(session.store) if user.id in holders and user.id != session.user.id)
    return [user for user in others if user.state == ACTIVE]


def user_names(session: Session) -> dict[str, str]:
    """By user id, also of those who have left."""
    return {user.id: user.name for user in all_users(session.store)}


def list_keepers(session: Session) -> list[str]:
    """The names of those who may load and withdraw lists."""
    return [
        user.name for user in all_users(session.store) if user.state == ACTIVE and Role.ADB in user.role_set
    ]


def users(session: Session) -> list[UserFacts]:
    """Active ones first, by name."""
    holders = session.guard.holders()
    offers = [key for key in user_keys(session.store) if key.state == OFFERED]
    found = [
        UserFacts(
            user.id,
            user.name,
            tuple(user.roles.split()),
            user.state,
            has_passphrase=user.id in holders,
            holds_office_key=holders.get(user.id, False),
            offers_key=any(key.user == user.id for key in offers),
            offered_on=offered_on(session, user.id, {key.sign for key in offers if key.user == user.id}),
        )
        for user in all_users(session.store)
    ]
    return sorted(found, key=lambda user: user.state != ACTIVE)


def policy_as_set(store: EventStore, name: str) -> str | None:
    """What somebody set a rule or a text to; None where nobody did."""
    return next((row.value for row in store.ask("policy", _Value, name=name)), None)


def policy(session: Session, name: Policy) -> str:
    """As somebody set it, as the charter says, or the default."""
    said = policy_as_set(session.store, name.value)
    if said is not None:
        return said
    return session.office.closing_hour if name is Policy.CLOSING_HOUR else DEFAULTS[name]


def policy_number(session: Session, name: Policy) -> int:
    return int(policy(session, name))


def may_refuse(session: Session) -> bool:
    """Whether somebody of another regency may be sent home."""
    return policy(session, Policy.OUTSIDERS) == REFUSE


def policies(session: Session) -> dict[Policy, str]:
    return {name: policy(session, name) for name in Policy}


def rules(session: Session) -> list[RuleFacts]:
    """In the order of `Policy`."""
    life = session.store.life(Entity.OFFICE, session.office.id)
    named = user_names(session)
    found = []
    for name, value in policies(session).items():
        event = life.decided(f"policy.{name}")
        if event is None or not isinstance(event.body, PolicySet):
            found.append(RuleFacts(name, value))
            continue
        by = named.get(event.header.by, "")
        can = can_withdraw(session, life, event.link)
        found.append(RuleFacts(name, value, event.moment.local, by, event.link, can_undo=can))
    return found


class DrillFact(PrivateStruct, frozen=True):
    """The day on which the recovery page was tried out here, and which one the journal knew then."""

    day: date
    page: str


def last_drill(store: EventStore) -> DrillFact | None:
    return next(iter(store.ask("page_drill", DrillFact)), None)


def last_backup(store: EventStore) -> BackupFacts | None:
    """Of any device."""
    return next(iter(store.ask("last_backup", BackupFacts)), None)


def last_copy(session: Session) -> CopyStanding | None:
    """Whether an office desk's last backup is a second copy; None before the first, and on a field laptop."""
    said = session.value("copy_standing", str) if session.at_office else ""
    return CopyStanding(said) if said else None


def incarnations(store: EventStore) -> list[Incarnation]:
    """Every journal's beginning, the newest first."""
    return store.ask("incarnations", Incarnation)


def laptops(session: Session) -> dict[tuple[str, str], str]:
    """Each journal's label, by device and incarnation."""
    return {(one.device, one.incarnation): one.label for one in incarnations(session.store)}


def held_until(store: EventStore, journal: Incarnation, seq: int) -> HeldJournal:
    found = store.ask(
        "held_until", HeldJournal, device=journal.device, incarnation=journal.incarnation, seq=seq
    )
    return found[0]


def last_hour(store: EventStore, device: str) -> datetime | None:
    """The latest hour written since a person last answered for the clock."""
    return store.ask("last_hour", _Hour, device=device)[0].value


def confirmed_days(session: Session, *more: DayAnswer) -> ConfirmedDays:
    """At this laptop, as they would be after `more` answers."""
    said = session.store.ask("days_confirmed", _DayAnswer, device=session.device)
    return ConfirmedDays.of([*(DayAnswer(one.day, one.jump, one.allowed) for one in said), *more])


def events_held(store: EventStore) -> int:
    """Every event that lies there, counted one by one."""
    return store.ask("events_held", _Count)[0].value


def events_written(session: Session) -> int:
    """By the last number of each journal, which has no gaps."""
    return session.value("events_written", int) or 0


def opened_at(session: Session, journal: Incarnation) -> datetime | None:
    """By the office's clock; an older journal may not say when it began."""
    return local_moment(session, journal.opened_at)


def local_moment(session: Session, said: str) -> datetime | None:
    """Read a view's moment by the office's clock; None where it says none."""
    return datetime.fromisoformat(said).astimezone(session.now.tzinfo) if said else None


def user_keys(store: EventStore) -> list[UserKey]:
    """Every key that anybody ever had."""
    return store.ask("user_keys", UserKey)


def held(session: Session) -> list[HeldRow]:
    """What an ADB may let count, in the order of its arrival."""
    return session.store.ask("held", HeldRow)


def hold_words(session: Session) -> list[HoldWord]:
    """Latest first."""
    return session.store.ask("hold_rulings", HoldWord)


def office_root(store: EventStore) -> OfficeRoot | None:
    """The office's first keys; None while an earlier release's office has none."""
    found = store.ask("office_root", OfficeRoot)
    return found[0] if found else None


def code_of_office(store: EventStore) -> str:
    """24 signs in groups of four, `4CQ7-…`; empty while an earlier release's office has no root."""
    root = office_root(store)
    return office_code(root.founder, root.recovery) if root else ""
