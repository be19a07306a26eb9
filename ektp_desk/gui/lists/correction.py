"""One column corrected in place: its first values, and what it shall mean."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ektp_desk.gui.kit import ActButton, Card, Cell, Column, Elided, Field, ListTable
from ektp_desk.gui.kit.act import Acts
from ektp_desk.usecases.lists.columns import ColumnShown, MeaningChoice, MeaningChoices
from ektp_desk.words import _

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ColumnCorrection(Card):
    """The blue button says what Enter does: `changed` tells that another meaning is at hand."""

    changed = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=5, name="correction")
        self._title, self._was, self._values = Elided("", "title"), Elided("", "help"), Elided("", "body")
        self.field = Field(
            _("Artinya"), "column_meaning", placeholder=_("ketik artinya"), show_title=False, reserve=False
        )
        self.table = ListTable[MeaningChoice](
            (
                Column(
                    _("↑ ↓ memilih · Ctrl+T tidak diambil"),
                    lambda row: Cell(row.word, under=row.how, bold=True),
                ),
            ),
            lambda row: row.meaning.value,
            name="meaning_choices",
            accessible_name=_("Arti yang dapat dipilih"),
            lines=2,
        )
        # A click chooses a row and leaves the typing where it is.
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setMinimumHeight(self.table.height_for(2))  # the smallest window has no room for three
        self.button: ActButton = acts.button("column_take", kind="blue")
        for part in (self._title, self._was, self._values, self.field):
            self.add(part)
        self.add(self.table, 1)
        self.add(self.button)
        self.add(acts.button("column_leave"))
        self._choices: MeaningChoices | None = None
        self.field.changed.connect(self._offer)
        self.field.edit.installEventFilter(self)
        self.table.selected.connect(self.changed)
        self.table.opened.connect(acts["column_take"].trigger)
        acts.add_to(self, "column_ignore")

    def show_column(self, column: ColumnShown, choices: MeaningChoices) -> None:
        self._choices = choices
        self._title.set_text(column.title)
        self._was.set_text(_("kini: {meaning}").format(meaning=column.becomes))
        values = [value for value in column.samples if value]
        words = _("isi: {values}").format(values=" · ".join(values)) if values else _("tanpa contoh")
        self._values.set_text(words)
        self.field.set_text("")
        self._offer("")

    def at_hand(self) -> MeaningChoice | None:
        return self.table.selected_row()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the meanings while the typing goes on in the field."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _MOVES.get(Qt.Key(event.key()), 0)
            many = self.table.rows.rowCount()
            if step and many:
                place = (self.table.currentIndex().row() + step) % many
                self.table.select_key(self.table.rows.key_at(place))
            return bool(step)
        return super().eventFilter(watched, event)

    def _offer(self, text: str) -> None:
        if self._choices is None:
            return
        fit = self._choices.matching(text)
        self.table.set_rows([])  # another order: the row at hand is chosen anew
        self.table.set_rows(fit)
        if fit:
            self.table.select_key((fit[0].meaning if text else self._choices.at_hand).value)
        self.changed.emit()
