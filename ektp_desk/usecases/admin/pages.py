"""The recovery page as the journal knows it: which one signs, and that a former one signs no longer.

Apart from `commands`: a page is no user, and its private half is the desk's alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.authority import PAGE
from ektp_desk.domain.journal.bodies import KeyEnded, KeyGiven, OfficeKeySet
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.usecases.admin.commands import require_office_key
from ektp_desk.usecases.admin.queries import GIVEN, UserKey, last_drill, office_of, office_root, user_keys
from ektp_desk.usecases.laptops.queries import journal_ends
from ektp_desk.usecases.ports import EventStore, NewKeys
from ektp_desk.usecases.session import Session

DRILL_DAYS = 180  # after so many the page is to be tried out again


def check_may_make_page(session: Session) -> None:
    """Raises `role.not_allowed`; `user.office_key_needed` for an ADB whose slot lacks the office's key."""
    require_office_key(session, _given("", ""))


def give_page(session: Session, keys: NewKeys, *, former: str) -> None:
    """Say whose the new page's signature is; `former` is the age key ("age1…") of the page until now.

    The office's first page stood in its root alone: it is named here, so that it can end.
    """
    root, known = office_root(session.store), {key.sign for key in _keys(session.store)}
    first = root.recovery if root else ""
    acts = [_given(first, former)] if first and first not in known else []
    session.write(*acts, _given(keys.sign, keys.seal))


def end_former_pages(session: Session, keys: NewKeys) -> None:
    """Let every page but this one sign no longer; what they signed so far goes on counting."""
    until = journal_ends(session.store)
    former = [key.key for key in _open(session.store) if key.sign != keys.sign]
    if former:  # none where an earlier release's office has its first page that signs
        session.write(*(NewEvent(Entity.USER, PAGE, KeyEnded(key=key, until=until)) for key in former))


def page_doubt(store: EventStore, public: str) -> EktpError | None:
    """Say that another page must be made: making one was cut, or these slots are of an earlier page.

    `public` is the age key to which the slots are sealed. Of an office's first page the journal knows none.
    """
    known = {key.seal for key in _open(store)}
    return EktpError("recovery.make_anew") if known and known != {public} else None


def known_page(store: EventStore) -> str:
    """The age key of the one page that the journal knows; empty for the first, which it knows by its root."""
    found = {key.seal for key in _open(store)}
    return found.pop() if len(found) == 1 else ""


def known_office_key(store: EventStore) -> str:
    """The age key to which is sealed for the office, as an ADB said last; empty where it is its first one."""
    office = office_of(store)
    said = [event.body for event in store.life(Entity.OFFICE, office.id).events] if office else []
    return next((body.seal for body in reversed(said) if isinstance(body, OfficeKeySet)), "")


def say_office_key(session: Session, keys: Sequence[str]) -> None:
    """Say which key the office has, where it is another: `keys` ("age1…") are all it had, the last first.

    Who holds an earlier one than was said by now says nothing. Raises `role.not_allowed`, `act.office_only`.
    """
    said = known_office_key(session.store)
    if keys and (said in keys[1:] or (not said and len(keys) > 1)):
        session.write(NewEvent(Entity.OFFICE, session.office.id, OfficeKeySet(seal=keys[0])))


@dataclass(frozen=True, slots=True)
class PageDrill:
    """`days` since the recovery page was last tried out at this desk, None where that one never was."""

    days: int | None

    @property
    def is_due(self) -> bool:
        return self.days is None or self.days > DRILL_DAYS


def page_drill(store: EventStore, today: date) -> PageDrill:
    """What `office drill` kept here; trying out a page that was replaced since counts no more."""
    found = last_drill(store)
    if found is None or found.page != known_page(store):
        return PageDrill(None)
    return PageDrill(max(0, (today - found.day).days))


def drill_told(session: Session) -> PageDrill | None:
    """What F1 says of it: None at a laptop and in a sample office, which have no page to try."""
    tells = session.at_office and not session.office.sample
    return page_drill(session.store, session.today) if tells else None


def _open(store: EventStore) -> list[UserKey]:
    """Pages that an ADB gave: what somebody offers in the page's name is none."""
    return [key for key in _keys(store) if key.state == GIVEN]


def _keys(store: EventStore) -> list[UserKey]:
    return [key for key in user_keys(store) if key.user == PAGE]


def _given(sign: str, seal: str) -> NewEvent:
    return NewEvent(Entity.USER, PAGE, KeyGiven(sign=sign, seal=seal))
