"""What is said over or in place of a screen: banners, empty states, progress, waiting times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.cards import Card
from ektp_desk.gui.kit.icons import Diamond
from ektp_desk.gui.kit.keycap import paint_body
from ektp_desk.gui.kit.labels import Elided, label
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.saying import Telling
from ektp_desk.gui.kit.shapes import Shape, ShapeMark
from ektp_desk.gui.kit.tokens import Tone, colour, is_small, px, tint, tokens
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.errors import message

if TYPE_CHECKING:
    from ektp_desk.usecases.shapes import Visit

BannerKind = Literal["info", "warn", "bad", "ok"]

_LOOKS: dict[BannerKind, tuple[Tone, Shape]] = {
    "info": ("ink2", Shape.WAITING),
    "warn": ("warn", Shape.LOOK),
    "bad": ("bad", Shape.WRONG),
    "ok": ("ok", Shape.DONE),
}


class Banner(Telling):
    """5 px bar, shape, three parts of text, and at most one button at the right.

    `what` holds what happened and what is safe (600), `then` what to do, `code` the code in 13.
    The kind "info" is for being offline: bar and edge without a tint, since nothing is wrong.
    A `low` banner is two lines high: its code stands at the right.
    """

    heard_as = HeardAs.AlertMessage

    asked = Signal()

    def __init__(
        self,
        kind: BannerKind,
        what: str = "",
        *,
        then: str = "",
        code: str = "",
        button: ActButton | None = None,
        low: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._kind: BannerKind = kind
        self._mark = ShapeMark(Shape.LOOK, size=16)
        self._what, self._then = label("", "strong", wrap=True), label("", "body", wrap=True)
        self._code = label("", "help")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if name:
            for part, what_of in zip(self.parts(), ("what", "then", "code"), strict=True):
                part.setObjectName(f"{name}_{what_of}")
        self.button = button
        self._lay_out(low=low)
        self.say(kind, what, then=then, code=code)

    def say(self, kind: BannerKind, what: str, *, then: str = "", code: str = "") -> None:
        """Tell something else in the same place."""
        self._kind = kind
        tone, shape = _LOOKS[kind]
        self._mark.set_shape(shape, tone=tone)
        for part, text in ((self._what, what), (self._then, then), (self._code, code)):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(what)
        self.setAccessibleDescription(" ".join(part for part in (then, code) if part))
        self.update()
        self.tell(" ".join(part for part in (what, then) if part), urgent=kind == "bad")

    def say_error(self, kind: BannerKind, error: EktpError) -> None:
        """What happened, then what is safe and what to do."""
        what, _dot, then = message(error).partition(". ")
        self.say(kind, f"{what}." if then else what, then=then, code=error.code)

    def parts(self) -> tuple[QLabel, QLabel, QLabel]:
        """What, then, code."""
        return self._what, self._then, self._code

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge and bar."""
        painter, tone = QPainter(self), _LOOKS[self._kind][0]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
        ground = QColor(tokens().surface) if self._kind == "info" else tint(tone)
        painter.fillPath(path, ground)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(0, 0, px(5), self.height()), colour(tone))
        painter.restore()
        if ground == QColor(tokens().surface):  # nothing else would part it from the card below
            painter.setPen(QPen(QColor(tokens().edge), tokens().line))
            painter.drawPath(path)

    def _lay_out(self, *, low: bool) -> None:
        row, air = QHBoxLayout(self), px(3 if low else 9)
        row.setContentsMargins(px(20), air, px(16), air)
        row.setSpacing(px(14))
        left = QVBoxLayout()
        left.setContentsMargins(0, px(2), 0, 0)
        left.addWidget(self._mark)
        left.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (self._what, self._then):
            column.addWidget(part)
        row.addLayout(left)
        row.addLayout(column, 1)
        if low:
            row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            column.addWidget(self._code)
        if self.button is not None:
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.button.asked.connect(self.asked)


_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(Telling):
    """Diamond, title, one sentence of help, and the buttons named in it."""

    heard_as = HeardAs.StaticText
    wears_ring = True

    def __init__(
        self,
        title: str,
        help_text: str = "",
        *,
        buttons: Sequence[ActButton] = (),
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title, self._help = label("", "lead", wrap=True), label("", "body", tone="ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addStretch(1)
        if not is_small():  # where height is scarce
            column.addWidget(Diamond(68, "pale"), 0, _CENTRE)
        column.addSpacing(px(8))
        for words in (self._title, self._help):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        if buttons:
            column.addSpacing(px(4))
            column.addLayout(_side_by_side(buttons))
        column.addStretch(1)
        self.say(title, help_text)

    def say(self, title: str, help_text: str = "") -> None:
        self._title.setText(title)
        self._help.setText(help_text)
        self._help.setVisible(bool(help_text))
        self.setAccessibleName(f"{title}. {help_text}".strip())
        self.tell(self.accessibleName())


def _side_by_side(buttons: Sequence[ActButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


class ProgressCard(Card):
    """Its owner shows it only when work has taken 600 ms, so that short work shows nothing."""

    stop_asked = Signal()

    def __init__(self, title: str, *, name: str = "progress") -> None:
        super().__init__(gap=6, name=name)
        self._title, self._left = self.add_heading(title)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(px(10))
        self._bar.setAccessibleName(title)
        self.add(self._bar)
        self._line = Elided("", "help")
        self.cancel = ActButton(_("Batal"), "Esc", name=f"{name}_cancel")
        self.cancel.asked.connect(self.stop_asked)
        row = self.add_row(self._line, self.cancel)
        row.setStretch(0, 1)

    def step(self, done: int, whole: int, *, line: str = "", left: str = "") -> None:
        """Show `done` of `whole` (0 of 0: length unknown), a line below, and the time left."""
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        self._line.set_text(line)
        self._left.set_text(left)

    def set_title(self, title: str) -> None:
        self._title.set_text(title)
        self._bar.setAccessibleName(title)

    def may_stop(self, may: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the button away once stopping would no longer leave things as they were."""
        self.cancel.setVisible(may)


_SECOND = 1000


class Countdown(QObject):
    """`ticked` gives the seconds that are left, the first at once; `ended` comes when none is."""

    ticked = Signal(int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = 0
        # A coarse one may come early, and who tries again at once would have to wait anew.
        self._tick = QTimer(self, interval=_SECOND, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_second)

    def start(self, seconds: int) -> None:
        """Begin anew; nothing to wait for ends at once."""
        self._left = seconds
        self._tick.stop()
        if seconds > 0:
            self._tick.start()
            self.ticked.emit(seconds)
        else:
            self.ended.emit()

    def stop(self) -> None:
        """Forget it, and tell nobody."""
        self._left = 0
        self._tick.stop()

    def left(self) -> int:
        """In seconds."""
        return self._left

    def _on_second(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.ticked.emit(self._left)
        else:
            self._tick.stop()
            self.ended.emit()


_BREAKS = ("/", "\\")


class CommandLine(QWidget):
    """The command in a box of its own; `key` is printed, the screen binds it to `copy`."""

    def __init__(self, command: str, key: str, *, name: str) -> None:
        super().__init__()
        self.key, self._command = key, command
        self._line = label("", "strong", wrap=True, name=name)
        self.button = ActButton(_("Disalin"), key, name=f"{name}_copy")
        self.button.setFixedWidth(self.button.sizeHint().width())  # the box keeps its place when it is said
        self.button.asked.connect(self.copy)
        box, inside = _Box(), QHBoxLayout()
        box.setLayout(inside)
        inside.setContentsMargins(px(12), px(5), px(12), px(5))
        inside.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(box, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_command(command)

    def set_command(self, command: str) -> None:
        self._command = command
        self._line.setText(as_typed(command))
        self._line.setAccessibleName(command)
        self._line.updateGeometry()
        self.button.set_text(_("Salin"))

    def command(self) -> str:
        """As it is copied."""
        return self._command

    def copy(self) -> None:
        """Put the command on the clipboard, and say so on the button."""
        QGuiApplication.clipboard().setText(self._command)
        self.button.set_text(_("Disalin"))


def as_typed(command: str) -> str:
    """A line breaks behind a word or a folder and never within an option's `--`."""
    shown = command.replace("--", "-\N{WORD JOINER}-\N{WORD JOINER}")
    for sign in _BREAKS:
        shown = shown.replace(sign, f"{sign}\N{ZERO WIDTH SPACE}")
    return shown


class _Box(QWidget):
    """The ground that tells a command from a sentence."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_body(painter, self.rect(), fill=QColor(tokens().paper), edge=QColor(tokens().keyline))


class NoneOpen(QStackedWidget):
    """`plan_asked` goes to the visits, `report_asked` to the closed visit's report."""

    plan_asked = Signal()
    report_asked = Signal(object)  # Visit

    def __init__(self, name: str) -> None:
        super().__init__()
        self._closed: Visit | None = None
        self._plan = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name=f"{name}_plan")
        self._report = ActButton(_("Laporan"), "Enter", kind="blue", name=f"{name}_report")
        self._next = ActButton(_("Kunjungan & daftar"), "F10", tall=True, name=f"{name}_next")
        nobody = EmptyState(
            _("Belum ada kunjungan yang dibuka"),
            _("Pilih kunjungan dan buka meja laptop ini di Kunjungan & daftar."),
            buttons=(self._plan,),
            name=f"{name}_no_visit",
        )
        self._done = EmptyState("", buttons=(self._report, self._next), name=f"{name}_closed")
        for page in (nobody, self._done):
            self.addWidget(page)
        for button in (self._plan, self._next):
            button.asked.connect(self.plan_asked)
        self._report.asked.connect(self._on_report)

    def show_closed(self, visit: Visit | None) -> None:
        """Tell of the visit that was closed today, if one was."""
        self._closed = visit
        if visit is None or visit.closed_at is None:
            self.setCurrentIndex(0)
            return
        self._done.say(
            _("Hari ditutup {time}").format(time=clock(visit.closed_at)),
            _("Ditandatangani {name}. Hasilnya ada di Laporan.").format(name=visit.supervisor.rstrip(".")),
        )
        self.setCurrentWidget(self._done)

    def _on_report(self) -> None:
        if self._closed is not None:
            self.report_asked.emit(self._closed)

    def blue(self) -> ActButton:
        """The one that Enter presses."""
        return self._report if self.currentWidget() is self._done else self._plan
