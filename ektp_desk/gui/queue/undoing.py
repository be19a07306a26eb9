"""The list of one's own acts of the last minutes: a digit undoes its row, and no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import hairline, stacked
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.keycap import cap_size, paint_body, paint_cap, paint_words
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
from ektp_desk.gui.queue.context import QueueContext
from ektp_desk.usecases.queue.undo import GIVEN, UNDO_MINUTES, RecentAct, Returned
from ektp_desk.usecases.recording.taking_back import acts_to_take_back, undo_or_reopen
from ektp_desk.words import N_, _
from ektp_desk.words.acts.undone import act_word, as_before_word, since_word, undone_word
from ektp_desk.words.dates import clock
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count

_NOT_ANY_MORE = {
    "undo.final": N_("sudah selesai direkam"),
    "visit.closed": N_("harinya sudah ditutup"),
    "visit.not_open": N_("harinya sudah ditutup"),
    "role.not_allowed": N_("bukan hak peran Anda"),
}


class UndoController:
    """Opens the list, and undoes what is chosen in it."""

    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work

    def table(self) -> list[Act]:
        return [Act(id="queue_undo", text=_("Batalkan…"), keys=("Ctrl+Z",), run=self.undo)]

    def undo(self) -> None:
        """Show this user's acts, each to be undone by its digit."""
        desk = self._work.desk
        self._work.ask(lambda session: acts_to_take_back(session, desk=desk), self._ask_which)

    def _ask_which(self, acts: list[RecentAct]) -> None:
        panels = self._context.panels
        if not acts:
            self._work.explained.emit(_("Belum ada yang dapat dibatalkan"))
        elif panels.open is None:
            panels.ask(partial(UndoPanel, acts=acts, answer=self._take_back))

    def _take_back(self, act: RecentAct) -> None:
        def undone(done: RecentAct) -> None:
            self._context.panels.leave()
            self._work.tell(partial(told_words, done))

        def refused(error: EktpError) -> None:
            self._context.panels.leave()
            self._work.refused.emit(error)

        desk = self._work.desk
        self._work.do(lambda session: undo_or_reopen(session, act, desk=desk), undone, refused)


class UndoPanel(Panel):
    """The acts, the latest first; those that can be undone have a digit, the others say why not."""

    def __init__(
        self, host: QWidget, acts: Sequence[RecentAct], answer: Callable[[RecentAct], object]
    ) -> None:
        super().__init__(
            host,
            name="undoing",
            widest=640,
            title=_("Perbuatan Anda, {n} menit terakhir").format(n=UNDO_MINUTES),
            help_text=_("Tiap baris dibatalkan sendiri; baris lain tidak berubah. Pembatalan juga tercatat."),
        )
        self._answer = answer
        self._asked = False  # two quick presses are one
        free = [act for act in acts if act.why is None]
        digits = {id(act): str(at) for at, act in enumerate(free, 1)}
        self.take(
            *(
                Act(id=f"undoing_{key}", text=act_word(act.kind, act.numbers, act.said), keys=(key,),
                    run=partial(self._undo, act))
                for act, key in ((act, digits[id(act)]) for act in free)
            ),
            back_word=_("Tutup"),
        )  # fmt: skip
        self.head.addStretch(1)
        self.head.addWidget(self.back(kind="quiet"))
        self._rows = [UndoRow(act, digits.get(id(act), "")) for act in acts]
        for row in self._rows:
            row.clicked.connect(partial(self._undo, row.act))
        rows = [part for row in self._rows for part in (hairline(), row)]
        self.card.add(stacked(*rows))

    def first(self) -> QWidget:
        """The latest that can be undone."""
        return next((row for row in self._rows if row.key), self._rows[0])

    def confirm(self) -> None:
        """Enter undoes the row that has the focus."""
        held = QApplication.focusWidget()
        if isinstance(held, UndoRow):
            held.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows go from row to row."""
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        if (forward := steps.get(Qt.Key(event.key()))) is not None:
            self.focusNextPrevChild(forward)
        super().keyPressEvent(event)

    def _undo(self, act: RecentAct, _clicked: object = None) -> None:
        if act.why is not None:
            self._say(message(act.why))
        elif not self._asked:
            self._asked = True
            self._answer(act)


class UndoRow(QPushButton):
    """One act: its digit, when, what it was, what comes back or why not any more."""

    def __init__(self, act: RecentAct, key: str) -> None:
        super().__init__()
        self.act, self.key = act, key
        said = act_word(act.kind, act.numbers, act.said)
        self.at, self.word = clock(act.at), said[:1].upper() + said[1:]
        self.back = why_words(act) if act.why else back_words(act)
        self._end = _("batalkan") if key else _("tidak lagi")
        self.setObjectName(f"undo_row_{key}" if key else "undo_row")
        spoken = ", ".join((self.at, self.word, self.back, self._end))
        self.setAccessibleName(f"{spoken} ({key})" if key else spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(34 if is_small() else 47))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all but Space to the panel."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            fill = QColor(tokens().selected if self.key else tokens().paper)
            paint_body(painter, self.rect(), fill=fill, edge=None, focused=self.hasFocus(), radius=4)
        middle, ends = box.height() / 2, font(15, 600 if self.key else 400)
        if self.key:
            paint_cap(painter, self.key, QPointF(px(8) + cap_size(self.key).width(), middle))
        else:
            painter.fillRect(QRectF(px(13), middle - 1, px(12), 2), colour("ink2"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(px(42), 0, px(44), box.height()), self.at, colour("ink2"))
        wide = QFontMetrics(ends).horizontalAdvance(self._end)
        right = box.width() - px(10) - wide
        painter.setFont(ends)
        place = QRectF(right, 0, wide + 2, box.height())
        paint_words(painter, place, self._end, colour("primary" if self.key else "ink2"))
        self._paint_act(painter, QRectF(px(92), 0, right - px(92) - px(12), box.height()), ends)

    def _paint_act(self, painter: QPainter, room: QRectF, letters: QFont) -> None:
        """Draw in two lines; where height is scarce in one."""
        if is_small():
            wide = min(room.width(), QFontMetrics(letters).horizontalAdvance(self.word) + px(10))
            first = QRectF(room.left(), 0, wide, room.height())
            second = room.adjusted(wide, 0, 0, 0)
        else:
            first = QRectF(room.left(), px(4), room.width(), px(21))
            second = QRectF(room.left(), px(25), room.width(), px(18))
        painter.setFont(letters)
        cut = paint_words(painter, first, self.word, colour("ink"))
        painter.setFont(font(13))
        cut = paint_words(painter, second, self.back, colour("ink2")) or cut
        self.setToolTip(f"{self.word}\n{self.back}" if cut else "")


def back_words(act: RecentAct) -> str:
    """Say what comes back, and what stays: `kembali menunggu`, `2 nomor kembali; A003 tetap`."""
    words = _back(act)
    if act.stays:
        return _("{back}; tetap: {numbers}").format(back=words, numbers=", ".join(act.stays))
    return words


def _back(act: RecentAct) -> str:
    if act.kind == GIVEN:
        return _("nomornya batal, tidak dihitung")
    known = any(one.known for one in act.returned)
    if words := as_before_word(act.kind, known=known):
        return words
    if len(act.returned) > 1:
        return _("{n} nomor kembali seperti semula").format(n=count(len(act.returned)))
    (one,) = act.returned or [Returned("", TicketState.WAITING, "")]
    return _stands(one)


def _stands(one: Returned) -> str:
    if one.is_next:
        words = _("kembali menunggu, dipanggil berikutnya")
    elif one.state is TicketState.CALLED:
        words = _("kembali dipanggil di meja {desk}").format(desk=one.desk)
    elif one.state is TicketState.SERVING:
        words = _("kembali dilayani di meja {desk}").format(desk=one.desk)
    else:
        words = _("kembali menunggu")
    return _("{back}, dengan isian perekamannya").format(back=words) if one.recording else words


def why_words(act: RecentAct) -> str:
    """Say in few words why an act cannot be undone any more."""
    assert act.why is not None
    kind, number = str(act.why.facts.get("kind", "")), str(act.why.facts.get("number", ""))
    if act.why.code in _NOT_ANY_MORE:
        return _(_NOT_ANY_MORE[act.why.code])
    return since_word(kind, number)


def told_words(act: RecentAct) -> str:
    """Say what was undone, and what holds again."""
    words = _("Dibatalkan: {act}, tidak dihitung") if act.kind == GIVEN else _("Dibatalkan: {act}")
    said = words.format(act=undone_word(act.kind, [n for n in act.numbers if n not in act.stays]))
    if any(one.is_next for one in act.returned):
        return _("{told}, dipanggil berikutnya").format(told=said)
    return said
