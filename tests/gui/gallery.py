"""Draws every part on one page, and a counter at both sizes: `python -m tests.gui.gallery OUT.png`.

Beside OUT.png it writes OUT-wide.png (1366 x 698), OUT-small.png (1024 x 560) and
OUT-large.png (1360 x 690 at 20 px); OUT-display.png is the hall's, OUT-display-sun.png in Matahari.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import (
    ActButton,
    Chooser,
    ListTable,
    Pick,
    RingedEdit,
    Toast,
)
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI, px
from ektp_desk.gui.queue.display import HallBoard, HallFacts
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.usecases.queue.queries import Called, Hall
from tests.gui import gallery_cards as cards
from tests.gui.counter import counter_shell


class Gallery(QWidget):
    """Three columns of cards."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(16), px(16), px(16))
        row.setSpacing(px(16))
        for family in (
            (cards.buttons(), cards.fields(), cards.choices()),
            (cards.figures(), cards.two_lines(), cards.empty(), cards.woven()),
            (*cards.banners(), cards.progress(), cards.states(), cards.toasts()),
        ):
            column = QVBoxLayout()
            column.setSpacing(px(12))
            for card in family:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)


def show_all(gallery: Gallery) -> None:
    """Put focus, list and toast where the eye wants to see them."""
    _say(gallery)
    focused = gallery.findChild(ActButton, "focused")
    assert isinstance(focused, ActButton)
    focused.setFocus(Qt.FocusReason.TabFocusReason)


def _say(host: QWidget) -> None:
    for toast in host.findChildren(Toast):
        toast.say(lambda: "A041 dilewati", undo_key="Ctrl+Z")
        toast._move.setCurrentTime(150)


def draw(widget: QWidget, size: QSize, out: Path) -> None:
    """Show `widget` at `size` and keep its picture."""
    widget.resize(size)
    widget.show()
    if isinstance(widget, Gallery):
        show_all(widget)
    if isinstance(widget, Shell):
        for table in widget.findChildren(ListTable, "queue"):
            table.setFocus()
    QApplication.processEvents()
    widget.grab().save(str(out))
    if isinstance(widget, Shell):
        _open_chooser(widget)
        _say(widget)
        QApplication.processEvents()
        widget.grab().save(str(out.with_stem(f"{out.stem}-open")))
    widget.close()


def _open_chooser(shell: Shell) -> None:
    search = RingedEdit(icon="magnifying-glass", name="search")
    search.setParent(shell.header)
    search.setGeometry(px(600), px(10), px(270), px(36))
    search.show()
    search.setFocus()
    search.setText("nabu")
    chooser = Chooser(search, "Hasil pencarian")
    chooser.set_choices(
        [
            Pick("1", "Welmince Nabuasa", "P · 04-11-2001 · Noebesi", "B060"),
            Pick("2", "Yuliana Nabuasa", "P · 12-03-2002 · Noebesi"),
            Pick("3", "Markus Nabunome", "L · 30-07-1988 · Op", "selesai"),
        ]
    )


def _display() -> HallBoard:
    """The number display with two desks calling and one serving."""
    board = HallBoard()
    at_desks = (_called("B059", "B", TicketState.CALLED), _called("C029", "C", TicketState.SERVING))
    hall = Hall(_called("A042", "A", TicketState.CALLED), at_desks, ("A041", "C028"))
    board.show_facts(HallFacts(hall, "16.52", sample=True))
    return board


def _called(number: str, desk: str, state: TicketState) -> Called:
    return Called(number=number, desk=desk, state=state, calls=1)


def main(out: Path) -> None:
    """Draw all pictures."""
    app = QApplication([])
    dress(app)
    draw(Gallery(), QSize(1500, 900), out)
    draw(_display(), QSize(1366, 768), out.with_stem(f"{out.stem}-display"))
    draw(counter_shell(), QSize(1366, 698), out.with_stem(f"{out.stem}-wide"))
    draw(counter_shell(), QSize(1024, 560), out.with_stem(f"{out.stem}-small"))
    dress(app, theme=MATAHARI)
    draw(_display(), QSize(1366, 768), out.with_stem(f"{out.stem}-display-sun"))
    dress(app, 20)
    draw(counter_shell(), QSize(1360, 690), out.with_stem(f"{out.stem}-large"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
