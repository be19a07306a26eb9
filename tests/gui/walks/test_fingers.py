"""Which finger lacks: named at the desk, kept in the journal, read again in the person's own line."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.people.person import LineTable
from ektp_desk.settings import Folders
from tests.gui.desks import attest, open_desk, unrecorded
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_a_finger_is_named_at_the_desk_and_read_in_the_persons_line(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        attest(page)
        who = unrecorded(page)
        walk = Walk(page)
        walk.press("Enter").type(who.nik).press("Enter", "Alt+3", "2", "Tab").type("Ibu Contoh").press("Tab")
        assert walk.at() == ("recording", "exception_fingers")
        walk.type("70").press("Enter", "=", "=", "Ctrl+Enter")

        page.press("F4").type(who.nik).press("Down", "Return")
        (table,) = page.window.findChildren(LineTable)
        entries = [table.rows.row_at(at) for at in range(table.rows.rowCount())]
        told = [each.cell.under for each in entries if each]
        assert any("telunjuk kiri, kelingking kiri" in each for each in told)
