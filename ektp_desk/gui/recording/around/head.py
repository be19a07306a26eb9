"""The head of the wide form: the number, what it is for, and when the last step was saved."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Elided, Marked, Note, label
from ektp_desk.gui.recording.around.dense import DenseCard
from ektp_desk.gui.recording.phrases import ticket_line
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _
from ektp_desk.words.dates import clock_seconds
from ektp_desk.words.outcomes import purpose_word


class Head(DenseCard):
    """Stands only in the wide form; the dense one shows the number in the band below."""

    def __init__(self) -> None:
        super().__init__(name="recording_head")
        self.setFixedHeight(px(76))
        self.number = label("A000", "hero", name="number")
        self._purpose, self._line = Elided("", "lead"), Elided("", tone="ink2")
        self.saved = Marked(Note(Shape.DONE, "", loud=True), "strong")
        row = self.add_row(self.number, None, self.saved, gap=24)
        row.insertLayout(1, _stacked(self._purpose, self._line), 1)

    def show_seen(self, seen: Seen) -> None:
        """Show the ticket."""
        if seen.ticket is None:
            return
        self.number.setText(seen.ticket.number)
        self.number.setAccessibleName(seen.ticket.number)
        self._purpose.set_text(purpose_word(seen.ticket.purpose))
        self._line.set_text(ticket_line(seen.ticket, seen.now))
        self.saved.show_note(saved_note(seen))

    def set_dense(self, *, dense: bool) -> None:
        """Give its height away in the dense form."""
        super().set_dense(dense=dense)
        self.setVisible(not dense)


def saved_note(seen: Seen) -> Note:
    """Say when the disk last acknowledged a step: `Tersimpan 16.57.07`."""
    last = seen.recording.saved_at if seen.recording else seen.ticket.moved_at if seen.ticket else seen.now
    return Note(Shape.DONE, _("Tersimpan {time}").format(time=clock_seconds(last)), loud=True)


def _stacked(*lines: Elided) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    for line in lines:
        column.addWidget(line)
    column.addStretch(1)
    return column
