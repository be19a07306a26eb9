"""Ctrl+Z on the queue: takes back the last act that is offered by name, whole."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.queue.doing.hand import Hand
from ektp_desk.usecases.queue.undo import GIVEN, undo
from ektp_desk.words import _
from ektp_desk.words.acts.undone import undone_word


class Undoing(QObject):
    """Listens to the counter's last button and to the toast."""

    def __init__(self, hand: Hand) -> None:
        super().__init__(hand.view)
        self._hand = hand
        hand.view.undo_asked.connect(self._on_undo)
        hand.work.undo_asked.connect(self._on_undo)

    def _on_undo(self) -> None:
        facts, work = self._hand.facts(), self._hand.work
        last = facts.last if facts else None
        if last is None:
            work.refused.emit(EktpError("undo.nothing"))
            return
        words = undone_word(last.kind, last.numbers)
        told = _("Dibatalkan: {act}") if last.kind != GIVEN else _("Dibatalkan: {act}, tidak dihitung")
        work.do(lambda session: undo(session, last), lambda _none: work.told.emit(told.format(act=words)))
