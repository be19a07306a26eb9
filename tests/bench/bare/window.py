"""The floor of a start: a bare PySide6 process with a table in a window; says a line once it was painted."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

_SIZE = (1366, 698)
_ROWS, _COLUMNS = 20, 5


class _FirstPaint(QObject):
    """Waits for the table's first paint, and ends the program one turn later."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        """Look, and let everything pass."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, _say)
        return False


def _say() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    QApplication.quit()


def main() -> int:
    """Show the window until it was painted."""
    app = QApplication(sys.argv)
    model = QStandardItemModel(_ROWS, _COLUMNS)
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row}, {column}"))
    window = QWidget()
    table = QTableView()
    table.setModel(model)
    QVBoxLayout(window).addWidget(table)
    window.resize(*_SIZE)
    first = _FirstPaint()
    table.viewport().installEventFilter(first)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
