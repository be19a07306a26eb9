"""Joins Kata sandi saya to its use case."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.office.own.page import OwnPage
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import NewUser, change_own_passphrase
from ektp_desk.words import _


class Own(QObject):
    """`page` is what is shown."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._busy = False
        self.page = OwnPage()
        self.setParent(self.page)
        self.page.change_asked.connect(self._change)
        self.page.words.done.connect(self._written)

    def begin(self) -> None:
        """Come to the front."""
        if not self.page.words.holds_words():
            self.page.rest()
        self.page.take_focus()

    def read_anew(self) -> None:
        """There is nothing to read."""

    def _change(self) -> None:
        if self._busy or not self.page.old.is_ready():
            return
        self._busy = True
        old = self.page.old.text()
        self._work.do(lambda session: change_own_passphrase(session, old), self._changed, self._refuse)

    def _changed(self, made: NewUser) -> None:
        self._busy = False
        self.page.show_words(self._work.session.user.name, made.passphrase)

    def _written(self) -> None:
        self.page.rest()
        self.page.take_focus()
        self._work.told.emit(_("Kata sandi baru Anda berlaku"))

    def _refuse(self, error: EktpError) -> None:
        self._busy = False
        if not self.page.old.refuse(error):
            self._work.refused.emit(error)
