"""After a sign-in that a loss refused: the last paper's code, by keys alone, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.shell.loss import LossController
from ektp_desk.settings import Folders
from ektp_desk.store.opening import STORE, connect
from tests.gui.desks import DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]
LOST = 9  # events


def lose(page: DeskPage) -> str:
    """Sign in, lock, lose the last events; give what a paper of before has at its foot."""
    page.sign_in()
    paper = page.tell(lambda session: session.store.heads()[0])
    page.press("F12")
    keys = page.desk.unlock(page.desk.slots.users[0].user.id, page.passphrase)
    connection = connect(page.desk.folders.data / STORE, keys.store_key)
    connection.execute("DELETE FROM events WHERE seq > (SELECT max(seq) FROM events) - ?", (LOST,))
    connection.close()
    return paper


def keeps_keys(page: DeskPage) -> bool:
    """Whether a paper could still be compared without a passphrase."""
    try:
        page.desk.compare_refused("")
    except EktpError as error:
        return error.code != "signin.ended"
    return True


def typed(page: DeskPage) -> str:
    box = page.window.findChild(QLineEdit, "last_paper_code")
    assert box is not None
    return box.text()


def seen(page: DeskPage) -> str:
    top = page.window.pages.top()
    return "" if top is None else top.objectName()


def test_the_last_papers_code_says_what_is_gone_and_what_to_do(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        paper = lose(page)
        last = int(paper.split()[1])
        page.type(page.passphrase).press("Return")
        assert (seen(page), page.focus()) == ("loss_page", "last_paper_code")
        assert page.window.sign_in.view.passphrase.text() == ""

        page.type(paper).press("Return")

        said = page.labels()
        assert said["last_paper_answer_code"] == "papercode.missing"
        assert f"1 sampai {last} jurnal 01/a" in said["last_paper_answer_what"]
        gone = f"sampai {last - LOST}: {last - LOST + 1} sampai {last} hilang"
        assert gone in said["last_paper_answer_what"]
        names = [widget.accessibleName() for widget in page.shown()]
        assert any("restore BERKAS --replace --user NAMA" in name for name in names)


def test_what_is_mistyped_is_told_and_typed_again(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        paper = lose(page)
        page.type(page.passphrase).press("Return").type("01/a").press("Return")
        assert page.labels()["last_paper_answer_code"] == "papercode.unreadable"

        page.press("Ctrl+A").type(paper)
        assert "last_paper_answer_code" not in page.labels(), "the answer was for another code"
        page.press("F11")
        assert typed(page) == paper, "in another theme too"
        page.press("Return")

        assert page.labels()["last_paper_answer_code"] == "papercode.missing"


def test_the_keys_go_with_the_page(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        lose(page)
        page.type(page.passphrase).press("Return")
        assert keeps_keys(page)
        page.press("Esc")
        assert (seen(page), page.place, keeps_keys(page)) == ("", "sign_in", False)
        assert "store.behind_anchor" in page.words()

        page.type(page.passphrase).press("Return")
        assert (seen(page), keeps_keys(page)) == ("loss_page", True), "whoever signs in again compares again"
        asking = page.window.findChild(LossController)
        assert asking is not None
        asking._idle.timeout.emit()
        page.settle()
        assert (seen(page), keeps_keys(page)) == ("", False), "and so they go when nobody types"


def test_a_refusal_that_is_no_loss_asks_for_no_paper(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type("bukan ini").press("Return")

        assert (seen(page), keeps_keys(page)) == ("", False)
