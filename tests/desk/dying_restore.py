"""A restoring or a backup that is killed at each place: `python -m tests.desk.dying_restore FACTS`.

See `tests.dying`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.backup.restoring import restore
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.seal.backup import read_slots_of
from tests.dying import Countdown, Dying, count_on_the_disk, die_everywhere
from tests.offices import CHEAP, DAY, WORDS


@dataclass(frozen=True)
class Facts(Dying):
    """The office that is replaced, and the backup that is put in its place."""

    backup: str
    user: str
    act: str = "restore"


def _die_at(facts: Facts, number: int) -> None:
    count, backup = Countdown(number), Path(facts.backup)
    count_on_the_disk(count)
    clock = DayClock(DAY, 480)
    if facts.act == "backup":
        with Desk(facts.place(number), clock=clock, cost=CHEAP, point=count) as desk:
            session, new = desk.sign_in(facts.user, WORDS), Path(facts.root) / f"{number}.ektpbackup"
            make_backup(desk, session, new, progress=lambda _done, _all: count("piece passed"))
        return
    keys = read_slots_of(backup).unlock(facts.user, WORDS)
    restore(backup, facts.place(number), keys, by=facts.user, clock=clock, replace_office=True, point=count)


if __name__ == "__main__":
    said = Facts.from_argument()
    die_everywhere(said, lambda number: _die_at(said, number))
