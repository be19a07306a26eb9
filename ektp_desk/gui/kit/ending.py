"""How a ticket ended: the panel that asks, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import (
    MAY_COME_AGAIN,
    NEEDS_DATE,
    NEEDS_TEXT,
    Outcome,
    Purpose,
    check_ending,
    expected,
)
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.buttons import named
from ektp_desk.gui.kit.cards import hairline, keeping_room
from ektp_desk.gui.kit.day_entry import DayEntry, level
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.outcomes import VOIDED, EndingBoard, EndingGroup, columns, one_for_all
from ektp_desk.gui.kit.shapes import Marked, Note, Shape
from ektp_desk.gui.kit.state import TYPED
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.usecases.queue.commands import end_ticket, end_tickets, void_ticket, void_tickets
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import N_, _
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word

_SHOWN = 6
# A line below a box is short; the box and its title say the rest.
_SHORT = {
    "outcome.needs_text": N_("Hasil ini perlu keterangan singkat."),
    "outcome.needs_date": N_("Isi tanggal datang kembali."),
    "date.unreadable": N_("Tulis seperti 11-04-2019."),
    "outcome.day_not_ahead": N_("Tanggal harus sesudah hari ini."),
}


@dataclass(frozen=True, slots=True)
class ChosenEnding:
    """An outcome's value or `VOIDED`; what was typed beside it; the ISO date to come again, or ""."""

    value: str
    text: str = ""
    on: str = ""

    def write(self, session: Session, ticket: str) -> None:
        if self.value == VOIDED:
            void_ticket(session, ticket, text=self.text)
        else:
            end_ticket(session, ticket, Outcome(self.value), text=self.text, on=self.on)

    def write_all(self, session: Session, tickets: Sequence[str]) -> None:
        if self.value == VOIDED:
            void_tickets(session, tickets, text=self.text)
        else:
            end_tickets(session, tickets, Outcome(self.value), text=self.text, on=self.on)

    def word(self) -> str:
        """What became of several."""
        return _("batal") if self.value == VOIDED else outcome_word(Outcome(self.value)).lower()


class EndingForm(Panel):
    """A board of endings, a remark and a day; `today` is the office's calendar day, `save` the blue word.

    `nameless` are numbers of whom nobody would know who is to come again.
    """

    def __init__(
        self,
        host: QWidget,
        answer: Callable[[ChosenEnding], object],
        *,
        title: str,
        help_text: str,
        board: Sequence[Sequence[EndingGroup]],
        today: date,
        save: str,
        nameless: Sequence[str] = (),
        widest: int = 1010,
    ) -> None:
        super().__init__(host, name="ending", widest=widest, title=title, help_text=help_text, beside=True)
        self._answer, self._today = answer, today
        self.setProperty(TYPED, True)  # noqa: FBT003  Qt's own signature
        self.card.body.setSpacing(px(4 if is_small() else 8))
        self.board = EndingBoard(board)
        self.text, self.day = Field(_("Keterangan"), "ending_text"), DayEntry(today, key="C")
        save_act = Act(id="ending_save", text=save, keys=("Enter",), run=self._save)
        self.take(save_act, *self.day.acts(), blue=save_act.id)
        self.day.follow(self.acts)
        self.card.add(self.board)
        self.card.add(hairline())
        self.card.body.addLayout(self._details())
        self._nameless = keeping_room(nameless_note(nameless))
        if nameless:
            self.card.add(self._nameless)
        self._fit_details()
        self.board.chosen.connect(self._on_chosen)

    def first(self) -> QWidget:
        return self.board.at_hand()

    def state(self) -> object:
        return self.board.value(), super().state()

    def put_back(self, state: object) -> None:
        value, refused = cast("tuple[str | None, object]", state)
        self.board.choose(value or "")
        self._fit_details()
        super().put_back(refused)

    def refuse(self, error: EktpError) -> None:
        """Say a refusal beside the box it is about, in few words, else beside the title."""
        short = _SHORT.get(error.code)
        if short is None:
            self._say(message(error))
            return
        box = self.text if error.code == "outcome.needs_text" else self.day.field
        box.set_error(_(short))
        box.setFocus()

    def calm(self) -> None:
        super().calm()
        for box in (self.text, self.day.field):
            box.clear_error()

    def _save(self) -> None:
        """Check what can be checked here, and answer."""
        value, text = self.board.value(), self.text.text()
        if value is None:
            self._say(_("Pilih satu hasil dahulu."))
            self.board.at_hand().setFocus()
            return
        try:
            on = self.day.day() if value in MAY_COME_AGAIN else ""
            if value != VOIDED:
                check_ending(Outcome(value), text=text, on=on, today=self._today)
        except EktpError as error:
            self.refuse(error)
            return
        self._answer(ChosenEnding(value, text, on))

    def _on_chosen(self, value: str) -> None:
        self._fit_details()
        self.calm()
        if value in NEEDS_DATE:
            self.day.setFocus()
        elif value in NEEDS_TEXT:
            self.text.setFocus()

    def _fit_details(self) -> None:
        value = self.board.value()
        needed = _("wajib diisi") if value in NEEDS_TEXT else _("bila perlu, tanpa nama orang")
        self.text.edit.setPlaceholderText(needed)
        self.day.setVisible(value in MAY_COME_AGAIN)
        self.day.set_needed(needed=value in NEEDS_DATE)
        self._nameless.setVisible(value in NEEDS_DATE and self._nameless.parent() is not None)

    def _details(self) -> QHBoxLayout:
        keep = self.day.sizePolicy()
        # Its room stays when it is away: the text beside it must not grow under the hand.
        keep.setRetainSizeWhenHidden(True)
        self.day.setSizePolicy(keep)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.text, 1)
        row.addWidget(self.day)
        row.addLayout(level(self.acts.button("ending_save", kind="blue"), tall=True))
        return row


class EndingPanel(EndingForm):
    """`recording` says that a recording of the ticket is under way; `may_refuse` whoever lives elsewhere."""

    def __init__(
        self,
        host: QWidget,
        number: str,
        answer: Callable[[ChosenEnding], object],
        *,
        purpose: Purpose,
        today: date,
        may_refuse: bool,
        recording: bool = False,
        nameless: bool = False,
    ) -> None:
        words = _("Hasil nomor {number}, tanpa rekam") if recording else _("Hasil nomor {number}")
        help_text = (
            _("Yang sudah diisi tetap tersimpan. Huruf memilih, Esc kembali ke perekaman.")
            if recording
            else _("Huruf atau panah memilih, Enter menyimpan.")
        )
        super().__init__(
            host,
            answer,
            title=words.format(number=number),
            help_text=help_text,
            board=columns(purpose, may_refuse=may_refuse),
            today=today,
            save=_("Simpan hasil"),
            nameless=[number] if nameless else [],
        )
        likely = expected(purpose)
        if likely is not None and not recording:
            self.board.choose(likely.value)
            self._fit_details()


class SeveralEndings(EndingForm):
    """One outcome for all of several numbers; who is to come again without a name is told of.

    `may_lose`: who is signed in is a supervisor, whose word it is that a number was lost.
    """

    def __init__(
        self,
        host: QWidget,
        tickets: Sequence[Ticket],
        answer: Callable[[ChosenEnding], object],
        *,
        today: date,
        may_lose: bool,
    ) -> None:
        n, numbers = count(len(tickets)), [ticket.number for ticket in tickets]
        super().__init__(
            host,
            answer,
            title=_("Satu hasil untuk {n} nomor").format(n=n),
            help_text=first_few(numbers),
            board=one_for_all(may_lose=may_lose),
            today=today,
            save=_("Catat untuk {n} nomor").format(n=n),
            nameless=[ticket.number for ticket in tickets if not ticket.name],
            widest=900,
        )


def nameless_note(numbers: Sequence[str]) -> Marked:
    """Say what is lost where people without a name are told to come again."""
    lost = _("Tanpa nama: {numbers}. Kantor hanya tahu berapa orang yang datang lagi, bukan siapa.")
    return named(Marked(Note(Shape.LOOK, lost.format(numbers=first_few(numbers))), "label"), "nameless")


def first_few(numbers: Sequence[str]) -> str:
    """Name numbers as far as a line has room: `A043 · A045 · 33 lagi`."""
    shown = " · ".join(numbers[:_SHOWN])
    more = len(numbers) - _SHOWN
    return _("{numbers} · {n} lagi").format(numbers=shown, n=count(more)) if more > 0 else shown
