"""Two columns of values, a row for each field; where they differ the row says so once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Elided, ShapeMark, set_tone

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
        """Name the fields that are marked as different."""
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
