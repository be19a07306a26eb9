"""Who stands in no list is met with a queue at the door: a telephone costs a key only where one is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.people.contacts.queries import Contact, contact_of
from tests.gui.desks import DeskPage, open_desk
from tests.gui.walks.hand import open_desa
from tests.gui.walks.keys import Keystrokes
from tests.gui.walks.walk import Walk
from tests.journal.acting import tickets_of
from tests.leaks import Disk, Secrets
from tests.offices import WORDS

pytestmark = [pytest.mark.gui, pytest.mark.journey]
TYPED, PHONE = "0812-9000-0001", "081290000001"


def test_a_telephone_at_a_walk_in_takes_four_keys_and_without_one_none(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        walk = Walk(page)
        open_desa(walk, tmp_path)
        walk.press("Ins", "Ins", "Enter", "Enter")
        with Keystrokes() as hand:
            write_down(walk, hand, "Melki Contoh")
            walk.press("=", "=", "Ctrl+Enter")
        without = hand.names

        walk.press("Enter")
        with Keystrokes() as hand:
            write_down(walk, hand, "Obed Contoh")
            walk.press("T")
            with hand.reading():
                walk.type(TYPED)
            walk.press("Alt+2", "Alt+S", "Enter")
            assert walk.toast() == "Telepon tersimpan"
            assert walk.at() == ("recording", "steps")
            walk.press("=", "=", "Ctrl+Enter")

        assert without == ["N", "Tab", "L", "Return", "Equal", "Equal", "Return"]
        assert hand.names == [*without[:4], "T", "2", "S", "Return", *without[4:]]
        assert walk.ended() == {"A001": Outcome.RECORDED, "A002": Outcome.RECORDED}
        assert kept(page, walk) == [Contact(), Contact(PHONE, "family")]
        forget(page, walk)
        assert kept(page, walk) == [Contact(), Contact()]
    assert Disk(folders.data.parent).telling(Secrets([PHONE.encode(), TYPED.encode()])) == []


def write_down(walk: Walk, hand: Keystrokes, name: str) -> None:
    """Ctrl+N, the name, L or P, and Enter: nothing of a telephone is asked."""
    walk.press("Ctrl+N")
    with hand.reading():
        walk.type(name)
    walk.press("Tab", "L", "Enter")
    assert (walk.at(), walk.reads("person_name")) == (("recording", "steps"), name)


def people(page: DeskPage, walk: Walk) -> list[str]:
    visit = walk.visit().id
    return [each.person or "" for each in page.tell(lambda session: tickets_of(session, visit))]


def kept(page: DeskPage, walk: Walk) -> list[Contact]:
    who = people(page, walk)
    return page.tell(lambda session: [contact_of(session, each) for each in who])


def forget(page: DeskPage, walk: Walk) -> None:
    """Erase whose telephone it is, at their own wish."""
    who = people(page, walk)[-1]
    page.tell(
        lambda session: erase_person(session, who, ground=Ground.REQUEST, note="surat 12", passphrase=WORDS)
    )
