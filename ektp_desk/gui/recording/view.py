"""F3's view: which of its pages is shown, and the keys that act on all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.ending import EndingPanel
from ektp_desk.gui.ending.none_open import NoneOpen
from ektp_desk.gui.parts import ActButton, Pages
from ektp_desk.gui.printing.offer import SlipOffer
from ektp_desk.gui.recording.around.called import CalledPage
from ektp_desk.gui.recording.around.dense import RoomyScreen
from ektp_desk.gui.recording.around.idle import IdlePage
from ektp_desk.gui.recording.page import WorkPage
from ektp_desk.gui.recording.seen import Seen


class RecordingView(RoomyScreen):
    """Each act is a signal of the part that asks it; only what many parts share is told here."""

    back_asked = Signal()
    keep_asked = Signal()  # the person stays who was chosen
    exception_asked = Signal(object)  # Modality
    capture_asked = Signal(object)  # Modality
    stage_begun = Signal()  # another page, number, recording or person

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("recording")
        self.work, self.called, self.idle = WorkPage(), CalledPage(), IdlePage()
        self.none_open = NoneOpen("recording")
        self._stack = Pages()
        for page in (self.none_open, self.idle, self.called, self.work):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.slip = SlipOffer(self)
        self.ending = EndingPanel(self, today)
        self._stage: object = None
        self._changing = False
        self._join()

    def show_seen(self, seen: Seen | None, desk: str, *, changing: bool) -> None:
        """Show what was read, None while no visit is open; a new stage takes the focus."""
        page = self._page_of(seen)
        if seen is not None:
            self._fill(page, seen, desk, changing=changing)
        stage = _stage_of(page, seen, changing=changing)
        self._stack.setCurrentWidget(page)
        self.slip.stand(there=page in (self.idle, self.called))
        self._changing = changing
        if stage != self._stage:
            self._stage = stage
            self.work.close_panel()
            self.take_focus()
            self.stage_begun.emit()

    def _fill(self, page: QWidget, seen: Seen, desk: str, *, changing: bool) -> None:
        if page is self.work:
            self.work.show_seen(seen, changing=changing)
        elif page is self.called:
            self.called.show_seen(seen, desk)
        else:
            self.idle.show_seen(seen)

    def offer_slip(self, number: str) -> None:
        """Offer the slip of a number that ended here, or none, on whichever page is shown."""
        self.slip.offer(number)
        self.work.foot.offer_slip(number)

    def take_focus(self) -> None:
        """Put the focus where the next act is."""
        if self.ending.isVisibleTo(self):
            self.ending.stops()[0].setFocus()
            return
        page = self._stack.currentWidget()
        if page is self.work:
            self.work.take_focus()
            return
        if page is self.idle:
            self.idle.begin()
        target = self.idle.number if page is self.idle else self._blue(page)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_dense(self, *, dense: bool) -> None:
        """Take the form that the room allows."""
        self.work.set_dense(dense=dense)

    def _page_of(self, seen: Seen | None) -> QWidget:
        if seen is None:
            return self.none_open
        if seen.ticket is None:
            return self.idle
        return self.work if seen.serving else self.called

    def toggle(self, modality: Modality) -> None:
        """Turn a step, and mark its row."""
        self.work.board.point_at(modality)
        self.work.board.turn(modality)

    def press_blue(self) -> None:
        """Do what the one blue button says."""
        page, panel = self._stack.currentWidget(), self.work.panel()
        if page is not self.work:
            self._blue(page).click()
        elif panel is not None:
            panel.submit()
        else:
            self.work.foot.next.click()

    def step_back(self) -> None:
        """Close what lies nearest; only then leave. Nothing is written either way."""
        work = self.work
        if self._stack.currentWidget() is not work:
            self.back_asked.emit()
        elif work.panel() is not None:
            work.close_panel()
        elif self._changing:
            self.keep_asked.emit()
        elif work.papers.note.hasFocus():
            work.take_focus()
        else:
            self.back_asked.emit()

    def _blue(self, page: QWidget | None) -> ActButton:
        if page is self.called:
            return self.called.serve
        return self.idle.next if page is self.idle else self.none_open.blue()

    def _join(self) -> None:
        work = self.work
        self.idle.queue.asked.connect(self.back_asked)
        work.who.search.new_asked.connect(work.ask_walk_in)
        work.board.exception_asked.connect(self.exception_asked)
        work.board.capture_asked.connect(self.capture_asked)
        for panel in work.panels:
            panel.closed.connect(work.close_panel)
        work.papers.note.returnPressed.connect(work.take_focus)


def _stage_of(page: QWidget, seen: Seen | None, *, changing: bool) -> tuple[object, ...]:
    ticket = seen.ticket.id if seen and seen.ticket else ""
    recording = seen.recording.id if seen and seen.recording else ""
    return id(page), ticket, recording, changing
