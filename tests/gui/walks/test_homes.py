"""A round of homes by keys alone: written down, put in the order of the road, done one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Folders
from tests.gui.desks import open_desk
from tests.gui.walks.hand import NENEK, open_desa
from tests.gui.walks.keys import Keystrokes
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_a_round_of_four_homes(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        walk = Walk(page)
        open_desa(walk, tmp_path)
        write_down(walk)
        put_in_order(walk)
        visit_each(walk)
        come_back_and_close(walk)


def write_down(walk: Walk) -> None:
    """The dusun of the last one stays, since neighbours come together."""
    walk.look_up("Ctrl+H").fill("Ibu Contoh", "berjalan", "Dusun Satu", "1", "2", "belakang gereja").press(
        "Enter"
    )
    for rt in ("2", "3"):
        walk.look_up("Ctrl+H").press("Tab", "Tab", "Tab").type(rt).press("Enter")
    walk.look_up("Ctrl+H").fill("Nenek Contoh", "", "Dusun Empat", "x").press("Enter")
    assert walk.at() == ("queue", "home_rt")  # a refusal stands at its field, and nothing is lost
    walk.page.press("Backspace")
    walk.type("4").press("Enter")
    assert walk.toast() == "Nomor A004 diberikan, didatangi di rumah"


def put_in_order(walk: Walk) -> None:
    """By dusun, RW and RT: A004, A002, A003, A001; A001 is on the way to A002, and stays chosen."""
    walk.press("Ctrl+Shift+H")
    assert walk.reads("home_number") == "A004"
    walk.press("End", "Ctrl+↑", "Ctrl+↑")
    assert walk.reads("home_number") == "A001"
    walk.press("Home")
    assert walk.reads("home_number") == "A004"


def visit_each(walk: Walk) -> None:
    """One is recorded, one has gone away, one is told tomorrow, one is put off and stays on the list."""
    with Keystrokes() as hand:
        walk.press("Enter")
        assert (walk.at()[1], walk.reads("sought_who")) == ("who", "Dicari: Nenek Contoh")
        assert walk.reads("sought_where") == "RT 004, Dusun Empat"
        with hand.reading():
            walk.type(NENEK)
        walk.press("Enter")
        assert walk.reads("sought_same") == "orang yang sama"
        walk.press("=", "=", "Ctrl+Enter")
    assert (len(hand.names), hand.acts) == (5, 1)
    assert walk.toast() == "A004 selesai. Rumah berikutnya: A001"
    assert walk.ended() == {"A004": Outcome.RECORDED}
    assert (walk.at(), walk.reads("home_number")) == (("queue", "homes_table"), "A001")
    walk.press("F9", "T", "Enter")
    walk.press("J", "O", "Enter")
    assert walk.ended()["A001"] is Outcome.REFUSED
    assert walk.ended()["A002"] is Outcome.RESCHEDULED
    walk.press("Enter")
    assert walk.at() == ("recording", "who")
    walk.press("F8")
    assert (walk.at(), walk.reads("home_number")) == (("queue", "homes_table"), "A003")


def come_back_and_close(walk: Walk) -> None:
    """What is left of the round is asked for at the close of the day."""
    walk.press("Esc")
    assert walk.at() == ("queue", "queue_search")
    walk.press("F1", "H")
    assert walk.reads("closing_said") == "A003"
    walk.press("Enter", "W", "Enter").type(walk.page.passphrase).press("Ctrl+Enter")
    assert walk.reads("closing_title") == "1 orang terlayani hari ini. Terima kasih."
