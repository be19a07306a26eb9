"""The date a person is told to come back: typed, or one key for tomorrow and next week."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.typed_days import read_coming_day
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.keycap import keep_keys
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.tokens import px
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date

_QUICK = {"O": 1, "M": 7}  # the keys of tomorrow and of next week, in days


class DayEntry(QWidget):
    """`today` is the office's calendar day; `key` goes to the box, and is printed in it.

    Whoever owns it takes `acts` into its table, and then gives the table back.
    """

    def __init__(self, today: date, *, key: str = "") -> None:
        super().__init__()
        self._today, self._key = today, key
        self.field = Field(_("Datang kembali"), "ending_date", placeholder=_("hh-bb-tttt"), key=key)
        self.field.setFixedWidth(px(178))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(10))
        self._row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.field)

    def acts(self) -> list[Act]:
        """Tomorrow, next week, and the box."""
        words = {"O": ("ending_tomorrow", _("Besok")), "M": ("ending_next_week", _("Minggu depan"))}
        quick = [
            Act(id=id_, text=word, keys=(key,), run=partial(self._fill, _QUICK[key]))
            for key, (id_, word) in words.items()
        ]
        return [*quick, Act(id="ending_day", keys=(self._key,), run=self._go_there)] if self._key else quick

    def follow(self, acts: Acts, letters: str = "") -> None:
        """Add the buttons; these letters and the two of their own act in the box too: no date holds one."""
        for id_ in ("ending_tomorrow", "ending_next_week"):
            self._row.addLayout(level(acts.button(id_, kind="quiet")))
        keep_keys(self.field.edit, letters + "".join(_QUICK))

    def day(self) -> str:
        """The ISO date that was typed, empty when nothing was.

        Raises `date.unreadable`, `outcome.day_not_ahead`.
        """
        typed = self.field.text()
        return read_coming_day(typed, today=self._today).isoformat() if typed else ""

    def set_needed(self, *, needed: bool) -> None:
        """Say in the box whether a day must be given."""
        self.field.edit.setPlaceholderText(_("hh-bb-tttt") if needed else _("bila ada"))

    def _go_there(self) -> None:
        if self.isVisible():
            self.field.setFocus()

    def _fill(self, days: int) -> None:
        if self.isVisible():
            self.field.set_text(digits_date(self._today + timedelta(days=days)))
            self.field.setFocus()


def level(button: ActButton, *, tall: bool = False) -> QVBoxLayout:
    """Set a button at the height of the boxes beside it, whose titles stand above them."""
    column = QVBoxLayout()
    column.setSpacing(0 if tall else px(4))
    column.addWidget(label(" ", "label"))
    column.addWidget(button)
    column.addStretch(1)
    return column
