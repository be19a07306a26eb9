"""The page for a ticket that was called and has not begun: one number, one blue button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Elided, label
from ektp_desk.gui.recording.phrases import ticket_line
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word


class CalledPage(QWidget):
    """Its blue button holds the focus, so that Enter serves."""

    serve_asked = Signal()
    again_asked = Signal()
    skip_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._says = Elided("", "strong", tone="primary")
        self.number = label("A000", "giant", name="called_number")
        self._line = Elided("", "body")
        self._name = Elided("", "lead")
        self.serve = ActButton(_("Layani"), "Enter", kind="blue", large=True, name="serve")
        self.again = ActButton(_("Panggil lagi"), "P", name="call_again")
        self.skip = ActButton(_("Tidak ada, lewati"), "L", name="skip")
        self.serve.asked.connect(self.serve_asked)
        self.again.asked.connect(self.again_asked)
        self.skip.asked.connect(self.skip_asked)
        self._lay_out()

    def show_seen(self, seen: Seen, desk: str) -> None:
        """Show who was called."""
        ticket = seen.ticket
        if ticket is None:
            return
        called = ticket.state is TicketState.CALLED
        says = _("Meja {desk} memanggil") if called else _("Nomor ini menunggu")
        self._says.set_text(says.format(desk=desk))
        self.number.setText(ticket.number)
        self.number.setAccessibleName(ticket.number)
        purpose = purpose_word(ticket.purpose)
        self._line.set_text(f"{purpose} · {ticket_line(ticket, seen.now)}")
        self._name.set_text(ticket.name)
        self._name.setVisible(bool(ticket.name))
        self.skip.setEnabled(called)
        self.again.setEnabled(called)

    def _lay_out(self) -> None:
        card = Card(gap=10, name="called_card")
        card.setFixedWidth(px(420))
        for widget in (self._says, self.number, self._line, self._name):
            card.add(widget)
        card.body.addSpacing(px(4))
        for button in (self.serve, self.again, self.skip):
            card.add(button)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
