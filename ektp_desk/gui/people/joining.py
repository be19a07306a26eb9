"""Two who may be one: candidates, both sides field by field, and either answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.domain.people import CLAIMED
from ektp_desk.gui.kit import (
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
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.people.words import person_cell
from ektp_desk.usecases.people.facts import Comparison, PersonRow
from ektp_desk.words import _
from ektp_desk.words.acts import field_word
from ektp_desk.words.acts.fields import written

_PAUSE_MS = 120


class Sides(QWidget):
    """Two persons field by field; its room is kept while nobody is chosen."""

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
        self._rows = {field: _SidesRow(grid, at) for at, field in enumerate(CLAIMED)}
        self.show_both(None)

    def show_both(self, both: Comparison | None) -> None:
        heads = (_("Orang ini"), _("Orang lain"))
        if both is None:  # what to do
            heads = (_("Pilih orang di kiri"), _("Beda keduanya tampak di sini"))
        for head, text in zip(self._heads, heads, strict=True):
            head.set_text(text)
            set_tone(head, "primary" if both else "ink2", role="strong" if both else "body")
        for field, row in self._rows.items():
            if both is None:
                row.show_field("", "", "")
            else:
                sides = (written(field, getattr(one, field), both.names) for one in (both.one, both.other))
                row.show_field(field_word(field), *sides)

    def differing(self) -> list[str]:
        """The fields that are marked."""
        return [row.title.full_text() for row in self._rows.values() if row.mark.isVisible()]


class _SidesRow:
    """A field of both, in a row of a grid; the columns do not move with the candidate."""

    def __init__(self, grid: QGridLayout, at: int) -> None:
        self.mark, self.title = keeping_room(ShapeMark(Shape.LOOK, size=13)), Elided("", "help")
        self._sides = (Elided("", "body"), Elided("", "body"))
        for column, part in enumerate((self.mark, self.title, *self._sides)):
            grid.addWidget(part, at + 1, column)
        for place, side in enumerate(self._sides):
            side.setObjectName(f"side_{at}_{place}")

    def show_field(self, title: str, one: str, other: str) -> None:
        differs = bool(one and other and one != other)
        self.title.set_text(title)
        self.mark.setVisible(differs)
        for side, text in zip(self._sides, (one, other), strict=True):
            side.set_text(text)
            set_tone(side, None, role="strong" if differs else "body")


class JoiningPanel(Panel):
    """Asks who is the same as a person, beginning with `other` among the candidates.

    `look_for` a text is answered by `show_candidates`, `compare` with a person by `show_both`; `answer` gets
    the other person, whether they are the same, and the ground.
    """

    def __init__(
        self,
        host: QWidget,
        name: str,
        candidates: Sequence[PersonRow],
        *,
        other: str,
        look_for: Callable[[str], object],
        compare: Callable[[str], object],
        answer: Callable[[str, bool, str], object],
    ) -> None:
        super().__init__(
            host,
            name="joining",
            widest=980,
            title=_("Siapa yang sama dengan {name}?").format(name=name),
            help_text=_("Keduanya tetap tersimpan; bisa dipisahkan lagi."),
            beside=True,
        )
        self._look_for, self._compare, self._answer = look_for, compare, answer
        self._found = _Found("", candidates)
        self.search = RingedEdit(icon="magnifying-glass", name="joining_search", height=36)
        self.search.setAccessibleName(_("Cari orang lain: nama atau NIK"))
        self.search.setPlaceholderText(_("nama atau NIK orang lain"))
        words = _("Mungkin orang yang sama")
        self.table = ListTable[PersonRow](
            (Column(words, person_cell),),
            lambda row: row.key,
            name="joining_table",
            accessible_name=words,
            lines=2,
        )
        self.sides = Sides()
        self.ground = Field(_("Dasar"), "joining_ground", placeholder=_("mis. KK dilihat"), reserve=False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.take(
            self._act("joining_same", _("Satu orang"), "Ctrl+Enter", same=True),
            self._act("joining_other", _("Dua orang"), "Ctrl+B", same=False),
        )
        self._lay_out()
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._ask)
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(lambda _key: self.ground.setFocus())
        self._show_found()
        self.table.select_key(other)

    def show_candidates(self, text: str, candidates: Sequence[PersonRow]) -> None:
        """Show who may be meant, unless the typing has gone on."""
        if text == self._text():
            self._found = _Found(text, candidates)
            self._show_found()

    def show_both(self, other: str, both: Comparison) -> None:
        """Show both sides, unless another candidate was chosen meanwhile."""
        if other == self.table.selected_key():
            self.sides.show_both(both)

    def first(self) -> QWidget:
        return self.table if self._found.rows else self.search

    def confirm(self) -> None:
        """Enter goes on to the rows; joining wants Ctrl+Enter."""
        if self.search.hasFocus() and self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        super().keyPressEvent(event)

    def state(self) -> object:
        return self._found, self.table.selected_key()

    def put_back(self, state: object) -> None:
        match state:
            case (_Found() as found, str(chosen)):
                self._found = found
                self._show_found()
                self.table.select_key(chosen)
                if self._text() != found.text:
                    self._ask()

    def _act(self, id_: str, word: str, key: str, *, same: bool) -> Act:
        return Act(
            id=id_, text=word, keys=(key,), why_not=self._why_nobody, run=partial(self._say_of, same=same)
        )

    def _why_nobody(self) -> str:
        return "" if self.table.selected_key() else _("Pilih orang di kiri")

    def _say_of(self, *, same: bool) -> None:
        self._answer(self.table.selected_key(), same, self.ground.text())

    def _text(self) -> str:
        return self.search.text().strip()

    def _ask(self) -> None:
        self._pause.stop()
        self._look_for(self._text())

    def _show_found(self) -> None:
        found = self._found
        self.table.set_rows(found.rows)
        if not found.rows:
            self.sides.show_both(None)
            self.calm()
            missing = _("Tidak ada usulan. Cari namanya.")
            words = _("Tidak ditemukan. Periksa ejaan.") if found.text else missing
            self._write(words)
            say(self, words)
        elif not self.table.selected_key():
            self.table.selectRow(0)
        self.acts.refresh()

    def _on_selected(self, key: str) -> None:
        self.calm()
        self.acts.refresh()
        if key:
            self._compare(key)

    def _lay_out(self) -> None:
        same = self.acts.button("joining_same", kind="blue")
        other = self.acts.button("joining_other", tall=True)
        left = stacked(self.search, self.table, gap=6, grows=self.table)
        right = stacked(self.sides, None, self.ground, in_row(same, other, None), gap=6)
        self.card.add(hairline())
        self.card.add_row((left, 4), (right, 6), gap=16)
        self.card.add(label("", "help"))


@dataclass(frozen=True, slots=True, repr=False)
class _Found:
    """Who answers a text; the proposed ones answer an empty one."""

    text: str
    rows: Sequence[PersonRow]
