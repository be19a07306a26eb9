"""A captured file that an erased event named and another recording names too: whose it is, an ADB says.

Each file is sealed anew, so that happens in no good faith. Until somebody rules it stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ModalitySet, PictureRuled
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.usecases.admin.queries import laptops, user_names
from ektp_desk.usecases.doubles.queries import PictureClaim, picture_claims
from ektp_desk.usecases.session import Session


@dataclass(frozen=True, slots=True, repr=False)
class ClaimedPicture:
    """One that waits: which step was said, when, by whom, on which laptop."""

    row: PictureClaim
    visit: str
    modality: str
    at: datetime
    by: str
    laptop: str


def claimed_pictures(session: Session) -> list[ClaimedPicture]:
    """Those on which nobody has ruled; on a field laptop none, since nobody rules there."""
    rows = picture_claims(session) if session.at_office else []
    if not rows:
        return []
    users, labels, found = user_names(session), laptops(session), list[ClaimedPicture]()
    # Once for each recording: one laptop may claim hundreds of pictures in it.
    lives = {of: session.store.life(Entity.RECORDING, of) for of in {row.recording for row in rows}}
    for row in rows:
        life = lives[row.recording]
        said = [event.body for event in life.events if isinstance(event.body, PictureRuled)]
        event = next(one for one in life.all if one.link == row.naming)
        if isinstance(event.body, ModalitySet) and not any(one.event == row.naming for one in said):
            head = event.header
            label = labels.get((head.device, head.incarnation), "")
            by, at = users.get(head.by, ""), event.moment.local
            found.append(ClaimedPicture(row, head.visit, event.body.modality, at, by, label))
    return found


def rule_picture(session: Session, found: ClaimedPicture, *, counts: bool) -> None:
    """Say whether the file is this recording's, for good; where it is not, it goes as erased.

    Raises `role.not_allowed`, `act.office_only`; `settle.changed` when somebody ruled meanwhile.
    """
    said = PictureRuled(event=found.row.naming, erased=found.row.erased, counts=counts)
    act = NewEvent(Entity.RECORDING, found.row.recording, said, found.visit)
    session.check_roles(act)
    if found.row not in [one.row for one in claimed_pictures(session)]:
        raise EktpError("settle.changed")
    session.write(act)
