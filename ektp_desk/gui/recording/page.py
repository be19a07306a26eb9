"""The page of a ticket being served: head, who, steps, papers and bar, laid out; asks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.recording.around.foot import Foot
from ektp_desk.gui.recording.around.head import Head, saved_note
from ektp_desk.gui.recording.around.papers import Papers
from ektp_desk.gui.recording.capture.photo import PhotoPanel
from ektp_desk.gui.recording.capture.signature import SignaturePanel
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.gui.recording.steps.board import StepBoard
from ektp_desk.gui.recording.steps.exception import ExceptionPanel
from ektp_desk.gui.recording.steps.middle import Invitation, Middle
from ektp_desk.gui.recording.steps.passing import PassingPanel
from ektp_desk.gui.recording.who.band import WhoBand
from ektp_desk.gui.recording.who.walk_in import WalkInForm

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
