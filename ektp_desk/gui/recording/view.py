"""F3's view: which of its pages is shown, and what fits into the room there is."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Pages
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.form import panel_over
from ektp_desk.gui.kit.news import NoneOpen
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.recording.around import Foot, SlipOffer
from ektp_desk.gui.recording.band import SoughtBand, WhoBand
from ektp_desk.gui.recording.board import StepBoard
from ektp_desk.gui.recording.day_list import DayList
from ektp_desk.gui.recording.idle import CalledPage, IdlePage
from ektp_desk.gui.recording.panel import StepsPanel, StepsPlace, invitation
from ektp_desk.gui.recording.papers import Papers
from ektp_desk.usecases.recording.facts import RecordingFacts

Page = Literal["none_open", "idle", "called", "work"]


class WorkPage(QWidget):
    """A panel opens in the place of the steps, so that nothing else moves.

    `turned`: another panel is open, or none.
    """

    turned = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("work_page")
        self.who, self.sought, self.papers = WhoBand(acts), SoughtBand(), Papers(acts, self)
        self.board, self.foot = StepBoard(acts), Foot(acts)
        self._invitation = invitation(acts)
        self._place = StepsPlace(self._invitation, self.board)
        self._seen: RecordingFacts | None = None
        self._refused = False  # a finish, since what is shown was read
        self._dense = True
        self._lay_out()
        self.set_dense(dense=True)

    def show_seen(self, seen: RecordingFacts, *, changing: bool) -> None:
        """Show the ticket; an open panel stays."""
        self._seen, self._refused = seen, False
        self.who.show_seen(seen, changing=changing)
        self.sought.show_seen(seen)
        self.board.show_seen(seen)
        self.papers.show_seen(seen)
        self._rest()

    @property
    def panel(self) -> StepsPanel | None:
        return self._place.panel

    def show_panel(self, panel: StepsPanel | None) -> None:
        """Put a panel in the place of the steps, or the steps back."""
        if self.panel is not None:
            self.panel.remove_from(self)
        if panel is not None:
            panel.add_to(self)
        self._place.put(panel)
        self._rest()
        self.turned.emit()

    def take_focus(self) -> None:
        if self.panel is not None:
            self.panel.take_focus()
            return
        target = self.who.search if self.who.is_searching() else self.board
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_lacking(self, seen: RecordingFacts) -> None:
        """Say why a finish was refused, and go to the first row that lacks."""
        self._say_refused(seen)
        if seen.lacks:
            self.board.point_at(seen.lacks[0])
            self.take_focus()

    def _say_refused(self, seen: RecordingFacts) -> None:
        self._refused = True
        self.papers.say_lacking(seen)
        self.board.say_lacking(seen)

    def state(self) -> object:
        return self._refused

    def put_back(self, state: object) -> None:
        if state and self._seen is not None:
            self._say_refused(self._seen)

    def set_dense(self, *, dense: bool) -> None:
        """Move the side's papers into a line, and close up."""
        self._dense = dense
        for part in (self.who, self.sought, self.board, self.papers):
            part.set_dense(dense=dense)
        gap = px(8 if dense else 12)
        self._grid.setVerticalSpacing(gap)
        self._grid.setHorizontalSpacing(0 if dense else px(12))
        self._left.setSpacing(gap)
        if self._seen is not None:
            self.papers.show_seen(self._seen)
        self._rest()

    def _rest(self) -> None:
        """Show what fits the moment: a panel, the steps, or why there are none; one blue button only."""
        if self.panel is None:
            self._place.turn_to(self._invitation if self.who.is_searching() else self.board)
        self.foot.show_answers(self.panel)
        self.papers.side.setVisible(not self._dense)
        self.papers.line.setVisible(self._dense and self.panel is None)

    def _lay_out(self) -> None:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        for widget in (self.who, self.sought):
            self._left.addWidget(widget)
        self._left.addWidget(self._place, 1)
        self._left.addWidget(self.papers.line)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(left, 0, 0)
        self._grid.addWidget(self.papers.side, 0, 1)
        self._grid.addWidget(self.foot, 1, 0, 1, 2)
        self._grid.setRowStretch(0, 1)
        self._grid.setColumnStretch(0, 1)


_WIDE_FROM, _TALL_FROM = 1148, 560  # what list, steps and cards at the side need


class RecordingView(QWidget):
    """No visit, no number in hand, a number that was called, or one that is served.

    Dense where its own room allows no more, and always in the small form.
    """

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("recording")
        self.work, self.called, self.idle = WorkPage(acts), CalledPage(acts), IdlePage(acts)
        self.day = DayList()
        self.work.turned.connect(self._fit)
        self.none_open = NoneOpen("recording")
        self._pages: dict[Page, QWidget] = {
            "none_open": self.none_open,
            "idle": self.idle,
            "called": self.called,
            "work": self.work,
        }
        self._stack = Pages()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._is_open = False
        in_row(self.day, (self._stack, 1), gap=12, on=self)
        self._slip = SlipOffer(self, acts)

    def show_seen(self, page: Page, seen: RecordingFacts | None, desk: str, *, changing: bool) -> None:
        """Show what was read, None while no visit is open."""
        self._is_open = seen is not None
        self._fit()
        if seen is not None:
            self.day.show_seen(seen)
            if page == "work":
                self.work.show_seen(seen, changing=changing)
            elif page == "called":
                self.called.show_seen(seen, desk)
            else:
                self.idle.show_seen(seen)
        self._stack.setCurrentWidget(self._pages[page])
        self._slip.stand(there=page in ("idle", "called"))

    def offer_slip(self, number: str) -> None:
        """Offer the slip of a number that ended here, or none, on whichever page is shown."""
        self._slip.offer(number)
        self.work.foot.offer_slip(number)

    def take_focus(self) -> None:
        page = self._stack.currentWidget()
        if (panel := panel_over(self)) is not None:
            panel.first().setFocus()
        elif page is self.work:
            self.work.take_focus()
        elif page is self.idle:
            self.idle.begin()
            self.idle.number.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            blue = self.called.serve if page is self.called else self.none_open.blue()
            target = blue if blue.isEnabled() or not self.day.isVisible() else self.day
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no more room than the dense form while another screen is seen."""
        super().hideEvent(event)
        self.work.set_dense(dense=True)
        self.day.hide()

    def _fit(self) -> None:
        tight = self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)
        self.work.set_dense(dense=is_small() or tight)
        captures = self.work.panel is not None and bool(self.work.panel.beside)  # it needs the room
        self.day.setVisible(self._is_open and not is_small() and not tight and not captures)
