"""The list of one's own acts with what one finished recording just now: that is reopened, not withdrawn.

Stands alone: corrections take the list's minutes, and the queue's acts know no recording's corrections.
"""

from __future__ import annotations

from dataclasses import replace

from ektp_desk.domain.journal.bodies import TicketEnded
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.folds.visit import is_closed
from ektp_desk.domain.tickets import TicketState
from ektp_desk.usecases.queue.queries import at_desk, the_ticket
from ektp_desk.usecases.queue.undo import RecentAct, Returned, recent_acts, undo
from ektp_desk.usecases.recording.corrections import Vouched, is_fresh, reopen
from ektp_desk.usecases.session import Session


def acts_to_take_back(session: Session, *, desk: str) -> list[RecentAct]:
    """This user's acts, the latest first; a finished recording would go on at this desk, unless it is busy.

    One whose number was opened again since is none of them.
    """
    acts = [act for act in recent_acts(session) if not _is_finished(act) or _stands(session, act)]
    return [_reopening(session, act, desk) or act for act in acts]


def undo_or_reopen(session: Session, act: RecentAct, *, desk: str) -> RecentAct:
    """Undo an act, or open its number again; gives it with what came back, raises as `undo` and `reopen`."""
    found = _reopening(session, act, desk)
    if found is None:
        return undo(session, act)
    reopen(session, _ticket_of(act), Vouched(), desk=desk)
    return found


def _reopening(session: Session, act: RecentAct, desk: str) -> RecentAct | None:
    """The act as reopening undoes it; None where its author may not say so alone, or it is another act."""
    if not _is_finished(act) or not _stands(session, act) or not is_fresh(session, _ticket_of(act)):
        return None
    visit = the_ticket(session, _ticket_of(act)).visit
    if is_closed(session.store.life(Entity.VISIT, visit)):
        return None
    busy = not desk or at_desk(session, visit, desk) is not None
    state = TicketState.WAITING if busy else TicketState.SERVING
    back = Returned(act.numbers[0], state, desk, is_next=busy, recording=True, known=True)
    return replace(act, why=None, returned=(back,))


def _is_finished(act: RecentAct) -> bool:
    return isinstance(act.said, TicketEnded) and bool(act.said.recording)


def _stands(session: Session, act: RecentAct) -> bool:
    """Whether it is by this act that its number has its outcome."""
    ended = session.store.life(Entity.TICKET, _ticket_of(act)).decided("ticket.outcome")
    return ended is not None and any(ended.link == link for _entity, _id, link in act.events)


def _ticket_of(act: RecentAct) -> str:
    return act.events[0][1]
