"""How a list was understood, before anything is kept: how many rows, each column, each problem."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.lists.load.preview.acts import Acts
from ektp_desk.gui.lists.load.preview.columns.correction import CorrectionPanel
from ektp_desk.gui.lists.load.preview.findings.cards import ProblemCards
from ektp_desk.gui.lists.load.preview.head_card import HeadCard
from ektp_desk.gui.lists.load.preview.note_card import NoteCard
from ektp_desk.gui.lists.load.preview.understood import Understood
from ektp_desk.gui.lists.load.preview.views import Views
from ektp_desk.gui.lists.page import BlueKey, Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, on_key


class PreviewPage(Page):
    """Enter loads, except in a table and on another button: there Ctrl+Enter loads, and is printed.

    In the columns Enter corrects; a finding or a figure at hand has no act of its own.

    `load_asked` is the blue button, `correct_asked` wants the chosen column corrected.
    """

    load_asked = Signal()
    save_asked = Signal()
    correct_asked = Signal()
    forget_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_page")
        self.note, self.acts, self.correction = NoteCard(), Acts(), CorrectionPanel()
        self.views = Views()
        self.table, self.progress = self.views.columns, self.acts.progress
        self._head, self._problems, self._reading = HeadCard(), ProblemCards(), False
        self._loaded_before = False
        self._lay_out()
        self._connect()

    def show_understood(self, found: Understood) -> None:
        """Show a dry run; Enter loads, an arrow goes to the columns."""
        self._loaded_before = found.loaded_before
        self._head.show_understood(found)
        self.views.show_understood(found)
        self._problems.show_problems(found.problems)
        self.acts.show_understood(found)
        self.rest()

    def show_origin(self, words: str, *, may_forget: bool) -> None:
        """Say whose understanding of the columns this is."""
        self.views.show_origin(words, may_forget=may_forget)

    def rest(self) -> None:
        """Wait for a person: at the blue button, or at the columns where Enter must not load.

        That is where nothing can be loaded, and where the same file was: one Enter too many loads it twice.
        """
        self._side.setCurrentIndex(0)
        self.acts.rest()
        self._set_reading(reading=False)
        may = self.acts.load.isEnabled() and not self._loaded_before
        at = self.acts.load if may else self.table
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self) -> None:
        """Take nothing but Esc until the reading has ended."""
        self._set_reading(reading=True)

    def is_reading(self) -> bool:
        """Tell whether a reading is under way."""
        return self._reading

    def show_correction(self) -> None:
        """Show the panel in which a column is corrected."""
        self._side.setCurrentWidget(self.correction)

    def leave_correction(self) -> None:
        """Go back to the column, which is as it was."""
        self.rest()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self) -> None:
        """Show how far the reading is."""
        self.acts.show_progress()

    def go_back(self) -> None:
        """Leave a correction first, then go back to the columns from another table, then leave."""
        if self._side.currentWidget() is self.correction:
            self.leave_correction()
        elif self.views.page() and not self._reading:
            self.views.turn_to(0)
        else:
            self.left.emit()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower side and the lower hero of the small form."""
        self._side.setFixedWidth(px(272 if small else 340))
        self._row.setSpacing(px(12 if small else 16))
        for column in (self._left, self._right):
            column.setSpacing(px(8 if small else 12))

    def _connect(self) -> None:
        acts, views = self.acts, self.views
        self.entered.connect(self.load_asked)
        acts.load.asked.connect(self.load_asked)
        acts.cancel.asked.connect(self.go_back)
        views.turned.connect(self._name_cancel)
        acts.save.asked.connect(self.save_asked)
        acts.progress.stop_asked.connect(self.left)
        views.change.asked.connect(self.correct_asked)
        views.forget_asked.connect(self.forget_asked)
        views.columns.opened.connect(lambda _key: self.correct_asked.emit())
        blue = (acts.load, self.correction.button)
        others = [one for one in self.findChildren(ActButton) if one not in blue]
        for button in blue:
            BlueKey(button, (*views.tables(), *others))
        keys = {
            "U": self._correct, "L": lambda: views.turn_to(1), "A": lambda: views.turn_to(2),
            "K": lambda: views.turn_to(0), "G": self.forget_asked.emit,
            "Ctrl+S": self.save_asked.emit, "Ctrl+Enter": self._load,
        }  # fmt: skip
        for key, act in keys.items():
            on_key(self, key, act)
        for arrow in ("Up", "Down"):
            on_key(acts, arrow, lambda: views.table().setFocus(Qt.FocusReason.OtherFocusReason))

    def _set_reading(self, *, reading: bool) -> None:
        self._reading = reading
        self.views.set_reading(reading=reading)
        self._name_cancel()

    def _name_cancel(self) -> None:
        self.acts.name_cancel(reading=self._reading, at_columns=not self.views.page())

    def _load(self) -> None:
        if self._side.currentWidget() is self.correction:
            self.correction.take()
        else:
            self.load_asked.emit()

    def _correct(self) -> None:
        self.views.turn_to(0)
        self.correct_asked.emit()

    def _lay_out(self) -> None:
        self._left, self._right, self._side = QVBoxLayout(), QVBoxLayout(), QStackedWidget()
        self._row, usual = QHBoxLayout(self), QWidget()
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._side)
        usual.setLayout(self._right)
        self._side.addWidget(usual)
        self._side.addWidget(self.correction)
        for layout in (self._row, self._left, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self._head)
        self._left.addWidget(self.views, 1)
        self._right.addWidget(self.note)
        self._right.addWidget(self._problems, 1)
        self._right.addWidget(self._problems.rest)
        self._right.addWidget(self.acts)
