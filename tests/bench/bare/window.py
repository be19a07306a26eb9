"""The floor of what is seen: a bare PySide6 program with a table; says when it was painted.

Alone it shows a small model; with a store, a visit and (on standard input) the store's key, who waits.
It writes the milliseconds from reading the rows, with Qt loaded, to the paint.
"""

from __future__ import annotations

import sys
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

_SIZE = (1366, 698)
_SMALL = [(f"A{row:03}", f"07.{row:02}", "", "", "") for row in range(20)]
_WAITING = """
SELECT t.number, t.given_at, t.state, t.purpose, coalesce(p.name, r.name, '')
FROM tickets t
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person)
WHERE t.visit = ? AND t.state IN ('waiting', 'called', 'serving')
ORDER BY t.given_at, t.letter, t.serial
"""


class _FirstPaint(QObject):
    """Waits for the table's first paint; one turn later says so and ends the program."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self._began = began

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        """Look, and let everything pass."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._say)
        return False

    def _say(self) -> None:
        sys.stdout.write(f"{(perf_counter() - self._began) * 1000}\n")
        sys.stdout.flush()
        QApplication.quit()


def _read(path: str, visit: str, key: str) -> list[tuple[str, ...]]:
    from sqlcipher3 import dbapi2 as sqlcipher  # only the queue's floor opens a store

    connection = sqlcipher.connect(path)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    return list(connection.execute(_WAITING, (visit,)))


def main(store: list[str]) -> int:
    """Show the window until it was painted."""
    app = QApplication([])
    began = perf_counter()
    rows = _read(store[0], store[1], sys.stdin.readline().strip()) if store else _SMALL
    model = QStandardItemModel(len(rows), len(rows[0]))
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            model.setItem(place, column, QStandardItem(cell))
    window = QWidget()
    table = QTableView()
    table.setModel(model)
    QVBoxLayout(window).addWidget(table)
    window.resize(*_SIZE)
    first = _FirstPaint(began)
    table.viewport().installEventFilter(first)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
