"""The sign-in: shows the time, asks whether it is right, who signs in, and with what words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
from ektp_desk.gui.parts.news.banner import BannerKind
from ektp_desk.gui.sign_in.people import People
from ektp_desk.words import _

_WIDTH = 500


class SignInView(QWidget):
    """Asks by `answered` and `enter_asked`; shows what the presenter says."""

    answered = Signal(str)  # "right" or "wrong"
    enter_asked = Signal(str, str)  # user id, passphrase
    sure_asked = Signal(str, str)  # the same: the date is right, though the clock went back

    def __init__(self, people: Sequence[Person], side: QWidget) -> None:
        super().__init__()
        self._is_open = self._busy = False
        self._seconds = 0  # to wait
        self._clock = label("00.00", "hero", name="clock")
        self._date, self._zone = label("", "lead", name="date"), label("", "help")
        self.choice = Choice(
            _("Betulkah hari dan jam ini?"),
            [Option("right", _("betul")), Option("wrong", _("salah, betulkan…"), "bad", Shape.WRONG)],
            name="day",
            numbered=True,
        )
        self.people = People(people)
        self.passphrase = PassphraseField(_("Kata sandi"), "passphrase", reserve=False)
        self.enter = ActButton(_("Masuk dan buka hari"), "Enter", kind="blue", large=True, name="enter")
        self.sure = _sure()
        self.banner = Banner("bad", "", name="sign_in_banner")
        self._lay_out(side)
        self.choice.chosen.connect(self.answered)
        self.enter.asked.connect(self._on_enter)
        on_key(self, "Enter", self._on_enter)
        self.sure.asked.connect(self._on_sure)
        on_key(self, "F9", self._on_sure)
        for key, by in (("Up", -1), ("Down", 1)):
            on_key(self.passphrase, key, partial(self.people.step, by))

    def show_time(self, clock: str, day: str, zone: str) -> None:
        """Show the laptop's clock, large."""
        self._clock.setText(clock)
        self._date.setText(day)
        self._zone.setText(zone)

    def say(self, what: str, *, then: str = "", code: str = "", kind: BannerKind = "bad") -> None:
        """Tell what went wrong, in the room kept for it."""
        self.banner.say(kind, what, then=then, code=code)
        self.banner.setVisible(bool(what))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Hold the button while the key is derived."""
        self._busy, self._seconds = busy, 0
        self._show_enter()

    def wait(self, seconds: int) -> None:
        """Hold the button, and say on it how long; none gives it free."""
        self._busy, self._seconds = False, seconds
        self._show_enter()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the window's form
        """Sit tighter; begin at the top, so that a banner that is longer than its room moves nothing."""
        self._column.setSpacing(px(7 if small else 10))
        self.people.set_small(small)
        self._show_hint()
        self.banner.setMinimumHeight(px(76 if small else 100))  # two lines and the code; with a third
        self._middle.setStretch(0, 0 if small else 1)
        self._locked.setVisible(not small)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show who may sign in now."""
        self.people.show_people(people)
        self._hint.setVisible(len(people) > 1)
        self._show_hint()

    def _show_hint(self) -> None:
        more, keys = self.people.out_of_sight(), _("panah ↑ ↓ memilih")
        self._hint.setText(_("{n} orang lagi · {keys}").format(n=more, keys=keys) if more else keys)

    def ask_sure(self, *, asked: bool) -> None:
        """Ask once more, by a key of its own, whether a date before the last record is right."""
        self.sure.setVisible(asked)
        self.set_busy(False)

    def say_open(self, is_open: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Say on the button what Enter does: a day that is open is not opened again."""
        self._is_open = is_open
        self._show_enter()

    def take_over(self, before: SignInView) -> None:
        """Show what was answered, chosen and typed in another."""
        self.choice.choose(before.choice.value())
        self.people.choose(before.people.chosen())
        self.passphrase.set_text(before.passphrase.text())
        self._go_on()

    def start_over(self) -> None:
        """Forget what was typed; begin where the next answer is due."""
        self.passphrase.forget()
        self.banner.hide()
        self.ask_sure(asked=False)
        self._go_on()

    def _on_enter(self) -> None:
        if self._busy or self._seconds:
            return
        if self.passphrase.text():
            self.enter_asked.emit(self.people.chosen(), self.passphrase.text())
        else:
            self._go_on()  # nothing typed is no try, and Enter answers no question of the day

    def _go_on(self) -> None:
        """Put the focus where the next answer is due."""
        (self.choice if self.choice.value() is None else self.passphrase).setFocus()

    def _show_enter(self) -> None:
        """Say on the button what Enter does, or what comes before: neither answer is given beforehand."""
        free = not (self._busy or self._seconds)
        self.sure.setEnabled(free)
        self.enter.setEnabled(free and self.choice.value() == "right")
        # Beside the second button there is no room for the question's answers as well.
        unanswered = free and self.choice.value() is None
        self.enter.set_text(self._enter_word(), short=_("Jawab dahulu") if unanswered else "")

    def _enter_word(self) -> str:
        if self._busy:
            return _("Membuka…")
        if self._seconds:
            return _("Tunggu {seconds} detik").format(seconds=self._seconds)
        if self.choice.value() is None:
            return _("Jawab dahulu: 1 atau 2")
        if self.choice.value() == "wrong":
            return _("Betulkan jam dahulu")
        if not self.sure.isHidden():
            return _("Periksa lagi")
        return _("Buka kunci") if self._is_open else _("Masuk dan buka hari")

    def _on_sure(self) -> None:
        if self.sure.isVisible() and self.sure.isEnabled():
            self.sure_asked.emit(self.people.chosen(), self.passphrase.text())

    def _lay_out(self, side: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        middle = self._middle = QVBoxLayout()
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
        self._locked = Elided(_("Berkas data terkunci; hanya kata sandi Anda yang membukanya."), "help")
        middle.addWidget(self._locked)
        self.set_small(False)

    def _keep_room(self, banner: Banner) -> None:
        """Hold the banner's place while it says nothing, so that the form never jumps."""
        policy = banner.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        banner.setSizePolicy(policy)
        banner.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))

    def _time_row(self) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(px(16))
        words.setSpacing(px(2))
        words.addStretch(1)
        words.addWidget(self._date)
        words.addWidget(self._zone)
        words.addStretch(1)
        row.addWidget(self._clock)
        row.addLayout(words, 1)
        return row

    def _form(self, inside: QWidget) -> None:
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._time_row())
        asked = QHBoxLayout()
        asked.addWidget(label(_("Betulkah hari dan jam ini?"), "strong"), 1)
        asked.addWidget(self.choice)
        column.addLayout(asked)
        column.addWidget(hairline())
        who = QHBoxLayout()
        who.addWidget(label(_("Siapa Anda?"), "label"))
        who.addStretch(1)
        self._hint = label(_("panah ↑ ↓ memilih"), "help", name="who_hint")
        who.addWidget(self._hint)
        column.addLayout(who)
        column.addWidget(self.people)
        column.addWidget(self.passphrase)
        enters = QHBoxLayout()
        enters.setSpacing(px(8))
        enters.addWidget(self.enter, 1)
        enters.addWidget(self.sure)
        column.addLayout(enters)
        column.addWidget(self.banner)
        self._keep_room(self.banner)


def _sure() -> ActButton:
    button = ActButton(
        _("Tanggal hari ini memang benar"), "F9", short=_("Tanggal benar"), tall=True, name="sure"
    )
    # As high as the blue one beside it, whose letters are larger.
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    button.hide()
    return button
