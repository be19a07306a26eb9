"""The left card: figures, the list or what to press while it is empty, and where numbers are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from ektp_desk.domain.paper.figures import Equation as Counted
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.gui.kit import (
    Card,
    Elided,
    EmptyState,
    EquationView,
    Marked,
    Note,
    Stepper,
    TableFoot,
    Term,
    hairline,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.ticket_table import LONG_WAIT, queue_table
from ektp_desk.gui.kit.tokens import Tone, is_small, px, tokens
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import NONE, count
from ektp_desk.words.outcomes import group_word


class FigureLine(QWidget):
    """How many wait, the longest wait, the pace, and when the queue will be empty."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting_words = Elided(_("menunggu"), tone="ink2")
        self._waiting = _figure("queue_waiting", self._waiting_words)
        self._oldest_words = Elided(_("mnt terlama"), tone="ink2", short=_("terlama"))
        self._oldest = _figure("queue_oldest", self._oldest_words)
        self._pace_words = Elided(_("mnt rata-rata layanan"), tone="ink2", short=_("rata-rata"))
        self._pace = _figure("queue_pace", self._pace_words)
        self._surge = named(Marked(Note(Shape.NONE, "")), "queue_surge")
        self._surge.hide()
        self._finish_words = Elided(_("selesai kira-kira"), tone="ink2", short=_("selesai ±"))
        self._finish_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._finish = label(NONE, "lead", name="queue_finish")
        waiting = (self._waiting, self._waiting_words, 10)
        paces = (self._oldest, self._oldest_words, 10, self._pace, self._pace_words, 10)
        top, right = (2, 12) if is_small() else (8, 16)
        parts = (*waiting, *paces, self._surge, None, self._finish_words, self._finish)
        in_row(*parts, gap=6, margins=(16, top, right, top), on=self)

    def show_figures(
        self, waiting: int, oldest: int | None, pace: int | None, finish: datetime | None, *, today: date
    ) -> None:
        """Show the figures; None reads as a dash, and a finish after `today` as no time of day."""
        self._waiting.setText(count(waiting))
        self._oldest.setText(NONE if oldest is None else str(oldest))
        set_tone(self._oldest, "warn" if (oldest or 0) > LONG_WAIT else None)
        self._pace.setText(NONE if pace is None else str(pace))
        late = finish is not None and finish.date() > today
        set_tone(self._finish, "warn" if late else None, role="strong" if late else "lead")
        if finish is None:
            self._finish.setText(NONE)
        else:
            self._finish.setText(_("bukan hari ini") if late else clock(finish))

    def show_homes(self, homes: int) -> None:
        """Say how many of those who wait are gone to: the equation below counts them too."""
        words = _("di sini · {n} di rumah").format(n=count(homes)) if homes else _("menunggu")
        self._waiting_words.set_text(words, short=_("di sini") if homes else "")
        self._waiting.setAccessibleDescription(words)
        for each in (self._waiting_words, self._oldest_words, self._pace_words, self._finish_words):
            each.keep_short()

    def show_surge(self, arrived: int) -> None:
        """Say how many came within a quarter of an hour just now, while that is far more than usual."""
        words = _("{n} dalam 15 menit").format(n=count(arrived))
        short = _("{n} sekaligus").format(n=count(arrived))
        self._surge.show_note(Note(Shape.LOOK, words, short, loud=True))
        self._surge.words.keep_short()
        self._surge.setVisible(arrived > 0)


def _figure(name: str, words: Elided) -> QLabel:
    number = label("0", "lead", name=name)
    number.setAccessibleDescription(words.full_text())
    return number


class QueueEquation(Card):
    """The equation of the running day: those without an outcome are waiting, not unclear."""

    def __init__(self) -> None:
        super().__init__(padding=0, gap=0, name="queue_equation")
        self._equation = EquationView(_terms(Counted()), name="queue_sum")
        frame = tokens().line  # which the card keeps free by itself
        side, top = px(12 if is_small() else 16) - frame, px(3 if is_small() else 9) - frame
        self.add_row(self._equation).setContentsMargins(side, top, side, top)

    def show_equation(self, counted: Counted) -> None:
        self._equation.set_terms(_terms(counted))

    def text(self) -> str:
        """The whole equation as it is heard."""
        return self._equation.accessibleName()


def _terms(counted: Counted) -> Sequence[Term]:
    served, *rest = (_term(counted, group) for group in TicketGroup)
    waiting = Term(count(counted.unclear), _("menunggu"), "primary")
    return (Term(count(counted.numbered), _("bernomor")), served, waiting, *rest)


def _term(counted: Counted, group: TicketGroup) -> Term:
    tone: Tone = "ok" if group is TicketGroup.SERVED else "ink"
    return Term(count(counted.of(group)), group_word(group, short=True), tone)


class WaitingList(QWidget):
    """Everything left of the counter."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self._small = is_small()
        self.figures, self.equation = FigureLine(), QueueEquation()
        self.table = queue_table(name="queue_table", accessible_name=_("Antrean, yang menunggu"))
        self.home = Stepper(_("Pulang tanpa nomor"), short=_("Tanpa nomor"), name="sent_home")
        self.home.stepped.connect(
            lambda step: acts["sent_home_plus" if step > 0 else "sent_home_minus"].trigger()
        )
        self.first = acts.button("queue_first", kind="blue", icon="plus-bold")
        self.close_day = acts.button("queue_close_day", kind="blue")
        self._none = EmptyState(
            _("Belum ada nomor"),
            _("Tekan N untuk nomor pertama, B untuk membagikan banyak."),
            buttons=(self.first,),
            name="queue_none",
        )
        slip = acts.button("queue_slip", kind="quiet")
        self._done = EmptyState("", "", buttons=(self.close_day, slip), name="queue_done")
        parts: list[QWidget] = [self._list()]
        numbers = [acts.button(id_) for id_ in _NUMBERS]
        others = {id_: acts.button(id_, kind="normal" if self._small else "quiet") for id_ in _OTHERS}
        if self._small:
            home = others.pop("queue_new_home")
            del others["queue_new_desk"]  # the line below the list names its key
            parts += [_row(*numbers, last=home), _row(*others.values(), last=self.home)]
        else:
            self.foot.hold(*others.values())
            parts.append(_row(*numbers, last=self.home))
        stacked(*parts, self.equation, gap=6 if self._small else 8, grows=parts[0], on=self)

    def show_facts(self, facts: QueueFacts) -> None:
        """Show all but the rows and what changes with the minute."""
        self.home.set_count(facts.visit.sent_home)
        self._say_keys(facts)
        self.equation.show_equation(facts.equation)
        if facts.tickets:
            self._middle.setCurrentIndex(0)
        elif facts.stops:
            self._done.say(
                _("Di meja semua selesai"),
                _("{n} rumah masih perlu didatangi: tekan H.").format(n=count(len(facts.stops))),
            )
            self._middle.setCurrentWidget(self._done)
        elif facts.equation.numbered:
            self._done.say(
                _("Semua {n} nomor ada hasilnya").format(n=count(facts.equation.numbered)),
                _("Tekan N bila masih ada yang datang, atau tutup hari."),
            )
            self._middle.setCurrentWidget(self._done)
        else:
            self._middle.setCurrentWidget(self._none)

    def _say_keys(self, facts: QueueFacts) -> None:
        # It is written on paper for whoever just came.
        last = _("nomor terakhir {number} · ").format(number=facts.last_number) if facts.last_number else ""
        slip = _("Ctrl+P bukti {number}").format(number=facts.ended_last) + " · " if facts.ended_last else ""
        fold, shorter = (_("G buka/lipat rombongan · "), _("G buka/lipat")) if facts.groups else ("", "")
        several = facts.other_desk() is not None
        desk = _("J meja lagi") + " · " if several else ""
        self.foot.setVisible(bool(facts.tickets) or not self._small)
        if self._small:
            self.foot.say_keys(last + slip + desk + fold + _("panah ↑ ↓ memilih"))
        else:  # buttons stand there, for an empty list too: what fits beside them is one thing more, or none
            said = shorter or last if several else last + (shorter or slip)
            self.foot.say_keys(said.removesuffix(" · "), cut=False)

    def start(self) -> QWidget:
        """Where the focus belongs: the list, or the blue button of an empty one."""
        shown = self._middle.currentWidget()
        if shown is self._none:
            return self.first
        return self.close_day if shown is self._done else self.table

    def _list(self) -> Card:
        self._middle = QStackedWidget()
        self.foot = TableFoot(self.table, lambda n: _("{n} nomor lagi").format(n=n), _("panah ↑ ↓ memilih"))
        self.foot.setFixedHeight(px(22 if self._small else 34))
        for each in (self.table, self._none, self._done):
            self._middle.addWidget(each)
        card = Card(padding=0, gap=0)
        card.stack(self.figures, hairline(), (self._middle, 1), self.foot)
        return card


_NUMBERS = ("queue_one", "queue_one_card", "queue_one_question", "queue_many")
_OTHERS = ("queue_homes", "queue_new_home", "queue_desk", "queue_new_desk", "queue_display")


def _row(*buttons: QWidget, last: QWidget) -> QWidget:
    """Buttons side by side, each as wide as its word, and `last` at the right end."""
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return in_row(*buttons, None, last)
