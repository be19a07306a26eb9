"""Head and bar of the screen, and its dense form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.kit import ActButton, Card, Elided, Marked, Note, label
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.words import ticket_line
from ektp_desk.usecases.recording.queries import Seen
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds
from ektp_desk.words.outcomes import purpose_word

_WIDE_FROM, _TALL_FROM = 1094, 560  # what head, steps and cards at the side need


class RoomyScreen(QWidget):
    """Tells itself by `set_dense` which form its own room allows."""

    _small = True

    def set_dense(self, *, dense: bool) -> None:
        """Take the dense form, or leave it."""
        raise NotImplementedError

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the shell's form too: small is always dense."""
        self._small = small
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Choose the form again."""
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no more room than the dense form while another screen is seen."""
        super().hideEvent(event)
        self.set_dense(dense=True)

    def _fit(self) -> None:
        tight = self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)
        self.set_dense(dense=self._small or tight)


class DenseCard(Card):
    """`slim` takes 4 px above and below instead of the card's own; the shell's form leaves it alone."""

    dense = False
    slim = True

    def set_small(self, small: bool) -> None:  # noqa: ARG002, FBT001  a slot for the shell's signal
        """Keep the form that the screen gave."""
        self.fit_margins()

    def set_dense(self, *, dense: bool) -> None:
        """Take the dense form, or leave it."""
        self.dense = dense
        self.fit_margins()

    def fit_margins(self) -> None:
        """Set the room around what the card holds."""
        side = px(12 if self.dense else 16)
        top = px(4 if self.dense or self.slim else 12)
        self.body.setContentsMargins(side, top, side, top)


class Head(DenseCard):
    """Stands only in the wide form; the dense one shows the number in the band below."""

    def __init__(self) -> None:
        super().__init__(name="recording_head")
        self.setFixedHeight(px(76))
        self.number = label("A000", "hero", name="number")
        self._purpose, self._line = Elided("", "lead"), Elided("", tone="ink2")
        self.saved = Marked(Note(Shape.DONE, "", loud=True), "strong")
        row = self.add_row(self.number, None, self.saved, gap=24)
        row.insertLayout(1, _stacked(self._purpose, self._line), 1)

    def show_seen(self, seen: Seen) -> None:
        """Show the ticket."""
        if seen.ticket is None:
            return
        self.number.setText(seen.ticket.number)
        self.number.setAccessibleName(seen.ticket.number)
        self._purpose.set_text(purpose_word(seen.ticket.purpose))
        self._line.set_text(ticket_line(seen.ticket, seen.now))
        self.saved.show_note(saved_note(seen))

    def set_dense(self, *, dense: bool) -> None:
        """Give its height away in the dense form."""
        super().set_dense(dense=dense)
        self.setVisible(not dense)


def saved_note(seen: Seen) -> Note:
    """Say when the disk last acknowledged a step: `Tersimpan 16.57.07`."""
    last = seen.recording.saved_at if seen.recording else seen.ticket.moved_at if seen.ticket else seen.now
    return Note(Shape.DONE, _("Tersimpan {time}").format(time=clock_seconds(last)), loud=True)


def _stacked(*lines: Elided) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    for line in lines:
        column.addWidget(line)
    column.addStretch(1)
    return column


class Asks(Protocol):
    """A panel above that wants an answer: its two buttons stand here while it is open."""

    save: ActButton
    back: ActButton


class Foot(QWidget):
    """The blue button stands at the left end of the bar and never moves, whatever it says."""

    next_asked = Signal()
    finish_asked = Signal()
    aside_asked = Signal()
    end_asked = Signal()
    slip_asked = Signal()

    def __init__(self, panels: Sequence[Asks]) -> None:
        super().__init__()
        self.next = ActButton(
            _("Selesai dan panggil berikutnya"),
            "Ctrl+Enter",
            kind="blue",
            short=_("Selesai, panggil berikutnya"),
            name="finish_next",
        )
        self.finish = ActButton(_("Selesai"), "F9", tall=True, name="finish")
        self.aside = ActButton(_("Tunda"), "F8", tall=True, name="aside")
        self.end = ActButton(_("Selesai tanpa rekam…"), "Ctrl+B", tall=True, name="end")
        self._ended, self._dense = "", True
        self.slip = _slip()
        self.offer_slip("")
        self._left, self._usual = QStackedWidget(), _row(self.next, self.finish, self.aside)
        self._left.addWidget(self._usual)
        self._answers = [(panel, _row(panel.save, panel.back)) for panel in panels]
        for _panel, answer in self._answers:
            self._left.addWidget(answer)
        self._lay_out()
        self.next.asked.connect(self.next_asked)
        self.finish.asked.connect(self.finish_asked)
        self.aside.asked.connect(self.aside_asked)
        self.end.asked.connect(self.end_asked)
        self.slip.asked.connect(self.slip_asked)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._left, 1)
        row.addWidget(self.slip)
        row.addSpacing(px(8))
        row.addWidget(self.end)

    def offer_slip(self, number: str) -> None:
        """Offer the slip of a number that ended here, or none: of the person in hand there is none yet."""
        self._ended = number
        words = _("Bukti {number}") if self._dense else _("Cetak bukti {number}")
        self.slip.set_text(words.format(number=number or "A001"))
        self.slip.setVisible(bool(number))

    def set_dense(self, *, dense: bool) -> None:
        """Take the short word in the dense form."""
        self._dense = dense
        self.offer_slip(self._ended)

    def show_seen(self, seen: Seen, panel: Asks | None, *, changing: bool) -> None:
        """Offer what can be done: the answers of an open panel, or the steps' own acts.

        While another person is looked for, nothing is finished.
        """
        answer = next((row for each, row in self._answers if each is panel), self._usual)
        self._left.setCurrentWidget(answer)
        busy = panel is not None or changing
        for button in (self.next, self.finish):
            button.setEnabled(seen.recording is not None and not busy)
        for button in (self.aside, self.end):
            button.setEnabled(not busy)


def _row(*buttons: ActButton) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return made


def _slip() -> ActButton:
    made = ActButton("", "Ctrl+P", kind="quiet", name="foot_slip")
    made.setToolTip(_("Printer atau kertas lain: Ctrl+Shift+P"))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class SlipOffer(QObject):
    """Stands in a free corner of `host`, lower right, and takes no room of its own; `asked` on a press."""

    asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host, self._number, self._wanted = host, "", False
        self.button = ActButton(_("Cetak bukti"), "Ctrl+P", kind="quiet", name="slip")
        self.button.setParent(host)
        self.button.asked.connect(self.asked)
        self.button.setToolTip(_("Printer atau kertas lain: Ctrl+Shift+P"))
        self.button.hide()
        host.installEventFilter(self)

    def offer(self, number: str) -> None:
        """Offer this number's slip, or none."""
        self._number = number
        self._place()

    def stand(self, *, there: bool) -> None:
        """Be there only on pages that leave the corner free."""
        self._wanted = there
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.button.set_text(_("Cetak bukti {number}").format(number=self._number or "A001"))
        self.button.adjustSize()
        size = self.button.sizeHint()
        left, top = self._host.width() - size.width(), self._host.height() - size.height()
        self.button.setGeometry(left, top, size.width(), size.height())
        self.button.setVisible(self._wanted and bool(self._number))
        self.button.raise_()
