"""The card that tells one person, or a whole group, to come on another day or to a planned visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.ending.day_entry import DayEntry
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Elided, label
from ektp_desk.gui.parts.keycap import keep_keys
from ektp_desk.gui.queue.reading import Ahead
from ektp_desk.words import _
from ektp_desk.words.dates import short_date
from ektp_desk.words.errors import message

_LETTERS = "ABCD"  # the next four visits: what lies further ahead is told by its date


class OtherDay(Overlay):
    """`day_chosen` gives an ISO date, `visit_chosen` a visit's id; answered with `leave` or `show_error`."""

    day_chosen = Signal(str)
    visit_chosen = Signal(str)

    def __init__(self, host: QWidget, today: Callable[[], date]) -> None:
        super().__init__(host, name="other_day", widest=600)
        self._title = Elided("", "lead")
        self.day = DayEntry(today)
        self.visits = [ActButton("", letter, name=f"other_day_{letter.lower()}") for letter in _LETTERS]
        self._ahead: tuple[Ahead, ...] = ()
        self._which = label(_("Atau ke kunjungan berikut"), "label")
        self.save = ActButton(_("Jadwalkan ulang"), "Enter", kind="blue", name="other_day_save")
        self.back = ActButton(_("Kembali"), "Esc", name="other_day_back", tall=True)
        self._lay_out()
        for at, button in enumerate(self.visits):
            button.asked.connect(lambda at=at: self.visit_chosen.emit(self._ahead[at].id))
        self.save.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)
        self.day.field.edit.installEventFilter(self)
        keep_keys(self.day.field.edit, _LETTERS + "OM")

    def ask(self, who: str, ahead: Sequence[Ahead]) -> None:
        """Ask when `who` is to come; planned visits are offered by a letter each."""
        title = _("Jadwal ulang {who}").format(who=who)
        self._title.set_text(title)
        self.setAccessibleName(title)
        self.day.field.set_text("")
        self._ahead = tuple(ahead[: len(_LETTERS)])
        self._which.setVisible(bool(self._ahead))
        for at, button in enumerate(self.visits):
            button.setVisible(at < len(self._ahead))
            if at < len(self._ahead):
                button.set_text(f"{short_date(self._ahead[at].day)} · {self._ahead[at].place}")
        self.open(self.day.field.edit)

    def confirm(self) -> None:
        """Tell the day that was typed."""
        try:
            day = self.day.day()
        except EktpError as error:
            self.show_error(error)
            return
        if day:
            self.day_chosen.emit(day)
        else:
            self.day.field.set_error(_("Isi tanggal datang kembali."))
            self.day.setFocus()

    def show_error(self, error: EktpError) -> None:
        """Say a refusal below the day."""
        self.day.field.set_error(message(error))
        self.day.setFocus()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        quick = [button for button, _days in self.day.quick.values()]
        return [self.day.field.edit, *quick, *self.visits, self.save, self.back]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the visits' letters from the box: no date holds a letter."""
        if watched is self.day.field.edit and isinstance(event, QKeyEvent):
            at = _LETTERS.find(event.text().upper()) if event.text() else -1
            if event.type() == QEvent.Type.KeyPress and 0 <= at < len(self._ahead):
                self.visits[at].click()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(px(5))
        column.addWidget(self._which)
        for button in self.visits:
            column.addWidget(button)
        self.card.add(self._title)
        self.card.add_row(self.day, None)
        self.card.body.addLayout(column)
        self.card.body.addSpacing(8)
        self.card.add_row(self.save, None, self.back).setStretch(0, 1)
