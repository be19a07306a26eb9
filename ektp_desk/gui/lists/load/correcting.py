"""Corrects one column of a checked list: asks what it means, and hands on what is then to be read anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.gui.lists.load.checking import Seen, with_column
from ektp_desk.gui.lists.load.preview.page import PreviewPage
from ektp_desk.gui.lists.words import near_date
from ektp_desk.words import _


class Correcting(QObject):
    """`wanted` gives a `Wanted` with the correction in it."""

    wanted = Signal(object)

    def __init__(self, preview: PreviewPage) -> None:
        super().__init__(preview)
        self._preview = preview
        self._seen: Seen | None = None
        preview.correct_asked.connect(self._begin)
        preview.correction.chosen.connect(self._take)
        preview.correction.left.connect(preview.leave_correction)

    def see(self, seen: Seen | None) -> None:
        """Work on this check from now on, and say whose understanding it is."""
        self._seen = seen
        if seen is not None:
            self._preview.show_origin(_origin(seen), may_forget=bool(seen.remembered))

    def _begin(self) -> None:
        column = self._preview.table.selected_row()
        if self._seen is not None and column is not None and not self._preview.is_reading():
            words = self._seen.words
            self._preview.show_correction()
            self._preview.correction.begin(column, words.columns, words.kind)

    def _take(self, meaning: str) -> None:
        column = self._preview.table.selected_row()
        if self._seen is None or column is None:
            return
        if Meaning(meaning) is column.meaning:
            self._preview.leave_correction()
            return
        self._preview.rest()
        self.wanted.emit(with_column(self._seen, column.layout, place=column.place, meaning=Meaning(meaning)))


def _origin(seen: Seen) -> str:
    if seen.wanted.corrected:
        return _("Arti kolom diubah; diingat untuk susunan ini begitu daftar dimuat")
    if not seen.remembered:
        return ""
    latest = max(seen.remembered, key=lambda one: one.on)
    day = near_date(latest.on, seen.today)
    return _("Diatur seperti {day} oleh {name}").format(day=day, name=latest.by)
