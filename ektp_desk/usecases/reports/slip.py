"""What somebody takes home: the facts of one ended ticket's slip."""

from __future__ import annotations

from datetime import date

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SlipPrinted, TicketEnded
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.slip import Slip, SlipForm
from ektp_desk.domain.people import birthday_on
from ektp_desk.domain.recordings import CARD_FROM, FULL_COUNT, Modality, ModalityState, Taken, card_allowed
from ektp_desk.domain.tickets import MAY_COME_AGAIN, Outcome
from ektp_desk.domain.visits import VisitState
from ektp_desk.usecases.admin.queries import user_names
from ektp_desk.usecases.queue.queries import last_ended
from ektp_desk.usecases.recording.queries import steps_of
from ektp_desk.usecases.reports.queries import SlipTicket, ended_ticket, letterhead
from ektp_desk.usecases.reports.targets import masked
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import the_visit, visit_title
from ektp_desk.words import _, officially
from ektp_desk.words.acts.fields import IdNames, written
from ektp_desk.words.contacts import come_again_words
from ektp_desk.words.outcomes import outcome_word
from ektp_desk.words.paper.slip import next_steps, slip_title, to_bring

_ON_SLIP = (Modality.PHOTO, Modality.SIGNATURE, Modality.FINGERS, Modality.IRISES)


def draw_slip(
    session: Session, visit: str, *, desk: str, number: str, form: SlipForm
) -> tuple[bytes, str] | None:
    """The PDF and number of the ticket that ended last at a desk, or of `number`; None without one."""
    ended = last_ended(session, visit, desk=desk, number=number)
    if ended is None:
        return None
    return session.prints.slip(slip(session, ended.id), form), ended.number


def note_slip(session: Session, visit: str, *, desk: str, number: str) -> None:
    """Keep that this slip went out, while the day is open: nobody puts its ticket right alone from now on."""
    ended = last_ended(session, visit, desk=desk, number=number)
    if ended is not None and the_visit(session, visit).state is VisitState.OPEN:
        session.write(NewEvent(Entity.TICKET, ended.id, SlipPrinted(), visit))


@officially
def slip(session: Session, ticket: str) -> Slip:
    """Raises `ticket.unknown`, `slip.no_outcome`."""
    found = ended_ticket(session, ticket)
    if found is None:
        raise EktpError("ticket.unknown")
    if found.ended_at is None or found.outcome not in set(Outcome):
        raise EktpError("slip.no_outcome", number=found.number)
    outcome = Outcome(found.outcome)
    return Slip(
        letterhead=letterhead(session),
        title=slip_title(outcome),
        number=found.number,
        place=visit_title(session, the_visit(session, found.visit)),
        at=found.ended_at,
        zone=session.office.zone,
        done=_done(session, found, outcome),
        next=next_steps(outcome, on=_day(found.day), seventeen=_seventeen(found)),
        served_by=_served_by(session, ticket),
        desk=found.desk,
        head=session.store.heads()[0],
    )


@officially
def come_again(session: Session, ticket: str) -> str:
    """A message to who has to come again: when, where, what to bring.

    Raises `ticket.unknown`, `message.nothing`, `ticket.not_identified`.
    """
    found = ended_ticket(session, ticket)
    if found is None:
        raise EktpError("ticket.unknown")
    if found.ended_at is None or found.outcome not in MAY_COME_AGAIN | {Outcome.LEFT}:
        raise EktpError("message.nothing")
    if not found.name:
        raise EktpError("ticket.not_identified", number=found.number)
    head = letterhead(session)
    return come_again_words(
        found.name,
        office=head.regency,
        place=visit_title(session, the_visit(session, found.visit)),
        on=_day(found.day),
        bring=to_bring(Outcome(found.outcome)) or _("Bawa Kartu Keluarga asli."),
        sample=head.sample,
    )


def _done(session: Session, ended: SlipTicket, outcome: Outcome) -> tuple[tuple[str, str], ...]:
    rows = [(_("Nama"), ended.name), (_("NIK"), masked(ended.nik)), (_("Hasil"), outcome_word(outcome))]
    if ended.recording:
        steps = steps_of(session, ended.recording)
        rows += [
            (written("modality", m.value, IdNames()), _taken(m, steps.get(m, Taken()))) for m in _ON_SLIP
        ]
    rows.append((_("Keterangan"), ended.text))
    if ended.reopened:
        rows.append((_("Dibetulkan"), _("bukti sebelumnya tidak berlaku")))
    return tuple((label, value) for label, value in rows if value)


def _taken(modality: Modality, step: Taken) -> str:
    """Say how far a step is: a count where there is one to say."""
    full = FULL_COUNT[modality]
    if step.state is ModalityState.MISSING:
        return _("belum")
    if full > 1:
        words = _("{n} dari {full}").format(n=step.count, full=full)
        return _("{taken}, dikecualikan").format(taken=words) if step.count < full else words
    return _("dikecualikan") if step.state is ModalityState.EXCEPTED else _("sudah")


def _seventeen(ended: SlipTicket) -> date | None:
    """The day on which the card may be printed, where that lies ahead."""
    born = _day(ended.birth)
    if born is None or ended.ended_at is None:
        return None
    if card_allowed(born, ended.ended_at.date(), married=ended.marriage):
        return None
    return birthday_on(born, CARD_FROM)


def _served_by(session: Session, ticket: str) -> str:
    """Name whose hand wrote the outcome, not who prints."""
    events = session.store.life(Entity.TICKET, ticket).events
    ends = [event for event in events if isinstance(event.body, TicketEnded)]
    return user_names(session).get(ends[-1].header.by, "") if ends else ""


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
