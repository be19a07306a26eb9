"""What was left out or wrong at a desk, and is put right afterwards: keys counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.people.panels import ClaimPanel
from ektp_desk.gui.queue.finished import FinishedCard
from ektp_desk.settings import Folders
from ektp_desk.usecases.reports.slip import slip
from tests.gui.desks import open_desk
from tests.gui.walks.hand import DAUD, open_desa
from tests.gui.walks.keys import Keystrokes
from tests.gui.walks.walk import Walk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def test_a_paper_is_answered_afterwards_and_the_wrong_person_put_right(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        walk = Walk(page)
        open_desa(walk, tmp_path)
        walk.press("Ins", "Enter", "Enter").type(DAUD).press("Enter", "=")
        look_at_the_data(walk)
        walk.press("F9")
        assert walk.ended() == {"A001": Outcome.RECORDED}
        answer_the_papers(walk)
        name_the_right_person(walk)


def look_at_the_data(walk: Walk) -> None:
    """A key leads to the correction of their data, and the recording stays in hand."""
    walk.press("B")
    assert walk.page.place == "people"
    assert any(isinstance(one, ClaimPanel) for one in walk.page.shown())
    walk.press("Esc", "F3")
    assert (walk.at(), walk.reads("person_name")) == (("recording", "steps"), "DAUD CONTOH")


def answer_the_papers(walk: Walk) -> None:
    """F9 finished without a word on them: F1 says so, and three keys answer both."""
    walk.press("F1")
    assert "1 rekaman, dokumennya belum dijawab" in said(walk)
    with Keystrokes() as hand:
        walk.press("1")
        assert panel(walk)[-2:] == ["KK: belum dijawab: Alt+6", "F-1.02: belum dijawab: Alt+7"]
        walk.press("Alt+6", "Alt+7")
        assert panel(walk)[-1] == "F-1.02: dilihat"
        walk.look_up("Alt+7")
    assert panel(walk)[-2:] == ["KK: dilihat", "F-1.02: tidak dibawa"]
    assert hand.names[:3] == ["1", "6", "7"]
    walk.press("F1")
    assert "dokumennya belum dijawab" not in said(walk)


def name_the_right_person(walk: Walk) -> None:
    """It was Yunus who stood there: four keys besides his name and the reason, and three to record him."""
    walk.press("F2")
    with Keystrokes() as hand:
        walk.press("Ctrl+B", "1")
        with hand.reading():
            walk.type("yunus")
        walk.press("Enter")
        with hand.reading():
            walk.type("nama dipanggil mirip")
        walk.press("Enter")
        assert walk.ended() == {}
        assert (walk.at(), walk.reads("person_name")) == (("recording", "steps"), "YUNUS CONTOH")
        walk.press("=", "=", "F9")
    assert walk.ended() == {"A001": Outcome.RECORDED}
    assert (len(hand.names), hand.acts) == (7, 2)
    visit = walk.visit().id
    paper = walk.page.tell(lambda session: slip(session, f"{visit}:A001"))
    assert ("Nama", "YUNUS CONTOH") in paper.done
    assert ("Dibetulkan", "bukti sebelumnya tidak berlaku") in paper.done


def panel(walk: Walk) -> list[str]:
    card = walk.page.window.findChild(FinishedCard, "finished_card")
    assert isinstance(card, FinishedCard)
    return card.shown().splitlines()


def said(walk: Walk) -> str:
    return "\n".join(widget.accessibleName() for widget in walk.page.shown())
