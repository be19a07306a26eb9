"""A window that another process replaces at the lock: what it hands over, and what if there is no other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.cli.window import environment_of
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.folder.sample import sample_clock, sample_of
from ektp_desk.desk.keys.guard import SlotGuard
from ektp_desk.gui.kit.state import EVERYTHING_TYPED, put_typed, read_typed
from ektp_desk.gui.shell import replacing as module
from ektp_desk.gui.shell.replacing import Replacing
from ektp_desk.gui.shell.window import Window
from ektp_desk.seal.slots.content import Unlocked
from ektp_desk.settings import Folders
from ektp_desk.usecases.environment import Handover
from tests.gui.desks import DeskPage, open_window
from tests.kept import CHEAP, lay_sample

pytestmark = [pytest.mark.gui, pytest.mark.journey]
Stood = Literal["in front", "behind", "minimized"]
HALF = "setengah kata"
READS_AND_STAYS = "import os, signal; os.read(0, 99999); os.close(0); signal.pause()"
STAYS = "import signal; signal.pause()"


class Noted(Replacing):
    """Starts nothing, and keeps what would be handed over."""

    def __init__(self) -> None:
        super().__init__([], let_go=lambda: None)
        self.handed: list[Handover] = []

    def begin(self) -> None:
        self.begun.emit()

    def hand_over(self, handover: Handover) -> None:
        read = Handover.read(handover.line())
        assert read == handover, "it comes out of the pipe as it went in"
        self.handed.append(handover)


@contextmanager
def opened(
    qtbot: QtBot, folders: Folders, *, left: Handover | None = None, replacing: Replacing | None = None
) -> Iterator[DeskPage]:
    made = sample_of(folders) or lay_sample(folders)
    clock = sample_clock(made)
    with open_window(
        qtbot, folders, made.passphrase, clock=clock, made=made, left=left, replacing=replacing
    ) as page:
        yield page


def handed_over(qtbot: QtBot, folders: Folders) -> Handover:
    noted = Noted()
    with opened(qtbot, folders, replacing=noted) as page:
        page.sign_in().press("F4").type(HALF).press("F12")
        assert "locked" in [widget.objectName() for widget in page.shown()]
        assert page.desk.store is None
        assert page.place == "sign_in"
        (handover,) = noted.handed
    return handover


def test_what_is_handed_over_tells_of_nobody_in_clear(qtbot: QtBot, folders: Folders) -> None:
    handover = handed_over(qtbot, folders)

    assert handover.place == "people"
    assert handover.answered is not None
    assert handover.sealed.startswith(b"age-encryption.org/v1")
    assert HALF.encode() not in handover.line()


def test_the_next_window_stands_there_after_the_same_persons_passphrase(
    qtbot: QtBot, folders: Folders
) -> None:
    handover = handed_over(qtbot, folders)

    with opened(qtbot, folders, left=handover) as page:
        assert page.window.sign_in.view.enter.word() == "Buka kunci", "the day was answered for"
        page.type(page.passphrase).press("Return")
        assert (page.place, page.focus()) == ("people", "people_search")
        boxes = {w.objectName(): w.text() for w in page.shown() if isinstance(w, QLineEdit)}
        assert boxes["people_search"] == HALF


@pytest.mark.parametrize("sealed", [b"", b"torn", b"age-encryption.org/v1\n-> X25519 torn"])
def test_what_cannot_be_opened_is_done_without(qtbot: QtBot, folders: Folders, sealed: bytes) -> None:
    with opened(qtbot, folders, left=Handover("somebody", "people", sealed)) as page:
        user = page.desk.slots.users[0].user.id
        page.sign_in()
        assert page.place == "queue", "it was somebody else's"
    with opened(qtbot, folders, left=Handover(user, "people", sealed)) as page:
        page.sign_in()
        assert page.place == "people"


def test_a_clock_that_jumped_is_told_by_the_next_window(qtbot: QtBot, folders: Folders) -> None:
    noted = Noted()
    with opened(qtbot, folders, replacing=noted) as page:
        page.sign_in().window.doubt_clock(-47)
        page.settle()
    (handover,) = noted.handed
    assert (handover.jumped, handover.answered) == (47, None)

    with opened(qtbot, folders, left=handover) as page:
        assert "clock.jumped" in page.words()
        assert page.window.sign_in.view.choice.value() is None


@pytest.mark.parametrize("stood", ["in front", "behind", "minimized"])
def test_the_next_window_stands_as_the_locked_one_did(qtbot: QtBot, folders: Folders, stood: Stood) -> None:
    """An idle desk locks itself behind another program, which keeps the keyboard."""
    noted = Noted()
    with opened(qtbot, folders, replacing=noted) as page:
        page.sign_in()
        other = QWidget()
        qtbot.addWidget(other)
        if stood == "minimized":
            page.window.showMinimized()
        elif stood == "behind":
            other.show()
            other.activateWindow()
            qtbot.waitUntil(other.isActiveWindow)
        page.window.lock()
        page.settle()
    (handover,) = noted.handed
    assert handover.stood == stood

    with Desk(folders, cost=CHEAP) as desk:
        window = Window(environment_of(desk, None), left=handover)
        qtbot.addWidget(window)
        window.show_again()

        assert window.isMinimized() == (stood == "minimized")
        # Qt's offscreen platform gives the keyboard to whatever is shown: here only what it is asked for.
        assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating) == (stood == "behind")
        window.close()


def test_a_new_day_is_asked_for_whatever_was_handed_over(qtbot: QtBot, folders: Folders) -> None:
    with opened(qtbot, folders, left=Handover("u", "queue", answered=date(2019, 1, 1))) as page:
        assert page.window.sign_in.view.choice.value() is None


def test_no_passphrase_is_read_and_what_is_typed_is_heard(qtbot: QtBot) -> None:
    view, other = QWidget(), QWidget()
    heard: list[str] = []
    for place in (view, other):
        qtbot.addWidget(place)
        for name in ("words", "name"):
            QLineEdit(place).setObjectName(name)
        place.findChildren(QLineEdit)[0].setEchoMode(QLineEdit.EchoMode.Password)
        place.show()
    for box in view.findChildren(QLineEdit):
        box.setText(HALF)
    other.findChildren(QLineEdit)[1].textEdited.connect(heard.append)

    kept = read_typed(view)
    assert list(kept) == ["name"]
    assert put_typed(other, {"words": [HALF, 0, 0, True], **kept}, EVERYTHING_TYPED)
    assert heard == [HALF]
    assert other.findChildren(QLineEdit)[0].text() == ""


def test_who_has_no_key_of_their_own_keeps_nothing(folders: Folders) -> None:
    guard = SlotGuard(None, "u", Unlocked(b"k" * 32, None), cost=CHEAP)  # type: ignore[arg-type]  # not asked

    assert guard.seal(b"x") == guard.unseal(b"x") == b""


def test_a_torn_line_hands_nothing_over() -> None:
    assert Handover.read(b"") is Handover.read(b'{"user": 7}') is Handover.read(b"\xff") is None


@dataclass
class Heard:
    """What a `Replacing` says and does, in order."""

    said: list[str] = field(default_factory=list)
    became: list[bytes] = field(default_factory=list)

    def listen(self, line: list[str], *, fails: bool = False) -> Replacing:
        def become(_line: list[str], reads: int) -> None:
            self.became.append(os.read(reads, 99999))
            os.close(reads)
            if fails:
                raise OSError

        replacing = Replacing(line, let_go=lambda: self.said.append("let go"), execute=become)
        for name in ("begun", "leaving", "over", "failed"):
            getattr(replacing, name).connect(lambda name=name: self.said.append(name))
        return replacing


LEFT = Handover("u", "queue")


def end(replacing: Replacing) -> None:
    process = replacing._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    process.kill()
    process.wait()


def test_it_is_over_when_the_other_has_read_and_is_seen(qtbot: QtBot) -> None:
    heard = Heard()
    replacing = heard.listen([sys.executable, "-c", READS_AND_STAYS])

    replacing.begin()
    with qtbot.waitSignal(replacing.over):
        replacing.hand_over(LEFT)

    assert heard.said == ["begun", "leaving", "let go", "over"]
    assert heard.became == []
    end(replacing)


@pytest.mark.parametrize("line", [["/bin/false"], ["/not/there"]], ids=["dies", "is not there"])
def test_where_no_other_comes_this_process_becomes_it(qtbot: QtBot, line: list[str]) -> None:
    heard = Heard()
    replacing = heard.listen(line)

    replacing.begin()
    replacing.hand_over(LEFT)
    qtbot.waitUntil(lambda: bool(heard.became))

    if replacing._process is not None:
        end(replacing)
    assert heard.became == [LEFT.line()]
    assert "over" not in heard.said


def test_where_even_that_fails_it_is_said(qtbot: QtBot) -> None:
    heard = Heard()
    replacing = heard.listen(["/not/there"], fails=True)

    replacing.begin()
    replacing.hand_over(LEFT)

    assert heard.said == ["begun", "leaving", "let go", "failed"]


def test_one_that_is_never_seen_is_not_waited_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_MS", 200)
    heard = Heard()
    replacing = heard.listen([sys.executable, "-c", STAYS])

    replacing.begin()
    with qtbot.waitSignal(replacing.over):
        replacing.hand_over(LEFT)
    end(replacing)


def test_nobody_comes_after_a_window_that_is_closed_first(qtbot: QtBot) -> None:
    heard = Heard()
    replacing = heard.listen([sys.executable, "-c", STAYS])

    replacing.begin()
    replacing.stop()

    assert replacing._process is not None
    assert replacing._process.poll() is not None
    assert replacing._process.stdin is not None
    replacing._process.stdin.close()
