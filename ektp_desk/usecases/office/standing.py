"""Lists that were wrong or are old: withdrawn, brought back, expired; their people follow in the store."""

from __future__ import annotations

from datetime import timedelta

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ListExpired, ListWithdrawn
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.journal.undoing import withdraw
from ektp_desk.usecases.office.importing import lists
from ektp_desk.usecases.policy import policy_number
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts


def withdraw_list(session: Session, list_id: str, *, reason: str) -> None:
    """Take a wrong list's people out of the register; its rows are kept until it expires.

    Raises `list.no_reason`, `list.unknown`, `list.not_standing`, `role.not_allowed`.
    """
    if not reason.strip():
        raise EktpError("list.no_reason")
    if _list(session, list_id).state is not ListState.STANDING:
        raise EktpError("list.not_standing")
    session.write(Act(Entity.LIST, list_id, ListWithdrawn(reason=reason.strip())))


def bring_back_list(session: Session, list_id: str) -> None:
    """Undo a list's withdrawal: its people stand in the register again, as they were.

    Raises `list.unknown`, `list.not_withdrawn`, `role.not_allowed` and what undoing raises.
    """
    held = session.store.life(Entity.LIST, list_id).decided("list.standing")
    if _list(session, list_id).state is not ListState.WITHDRAWN or held is None:
        raise EktpError("list.not_withdrawn")
    withdraw(session, Entity.LIST, list_id, held.link)


def expire_lists(session: Session) -> list[str]:
    """Forget the raw rows of lists that are older than the office's days; give their names.

    What acts said of these people stays. A rule of 0 days lets no list expire.
    """
    days = policy_number(session, Policy.LIST_DAYS)
    last = session.today - timedelta(days=days)
    old = [
        facts
        for facts in lists(session)
        if days and facts.state is not ListState.EXPIRED and facts.imported_at.date() < last
    ]
    if old:
        session.write(*(Act(Entity.LIST, facts.id, ListExpired(kept_days=days)) for facts in old))
    return [facts.name for facts in old]


def _list(session: Session, list_id: str) -> ListFacts:
    found = next((facts for facts in lists(session) if facts.id == list_id), None)
    if found is None:
        raise EktpError("list.unknown")
    return found
