"""The office's rules as they hold, and who set each when; setting one is `policy`'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.journal.bodies import PolicySet
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.journal.undoing import can_withdraw, withdraw
from ektp_desk.usecases.policy import policies
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User


@dataclass(frozen=True, slots=True, repr=False)
class RuleFacts:
    """A rule as it holds; `set_at` (local), `set_by` and `event` are of the change that it rests on."""

    name: Policy
    value: str
    set_at: datetime | None = None
    set_by: str = ""
    event: str = ""
    can_undo: bool = False


def rules(session: Session) -> list[RuleFacts]:
    """Give every rule, in the order of `Policy`."""
    life = session.store.life(Entity.OFFICE, session.office.id)
    named = {user.id: user.name for user in session.store.ask("users", User)}
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


def undo_rule(session: Session, event: str) -> None:
    """Undo a change of a rule, so that what held before holds again. Raises as `withdraw`."""
    withdraw(session, Entity.OFFICE, session.office.id, event)
