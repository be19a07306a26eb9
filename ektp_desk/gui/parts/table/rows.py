"""The rows of a list as Qt wants them: a plain list of things and a few columns that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """What stands in one place: a word, a quiet second line, a drawn shape before it.

    `tone` colours the word, `mark` the shape where it differs from the shape's own. `end` is the part
    at the end of `text` that stays whole where there is no room for all of it.
    """

    text: str
    under: str = ""
    shape: Shape | None = None
    tone: Tone = "ink"
    mark: Tone | None = None
    bold: bool = False
    italic: bool = False
    end: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: `width` in px at a body of 15 (0 shares what is left), `small` its width in the small form.

    `key` sets the words in 600, for the number or name by which a row is known; `cap` draws them as
    the keycap that chooses the row.
    """

    title: str
    show: Callable[[R], Cell | str]
    width: int = 0
    small: int = 0
    align: Literal["left", "right", "center"] = "left"
    key: bool = False
    cap: bool = False


class Rows(QAbstractTableModel, Generic[R]):
    """Shows a list; `key_of` names a row so that a selection outlives a refresh."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key_of: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key_of = key_of
        self._rows: list[R] = []
        self._titles = [column.title for column in self.columns]

    def set_title(self, column: int, title: str) -> None:
        """Give a column another title."""
        if title != self._titles[column]:
            self._titles[column] = title
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def set_rows(self, rows: Sequence[R]) -> bool:
        """Show these rows; say whether their keys or order changed."""
        same = [self._key_of(row) for row in rows] == [self._key_of(row) for row in self._rows]
        if same:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return False
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        return True

    def row_at(self, place: int) -> R | None:
        """Give the thing in a row, or None beyond the list."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def key_at(self, place: int) -> str:
        """Give the key of a row, or an empty string beyond the list."""
        row = self.row_at(place)
        return "" if row is None else self._key_of(row)

    def place_of(self, key: str) -> int:
        """Give the row that has `key`, or -1."""
        return next((at for at, row in enumerate(self._rows) if self._key_of(row) == key), -1)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, place: int, column: int) -> Cell:
        """Give what stands in one place."""
        shown = self.columns[column].show(self._rows[place])
        return Cell(shown) if isinstance(shown, str) else shown

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the word, the whole cell, or what is read aloud."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{cell.text}, {cell.under}" if cell.under else cell.text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Give the titles of the columns."""
        titled = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns)
        if titled and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None
