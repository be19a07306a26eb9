"""The sign-in: shows the time, asks whether it is right, who signs in, and with what words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.doors import Person
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import (
    ActButton,
    Banner,
    Choice,
    Elided,
    Option,
    PassphraseField,
    hairline,
    label,
    on_key,
)
from ektp_desk.gui.sign_in.people import People
from ektp_desk.words import _

_WIDTH = 500


class SignInView(QWidget):
    """Asks by `answered` and `enter_asked`; shows what the presenter says."""

    answered = Signal(str)  # "right" or "wrong"
    enter_asked = Signal(str, str)  # user id, passphrase

    def __init__(self, people: Sequence[Person], side: QWidget) -> None:
        super().__init__()
        self._clock = label("00.00", "hero", name="clock")
        self._date, self._zone = label("", "lead", name="date"), label("", "help")
        self.choice = Choice(
            _("Betulkah hari dan jam ini?"),
            [Option("right", _("betul")), Option("wrong", _("salah, betulkan…"), "bad", Shape.WRONG)],
            name="day",
            numbered=True,
        )
        self.people = People(people)
        self.passphrase = PassphraseField(_("Kata sandi"), "passphrase", help_text="")
        self.enter = ActButton(_("Masuk dan buka hari"), "Enter", kind="blue", large=True, name="enter")
        self.banner = Banner("bad", "", name="sign_in_banner")
        self._lay_out(side)
        self.choice.chosen.connect(self.answered)
        self.enter.asked.connect(self._on_enter)
        on_key(self, "Enter", self._on_enter)

    def show_time(self, clock: str, day: str, zone: str) -> None:
        """Show the laptop's clock, large."""
        self._clock.setText(clock)
        self._date.setText(day)
        self._zone.setText(zone)

    def say(self, what: str, *, then: str = "", code: str = "") -> None:
        """Tell what went wrong, in the room kept for it."""
        self.banner.say("bad", what, then=then, code=code)
        self.banner.setVisible(bool(what))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Hold the button while the key is derived."""
        self.enter.setEnabled(not busy)
        self.enter.set_text(_("Membuka…") if busy else _("Masuk dan buka hari"))

    def start_over(self) -> None:
        """Forget what was typed; begin where the next answer is due."""
        self.passphrase.forget()
        self.banner.hide()
        (self.choice if self.choice.value() is None else self.passphrase).setFocus()

    def _on_enter(self) -> None:
        if self.enter.isEnabled():
            self.enter_asked.emit(self.people.chosen(), self.passphrase.text())

    def _lay_out(self, side: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        middle = QVBoxLayout()
        middle.setContentsMargins(px(40), px(20), px(40), px(16))
        row.addStretch(1)
        row.addLayout(middle)
        row.addStretch(1)
        inside = QWidget()
        inside.setFixedWidth(px(_WIDTH))
        self._form(inside)
        middle.addStretch(1)
        middle.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        middle.addWidget(Elided(_("Berkas data terkunci; hanya kata sandi Anda yang membukanya."), "help"))

    def _keep_room(self, banner: Banner) -> None:
        """Hold the banner's place while it says nothing, so that the form never jumps."""
        policy = banner.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        banner.setSizePolicy(policy)
        banner.setMinimumHeight(px(76))  # two lines and the code
        banner.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))

    def _form(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        time_row, words = QHBoxLayout(), QVBoxLayout()
        time_row.setSpacing(px(16))
        words.addStretch(1)
        words.addWidget(self._date)
        words.addWidget(self._zone)
        words.addStretch(1)
        time_row.addWidget(self._clock)
        time_row.addLayout(words, 1)
        column.addLayout(time_row)
        asked = QHBoxLayout()
        asked.addWidget(label(_("Betulkah hari dan jam ini?"), "strong"), 1)
        asked.addWidget(self.choice)
        column.addLayout(asked)
        column.addWidget(hairline())
        column.addWidget(label(_("Siapa Anda?"), "label"))
        column.addWidget(self.people)
        column.addWidget(self.passphrase)
        column.addWidget(self.enter)
        column.addWidget(self.banner)
        self._keep_room(self.banner)
