"""One column corrected in place: its first values, and what it shall mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.gui.kit import ActButton, Card, Cell, Column, Elided, Field, ListTable, on_key
from ektp_desk.gui.kit.page import Page
from ektp_desk.usecases.lists.columns import ColumnShown, MeaningChoice, MeaningChoices, choices_for
from ektp_desk.words import _

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CorrectionPanel(Page):
    """`chosen` gives a meaning; Esc leaves everything as it was. The blue button says what Enter does."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("correction_panel")
        self._title, self._was = Elided("", "title"), Elided("", "help")
        self._values = Elided("", "body")
        self.field = Field(
            _("Artinya"), "column_meaning", placeholder=_("ketik artinya"), show_title=False, reserve=False
        )
        self.table = _choices_table()
        self.button = ActButton("", "Enter", kind="blue", name="column_take")
        self.cancel = ActButton(_("Biarkan seperti semula"), "Esc", short=_("Biarkan"), name="column_leave")
        self._choices, self._now = MeaningChoices((), Meaning.IGNORED), Meaning.IGNORED
        self._lay_out()
        self._connect()

    def begin(self, column: ColumnShown, columns: Sequence[ColumnShown], kind: ListKind) -> None:
        """Ask what a column means; its neighbours say which meanings are taken already."""
        self._choices, self._now = choices_for(column, columns, kind), column.meaning
        self._title.set_text(column.title)
        self._was.set_text(_("kini: {meaning}").format(meaning=column.becomes))
        values = [value for value in column.samples if value]
        words = _("isi: {values}").format(values=" · ".join(values)) if values else _("tanpa contoh")
        self._values.set_text(words)
        self.field.set_text("")
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("")

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

    def _connect(self) -> None:
        self.field.edit.textEdited.connect(self._offer)
        self.field.edit.installEventFilter(self)
        self.table.selected.connect(lambda _key: self._name_button())
        self.table.opened.connect(self.chosen)
        self.entered.connect(self.take)
        self.button.asked.connect(self.take)
        self.cancel.asked.connect(self.left)
        on_key(self, "Ctrl+T", lambda: self.chosen.emit(Meaning.IGNORED.value))

    def _offer(self, text: str) -> None:
        self.table.set_rows([])  # another order: the row at hand is chosen anew
        self.table.set_rows(fit := self._choices.matching(text))
        if fit:
            self.table.select_key((fit[0].meaning if text else self._choices.at_hand).value)
        self._name_button()

    def take(self) -> None:
        """Take the meaning at hand."""
        if choice := self.table.selected_row():
            self.chosen.emit(choice.meaning.value)

    def _name_button(self) -> None:
        choice = self.table.selected_row()
        self.button.setEnabled(choice is not None)
        if choice is None:
            self.button.set_text(_("Tidak ada arti dengan huruf itu"), short=_("Arti tidak ada"))
        elif choice.meaning is self._now:
            self.button.set_text(_("Tetap {meaning}").format(meaning=choice.word), short=_("Tetap"))
        elif choice.meaning is Meaning.IGNORED:
            self.button.set_text(_("Jangan ambil kolom ini"), short=_("Jangan ambil"))
        else:
            self.button.set_text(_("Jadikan {meaning}").format(meaning=choice.word), short=choice.word)

    def _lay_out(self) -> None:
        card = Card(gap=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (self._title, self._was, self._values):
            card.add(part)
        card.add(self.field)
        card.add(self.table, 1)
        for act in (self.button, self.cancel):
            card.add(act)


def _choices_table() -> ListTable[MeaningChoice]:
    columns: tuple[Column[MeaningChoice], ...] = (
        Column(_("↑ ↓ memilih · Ctrl+T tidak diambil"), lambda row: Cell(row.word, under=row.how, bold=True)),
    )
    table = ListTable(
        columns,
        lambda row: row.meaning.value,
        name="meaning_choices",
        accessible_name=_("Arti yang dapat dipilih"),
        lines=2,
    )
    # A click chooses a row and leaves the typing where it is.
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setMinimumHeight(table.height_for(2))  # the smallest window has no room for three
    return table
