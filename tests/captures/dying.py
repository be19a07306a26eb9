"""A photo that is killed at each place, see `tests.dying`: `python -m tests.captures.dying FACTS`."""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.usecases.recording.capture import capture_photo
from tests.captures.taking import seen
from tests.dying import Countdown, Dying, die_everywhere
from tests.offices import CHEAP, DAY, WORDS


@dataclass(frozen=True)
class Facts(Dying):
    """The office whose capture dies, and whose it is."""

    user: str
    recording: str


def _die_at(facts: Facts, number: int) -> None:
    """Count from the photo on: what opens the desk is not what is tried here."""
    count = Countdown()
    with Desk(facts.place(number), clock=DayClock(DAY, 480), cost=CHEAP, point=count) as desk:
        session = desk.sign_in(facts.user, WORDS)
        count.left = number
        capture_photo(session, facts.recording, seen())


if __name__ == "__main__":
    said = Facts.from_argument()
    die_everywhere(said, lambda number: _die_at(said, number))
