"""Acts of the office that are killed at each place: `python -m tests.desk.dying FACTS`, see `tests.dying`.

Places are also those between the writes of slot files, which know nothing of the desk's points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.recovery import keys_of_page, make_page, reset_by_page
from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.paper.recovery import RecoveryPage
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import (
    change_own_passphrase,
    change_user,
    remove_user,
    reset_passphrase,
)
from ektp_desk.usecases.lists.commands import bring_back_list, expire_lists, withdraw_list
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.session import Session
from tests.ageing import after
from tests.dying import Countdown, Dying, count_on_the_disk, die_everywhere
from tests.offices import CHEAP, DAY, WORDS

NEW = "garam helm jalan kancil lilin"


@dataclass(frozen=True)
class Facts(Dying):
    """The office that dies, and of whom the act is."""

    act: str
    user: str
    other: str
    adb: str  # another one
    person: str
    standing: str
    withdrawn: str
    page: str  # the recovery page's words


def later(session: Session) -> Session:
    """What lives a week is over; what was so on the tenth day has waited."""
    return after(session, 17)


ACTS: dict[str, Callable[[Facts, Session], object]] = {
    "remove": lambda facts, session: remove_user(session, facts.other),
    "remove adb": lambda facts, session: remove_user(session, facts.adb),
    "demote": lambda facts, session: change_user(session, facts.adb, roles=["operator"]),
    "reset": lambda facts, session: reset_passphrase(session, facts.other, passphrase=NEW),
    "own": lambda _facts, session: change_own_passphrase(session, WORDS, passphrase=NEW),
    "withdraw": lambda facts, session: withdraw_list(session, facts.standing, reason="salah"),
    "bring back": lambda facts, session: bring_back_list(session, facts.withdrawn),
    "expire": lambda _facts, session: expire_lists(later(session)),
    "erase": lambda facts, session: erase_person(
        session, facts.person, ground=Ground.REQUEST, note="surat", passphrase=WORDS
    ),
}


def act(facts: Facts, desk: Desk) -> None:
    """Do what the facts name, at an open desk."""
    if facts.act == "page":
        reset_by_page(desk, keys_of_page(desk.slots, facts.page), "Adi Contoh", cost=CHEAP)
    elif facts.act == "rekey":
        remove_user(desk.sign_in(facts.user, WORDS), facts.other)
        desk.sign_out()
        desk.sign_in(facts.user, WORDS)
    elif facts.act == "another page":
        make_page(desk, desk.sign_in(facts.user, WORDS), partial(_keep_page, desk))
    else:
        ACTS[facts.act](facts, desk.sign_in(facts.user, WORDS))


def _keep_page(desk: Desk, page: RecoveryPage) -> None:
    page_beside(desk.folders).write_text(" ".join(page.words))


def page_beside(folders: Folders) -> Path:
    """Where a dying act leaves the words of the page that it made."""
    return folders.data.with_name("page.txt")


def _die_at(facts: Facts, number: int) -> None:
    count = Countdown(number)
    count_on_the_disk(count)
    with Desk(facts.place(number), clock=DayClock(DAY, 480), cost=CHEAP, point=count) as desk:
        act(facts, desk)


if __name__ == "__main__":
    said = Facts.from_argument()
    die_everywhere(said, lambda number: _die_at(said, number))
