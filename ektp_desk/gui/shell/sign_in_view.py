"""The sign-in: shows the time, asks whether it is right, who signs in, and with what words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ektp_desk.gui.kit import Banner, Choice, Elided, Option, PassphraseField, hairline, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, keeping_room, lay_out, stacked
from ektp_desk.gui.kit.keycap import paint_body, paint_words
from ektp_desk.gui.kit.news import BannerKind
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.style import hit_whole
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
from ektp_desk.usecases.environment import SignInPerson
from ektp_desk.words import _
from ektp_desk.words.roles import roles_words

_TALL, _LOW, _GAP = 52, 40, 8
_ONE_COLUMN = 2  # people that stand below one another
_ROWS, _ROWS_SMALL = 4, 3  # that are seen at once; the rest scrolls


class People(QScrollArea):
    """One of them is always chosen; `changed` says that it is another one."""

    changed = Signal()

    def __init__(self, people: Sequence[SignInPerson]) -> None:
        super().__init__()
        self.setObjectName("people")
        self._rows: list[_Row] = []
        self._in_view = self._seen = 1
        self._group = QButtonGroup(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._show_chosen)
        self.show_people(people)

    def show_people(self, people: Sequence[SignInPerson]) -> None:
        """Show who may sign in now; who was chosen stays chosen while they may."""
        if [row.person for row in self._rows] == list(people):
            return
        before = self.chosen()
        holder, self._group = QWidget(), QButtonGroup(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(_GAP))
        self._rows = [_Row(person) for person in people]
        columns = 1 if len(people) <= _ONE_COLUMN else 2
        self._in_view = -(-len(people) // columns)
        for place, row in enumerate(self._rows):
            # Down the first column, then the second: the arrows go as the eye does.
            grid.addWidget(row, place % self._in_view, place // self._in_view)
            self._group.addButton(row)
            row.toggled.connect(self._on_toggled)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)  # the area made it fill; the page shines through
        next((row for row in self._rows if row.person.id == before), self._rows[0]).setChecked(True)
        self._fit()

    def chosen(self) -> str:
        """Empty before anybody is shown."""
        return next((row.person.id for row in self._rows if row.isChecked()), "")

    def choose(self, person: str) -> None:
        """Choose by id, if somebody of that id may sign in."""
        for row in self._rows:
            if row.person.id == person:
                row.setChecked(True)

    def count(self) -> int:
        return len(self._rows)

    def out_of_sight(self) -> int:
        columns = -(-len(self._rows) // self._in_view)
        return max(0, len(self._rows) - self._seen * columns)

    def step(self, by: int) -> None:
        """Choose the next one, or the one before, round the end."""
        at = next(place for place, row in enumerate(self._rows) if row.isChecked())
        self._rows[(at + by) % len(self._rows)].setChecked(True)

    def _fit(self) -> None:
        rows = min(self._in_view, _ROWS_SMALL if is_small() else _ROWS)
        tall = px(_LOW if is_small() else _TALL)
        for row in self._rows:
            row.setFixedHeight(tall)
        self._seen = rows
        self.setFixedHeight(rows * tall + (rows - 1) * px(_GAP))
        self.verticalScrollBar().setSingleStep(tall + px(_GAP))
        self._show_chosen()

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001  a slot of Qt's own signal
        if on:
            self._show_chosen()
            self.changed.emit()

    def _show_chosen(self) -> None:
        """Scroll by whole rows, and no further than the chosen one asks: half a row cannot be read."""
        at = next((place for place, row in enumerate(self._rows) if row.isChecked()), 0) % self._in_view
        bar = self.verticalScrollBar()
        first = round(bar.value() / bar.singleStep())
        bar.setValue(min(max(first, at - self._seen + 1), at) * bar.singleStep())


class _Row(QRadioButton):
    """An initial in a disc, the name, and the role under it."""

    def __init__(self, person: SignInPerson) -> None:
        super().__init__()
        hit_whole(self)
        self.person = person
        self._role = roles_words(person.roles)
        self.setObjectName(f"person_{person.id}")
        self.setAccessibleName(f"{person.name}, {self._role}")
        self.setToolTip(f"{person.name}\n{self._role}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        paint_body(
            painter,
            self.rect(),
            fill=QColor(tokens().selected if chosen else tokens().surface),
            edge=colour("primary") if chosen else QColor(tokens().edge),
            focused=self.hasFocus(),
            line=tokens().line + chosen,
        )
        disc = QRectF(px(14), (self.height() - px(32)) / 2, px(32), px(32))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary") if chosen else QColor(tokens().rail))
        painter.drawEllipse(disc)
        painter.setFont(font(15, 600))
        initial = colour("white" if chosen else "ink")
        paint_words(painter, disc, self.person.name[:1].upper(), initial, Qt.AlignmentFlag.AlignHCenter)
        left, width = px(58), self.width() - px(70)
        half = self.height() / 2
        paint_words(painter, QRectF(left, px(4), width, half - px(3)), self.person.name, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, half - px(1), width, half - px(5)), self._role, colour("ink2"))


_WIDTH = 500


class SignInView(QWidget):
    """Shows the time, the question whether it is right, and who may sign in."""

    def __init__(self, people: Sequence[SignInPerson], side: QWidget, acts: Acts) -> None:
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
        self.passphrase = PassphraseField(_("Kata sandi"), "passphrase", reserve=False)
        self.enter = acts.button("enter", kind="blue", large=True)
        self.sure = acts.button("sure", tall=True)
        # As high as the blue one beside it, whose letters are larger.
        self.sure.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.banner = _banner()
        self._hint = label("", "help", name="who_hint")
        self._lay_out(side)
        acts.add_to(self.passphrase, "person_before", "person_after")
        acts.add_to(self)
        self._show_hint()

    def show_time(self, clock: str, day: str, zone: str) -> None:
        self._clock.setText(clock)
        self._date.setText(day)
        self._zone.setText(zone)

    def say(self, what: str, then: str = "", code: str = "", kind: BannerKind = "bad") -> None:
        self.banner.say(kind, what, then=then, code=code)
        self.banner.setVisible(bool(what))

    def show_people(self, people: Sequence[SignInPerson]) -> None:
        self.people.show_people(people)
        self._show_hint()

    def _show_hint(self) -> None:
        more, keys = self.people.out_of_sight(), _("panah ↑ ↓ memilih")
        self._hint.setText(_("{n} orang lagi · {keys}").format(n=more, keys=keys) if more else keys)
        self._hint.setVisible(self.people.count() > 1)

    def go_on(self) -> None:
        """Put the focus where the next answer is due."""
        (self.choice if self.choice.value() is None else self.passphrase).setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))

    def _lay_out(self, side: QWidget) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(px(40), px(20), px(40), px(16))
        in_row(side, None, middle, None, gap=0, on=self)
        # The small form begins at the top, so that a banner that is longer than its room moves nothing.
        middle.addStretch(0 if is_small() else 1)
        middle.addWidget(self._form(), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        if not is_small():
            words = _("Berkas data terkunci; hanya kata sandi Anda yang membukanya.")
            middle.addWidget(Elided(words, "help"))

    def _form(self) -> QWidget:
        gap, title = 7 if is_small() else 10, label(_("Betulkah hari dan jam ini?"), "strong")
        form = stacked(
            self._time_row(),
            lay_out(QHBoxLayout(), title, self.choice, gap=gap, grows=title),
            hairline(),
            lay_out(QHBoxLayout(), label(_("Siapa Anda?"), "label"), None, self._hint, gap=gap),
            self.people,
            self.passphrase,
            lay_out(QHBoxLayout(), self.enter, self.sure, gap=8, grows=self.enter),
            self.banner,
            gap=gap,
        )
        form.setFixedWidth(px(_WIDTH))
        return form

    def _time_row(self) -> QHBoxLayout:
        words = lay_out(QVBoxLayout(), None, self._date, self._zone, None, gap=2)
        return lay_out(QHBoxLayout(), self._clock, words, gap=16, grows=words)


def _banner() -> Banner:
    """Holds its place while it says nothing, so that the form never jumps."""
    banner = keeping_room(Banner("bad", "", name="sign_in_banner"))
    banner.setMinimumHeight(px(76 if is_small() else 100))  # two lines and the code; with a third
    banner.hide()
    return banner
