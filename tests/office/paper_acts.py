"""Acts on papers that write, ours and what people bring, and who may do them: lines of `acts`."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.recordings import Document, DocumentState
from ektp_desk.usecases.recording.documents import (
    answer_document,
    see_documents,
    toggle_marriage,
    turn_document,
    turn_finished,
)
from ektp_desk.usecases.reports.breach import breach_names
from ektp_desk.usecases.reports.papers import make_named, set_invitation, show_names
from ektp_desk.usecases.session import Session
from tests.office.stage import Stage
from tests.offices import WORDS

READERS, RECORDERS = "SAH", "OSA"


def _names(at: Stage, session: Session) -> None:
    make_named(session, Wanted(PaperKind.NAMES, at.visit), purpose="diperiksa", passphrase=WORDS)


def _breach(_at: Stage, session: Session) -> None:
    breach_names(session, session.device, purpose="pemberitahuan", passphrase=WORDS)


def _show(at: Stage, session: Session) -> None:
    show_names(session, Wanted(PaperKind.NAMES, at.visit), purpose="diperiksa", passphrase=WORDS)


def _not_brought(at: Stage, session: Session) -> None:
    answer_document(session, at.recording, Document.KK, DocumentState.NOT_BROUGHT)


PAPERS: dict[str, tuple[str, Callable[[Stage, Session], object]]] = {
    "make_named": (READERS, _names),
    "show_names": (READERS, _show),
    "breach_names": (READERS, _breach),
    "see_documents": (RECORDERS, lambda at, session: see_documents(session, at.recording)),
    "turn_document": (RECORDERS, lambda at, session: turn_document(session, at.recording, Document.KK)),
    "answer_document": (RECORDERS, _not_brought),
    "turn_finished": (RECORDERS, lambda at, session: turn_finished(session, at.recording, Document.KK)),
    "toggle_marriage": (RECORDERS, lambda at, session: toggle_marriage(session, at.recording)),
    "set_invitation": ("A", lambda _at, session: set_invitation(session, "Datanglah.")),
}
