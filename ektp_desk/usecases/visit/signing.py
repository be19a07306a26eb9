"""Who answers for a day: a supervisor whose passphrase was entered just now reviews, and signs."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.figures import Definition
from ektp_desk.domain.roles import SUPERVISORS
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visit.planning import check_open
from ektp_desk.words import _, officially
from ektp_desk.words.dates import clock


@dataclass(frozen=True, slots=True)
class Proof:
    """That a supervisor's passphrase was checked for one visit; only `prove` makes one."""

    user: str
    visit: str


def prove(session: Session, visit: str, passphrase: str) -> Proof:
    """Check that the signed-in user is a supervisor, and still the one at the keys.

    Raises `visit.not_open`, `role.not_allowed`, and what the guard raises for a wrong passphrase.
    """
    _check_role(session)
    check_open(session, visit)
    session.guard.confirm(passphrase)
    return Proof(session.user.id, visit)


def check_proof(session: Session, visit: str, proof: Proof) -> None:
    """Raise `role.not_allowed`, or `visit.not_proved` for a proof of somebody else or of another visit."""
    _check_role(session)
    if proof != Proof(session.user.id, visit):
        raise EktpError("visit.not_proved")


@officially
def signed_by(visit: Visit) -> tuple[Definition, ...]:
    """Say on paper what stands behind a supervisor's name: a passphrase, or only that it was given."""
    if visit.closed_at is None:
        return ()
    proved = _("ditutup pukul {time} oleh {name}, yang kata sandinya diperiksa di laptop ini.")
    named = _("ditutup pukul {time}; {name} adalah nama yang disebut, tanpa bukti kata sandi.")
    words = (proved if visit.proved else named).format(time=clock(visit.closed_at), name=visit.supervisor)
    return (Definition(_("Supervisor"), words),)


def _check_role(session: Session) -> None:
    if not session.user.role_set & SUPERVISORS:
        raise EktpError("role.not_allowed")
