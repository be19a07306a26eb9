"""F3's view: which of its pages is shown, and the keys that act on all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.gui.kit import ActButton, Pages
from ektp_desk.gui.kit.form import panel_over
from ektp_desk.gui.kit.news import NoneOpen
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.around import Foot, Head, RoomyScreen, SlipOffer, saved_note
from ektp_desk.gui.recording.board import StepBoard
from ektp_desk.gui.recording.exception import ExceptionPanel, Invitation, Middle, PassingPanel
from ektp_desk.gui.recording.idle import CalledPage, IdlePage
from ektp_desk.gui.recording.papers import Papers
from ektp_desk.gui.recording.photo import PhotoPanel
from ektp_desk.gui.recording.signature import SignaturePanel
from ektp_desk.gui.recording.walk_in import WalkInForm
from ektp_desk.gui.recording.who import WhoBand
from ektp_desk.usecases.recording.queries import Seen

Panel = ExceptionPanel | PassingPanel | WalkInForm | PhotoPanel | SignaturePanel


class WorkPage(QWidget):
    """A panel opens in the place of the steps, so that nothing else moves."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.who, self.papers = Head(), WhoBand(), Papers()
        self.board, self.exception = StepBoard(), ExceptionPanel()
        self.passing, self.walk_in = PassingPanel(), WalkInForm()
        self.photo, self.signature = PhotoPanel(), SignaturePanel()
        self.panels: tuple[Panel, ...] = (
            self.exception,
            self.passing,
            self.walk_in,
            self.photo,
            self.signature,
        )
        self.foot = Foot(self.panels)
        self.invitation = Invitation()
        self.who.search.edit.textChanged.connect(self.invitation.show_typed)
        self._middle = Middle((self.invitation, self.board, *self.panels))
        self._seen: Seen | None = None
        self._dense = True
        self._lay_out()
        self.set_dense(dense=True)

    def show_seen(self, seen: Seen, *, changing: bool) -> None:
        """Show the ticket; an open panel stays."""
        self._seen = seen
        self.head.show_seen(seen)
        self.who.show_seen(seen, changing=changing)
        self.invitation.show_seen(seen)
        self.board.saved.show_note(saved_note(seen))
        self.board.show_seen(seen)
        self.papers.show_seen(seen)
        self._rest()

    def panel(self) -> Panel | None:
        """Give the panel that is open."""
        shown = self._middle.currentWidget()
        return next((panel for panel in self.panels if panel is shown), None)

    def open_panel(self, panel: Panel) -> None:
        """Put a panel in the place of the steps."""
        self._middle.turn_to(panel)
        self._rest()
        panel.take_focus()

    def close_panel(self) -> None:
        """Put the steps back; the focus goes where the next act is."""
        if self.panel() is not None:
            self._middle.turn_to(self.board)
            self._rest()
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the next act is."""
        panel = self.panel()
        if panel is not None:
            panel.take_focus()
            return
        target = self.who.search if self.who.is_searching() else self.board
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, modality: Modality) -> None:
        """Go to a step that still lacks."""
        self.board.point_at(modality)
        self.take_focus()

    def say_lacking(self, lacking: tuple[Modality, ...]) -> None:
        """Say why a finish was refused, and go to the first step that lacks."""
        self.papers.say_lacking(lacking)
        self.board.say_lacking(lacking)
        if lacking:
            self.point_at(lacking[0])

    def ask_exception(self, modality: Modality, second: str, said: Taken) -> None:
        """Ask why a step cannot be taken in full; its row is the one at hand afterwards.

        `said` is what was said of it before it was taken back: a slip of a digit costs no typing.
        """
        self.board.point_at(modality)
        now = self.board.rows[modality].taken()
        self.exception.begin(modality, now if now.state is ModalityState.EXCEPTED else said, second)
        self.open_panel(self.exception)

    def ask_passing(self) -> None:
        """Ask for a supervisor's word."""
        self.passing.begin()
        self.open_panel(self.passing)

    def ask_walk_in(self) -> None:
        """Ask who somebody is that stands in no list."""
        if self._seen is not None and self.who.is_searching():
            self.walk_in.begin(self.who.search.text(), self._seen.today)
            self.open_panel(self.walk_in)

    def set_dense(self, *, dense: bool) -> None:
        """Move the side's papers into a line, and close up."""
        self._dense = dense
        for part in (self.head, self.who, self.board, self.papers, self.foot):
            part.set_dense(dense=dense)
        gap = px(8 if dense else 12)
        self._grid.setVerticalSpacing(gap)
        self._grid.setHorizontalSpacing(0 if dense else px(16))
        self._left.setSpacing(gap)
        if self._seen is not None:
            self.papers.show_seen(self._seen)
        self._rest()

    def _rest(self) -> None:
        """Show what fits the moment: a panel, the steps, or why there are none; one blue button only."""
        panel = self.panel()
        if panel is None:
            self._middle.turn_to(self.invitation if self.who.is_searching() else self.board)
        if self._seen is not None:
            self.foot.show_seen(self._seen, panel, changing=self._is_changing())
        self.papers.side.setVisible(not self._dense)
        self.papers.line.setVisible(self._dense and panel is None)

    def _is_changing(self) -> bool:
        return self._seen is not None and self._seen.recording is not None and self.who.is_searching()

    def _lay_out(self) -> None:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.who):
            self._left.addWidget(widget)
        self._left.addWidget(self._middle, 1)
        self._left.addWidget(self.papers.line)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(left, 0, 0)
        self._grid.addWidget(self.papers.side, 0, 1)
        self._grid.addWidget(self.foot, 1, 0, 1, 2)
        self._grid.setRowStretch(0, 1)
        self._grid.setColumnStretch(0, 1)


class RecordingView(RoomyScreen):
    """Each act is a signal of the part that asks it; only what many parts share is told here."""

    back_asked = Signal()
    keep_asked = Signal()  # the person stays who was chosen
    exception_asked = Signal(object)  # Modality
    capture_asked = Signal(object)  # Modality
    stage_begun = Signal()  # another page, number, recording or person

    def __init__(self) -> None:
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
        if (panel := panel_over(self)) is not None:
            panel.first().setFocus()
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
