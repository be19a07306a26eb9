"""A restoring that is killed at each place: `python -m tests.desk.dying_restore FACTS`, see `tests.dying`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.seal.backup import read_slots_of
from tests.dying import Countdown, Dying, count_on_the_disk, die_everywhere
from tests.offices import DAY, WORDS


@dataclass(frozen=True)
class Facts(Dying):
    """The office that is replaced, and the backup that is put in its place."""

    backup: str
    user: str


def _die_at(facts: Facts, number: int) -> None:
    count, backup = Countdown(number), Path(facts.backup)
    count_on_the_disk(count)
    keys = read_slots_of(backup).unlock(facts.user, WORDS)
    clock = DayClock(DAY, 480)
    restore(backup, facts.place(number), keys, by=facts.user, clock=clock, replace_office=True, point=count)


if __name__ == "__main__":
    said = Facts.from_argument()
    die_everywhere(said, lambda number: _die_at(said, number))
