"""Acts of paper that write, and which roles may do them: lines of the table in `acts`."""

from __future__ import annotations

from collections.abc import Callable

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.usecases.reports.breach import breach_names
from ektp_desk.usecases.reports.papers import make_named, set_invitation, show_names
from ektp_desk.usecases.session import Session
from tests.office.stage import Stage
from tests.offices import WORDS

READERS = "SAH"


def _names(at: Stage, session: Session) -> None:
    make_named(session, Wanted(PaperKind.NAMES, at.visit), purpose="diperiksa", passphrase=WORDS)


def _breach(_at: Stage, session: Session) -> None:
    breach_names(session, session.device, purpose="pemberitahuan", passphrase=WORDS)


def _show(at: Stage, session: Session) -> None:
    show_names(session, Wanted(PaperKind.NAMES, at.visit), purpose="diperiksa", passphrase=WORDS)


PAPERS: dict[str, tuple[str, Callable[[Stage, Session], object]]] = {
    "make_named": (READERS, _names),
    "show_names": (READERS, _show),
    "breach_names": (READERS, _breach),
    "set_invitation": ("A", lambda _at, session: set_invitation(session, "Datanglah.")),
}
