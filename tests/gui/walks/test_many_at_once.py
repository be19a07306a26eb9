"""Thirty-five people closed by one outcome, and a mistake taken back on its own: keys counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.queue.undoing import UndoRow
from ektp_desk.settings import Folders
from ektp_desk.usecases.visits.queries import equation
from tests.gui.desks import open_desk
from tests.gui.walks.hand import open_desa
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_many_get_one_outcome_and_any_act_is_undone_alone(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        walk = Walk(page)
        open_desa(walk, tmp_path)
        walk.press("Ctrl+Ins").type("36").press("Enter")
        undo_the_third_last(walk)
        close_thirty_five(walk)


def undo_the_third_last(walk: Walk) -> None:
    """A001 was said to have left, and two calls later they stand there: two keys bring them back alone."""
    walk.press("Enter", "F9", "P", "Enter", "Enter", "F8", "Enter")
    assert walk.called() == "A003"

    keys = ["Ctrl+Z", "3"]
    walk.press(*keys[:1])
    assert rows(walk) == [
        "1 A003 dipanggil: kembali menunggu",
        "2 A002 dilewati: kembali menunggu, dipanggil berikutnya",
        "3 Hasil A001: pergi sebelum dilayani: kembali menunggu, dipanggil berikutnya",
        "- 36 nomor diberikan: sesudahnya: A001 dipanggil",
    ]
    walk.press(*keys[1:])

    assert walk.toast() == "Dibatalkan: A001 belum ada hasilnya, dipanggil berikutnya"
    assert (walk.called(), walk.ended()) == ("A003", {})

    walk.press("Ctrl+Z", "Down", "Down", "Enter")  # what cannot be undone any more is asked for
    assert "Sesudahnya sudah ada langkah lain" in "".join(walk.page.labels().values())
    walk.press("Esc")


def close_thirty_five(walk: Walk) -> None:
    """All but the one at hand, whom a supervisor ends alone: four keys from the list to the signature."""
    walk.press("F9", "P", "Enter", "F1", "H")
    assert walk.at() == ("closing", "unclear_table")

    keys = ["Ctrl+A", "S", "2", "Enter"]
    walk.press(*keys)

    assert walk.toast() == "35 nomor: waktu habis. Keliru? F2, lalu Ctrl+Z."
    assert walk.at() == ("closing", "closing_passphrase")
    visit = walk.visit().id
    counted = walk.page.tell(lambda session: equation(session, visit))
    assert (counted.arrived, counted.left, counted.not_served, counted.unclear) == (36, 1, 35, 0)
    assert len({walk.ended()[f"A{n:03d}"] for n in range(1, 37)} - {Outcome.LEFT}) == 1

    walk.press("F2", "Ctrl+Z", "1", "F1", "H", "Space", "Down", "Down", "Space", "S", "7", "Enter")
    counted = walk.page.tell(lambda session: equation(session, visit))
    assert (counted.lost, counted.unclear) == (2, 33)


def rows(walk: Walk) -> list[str]:
    """The list of one's own acts."""
    return [
        f"{row.key or '-'} {row.word}: {row.back}" for row in walk.page.shown() if isinstance(row, UndoRow)
    ]
