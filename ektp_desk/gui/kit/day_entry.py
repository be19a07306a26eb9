"""The date a person is told to come back: typed, or one key for tomorrow and next week."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import check_ahead
from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.keycap import keep_keys
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.tokens import px
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date

_TYPED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?|(\d{2})(\d{2})(\d{4})")


def read_day(text: str, *, today: date) -> date:
    """Read `11-04-2019`, `11/4`, `11042019`; without a year the next such day.

    Raises `date.unreadable`, and `outcome.day_not_ahead` for today and earlier.
    """
    found = _TYPED.fullmatch(text.strip())
    if not found:
        raise EktpError("date.unreadable")
    day, month, year = (found[1] or found[4], found[2] or found[5], found[3] or found[6])
    read = _day(int(year or today.year), int(month), int(day))
    if read <= today and not year:
        read = _day(today.year + 1, int(month), int(day))
    check_ahead(read.isoformat(), today)
    return read


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise EktpError("date.unreadable") from None


_BOX = "C"  # goes to the box; no letter of the board means it


class DayEntry(QWidget):
    """`today` is the office's calendar day; letters O and M act while the box has the focus.

    The owner gives `take_key` what is pressed beside it: the same two letters, and C for the box.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.field = Field(_("Datang kembali"), "ending_date", placeholder=_("hh-bb-tttt"), key=_BOX)
        self.field.setFixedWidth(px(178))
        self.quick = {
            "O": (ActButton(_("Besok"), "O", kind="quiet", name="ending_tomorrow"), 1),
            "M": (ActButton(_("Minggu depan"), "M", kind="quiet", name="ending_next_week"), 7),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        for button, days in self.quick.values():
            button.asked.connect(lambda days=days: self._fill(days))
            row.addLayout(level(button))
        self.field.edit.installEventFilter(self)
        keep_keys(self.field.edit, "".join(self.quick))
        self.setFocusProxy(self.field)

    def day(self) -> str:
        """Give the ISO date that was typed, empty when nothing was.

        Raises `date.unreadable`, `outcome.day_not_ahead`.
        """
        typed = self.field.text()
        return read_day(typed, today=self._today()).isoformat() if typed else ""

    def set_needed(self, *, needed: bool) -> None:
        """Say in the box whether a day must be given."""
        self.field.edit.setPlaceholderText(_("hh-bb-tttt") if needed else _("bila ada"))

    def take_key(self, key: str) -> bool:
        """Answer a letter that was pressed elsewhere; False when it is none of these."""
        _button, days = self.quick.get(key, (None, 0))
        if days:
            self._fill(days)
        elif key == _BOX:
            self.setFocus()
        return bool(days) or key == _BOX

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two letters from the box: no date holds a letter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            _button, days = self.quick.get(event.text().upper(), (None, 0))
            if days:
                self._fill(days)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, days: int) -> None:
        self.field.set_text(digits_date(self._today() + timedelta(days=days)))
        self.field.setFocus()


def level(button: ActButton, *, tall: bool = False) -> QVBoxLayout:
    """Set a button at the height of the boxes beside it, whose titles stand above them."""
    column = QVBoxLayout()
    column.setSpacing(0 if tall else px(4))
    column.addWidget(label(" ", "label"))
    column.addWidget(button)
    column.addStretch(1)
    return column
