"""Two who may be one: candidates, both sides field by field, and either answer; decides nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import (
    ActButton,
    Cell,
    Column,
    Elided,
    Field,
    ListTable,
    RingedEdit,
    ShapeMark,
    hairline,
    label,
    set_tone,
)
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.people.left import Line
from ektp_desk.words import _
from ektp_desk.words.errors import message

_MOST = 7


class Sides(QWidget):
    """`show_both` fills the rows; its room is kept while nobody is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sides")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(3))
        for column, stretch in ((1, 2), (2, 4), (3, 4)):
            grid.setColumnStretch(column, stretch)
        self._heads = (Elided("", "strong", tone="primary"), Elided("", "strong", tone="primary"))
        for place, head in enumerate(self._heads):
            grid.addWidget(head, 0, place + 2)
        self._rows = [self._row(grid, at) for at in range(_MOST)]
        self.show_both(None)

    def show_both(
        self,
        fields: Sequence[str] | None,
        one: Sequence[str] = (),
        other: Sequence[str] = (),
        heads: tuple[str, str] = ("", ""),
    ) -> None:
        """Show these values; None empties the rows."""
        for head, text in zip(self._heads, heads, strict=True):
            head.set_text(text)
            set_tone(
                head, "primary" if fields else "ink2", role="strong" if fields else "body"
            )  # or what to do
        for at, (mark, title, left, right) in enumerate(self._rows):
            here = fields is not None and at < len(fields)
            words = (fields[at], one[at], other[at]) if fields is not None and here else ("", "", "")
            differs = bool(words[1] and words[2] and words[1] != words[2])
            for part, text in zip((title, left, right), words, strict=True):
                part.set_text(text)
            mark.setVisible(differs)
            for part in (left, right):
                set_tone(part, None, role="strong" if differs else "body")

    def differing(self) -> list[str]:
        rows = self._rows
        return [
            title.full_text()
            for _mark, title, left, right in rows
            if left.full_text() and right.full_text() and left.full_text() != right.full_text()
        ]

    def _row(self, grid: QGridLayout, at: int) -> tuple[ShapeMark, Elided, Elided, Elided]:
        mark, title = ShapeMark(Shape.LOOK, size=13), Elided("", "help")
        keep = mark.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # the columns must not move with the candidate
        mark.setSizePolicy(keep)
        left, right = Elided("", "body"), Elided("", "body")
        left.setObjectName(f"side_{at}_0")
        right.setObjectName(f"side_{at}_1")
        for column, part in enumerate((mark, title, left, right)):
            grid.addWidget(part, at + 1, column)
        return mark, title, left, right


_PAUSE_MS = 120


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """One person in words, field by field in the order of `Both.fields`."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Both:
    """Two persons side by side."""

    fields: tuple[str, ...]
    one: Side
    other: Side


class JoiningPanel(Overlay):
    """`typed` asks for candidates, `chosen` for both sides.

    `submitted` gives the other person, whether they are the same, and the ground.
    """

    typed = Signal(str)
    chosen = Signal(str)
    submitted = Signal(str, bool, str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="joining", widest=980)
        self._calm = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)

    def furnish_now(self) -> None:
        """Make what stands on the card, once."""
        self._title, self._hint = Elided("", "lead"), Elided("", "help")
        self.search = RingedEdit(icon="magnifying-glass", name="joining_search", height=36)
        self.search.setAccessibleName(_("Cari orang lain: nama atau NIK"))
        self.search.setPlaceholderText(_("nama atau NIK orang lain"))
        self.table = ListTable[Line](
            (Column(_("Mungkin orang yang sama"), lambda row: Cell(row.name, row.about, bold=True)),),
            lambda row: row.key,
            name="joining_table",
            accessible_name=_("Mungkin orang yang sama"),
            lines=2,
        )
        self.sides = Sides()
        self.ground = Field(_("Dasar"), "joining_ground", placeholder=_("mis. KK dilihat"), reserve=False)
        self.same = ActButton(_("Satu orang"), "Ctrl+Enter", kind="blue", name="joining_same")
        self.other = ActButton(_("Dua orang"), "Ctrl+B", tall=True, name="joining_other")
        self.back = ActButton(_("Kembali"), "Esc", kind="quiet", name="joining_back")
        self._lay_out()
        self._join()

    def open_for(self, name: str, candidates: Sequence[Line], *, other: str = "") -> None:
        """Ask who is the same as a person; `other` is the candidate to begin with."""
        self.furnish()
        self._title.set_text(_("Siapa yang sama dengan {name}?").format(name=name))
        self.setAccessibleName(self._title.full_text())
        self._calm = _("Keduanya tetap tersimpan; bisa dipisahkan lagi.")
        self._tell(self._calm)
        self.search.clear()
        self.ground.set_text("")
        self._show_nobody()
        self.show_candidates("", candidates)
        if other:
            self.table.select_key(other)
        self.open(self.table if candidates else self.search)

    def show_candidates(self, text: str, candidates: Sequence[Line]) -> None:
        """Show who may be meant, unless the typing has gone on."""
        if text != self.search.text().strip():
            return
        self.table.set_rows(candidates)
        if candidates and not self.table.selected_key():
            self.table.selectRow(0)
        if not candidates:
            self._show_nobody()
            missing = _("Tidak ditemukan. Periksa ejaan.") if text else _("Tidak ada usulan. Cari namanya.")
            self._tell(missing)
        self._allow()

    def show_both(self, other: str, both: Both) -> None:
        """Show both sides, unless another candidate was chosen meanwhile."""
        if other == self._other():
            self.sides.show_both(
                both.fields, both.one.values, both.other.values, (_("Orang ini"), _("Orang lain"))
            )

    def show_error(self, error: EktpError) -> None:
        self._hint.set_text(f"{message(error)} [{error.code}]")
        set_tone(self._hint, "bad", role="label")

    def confirm(self) -> None:
        """Go on to the next stop on Enter; joining wants Ctrl+Enter."""
        if self.search.hasFocus() and self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        return [self.search, self.table, self.ground.edit, self.same, self.other, self.back]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two answers from whatever holds the focus, and Down out of the search."""
        mine = watched is not self.host
        if mine and isinstance(event, QKeyEvent) and _is_press(event):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._answer(same=True)
                return True
            if held and event.key() == Qt.Key.Key_B:
                self._answer(same=False)
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _show_nobody(self) -> None:
        self.sides.show_both(None, heads=(_("Pilih orang di kiri"), _("Beda keduanya tampak di sini")))

    def _answer(self, *, same: bool) -> None:
        if self._other():
            self.submitted.emit(self._other(), same, self.ground.text())

    def _other(self) -> str:
        return self.table.selected_key()

    def _on_selected(self, key: str) -> None:
        self._tell(self._calm)
        self._allow()
        if key:
            self.chosen.emit(key)

    def _allow(self) -> None:
        for button in (self.same, self.other):
            button.setEnabled(bool(self._other()))

    def _tell(self, text: str) -> None:
        self._hint.set_text(text)
        set_tone(self._hint, None, role="help")

    def _join(self) -> None:
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(lambda: self.typed.emit(self.search.text().strip()))
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(lambda _key: self.ground.setFocus())
        self.same.asked.connect(lambda: self._answer(same=True))
        self.other.asked.connect(lambda: self._answer(same=False))
        self.back.asked.connect(self.leave)
        for part in (self.search, self.table, self.ground.edit, self.same, self.other, self.back):
            part.installEventFilter(self)

    def _lay_out(self) -> None:
        head = self.card.add_row(self._title, self._hint, self.back, gap=16)
        head.setStretch(1, 1)
        self.card.add(hairline())
        row, left, right, foot = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(px(16))
        for column in (left, right):
            column.setSpacing(px(6))
        left.addWidget(self.search)
        left.addWidget(self.table, 1)
        right.addWidget(self.sides)
        right.addStretch(1)
        right.addWidget(self.ground)
        foot.setSpacing(px(8))
        foot.addWidget(self.same)
        foot.addWidget(self.other)
        foot.addStretch(1)
        right.addLayout(foot)
        row.addLayout(left, 4)
        row.addLayout(right, 6)
        self.card.body.addLayout(row)
        self.card.add(label("", "help"))


def _is_press(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat()
