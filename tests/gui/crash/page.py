"""The crash page for a test: errors that nobody caught, a restart that is only noted, a clock to set."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from ektp_desk.domain.moments import Moment
from ektp_desk.gui.shell.crashes import Crashes
from ektp_desk.settings import Clock
from tests.gui.desks import DeskPage


@dataclass
class CrashDesk:
    """A window whose uncaught errors are heard, with what they wrote."""

    page: DeskPage
    report: Path
    restarts: list[str] = field(default_factory=list)
    ticks: list[float] = field(default_factory=lambda: [0.0])

    def __post_init__(self) -> None:
        restarts, ticks = self.restarts, self.ticks  # what the window holds must not hold the window
        self.crashes = Crashes(
            self.page.window,
            self.page.desk.clock,
            report=self.report,
            restart=lambda: restarts.append("asked"),
            sample=True,
            ticks=lambda: ticks[0],
        )

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.ticks[0] += seconds

    def crash(self, text: str = "kesalahan") -> CrashDesk:
        """Let something break that nobody catches."""
        try:
            raise_here(text)
        except LookupError as error:
            self.crashes.hear(error)
        self.page.settle()
        return self

    @property
    def is_covered(self) -> bool:
        """Whether the crash page is what a person sees."""
        shown = self.crashes.page
        return shown is not None and shown.isVisible()

    def shown_report(self) -> str:
        """As it stands on the page."""
        (text,) = [w for w in self.page.shown() if isinstance(w, QPlainTextEdit)]
        return text.toPlainText()


def raise_here(text: str) -> None:
    """Break."""
    raise LookupError(text)


@dataclass
class SetClock:
    """The laptop's clock, set wrong by so much."""

    real: Clock
    off: timedelta = timedelta()

    def __call__(self) -> Moment:
        """Say what time the laptop takes it for."""
        moment = self.real()
        return replace(moment, utc=moment.utc + self.off)


def clock_of(page: DeskPage) -> SetClock:
    """Put a clock that can be set behind an open window."""
    clock = SetClock(page.desk.clock)
    page.desk._given_clock = clock
    page.window._environment = replace(page.window._environment, clock=clock)
    page.window.sign_in._environment = page.window._environment
    return clock
