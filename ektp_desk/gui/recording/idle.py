"""The page without a number in hand: type or scan one, or call the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import Card, Elided, Field, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.icons import Diamond
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.words import beside_field, busy_words, ticket_line, waiting_words
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word


class IdlePage(QWidget):
    """`number_entered` gives what was typed or scanned."""

    number_entered = Signal(str)
    unseen_entered = Signal(str)  # the same again, after it was said that it was not given here, or twice

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.number = Field(
            _("Nomor antrean"),
            "ticket_number",
            placeholder=_("A042"),
            help_text=_("Ketik atau pindai nomor, lalu Enter untuk melayani."),
        )
        self._help = label("", tone="ink2")
        self._unseen = ""
        self._papers = label("", "strong", name="papers_of_number")  # of one number: whose they are
        self._papers.hide()
        self.number.edit.textEdited.connect(self._papers.hide)
        self.number.entered.connect(self._on_entered)
        self.setFocusProxy(self.number)
        self.number.setFixedWidth(px(440))
        shown = (
            Diamond(68, "pale"),
            label(_("Belum ada nomor di meja ini"), "lead"),
            self._help,
            self.number,
        )
        diamond, title, help_, number = (in_row(None, part, None) for part in shown)
        papers = in_row(None, self._papers, None)
        buttons = (acts.button("call_next", kind="blue"), acts.button("to_queue", tall=True))
        below = in_row(None, *buttons, None)
        stacked(None, diamond, 4, title, help_, 12, number, papers, 4, below, None, None, gap=8, on=self)

    def show_seen(self, seen: RecordingFacts) -> None:
        self._help.setText(waiting_words(seen.waiting))

    def begin(self) -> None:
        self.number.set_text("")
        self._unseen = ""
        self._papers.hide()

    def refuse(self, error: EktpError) -> None:
        """Say a refusal below the number; Enter once more takes one that was not given here, or twice."""
        once_more = {
            "number.not_given": _("Enter lagi: catat dan layani."),
            "number.parted": _("Enter lagi: layani {number}.").format(number=error.facts.get("number", "")),
        }
        also = once_more.get(error.code, "")
        self._unseen = self.number.text() if also else ""
        papers = str(error.facts.get("papers", ""))
        words = (
            _("Kertas {number} ada dua.").format(number=error.facts["number"])
            if papers
            else beside_field(error)
        )
        words = f"{words} {also}".strip()
        self._papers.setText(papers.replace(", ", "\n"))
        self._papers.setVisible(bool(papers))
        self.number.set_error(words, error.code)
        self.number.edit.selectAll()

    def _on_entered(self) -> None:
        text = self.number.text()
        if text and text == self._unseen:
            self.unseen_entered.emit(text)
        elif text:
            self.number_entered.emit(text)


class CalledPage(QWidget):
    """Its blue button holds the focus, so that Enter serves."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._says = Elided("", "strong", tone="primary")
        self.number = label("A000", "giant", name="called_number")
        self._line = Elided("", "body")
        self._name = Elided("", "lead")
        self.serve = acts.button("serve", kind="blue", large=True)
        others = (acts.button("call_again"), acts.button("skip"))
        card = Card(gap=10, name="called_card")
        card.setFixedWidth(px(420))
        self._why = Elided("", "label")
        card.stack(self._says, self.number, self._line, self._name, 4, self.serve, self._why, *others)
        stacked(None, in_row(None, card, None), None, None, on=self)

    def show_seen(self, seen: RecordingFacts, desk: str) -> None:
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
        busy = busy_words(seen)
        self._why.set_text(busy)
        self._why.setVisible(bool(busy))
        self._name.set_text(ticket.name)
        self._name.setVisible(bool(ticket.name))
