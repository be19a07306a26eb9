"""The hall's display: painted in a window of its own, read after every act, heard on every call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.icons import paint_mark
from ektp_desk.gui.kit.tokens import FAMILY, colour, px, tint, tokens
from ektp_desk.gui.work import Work
from ektp_desk.usecases.changes import Changes
from ektp_desk.usecases.ports import Bell
from ektp_desk.usecases.queue.queries import Called, Hall, hall
from ektp_desk.words import _, officially
from ektp_desk.words.dates import clock

_WIDE, _HIGH = 1366, 768  # what the sizes below are written for
_LEFT = 0.707  # the dark part's share of the width
_MOST_DESKS = 3
_EDGE = 56


@dataclass(frozen=True, slots=True)
class HallFacts:
    """`clock` as it is written here; `sample`: the office is one."""

    hall: Hall
    clock: str
    sample: bool


class HallBoard(QWidget):
    """Paints `HallFacts`; nothing on it can be pressed, and nothing moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("number_display")
        self._shown = HallFacts(Hall(None, (), ()), "", sample=False)

    def show_facts(self, shown: HallFacts) -> None:
        """Show other facts; the same again paint nothing."""
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleName(_heard(shown.hall))
        self.update()

    def shown(self) -> HallFacts:
        return self._shown

    @officially
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both parts; who waits in the hall reads Indonesian, whatever the desk speaks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _WIDE, self.height() / _HIGH)
        left = QRectF(0, 0, round(self.width() * _LEFT), self.height())
        right = QRectF(left.right(), 0, self.width() - left.width(), self.height())
        painter.fillRect(left, QColor(tokens().woven))
        painter.fillRect(right, QColor(tokens().surface))
        self._paint_hero(painter, left, scale)
        self._paint_side(painter, right.adjusted(40 * scale, 40 * scale, -40 * scale, -36 * scale), scale)

    def _paint_hero(self, painter: QPainter, room: QRectF, scale: float) -> None:
        hero, edge = self._shown.hall.hero, _EDGE * scale
        box = room.adjusted(edge, edge, -edge, -edge)
        painter.setPen(QColor("white"))
        painter.setFont(_letter(46 * scale, 600))
        _paint_weave(painter, room, scale)
        if hero is None:
            paint_mark(
                painter, room.center() - QPointF(0, 70 * scale), 130 * scale, QColor(255, 255, 255, 70)
            )
            words = room.adjusted(0, room.height() / 2 + 110 * scale, 0, 0)
            top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(words, top, _("Mohon menunggu panggilan"))
            return
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, _("Silakan ke"))
        plate = QRectF(box.left(), room.bottom() - 248 * scale, box.width(), 130 * scale)
        number = QRectF(box.left(), box.top() + 74 * scale, box.width(), plate.top() - box.top() - 90 * scale)
        painter.setFont(_fitting(hero.number, number, 360 * scale))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, hero.number)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(plate, 14 * scale, 14 * scale)
        painter.setPen(QColor(tokens().woven))
        painter.setFont(_letter(96 * scale, 700))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, _("Meja {desk}").format(desk=hero.desk))

    def _paint_side(self, painter: QPainter, room: QRectF, scale: float) -> None:
        hall, top = self._shown.hall, room.top()
        if hall.at_desks:
            top = _line(painter, room, top, _("Di meja"), _letter(25 * scale, 600), colour("ink2"))
            for each in hall.at_desks[:_MOST_DESKS]:
                top = self._paint_desk(painter, room, top, each, scale)
        if hall.earlier:
            top += 8 * scale
            top = _line(painter, room, top, _("Tadi dipanggil"), _letter(25 * scale, 600), colour("ink2"))
            _paint_earlier(painter, room, top, hall.earlier, scale)
        self._paint_foot(painter, room, scale)

    def _paint_desk(self, painter: QPainter, room: QRectF, top: float, each: Called, scale: float) -> float:
        called = each.state is TicketState.CALLED
        words = _("Silakan ke meja {desk}") if called else _("Meja {desk}")
        top = _line(painter, room, top, each.number, _letter(80 * scale, 700), colour("ink"))
        tone = colour("warn" if called else "primary")
        top = _line(painter, room, top, words.format(desk=each.desk), _letter(31 * scale, 600), tone)
        painter.setPen(QPen(QColor(tokens().hairline), max(1.0, 2 * scale)))
        painter.drawLine(QPointF(room.left(), top + 4 * scale), QPointF(room.right(), top + 4 * scale))
        return top + 10 * scale

    def _paint_foot(self, painter: QPainter, room: QRectF, scale: float) -> None:
        base = room.bottom() - 62 * scale
        help_ = QRectF(room.left(), base - 84 * scale, room.width(), 70 * scale)
        painter.setPen(colour("ink"))
        painter.setFont(_letter(22 * scale, 400))
        wrap = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.drawText(help_, wrap, _("Nomor terlewat? Tunjukkan kertas Anda di meja."))
        painter.setFont(_letter(60 * scale, 700))
        foot = QRectF(room.left(), base, room.width(), 62 * scale)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._shown.clock)
        if self._shown.sample:
            _paint_sample(
                painter, QRectF(foot.right() - 120 * scale, base + 12 * scale, 120 * scale, 38 * scale), scale
            )


def _letter(size: float, weight: int) -> QFont:
    letter = QFont(FAMILY)
    letter.setPixelSize(max(6, round(size)))
    letter.setWeight(QFont.Weight(weight))
    letter.setFeature(QFont.Tag("tnum"), 1)
    return letter


def _fitting(text: str, box: QRectF, largest: float) -> QFont:
    """The largest bold letter in which the text fits the box."""
    letter = _letter(largest, 700)
    metrics = QFontMetricsF(letter)
    share = min(
        box.width() / metrics.horizontalAdvance(text), box.height() / (metrics.capHeight() * 1.15), 1.0
    )
    return _letter(largest * share, 700)


def _line(painter: QPainter, room: QRectF, top: float, words: str, letter: QFont, shade: QColor) -> float:
    """Write one line; where the next begins is given back."""
    tall = QFontMetricsF(letter).height() * 0.94
    painter.setFont(letter)
    painter.setPen(shade)
    painter.drawText(QRectF(room.left(), top, room.width(), tall), Qt.AlignmentFlag.AlignVCenter, words)
    return top + tall


def _paint_earlier(
    painter: QPainter, room: QRectF, top: float, numbers: tuple[str, ...], scale: float
) -> None:
    """Write as many numbers as one or two rows hold."""
    letter = _letter(44 * scale, 600)
    metrics = QFontMetricsF(letter)
    step, tall = metrics.horizontalAdvance("A000") + 22 * scale, metrics.height() * 0.94
    columns = max(1, int((room.width() + 22 * scale) // step))
    free = room.bottom() - 150 * scale - top
    rows = max(0, min(2, int(free // tall)))
    painter.setFont(letter)
    painter.setPen(colour("ink"))
    for at, number in enumerate(numbers[: columns * rows]):
        box = QRectF(room.left() + at % columns * step, top + at // columns * tall, step, tall)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, number)


def _paint_weave(painter: QPainter, room: QRectF, scale: float) -> None:
    """Draw the woven border at the foot of the dark part."""
    half, step = 12 * scale, 34 * scale
    count = max(1, int(room.width() // step))
    step = room.width() / count
    for at in range(count):
        centre = QPointF(room.left() + (at + 0.5) * step, room.bottom() - 46 * scale)
        paint_mark(painter, centre, half, QColor("#B07A2A"))


def _paint_sample(painter: QPainter, box: QRectF, scale: float) -> None:
    painter.setPen(QPen(colour("warn"), max(1.0, 2 * scale), Qt.PenStyle.DashLine))
    painter.setBrush(tint("warn"))
    painter.drawRoundedRect(box, 6 * scale, 6 * scale)
    painter.setPen(colour("warn"))
    painter.setFont(_letter(19 * scale, 700))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("CONTOH"))


def _heard(hall: Hall) -> str:
    if hall.hero is None:
        return _("Layar nomor: mohon menunggu")
    return _("Layar nomor: {number} ke meja {desk}").format(number=hall.hero.number, desk=hall.hero.desk)


_SHOWN = frozenset({Entity.VISIT, Entity.TICKET})
_TICK_MS = 1_000
_BELL, _HEARD = "bel", "nyala"  # how this laptop keeps whether calls are heard


class DisplayWindow(QWidget):
    """A window of its own that never takes the keyboard from the desk; it goes with `owner`."""

    def __init__(self, owner: QWidget) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(owner, flags)
        self.setWindowTitle(_("Layar nomor"))
        self.setAccessibleName(_("Layar nomor"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.board = HallBoard()
        stacked(self.board, on=self)

    def come(self, screens: Sequence[QScreen], here: QScreen | None) -> None:
        """Fill the second screen where there is one; else be a window beside the desk's."""
        second = second_screen(screens, here)
        if second is None:
            self.resize(px(800), px(450))
            self.show()
            return
        self.setGeometry(QRect(second.geometry()))
        self.showFullScreen()

    def said(self) -> str:
        """What the hall reads, for another process: numbers, desks and the hour."""
        return msgspec.json.encode(self.board.shown()).decode()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only hide: the key that opens it opens it again."""
        event.accept()


class StandingBoard(QObject):
    """The board of a desk that was locked, as it was `said`: nobody is called, and its clock goes on."""

    def __init__(self, said: str, owner: QWidget, now: Callable[[], Moment]) -> None:
        super().__init__(owner)
        self.window, self._now = DisplayWindow(owner), now
        self.window.board.show_facts(msgspec.json.decode(said, type=HallFacts))
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()

    def stop(self) -> None:
        """Somebody is signed in: the queue's screen goes on with it."""
        self._tick.stop()

    def _on_tick(self) -> None:
        board = self.window.board
        board.show_facts(replace(board.shown(), clock=clock(self._now().local)))


def second_screen(screens: Sequence[QScreen], here: QScreen | None) -> QScreen | None:
    """The screen that the desk is not on, None with only one."""
    return next((screen for screen in screens if screen is not here), None)


class Display(QObject):
    """Opened and closed by `turn`; `chimes` says whether a call is heard.

    `owner` gives the widget that its window goes with: one that outlives another look.
    """

    def __init__(self, work: Work, owner: Callable[[], QWidget], chime: Bell, *, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._owner, self._chime = work, owner, chime
        self._window: DisplayWindow | None = None
        self._heard: tuple[str, int] = ("", 0)  # the number that was rung for, and for which of its calls
        self.chimes = work.choices.get(_BELL, _HEARD) == _HEARD
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        work.changed.connect(self._on_changed)

    def is_open(self) -> bool:
        return self._window is not None and self._window.isVisible()

    def window(self) -> DisplayWindow | None:
        """None until it was opened once."""
        return self._window

    def take(self, window: DisplayWindow) -> None:
        """Go on with one that is open already."""
        self._window = window
        self._tick.start()
        self._read(ring=False)

    def turn(self) -> None:
        """Open it, or close it."""
        if self.is_open():
            assert self._window is not None
            self._window.close()
            self._tick.stop()
            return
        owner = self._owner()
        if self._window is None:
            self._window = DisplayWindow(owner)
        self._window.come(QGuiApplication.screens(), owner.screen())
        owner.window().activateWindow()  # some window managers hand the keyboard to whatever comes
        self._window.raise_()  # and some put what does not take it behind
        self._tick.start()
        self._read(ring=False)

    def turn_chimes(self) -> None:
        """Let calls be heard, or not, until somebody turns it again."""
        self.chimes = not self.chimes
        self._work.choices.keep(**{_BELL: _HEARD if self.chimes else "mati"})

    def ring(self) -> None:
        self._chime.ring()

    def _on_changed(self, changes: Changes) -> None:
        if self.is_open() and changes.entities & _SHOWN:
            self._read(ring=True)

    def _read(self, *, ring: bool) -> None:
        visit = self._work.visit
        if visit is None:
            self._show(Hall(None, (), ()), ring=False)
            return
        self._work.ask(
            lambda session: hall(session, visit.id), lambda seen: self._show(seen, ring=ring), over="hall"
        )

    def _show(self, seen: Hall, *, ring: bool) -> None:
        if self._window is None:
            return
        session = self._work.session
        self._window.board.show_facts(HallFacts(seen, clock(session.now), session.office.sample))
        hero = seen.hero
        now = (hero.number, hero.calls) if hero else ("", 0)
        if ring and self.chimes and hero and now != self._heard:
            self._chime.ring()
        self._heard = now

    def _on_tick(self) -> None:
        if self._window is not None:
            shown = self._window.board.shown()
            self._window.board.show_facts(HallFacts(shown.hall, clock(self._work.session.now), shown.sample))
