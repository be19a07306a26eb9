"""The whole window for a test: real office, real store, keys only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar
from unittest.mock import patch

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ektp_desk.cli.rehearsal.serving import grown_up
from ektp_desk.cli.window import environment_of
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.sample.making import Sample, sample_clock
from ektp_desk.domain.office.policies import ATTEST, Policy
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import fitting
from ektp_desk.gui.shell.appearance import theme_of
from ektp_desk.gui.shell.replacing import Replacing
from ektp_desk.gui.shell.window import Window
from ektp_desk.gui.shell.workplace import Workplace
from ektp_desk.settings import Clock, Folders, ScreenChoice, write_screen
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.environment import Handover
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Person
from ektp_desk.words import spoken
from tests.gui.stillness import answer, still
from tests.kept import CHEAP, WORDS, lay_founded, lay_sample, morning
from tests.memory import memory_at_rest

T = TypeVar("T")
SMALL, LARGE_TYPE, USUAL = (1024, 560, 15), (1360, 690, 20), (1366, 698, 15)


class Waits(Protocol):
    """What is needed of pytest-qt's qtbot, so that pictures can be made without pytest."""

    def waitUntil(self, holds: Callable[[], bool], *, timeout: int = ...) -> None:  # noqa: N802  pytest-qt's name
        """Turn the event loop until it holds."""

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802  pytest-qt's name
        """Close the widget at the end."""


@dataclass
class DeskPage:
    """The window as a person meets it: presses keys, types, and reads what is shown."""

    qtbot: Waits
    window: Window
    desk: Desk
    passphrase: str

    def press(self, *keys: str) -> DeskPage:
        """Press keys, each when the window is still."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))
            self.settle()
        return self

    def type(self, text: str) -> DeskPage:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until nothing is under way and no search waits for the typing to pause."""
        still(self.window.jobs, self.window)

    def resize(self, width: int, height: int, letters: int) -> None:
        """`letters` is their size in px."""
        self.window.resize(width, height)
        self.window.appearance.choose(size=letters)
        self.settle()
        assert (self.window.width(), self.window.height()) == (width, height)

    def sign_in(self) -> DeskPage:
        """Answer for the day and go in."""
        return self.press("1").type(self.passphrase).press("Return")

    @property
    def place(self) -> str:
        """Which place is shown."""
        shell = self.window.shell
        return shell.current() if shell else "sign_in"

    def focus(self) -> str:
        """The name of what holds it."""
        held = QApplication.focusWidget()
        return held.objectName() or held.accessibleName() if held else ""

    def labels(self) -> dict[str, str]:
        """The visible named ones."""
        found = self.window.findChildren(QLabel)
        return {item.objectName(): item.text() for item in found if item.objectName() and item.isVisible()}

    def words(self) -> str:
        """Those that are visible."""
        texts = (item.text() for item in self.window.findChildren(QLabel) if item.isVisible())
        return "\n".join(texts)

    def tell(self, act: Callable[[Session], T]) -> T:
        """Ask the store something, as the test's own eye."""
        workplace = self.window.workplace
        assert workplace is not None
        return answer(self.window.jobs, workplace.work, act)

    def shown(self) -> list[QWidget]:
        """Every visible widget."""
        return [w for w in self.window.findChildren(QWidget) if w.isVisible()]


def attest(page: DeskPage) -> None:
    """Sign in where photo and signature are taken on the ministry's kit, as in an office at first."""
    page.sign_in()
    take_nothing_here(page)


def take_nothing_here(page: DeskPage) -> None:
    """Have photo and signature taken on the ministry's kit."""

    def set_rules(session: Session) -> None:
        for rule in (Policy.CAPTURE_PHOTO, Policy.CAPTURE_SIGNATURE):
            set_policy(session, rule, ATTEST)

    page.tell(set_rules)


def unrecorded(page: DeskPage) -> Person:
    """A grown-up target who was not recorded yet."""
    workplace = page.window.workplace
    assert workplace is not None
    visit = workplace.work.visit
    assert visit is not None
    return page.tell(lambda session: grown_up(session, visit.id))[0]


@contextmanager
def open_desk(
    qtbot: Waits,
    folders: Folders,
    *,
    sample: bool = True,
    size: tuple[int, int, int] = USUAL,
    theme: str = "terang",
) -> Iterator[DeskPage]:
    """Open the window on the sample office (or an empty one) at a size: width, height, type chosen in px."""
    made: Sample | None = None
    clock: Clock
    if sample:
        made = lay_sample(folders)
        words, clock = made.passphrase, sample_clock(made)
    else:
        lay_founded(folders)
        words, clock = WORDS, morning()
    with open_window(qtbot, folders, words, clock=clock, made=made, size=size, theme=theme) as page:
        yield page


@contextmanager
def open_window(
    qtbot: Waits,
    folders: Folders,
    words: str,
    *,
    clock: Clock,
    made: Sample | None = None,
    size: tuple[int, int, int] = USUAL,
    theme: str = "terang",
    left: Handover | None = None,
    replacing: Replacing | None = None,
) -> Iterator[DeskPage]:
    """Open the window on the office that lies in `folders`; `words` let its first user in.

    Its rows are not compared after the sign-in, which a clock begins and each test would wait for: who tries
    that says so (`test_changed_rows.py`).
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    choice = ScreenChoice(theme, size[2], spoken())
    dress(app, fitting(size[2], theme_of(choice), size[:2]), theme=theme_of(choice))
    with (
        memory_at_rest(),
        patch.object(Workplace, "compare_later", lambda _workplace: None),
        Desk(folders, clock=clock, cost=CHEAP) as desk,
    ):
        window = Window(
            environment_of(desk, made),
            choice=choice,
            keep=partial(write_screen, folders.screen),
            left=left,
            replacing=replacing,
        )
        qtbot.addWidget(window)
        window.resize(size[0], size[1])
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        page = DeskPage(qtbot, window, desk, words)
        page.settle()
        try:
            yield page
        finally:
            window.close()
