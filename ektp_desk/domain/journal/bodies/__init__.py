"""What each kind of event says: bodies may hold personal data, so they hide themselves."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies.anything import BodyErased, BodyExpired, Settled, Withdrawn
from ektp_desk.domain.journal.bodies.body import Body
from ektp_desk.domain.journal.bodies.lists import LayoutCorrected, ListExpired, ListImported, ListWithdrawn
from ektp_desk.domain.journal.bodies.office import (
    BackupMade,
    DayConfirmed,
    IncarnationOpened,
    OfficeFounded,
    PassphraseReset,
    PolicySet,
    UserAdded,
    UserChanged,
    UserRemoved,
)
from ektp_desk.domain.journal.bodies.person import (
    CLAIMED,
    ClaimCorrected,
    PairNotSame,
    PairSame,
    PersonMet,
)
from ektp_desk.domain.journal.bodies.recording import (
    DocumentsSeen,
    ModalitySet,
    NoteWritten,
    RecordingDropped,
    RecordingFinished,
    RecordingStarted,
)
from ektp_desk.domain.journal.bodies.ticket import (
    PurposeSet,
    TicketCalled,
    TicketEnded,
    TicketGiven,
    TicketIdentified,
    TicketPrioritised,
    TicketPutBack,
    TicketReturned,
    TicketServed,
    TicketSkipped,
    TicketVoided,
)
from ektp_desk.domain.journal.bodies.visit import (
    DeskOpened,
    SentHome,
    VisitClosed,
    VisitPlanned,
    VisitPostponed,
    VisitReopened,
)

__all__ = [
    "CLAIMED",
    "BackupMade",
    "Body",
    "BodyErased",
    "BodyExpired",
    "ClaimCorrected",
    "DayConfirmed",
    "DeskOpened",
    "DocumentsSeen",
    "IncarnationOpened",
    "LayoutCorrected",
    "ListExpired",
    "ListImported",
    "ListWithdrawn",
    "ModalitySet",
    "NoteWritten",
    "OfficeFounded",
    "PairNotSame",
    "PairSame",
    "PassphraseReset",
    "PersonMet",
    "PolicySet",
    "PurposeSet",
    "RecordingDropped",
    "RecordingFinished",
    "RecordingStarted",
    "SentHome",
    "Settled",
    "TicketCalled",
    "TicketEnded",
    "TicketGiven",
    "TicketIdentified",
    "TicketPrioritised",
    "TicketPutBack",
    "TicketReturned",
    "TicketServed",
    "TicketSkipped",
    "TicketVoided",
    "UserAdded",
    "UserChanged",
    "UserRemoved",
    "VisitClosed",
    "VisitPlanned",
    "VisitPostponed",
    "VisitReopened",
    "Withdrawn",
]
