"""The sign-in joined to its environment: no passphrase is tried before the day was answered for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import Jobs
from ektp_desk.gui.kit import label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.buttons import KeyWord
from ektp_desk.gui.kit.cards import Part, lay_out, stacked
from ektp_desk.gui.kit.icons import Diamond, WovenBorder
from ektp_desk.gui.kit.news import BannerKind, Countdown
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.tokens import is_small, px, tokens
from ektp_desk.gui.shell.sign_in_view import SignInView
from ektp_desk.usecases.environment import LOSSES, Environment
from ektp_desk.words import _
from ektp_desk.words.dates import clock, long_date
from ektp_desk.words.errors import message

if TYPE_CHECKING:
    from ektp_desk.usecases.session import Session


_FAR_AHEAD = ("clock.far_ahead", "clock.far_ahead_people", "clock.far_ahead_all")
_DATE_DOUBTS = ("clock.backwards", *_FAR_AHEAD)  # a person may call the date right all the same


class SignInSide(QWidget):
    """Mark, office, for a sample its passphrase, and the keys that act before anybody has signed in."""

    def __init__(self, office: str, acts: Acts, *, sample: bool, passphrase: str) -> None:
        super().__init__()
        self.setFixedWidth(px(320 if is_small() else 420))
        mark = lay_out(
            QHBoxLayout(),
            Diamond(52, "white"),
            label("ektp-desk", "figure", tone="white"),
            None,
            gap=14,
            margins=(36, 0, 0, 0),
        )
        agency = label(_("Dinas Kependudukan dan Pencatatan Sipil"), "lead", tone="white", wrap=True)
        whose = label(office, "body", tone="white", wrap=True)
        for line in (agency, whose):
            line.setContentsMargins(px(40), 0, px(24), 0)
        keys = [
            KeyWord(acts[id_].data(), acts[id_].text(), ground="ink", name=id_) for id_ in ("help", "look")
        ]
        for key in keys:
            key.clicked.connect(acts[key.objectName()].trigger)
        parts: list[Part] = [mark, 20, agency, whose]
        if sample:
            parts += 20, _SampleBox(passphrase)
        parts += None, lay_out(QHBoxLayout(), *keys, None, gap=16, margins=(40, 8, 16, 16))
        if not is_small():  # the border's height goes to the rest
            parts.append(WovenBorder())
        stacked(*parts, gap=8, margins=(0, 40, 0, 0), on=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().woven))


class _SampleBox(QWidget):
    """Says that everything here is invented, and what opens it."""

    def __init__(self, passphrase: str) -> None:
        super().__init__()
        parts = [label(_("CONTOH · data buatan"), "strong", tone="warn")]
        if passphrase:
            parts.append(label(_("Kata sandi contoh:"), "help"))
            parts.append(label(passphrase, "strong", wrap=True, name="sample_passphrase"))
        stacked(*parts, gap=4, margins=(56, 10, 40, 10), on=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(QColor(tokens().warn))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens().tint_warn))
        painter.drawRoundedRect(self.rect().adjusted(px(40), 1, -px(24), -1), px(6), px(6))


class BannerWords(NamedTuple):
    """What the sign-in's banner says."""

    what: str
    then: str = ""
    code: str = ""
    kind: BannerKind = "bad"


class SignIn(QObject):
    """Says `entered` with a session whose day was confirmed, `lost` where a loss refused one."""

    entered = Signal(object)  # Session
    lost = Signal(object)  # EktpError
    look_asked = Signal()
    help_asked = Signal()
    view: SignInView

    def __init__(self, jobs: Jobs, environment: Environment) -> None:
        super().__init__()
        self._jobs, self._environment = jobs, environment
        self._answer: str | None = None  # whether the day is right: "right" or "wrong"
        self._answered: date | None = None  # the day that was said to be right
        self._person = ""
        self._was_open = self._busy = False
        self._asks_again = ""  # by a key of its own: the code of what speaks against the date
        self._news: Callable[[], BannerWords] | None = None
        self._waiting = Countdown(self)
        self._waiting.ticked.connect(self._show_waiting)
        self._waiting.ended.connect(self._show_waiting)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_time)

    @property
    def answered(self) -> date | None:
        """The day that was said to be right; None where it must be asked for."""
        return self._answered

    def go_on_from(self, user: str, answered: date | None) -> None:
        """Stand as where another process was locked, before the view is made; a new day is asked for."""
        self._person, self._answered = user, answered
        self._answer = None if answered is None else "right"
        self._was_open = answered is not None

    def make_view(self) -> SignInView:
        environment = self._environment
        self._acts = Acts(self._table(), explain=self._on_resting)
        office, sample = environment.office_name, environment.is_sample
        side = SignInSide(office, self._acts, sample=sample, passphrase=environment.told_passphrase)
        self.view = view = SignInView(environment.people(), side, self._acts)
        self._acts.setParent(view)  # they go with it, on this thread
        view.people.choose(self._person)
        view.choice.choose(self._answer)
        view.people.changed.connect(self._on_another)
        view.choice.chosen.connect(self._on_answered)
        self._show_time()
        self._show_news()
        return view

    def _table(self) -> list[Act]:
        return [
            Act(
                id="enter",
                text=self._enter_word,
                # Beside the second button there is no room for the question's answers as well.
                short=lambda: _("Jawab dahulu") if self._is_free() and self._answer is None else "",
                keys=("Enter",),
                why_not=lambda: "" if self._is_free() and self._answer == "right" else self._enter_word(),
                run=self._enter,
            ),
            Act(
                id="sure",
                text=_("Tanggal hari ini memang benar"),
                short=_("Tanggal benar"),
                keys=("F9",),
                when=lambda: bool(self._asks_again),
                why_not=lambda: "" if self._is_free() else self._enter_word(),
                run=self._enter_surely,
            ),
            Act(id="person_before", keys=("Up",), run=lambda: self.view.people.step(-1)),
            Act(id="person_after", keys=("Down",), run=lambda: self.view.people.step(1)),
            # Both are bound by the window.
            Act(id="help", text=_("Bantuan"), keys=("Shift+F1",), run=self.help_asked.emit, bound=False),
            Act(id="look", text=_("Tampilan"), keys=("Shift+F11",), run=self.look_asked.emit, bound=False),
        ]

    def _is_free(self) -> bool:
        return not self._busy and not self._waiting.left()

    def _enter_word(self) -> str:
        """Say what Enter does, or what comes before: neither answer is given beforehand."""
        if self._busy:
            return _("Membuka…")
        if seconds := self._waiting.left():
            return _("Tunggu {seconds} detik").format(seconds=seconds)
        if self._answer is None:
            return _("Jawab dahulu: 1 atau 2")
        if self._answer == "wrong":
            return _("Betulkan jam dahulu")
        if self._asks_again:
            return _("Periksa lagi")
        # A desk that was locked in a day that is still answered for is only unlocked.
        return _("Buka kunci") if self._was_open else _("Masuk dan buka hari")

    def start(self) -> None:
        """Come to the front; the day is asked again after each start, since a flat battery resets clocks."""
        self._show_time()
        self._tick.start(1000)
        self.view.show_people(self._environment.people())
        self._on_another()
        self._asks_again = ""
        self.view.passphrase.forget()
        self._say(None)
        say(self.view, _("Masuk"))
        self.view.go_on()

    def _show_time(self) -> None:
        now = self._environment.clock().local
        if self._answered not in (None, now.date()):
            self._forget_answer()  # it was for another day
        zone = _("{zone} · menurut jam laptop ini").format(zone=self._environment.zone)
        self.view.show_time(clock(now), long_date(now.date()), zone)

    def _say(self, news: Callable[[], BannerWords] | None) -> None:
        """Tell it now, and in another language when that is spoken."""
        self._news = news
        self._show_news()

    def _show_news(self) -> None:
        self.view.say(*(self._news() if self._news else BannerWords("")))
        self._acts.refresh()

    def _on_answered(self, answer: str) -> None:
        self._answer = answer
        self._answered = self._environment.clock().local.date() if answer == "right" else None
        if answer == "right":
            self._say(None)
            self.view.passphrase.setFocus()
        else:
            self._say(
                lambda: BannerWords(
                    _("Tanggal atau jam laptop salah. Tidak ada yang tercatat."),
                    _("Betulkan di setelan laptop, lalu pilih betul."),
                    "clock.wrong",
                )
            )

    def ask_day_anew(self, because: EktpError) -> None:
        """Say why the answer for the day counts no longer."""
        self._forget_answer()
        self._say(partial(self._words_of, because))
        self.view.choice.setFocus()

    def _forget_answer(self) -> None:
        self._answer, self._answered = None, None
        self._was_open = False  # a day that is asked for anew is opened anew
        self.view.choice.choose(None)
        self._acts.refresh()

    def tell_stop(self, words: Callable[[], tuple[str, str]]) -> None:
        self._say(lambda: BannerWords(*words(), "stop.hard", "warn"))

    def _words_of(self, error: EktpError) -> BannerWords:
        what, _dot, rest = message(error).partition(". ")
        if error.code in _DATE_DOUBTS:
            now = self._environment.clock().local
            what = _("{what}: kini {day}, {time}").format(
                what=what, day=long_date(now.date()), time=clock(now)
            )
        then = _("Data tetap terkunci dan utuh.") if error.code == "signin.wait" else rest
        return BannerWords(f"{what}." if rest else what, then, error.code)

    def _on_resting(self, _why: str) -> None:
        """Enter was pressed at rest: nothing typed is no try, and Enter answers no question of the day."""
        if self._is_free():
            if self.view.passphrase.text():
                self._ask_first()
            else:
                self.view.go_on()

    def _ask_first(self) -> None:
        self.view.choice.setFocus()
        self._say(
            lambda: BannerWords(_("Jawab dahulu: betulkah hari dan jam ini?"), "", "clock.not_confirmed")
        )

    def _enter(self) -> None:
        if self.view.passphrase.text():
            self._begin(sure="")
        else:
            self.view.go_on()

    def _enter_surely(self) -> None:
        self._answer = "right"  # F9 says it
        self.view.choice.choose("right")
        self._answered = self._environment.clock().local.date()
        self._begin(sure=self._asks_again)

    def _begin(self, *, sure: str) -> None:
        self._busy = True
        self._acts.refresh()
        opening = partial(self._open, self.view.people.chosen(), self.view.passphrase.text(), sure=sure)
        self._jobs.act(opening, done=self._on_open, failed=self._on_failed)

    def _open(self, user: str, passphrase: str, *, sure: str) -> Session:
        from ektp_desk.usecases.visits.commands import begin_day  # noqa: PLC0415  the view is shown without

        session = self._environment.sign_in(user, passphrase)
        try:
            begin_day(session, sure=sure == "clock.backwards", allow=sure in _FAR_AHEAD)
        except BaseException:
            self._environment.sign_out()
            raise
        return session

    def _on_open(self, session: Session) -> None:
        self._tick.stop()
        self._was_open, self._busy = True, False
        self.view.passphrase.forget()
        self._acts.refresh()
        self.entered.emit(session)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, EktpError):
            self._acts.refresh()
            raise error
        error = EktpError(error.code, **error.facts)  # without a traceback, which holds passphrase and keys
        self._asks_again = error.code if error.code in _DATE_DOUBTS else ""
        self._say(partial(self._words_of, error))
        self._waiting.start(int(error.facts.get("wait", 0)) or int(error.facts.get("seconds", 0)))
        self.view.passphrase.edit.type_over()
        if self._asks_again:
            self._show_time()
            self._forget_answer()
            self.view.choice.setFocus()
        elif error.code in LOSSES:
            self.view.passphrase.forget()  # what compares a paper has its keys
            self.lost.emit(error)

    def _show_waiting(self) -> None:
        self._acts.refresh()

    def _on_another(self) -> None:
        """Nobody waits for somebody else's wrong tries."""
        self._person = self.view.people.chosen()
        if self._waiting.left():
            self._waiting.stop()
            self._say(None)
