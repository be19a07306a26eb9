"""Whose a captured file is that two recordings name, as an ADB ruled: for the fold, and for who deletes."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import PictureRuled
from ektp_desk.domain.journal.life import Life


def others_pictures(life: Life, erased: str = "") -> set[str]:
    """The events (links) of a recording that name a file which is not its own, but an erased event's.

    `erased`: of that event alone. Of two ADBs who ruled otherwise without hearing each other, who keeps it.
    """
    said = [event.body for event in life.events if isinstance(event.body, PictureRuled)]
    kept = {ruled.event for ruled in said if ruled.counts}
    return {ruled.event for ruled in said if not ruled.counts and erased in ("", ruled.erased)} - kept
