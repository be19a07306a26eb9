"""The header: which place this is, what day and laptop, the search, and the clock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts.fields.edit import RingedEdit
from ektp_desk.gui.parts.labels import Elided, label
from ektp_desk.gui.parts.marks import Marked, Note
from ektp_desk.words import _


class Header(QWidget):
    """Title and subtitle at the left; notes, search and clock at the right.

    `search` is the edit itself (None without), so that a `Chooser` can open below it.
    """

    search_typed = Signal(str)
    search_entered = Signal(str)

    def __init__(self, *, search: bool = True) -> None:
        super().__init__()
        self.setObjectName("header")
        self._title, self._subtitle = Elided("", "title"), Elided("", "body", tone="ink2")
        self._clock = label("00.00", "lead", name="clock")
        self._notes = QHBoxLayout()
        self._notes.setSpacing(px(16))
        self.search = self._search() if search else None
        self._row = QHBoxLayout(self)
        self._row.setSpacing(px(12))
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        self._row.addLayout(self._notes)
        if self.search is not None:
            self._row.addWidget(self.search)
        self._row.addWidget(self._clock)
        self.set_small(False)

    def set_place(self, title: str, subtitle: str = "", *, short: str = "") -> None:
        """Name the place; `short` is the subtitle for narrow windows."""
        self._title.set_text(title)
        self._subtitle.set_text(subtitle, short=short)
        self._whole, self._short = subtitle, short
        self._fit()

    def set_clock(self, text: str) -> None:
        """Show the time as it is written here: 16.52."""
        self._clock.setText(text)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show states beside the clock, such as "Tersimpan 16.57.07"; none takes them away."""
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for note in notes:
            self._notes.addWidget(Marked(note))

    def show_search(self, shown: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the search away from a screen that has none."""
        if self.search is not None:
            self.search.setVisible(shown)

    def room_left(self) -> QRect:
        """Give the part with the place's name: what is said there covers neither search nor clock."""
        ends = self._clock if self.search is None or self.search.isHidden() else self.search
        return QRect(0, 0, ends.x(), self.height())

    def behind_title(self) -> int:
        """Give the px from the left where the place's name ends."""
        return self._title.geometry().right() + px(12)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the lower form."""
        self._small = small
        self.setFixedHeight(px(48 if small else 56))
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        if self.search is not None:
            self.search.setFixedWidth(px(190 if small else 270))
            whole, short = _("nomor, nama, NIK, QR"), _("nomor, nama, QR")
            self.search.setPlaceholderText(short if small else whole)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        line = tokens().line
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(tokens().hairline))

    def _fit(self) -> None:
        whole, short = getattr(self, "_whole", ""), getattr(self, "_short", "")
        self._subtitle.set_text(short if self._small and short else whole, short=short)

    def _search(self) -> RingedEdit:
        edit = RingedEdit(icon="magnifying-glass", key="/", height=36, name="search")
        edit.setAccessibleName(_("Cari (/)"))
        edit.textEdited.connect(self.search_typed)
        edit.returnPressed.connect(lambda: self.search_entered.emit(edit.text().strip()))
        return edit
