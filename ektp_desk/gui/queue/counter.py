"""The panel at the right: what this desk does now, and the acts on the called and on the chosen number."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import Purpose, TicketState
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Elided, hairline, label, set_tone
from ektp_desk.gui.queue.reading import QueueFacts, is_free
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE
from ektp_desk.words.outcomes import purpose_word


class Counter(QWidget):
    """Shows one of three: the desk is free, it calls a number, it serves one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("queue_counter")
        self._card = Card()
        self._desk, self._calls = (
            label("", "strong", tone="primary", name="counter_desk"),
            Elided("", tone="ink2"),
        )
        self.number: QLabel = label(NONE, "giant", name="called_number")
        self._what, self._who = Elided(""), Elided("", "help")
        self.blue = ActButton(_("Panggil berikutnya"), "Enter", kind="blue", large=True, name="queue_blue")
        self.again = ActButton(_("Panggil lagi"), "P", name="queue_again")
        self.skip = ActButton(_("Tidak ada, lewati"), "L", name="queue_skip")
        self.later = ActButton(_("Tunda, kembali ke antrean"), "T", short=_("Tunda"), name="queue_later")
        self.end = ActButton(_("Selesai tanpa rekam…"), "S", name="queue_end")
        self._chosen = Elided("", "label")
        self.call = ActButton(_("Panggil"), "C", name="queue_call")
        self._second = QStackedWidget()
        self._lay_out()
        self.set_small(False)

    def show_facts(self, facts: QueueFacts, waited: int) -> None:
        """Show what the desk has in hand; `waited` are the minutes of that ticket, or of the next."""
        held = facts.held
        shown = held or facts.next_up
        self._desk.setText(_heading(facts))
        self._calls.set_text(_("sudah {n}×").format(n=held.calls) if held and held.calls > 1 else "")
        self.number.setText(shown.number if shown else NONE)
        set_tone(self.number, None if held else "ink2")
        self._what.set_text(_what(shown, waited))
        self._who.set_text(_who(held, shown))
        serving = held is not None and held.state is TicketState.SERVING
        self.blue.set_text(_blue_word(held))
        self.blue.setEnabled(shown is not None)
        self._second.setCurrentWidget(self.later if serving else self.again)
        self._second.setVisible(held is not None)
        self.skip.setVisible(held is not None and not serving)
        self.end.setVisible(held is not None)
        self.number.updateGeometry()

    def show_chosen(self, ticket: Ticket | None, held: Ticket | None) -> None:
        """Say which row is chosen, or why it cannot be called: a desk has it, or this one holds somebody."""
        why = _why_not(ticket, held)
        self._chosen.set_text(why or _chosen_words(ticket))
        self.call.set_text(_("Panggil {number}").format(number=ticket.number) if ticket else _("Panggil"))
        self.call.setEnabled(ticket is not None and not why)
        self.call.setAccessibleDescription(why)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the small form: the number in 64."""
        self.setFixedWidth(px(272 if small else 320))
        self._card.body.setSpacing(px(6 if small else 8))
        set_tone(self.number, self.number.property("tone"), role="hero" if small else "giant")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        self._card.add_row(self._desk, None, self._calls)
        self._card.body.addSpacing(px(4))
        self._card.add(self.number)
        self._card.body.addSpacing(px(4))
        self._card.add(self._what)
        self._card.add(self._who)
        self._card.body.addSpacing(px(4))
        self._second.addWidget(self.again)
        self._second.addWidget(self.later)
        for button in (self.blue, self._second, self.skip, self.end):
            _keep_room(button)
            self._card.add(button)
        self._card.body.addStretch(1)
        self._card.add(hairline())
        self._card.add(self._chosen)
        self._card.add(self.call)


def _keep_room(widget: QWidget) -> None:
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    policy.setVerticalPolicy(policy.Policy.Fixed)
    widget.setSizePolicy(policy)


def _chosen_words(ticket: Ticket | None) -> str:
    if ticket is None:
        return ""
    name = ticket.name or _("belum dikenali")
    return _("Terpilih: {number} {name}").format(number=ticket.number, name=name)


def _why_not(ticket: Ticket | None, held: Ticket | None) -> str:
    """Say why the chosen number cannot be called now; empty where it can."""
    if ticket is None:
        return ""
    if not is_free(ticket):
        return _("{number} di meja {desk}").format(number=ticket.number, desk=ticket.desk)
    return _("{number} belum selesai").format(number=held.number) if held else ""


def _heading(facts: QueueFacts) -> str:
    if facts.held is None:
        words = _("Meja {desk} bebas · berikutnya") if facts.next_up else _("Meja {desk} bebas")
    elif facts.held.state is TicketState.SERVING:
        words = _("Meja {desk} melayani")
    else:
        words = _("Meja {desk} memanggil")
    return words.format(desk=facts.desk)


def _what(shown: Ticket | None, waited: int) -> str:
    if shown is None:
        return _("Tidak ada yang menunggu")
    return _("{purpose} · menunggu {n} menit").format(purpose=purpose_word(shown.purpose), n=waited)


def _who(held: Ticket | None, shown: Ticket | None) -> str:
    if shown is None:
        return ""
    if shown.name:
        return shown.name
    return _("Belum dikenali: tanyakan namanya") if held else _("Belum dikenali")


def _blue_word(held: Ticket | None) -> str:
    if held is None:
        return _("Panggil berikutnya")
    if held.state is not TicketState.SERVING:
        return _("Layani")
    return _("Lanjutkan perekaman") if held.purpose is Purpose.RECORD else _("Catat hasil")
