"""The look of this laptop's screen while it runs: what was chosen, what fits, and who is told of a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.gui.look.redressing import redress
from ektp_desk.gui.look.scale import LEAST, MOST, base, fitting, tokens
from ektp_desk.gui.look.tokens import MATAHARI, TERANG, Tokens
from ektp_desk.settings import LANGUAGES, ScreenChoice
from ektp_desk.words import speak

_THEMES: dict[str, Tokens] = {"terang": TERANG, "matahari": MATAHARI}
Keep = Callable[[ScreenChoice], bool]


class Appearance(QObject):
    """Changes the look of `window` at once and has it remembered; `keep` gives whether it could be."""

    changed = Signal()
    language_changed = Signal()  # every sentence on the screen is to be written anew

    def __init__(self, window: QWidget, choice: ScreenChoice, keep: Keep) -> None:
        super().__init__(window)
        self._window, self._choice, self._keep = window, choice, keep
        self.kept = True

    @property
    def choice(self) -> ScreenChoice:
        """What was chosen, whatever fits the window now."""
        return self._choice

    def turn_theme(self) -> None:
        """Sun, or not."""
        self.choose(theme="terang" if self._choice.theme == "matahari" else "matahari")

    def step_size(self, by: int) -> None:
        """Write larger (1) or smaller (-1) by a pixel, from what was chosen."""
        self.choose(size=self._choice.size + by)

    def choose(
        self, *, theme: str | None = None, size: int | None = None, language: str | None = None
    ) -> None:
        """Take a choice, show it, and have it remembered."""
        before = self._choice
        size = before.size if size is None else min(MOST, max(LEAST, size))
        choice = replace(before, theme=theme or before.theme, size=size, language=language or before.language)
        if choice == before:
            return
        self._choice = choice
        self.kept = self._keep(choice)
        self.fit()
        if choice.language != before.language:
            speak(choice.language)
            self.language_changed.emit()
        self.changed.emit()

    def fit(self) -> None:
        """Dress the window as was chosen, in letters that it has the room for."""
        theme, fits = _THEMES[self._choice.theme], self.fits()
        if (theme, fits) == (tokens(), base()):
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        redress(app, self._window, fits, theme=theme)

    def fits(self) -> int:
        """Give the body size in px that this window shows of the choice."""
        room: QSize = self._window.size()
        return fitting(self._choice.size, _THEMES[self._choice.theme], (room.width(), room.height()))


def theme_of(choice: ScreenChoice) -> Tokens:
    """Give the colours of a choice."""
    return _THEMES[choice.theme]


def in_force() -> ScreenChoice:
    """Give a choice that is what the screen shows now."""
    return ScreenChoice("matahari" if tokens() is MATAHARI else "terang", base(), LANGUAGES[0])
