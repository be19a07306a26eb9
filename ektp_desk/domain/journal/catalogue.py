"""The one table of event kinds: what each is about, which slot it decides, who may write it.

A kind without a slot *adds* and commutes. A kind with a slot *decides* it; `{modality}` in
a slot's name is filled from the body's field of that name. docs/catalogue.md is made from this table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, Event, Header
from ektp_desk.domain.roles import EVERYBODY, KIT, OFFICE, READERS, RECORDERS, STAFF, SUPERVISORS, Role


class Retention(StrEnum):
    """How long a body is kept; the event itself is never removed."""

    OFFICE = "office"  # as long as the office
    WORK = "work"  # no personal data: as long as the figures are wanted
    PERSON = "person"  # personal data: erased by law or request


class CountsFrom(StrEnum):
    """From which desks' journals a kind counts; what comes from others is held."""

    ANYWHERE = "anywhere"
    OFFICE = "office desk"
    LOCAL = "office desk, or at home"  # a laptop's own fact: it counts in the store of that laptop alone


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    entity: Entity | None  # None: of any entity
    body: type[b.Body]
    slot: str = ""
    retention: Retention = Retention.WORK
    roles: frozenset[Role] = STAFF
    final: bool = False  # may not be withdrawn
    personal: tuple[str, ...] = ()  # fields of the body that an erasure empties
    version: int = 1
    second: frozenset[Role] = frozenset()  # whose own signature an act must carry too
    second_if: str = ""  # a field of the body: only where it is filled
    second_is: str = ""  # a field of the body: the user who is the second, the author where empty
    of_itself: bool = False  # said by a device of itself alone
    local: bool = False

    @property
    def counts_from(self) -> CountsFrom:
        """What is an ADB's alone is said at an office desk, or a laptop that was stolen could say it."""
        if self.local:
            return CountsFrom.LOCAL
        return CountsFrom.OFFICE if self.roles == OFFICE else CountsFrom.ANYWHERE


_E = Entity
_R = Retention
_C = RECORDERS
_SUBJECT = ("nik", "name", "birth")
_MET = ("name", "nik", "birth", "address")
_HOME = ("address", "dusun", "rt", "rw", "contact", "cannot")
_KINDS = (
    Kind("office_founded", _E.OFFICE, b.OfficeFounded, "office.charter", _R.OFFICE, OFFICE, final=True),
    Kind("root_set", _E.OFFICE, b.RootSet, "", _R.OFFICE, OFFICE, final=True),
    Kind("office_key_set", _E.OFFICE, b.OfficeKeySet, "", _R.OFFICE, OFFICE, final=True),
    Kind("policy_set", _E.OFFICE, b.PolicySet, "policy.{name}", _R.OFFICE, OFFICE),
    Kind("hub_set", _E.OFFICE, b.HubSet, "office.hub", _R.OFFICE, OFFICE),
    Kind("user_added", _E.USER, b.UserAdded, "user.standing", _R.OFFICE, OFFICE, final=True),
    Kind("user_changed", _E.USER, b.UserChanged, "user.standing", _R.OFFICE, OFFICE, final=True),
    Kind("user_removed", _E.USER, b.UserRemoved, "user.standing", _R.OFFICE, OFFICE, final=True),
    Kind("key_given", _E.USER, b.KeyGiven, "user.key", _R.OFFICE, OFFICE, final=True),
    Kind("key_offered", _E.USER, b.KeyOffered, "", _R.OFFICE, EVERYBODY, final=True),
    Kind("key_ended", _E.USER, b.KeyEnded, "", _R.OFFICE, OFFICE, final=True),
    Kind("hold_ruled", _E.USER, b.HoldRuled, "", _R.OFFICE, OFFICE, final=True),
    Kind("passphrase_reset", _E.USER, b.PassphraseReset, "", _R.OFFICE, EVERYBODY, final=True),
    Kind("kit_made", _E.DEVICE, b.KitMade, "", _R.OFFICE, OFFICE, final=True),
    Kind("joined", _E.DEVICE, b.Joined, "kit.laptop", _R.OFFICE, KIT, final=True),
    Kind("device_keys", _E.DEVICE, b.DeviceKeys, "", _R.OFFICE, EVERYBODY, final=True, of_itself=True),
    Kind("device_revoked", _E.DEVICE, b.DeviceRevoked, "", _R.OFFICE, OFFICE, final=True),
    Kind("incarnation_opened", _E.DEVICE, b.IncarnationOpened, "", _R.OFFICE, EVERYBODY, final=True,
         of_itself=True),
    Kind("journals_heard", _E.DEVICE, b.JournalsHeard, "", _R.OFFICE, EVERYBODY, final=True, of_itself=True),
    Kind("day_confirmed", _E.DEVICE, b.DayConfirmed, "", _R.WORK, EVERYBODY, final=True, of_itself=True),
    Kind("expiry_allowed", _E.DEVICE, b.ExpiryAllowed, "", _R.OFFICE, OFFICE, final=True, of_itself=True,
         local=True),
    Kind("backup_made", _E.DEVICE, b.BackupMade, final=True, of_itself=True),
    Kind("files_removed", _E.DEVICE, b.FilesRemoved, "", _R.WORK, EVERYBODY, final=True, of_itself=True),
    Kind("names_shown", _E.DEVICE, b.NamesShown, "", _R.OFFICE, READERS, final=True, of_itself=True),
    Kind("list_imported", _E.LIST, b.ListImported, "list.rows", _R.OFFICE, OFFICE, final=True),
    Kind("list_withdrawn", _E.LIST, b.ListWithdrawn, "list.standing", _R.OFFICE, OFFICE),
    Kind("list_due", _E.LIST, b.ListDue, "", _R.OFFICE, EVERYBODY, local=True),
    Kind("list_expired", _E.LIST, b.ListExpired, "", _R.OFFICE, EVERYBODY, final=True, local=True),
    Kind("layout_corrected", _E.LAYOUT, b.LayoutCorrected, "layout.meanings", _R.OFFICE, OFFICE),
    Kind("visit_planned", _E.VISIT, b.VisitPlanned, "visit.plan", _R.OFFICE, SUPERVISORS),
    Kind("visit_postponed", _E.VISIT, b.VisitPostponed, "visit.day", _R.OFFICE, SUPERVISORS),
    Kind("letters_assigned", _E.VISIT, b.LettersAssigned, "visit.letters", _R.OFFICE, SUPERVISORS),
    Kind("desk_opened", _E.VISIT, b.DeskOpened, final=True, second=SUPERVISORS, second_if="allowed_by"),
    Kind("sent_home", _E.VISIT, b.SentHome),
    Kind("visit_closed", _E.VISIT, b.VisitClosed, "visit.closing", _R.OFFICE, SUPERVISORS, final=True,
         second=SUPERVISORS),
    Kind("visit_reopened", _E.VISIT, b.VisitReopened, "visit.closing", _R.OFFICE, SUPERVISORS, final=True,
         second=SUPERVISORS),
    Kind("group_formed", _E.GROUP, b.GroupFormed, "group.facts", _R.PERSON, final=True,
         personal=("brought_by",)),
    Kind("ticket_given", _E.TICKET, b.TicketGiven, "ticket.issue", final=True),
    Kind("ticket_called", _E.TICKET, b.TicketCalled),
    Kind("ticket_skipped", _E.TICKET, b.TicketSkipped),
    Kind("ticket_served", _E.TICKET, b.TicketServed),
    Kind("ticket_put_back", _E.TICKET, b.TicketPutBack),
    Kind("ticket_returned", _E.TICKET, b.TicketReturned),
    Kind("ticket_prioritised", _E.TICKET, b.TicketPrioritised, "ticket.priority"),
    Kind("purpose_set", _E.TICKET, b.PurposeSet, "ticket.purpose"),
    Kind("home_asked", _E.TICKET, b.HomeAsked, "ticket.home", _R.PERSON, personal=_HOME),
    Kind("stop_placed", _E.TICKET, b.StopPlaced, "ticket.stop"),
    Kind("ticket_identified", _E.TICKET, b.TicketIdentified, "ticket.person", _R.PERSON),
    Kind("ticket_ended", _E.TICKET, b.TicketEnded, "ticket.outcome", _R.PERSON, personal=("text",)),
    Kind("ticket_reopened", _E.TICKET, b.TicketReopened, "ticket.outcome", _R.PERSON, final=True,
         personal=("reason",), second=EVERYBODY, second_if="witness", second_is="witness"),
    Kind("reopening_reviewed", _E.TICKET, b.ReopeningReviewed, "review.{reopening}", _R.PERSON, SUPERVISORS,
         personal=("note",), second=SUPERVISORS),
    Kind("slip_printed", _E.TICKET, b.SlipPrinted, final=True),
    Kind("ticket_voided", _E.TICKET, b.TicketVoided, "ticket.outcome", _R.PERSON, personal=("text",)),
    Kind("number_parted", _E.TICKET, b.NumberParted, "", _R.OFFICE, SUPERVISORS, final=True),
    Kind("events_placed", _E.TICKET, b.EventsPlaced, "", _R.OFFICE, SUPERVISORS, final=True),
    Kind("ticket_entered", _E.TICKET, b.TicketEntered, "", _R.PERSON, SUPERVISORS, final=True,
         personal=("said",)),
    Kind("person_met", _E.PERSON, b.PersonMet, "person.met", _R.PERSON, personal=_MET),
    Kind("claim_corrected", _E.PERSON, b.ClaimCorrected, "person.{field}", _R.PERSON, _C,
         personal=("value", "was", "ground"), second=EVERYBODY, second_is="witness"),
    Kind("correction_reviewed", _E.PERSON, b.CorrectionReviewed, "review.{correction}", _R.PERSON,
         SUPERVISORS, personal=("note",), second=SUPERVISORS),
    Kind("absence_explained", _E.PERSON, b.AbsenceExplained, "absence.{visit}", _R.PERSON,
         personal=("said_by",)),
    Kind("contact_given", _E.PERSON, b.ContactGiven, "person.contact", _R.PERSON,
         personal=("phone", "whose")),
    Kind("pair_same", _E.PAIR, b.PairSame, "pair.verdict", _R.PERSON, _C, personal=("ground",)),
    Kind("pair_not_same", _E.PAIR, b.PairNotSame, "pair.verdict", _R.PERSON, _C, personal=("ground",)),
    Kind("recording_started", _E.RECORDING, b.RecordingStarted, "recording.subject", _R.PERSON, _C,
         final=True, personal=_SUBJECT),
    Kind("recording_moved", _E.RECORDING, b.RecordingMoved, "", _R.OFFICE, SUPERVISORS, final=True),
    Kind("modality_set", _E.RECORDING, b.ModalitySet, "recording.{modality}", _R.PERSON, _C,
         personal=("reason", "second_person", "file", "fingers")),
    Kind("documents_seen", _E.RECORDING, b.DocumentsSeen, "recording.documents", _R.PERSON, _C),
    Kind("note_written", _E.RECORDING, b.NoteWritten, "recording.note", _R.PERSON, _C, personal=("text",)),
    Kind("recording_finished", _E.RECORDING, b.RecordingFinished, "recording.end", _R.PERSON, _C, final=True,
         personal=("passed_reason",), second=SUPERVISORS, second_if="passed_by"),
    Kind("recording_dropped", _E.RECORDING, b.RecordingDropped, "recording.end", _R.PERSON, _C,
         personal=("reason",)),
    Kind("recording_counted", _E.RECORDING, b.RecordingCounted, "recording.count", _R.OFFICE, SUPERVISORS),
    Kind("picture_ruled", _E.RECORDING, b.PictureRuled, "", _R.OFFICE, OFFICE, final=True),
    Kind("exception_reviewed", _E.RECORDING, b.ExceptionReviewed, "recording.review", _R.PERSON, SUPERVISORS,
         personal=("note",), second=SUPERVISORS),
    Kind("withdrawn", None, b.Withdrawn, final=True),
    Kind("settled", None, b.Settled, "{slot}", _R.OFFICE, SUPERVISORS),
    Kind("body_erased", None, b.BodyErased, "", _R.OFFICE, OFFICE, final=True, second=OFFICE),
    Kind("body_expired", None, b.BodyExpired, "", _R.OFFICE, EVERYBODY, final=True, local=True),
)  # fmt: skip

CATALOGUE = {kind.name: kind for kind in _KINDS}
KIND_OF = {kind.body: kind for kind in _KINDS}
# What is said of these is an ADB's word, and so is the undoing or settling of it.
OFFICE_ENTITIES = frozenset({_E.OFFICE, _E.USER, _E.DEVICE, _E.LIST, _E.LAYOUT})
_LIKE_ITS_ENTITY = ("withdrawn", "settled", "body_expired")
_PARTS = {kind.name: kind.slot.partition("{") for kind in _KINDS}
_SLOTS = {name: (fixed, field[:-1]) for name, (fixed, _brace, field) in _PARTS.items()}


def kind_as_said(name: str, entity: str, undone: str = "") -> Kind | None:
    """A kind with the roles and desks that it has about an entity; None for what a later release writes.

    Undoing is as undoing what it names: `undone` is the kind of that, where it is known.
    """
    kind = CATALOGUE.get(name)
    if kind is None or name not in _LIKE_ITS_ENTITY or entity not in OFFICE_ENTITIES:
        return kind
    of = CATALOGUE.get(undone) if name == "withdrawn" else None
    return replace(kind, roles=of.roles if of else OFFICE, local=of.local if of else False)


def keeps_its_body(header: Header) -> bool:
    """Whether no erasure empties such an event: it undoes, erases or founds, and tells of nobody."""
    kind = CATALOGUE.get(header.kind)
    return kind is not None and kind.final and not kind.personal and header.bv <= kind.version


def slot_of(event: Event) -> str:
    """Empty when the event adds, was erased or is unknown."""
    if event.body is None:
        return ""
    fixed, field = _SLOTS.get(event.header.kind, ("", ""))
    return fixed + str(getattr(event.body, field)) if field else fixed
