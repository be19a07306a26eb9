"""Cadangan as one page: how old the last one is or where the next one goes; at the right how to restore."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.office.backup.making_card import MakingPage
from ektp_desk.gui.office.backup.overview import OverviewCard, RestoreCard
from ektp_desk.gui.parts import ActButton, Pages, on_key
from ektp_desk.usecases.admin.queries import Safety
from ektp_desk.words import _
from ektp_desk.words.commands import restoring


class BackupPage(QWidget):
    """`begin_asked` wants the form for another backup."""

    begin_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_page")
        self.overview, self.making, self.restore = OverviewCard(), MakingPage(), RestoreCard()
        self.button = ActButton(_("Buat cadangan…"), "B", kind="blue", name="backup_begin")
        # The blue button stands in one place, whether it begins a backup or makes it.
        for button in (self.making.cancel, self.making.button, self.button):
            self.restore.foot.addWidget(button)
        self._left = Pages()
        for page in (self.overview, self.making):
            self._left.addWidget(page)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self.restore)
        self._join()

    def _join(self) -> None:
        self.button.asked.connect(self.begin_asked)
        on_key(self.restore, "Esc", self._on_escape)
        self._show_buttons(resting=True)
        for scope in self.scopes():
            on_key(scope, "B", self.begin_asked.emit)
            on_key(scope, "C", self.restore.copy_command)

    def show_safety(self, safety: Safety, *, user: str) -> None:
        """Show how old the last one is, and how `user` restores it."""
        self.overview.show_safety(safety)
        self.restore.show_command(restoring(user=user, file=safety.place))

    def rest(self) -> None:
        """Show how things stand."""
        self._left.setCurrentWidget(self.overview)
        self._show_buttons(resting=True)
        self.take_focus()

    def show_making(self) -> None:
        """Ask where the backup goes."""
        self._left.setCurrentWidget(self.making)
        self._show_buttons(resting=False)

    def _show_buttons(self, *, resting: bool) -> None:
        """Offer what the page does now: while letters are typed, no letter is a key."""
        for button in (self.button, self.restore.copy):
            button.setVisible(resting)
        for button in (self.making.button, self.making.cancel):
            button.setVisible(not resting)

    def _on_escape(self) -> None:
        if not self.is_resting():
            self.making.left.emit()

    def is_resting(self) -> bool:
        """Tell whether nothing is under way."""
        return self._left.currentWidget() is self.overview

    def take_focus(self) -> None:
        """Put the focus where the next key belongs."""
        target = self.button if self.is_resting() else self.making.folder.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act."""
        return self.overview, self.restore

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower panel."""
        self.restore.setFixedWidth(px(272 if small else 320))
        self._row.setSpacing(px(12 if small else 16))
