"""What is said of a hard stop: when it was, as somebody at the desk would say it."""

from __future__ import annotations

from datetime import datetime, timedelta

from ektp_desk.gui.crash.mark import Stopped
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date


def stop_words(stopped: Stopped, now: datetime) -> str:
    """Say that the program stopped, and when it was last seen alive."""
    if stopped.at is None:
        return _("Program berhenti mendadak.")
    at = stopped.at.astimezone(now.tzinfo)
    if at.date() == now.date():
        return _("Program berhenti mendadak hari ini pukul {time}.").format(time=clock(at))
    if at.date() == now.date() - timedelta(days=1):
        return _("Program berhenti mendadak kemarin pukul {time}.").format(time=clock(at))
    day = plain_date(at.date())
    return _("Program berhenti mendadak {day} pukul {time}.").format(day=day, time=clock(at))
