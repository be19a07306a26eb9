"""The left card: figures, the list or what to press while it is empty, and where numbers are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.paper.figures import Equation as Counted
from ektp_desk.domain.tickets import Group, Purpose
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Elided,
    EmptyState,
    Equation,
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
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.ticket_table import LONG_WAIT, queue_table
from ektp_desk.gui.kit.tokens import Tone, px
from ektp_desk.gui.queue.words import desk_words
from ektp_desk.usecases.queue.facts import QueueFacts
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import NONE, count
from ektp_desk.words.outcomes import group_word


class FigureLine(QWidget):
    """How many wait, the longest wait, the pace, and when the queue will be empty."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), px(8), px(16), px(8))
        self._row.setSpacing(px(6))
        self._waiting_words = Elided(_("menunggu"), tone="ink2")
        self._waiting = self._figure("queue_waiting", self._waiting_words)
        self._oldest_words = Elided(_("mnt terlama"), tone="ink2", short=_("terlama"))
        self._oldest = self._figure("queue_oldest", self._oldest_words)
        self._pace_words = Elided(_("mnt rata-rata layanan"), tone="ink2", short=_("rata-rata"))
        self._pace = self._figure("queue_pace", self._pace_words)
        self._surge = named(Marked(Note(Shape.NONE, "")), "queue_surge")
        self._surge.hide()
        self._row.addWidget(self._surge)
        self._row.addStretch(1)
        self._finish_words = Elided(_("selesai kira-kira"), tone="ink2", short=_("selesai ±"))
        self._finish_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._finish_words)
        self._finish = label(NONE, "lead", name="queue_finish")
        self._row.addWidget(self._finish)

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

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less height."""
        side = px(12 if small else 16)
        self._row.setContentsMargins(px(16), px(2 if small else 8), side, px(2 if small else 8))

    def _figure(self, name: str, words: Elided) -> QLabel:
        number = label("0", "lead", name=name)
        number.setAccessibleDescription(words.full_text())
        self._row.addWidget(number)
        self._row.addWidget(words)
        self._row.addSpacing(px(10))
        return number


class QueueEquation(Card):
    """The equation of the running day: those without an outcome are waiting, not unclear."""

    def __init__(self) -> None:
        super().__init__(gap=0, name="queue_equation")
        self._equation = Equation(_terms(Counted()), name="queue_sum")
        self.add(self._equation)

    def show_equation(self, counted: Counted) -> None:
        """Show the numbers."""
        self._equation.set_terms(_terms(counted))

    def text(self) -> str:
        """Give the whole equation as it is heard."""
        return self._equation.accessibleName()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less height."""
        side, top = px(12 if small else 16), px(3 if small else 9)
        self.body.setContentsMargins(side, top, side, top)


def _terms(counted: Counted) -> Sequence[Term]:
    served, *rest = (_term(counted, group) for group in Group)
    waiting = Term(count(counted.unclear), _("menunggu"), "primary")
    return (Term(count(counted.numbered), _("bernomor")), served, waiting, *rest)


def _term(counted: Counted, group: Group) -> Term:
    tone: Tone = "ok" if group is Group.SERVED else "ink"
    return Term(count(counted.of(group)), group_word(group, short=True), tone)


class WaitingList(QWidget):
    """Everything left of the counter; buttons only, their keys are bound by the view."""

    def __init__(self) -> None:
        super().__init__()
        self.figures, self.equation = FigureLine(), QueueEquation()
        self.table = queue_table(name="queue_table", accessible_name=_("Antrean, yang menunggu"))
        self.giving = {
            Purpose.RECORD: ActButton(_("Nomor rekam"), "N", short=_("Nomor"), name="queue_one"),
            Purpose.FETCH_CARD: ActButton(_("Kartu"), "K", name="queue_one_card"),
            Purpose.QUESTION: ActButton(_("Tanya"), "A", name="queue_one_question"),
        }
        self.many = ActButton(_("Banyak…"), "B", name="queue_many")
        self.new_home = ActButton(_("Rumah baru…"), "R", name="queue_new_home")
        self.homes = ActButton("", "H", name="queue_homes")
        self.desk = ActButton(_("Meja kedua…"), "M", short=_("Meja…"), name="queue_desk")
        self.new_desk = ActButton(_("Meja lagi…"), "J", kind="quiet", name="queue_new_desk")
        self.display = ActButton(_("Layar…"), "Y", name="queue_display")
        self.home = Stepper(_("Pulang tanpa nomor"), short=_("Tanpa nomor"), name="sent_home")
        self.first = ActButton(_("Nomor pertama"), "N", kind="blue", icon="plus-bold", name="queue_first")
        self.close_day = ActButton(_("Tutup hari…"), "Enter", kind="blue", name="queue_close_day")
        self.slip = ActButton(_("Cetak bukti"), "Ctrl+P", kind="quiet", name="queue_slip")
        self._middle, self._small = QStackedWidget(), False
        self._none, self._done = self._empty_states()
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list(), 1)
        self._giving, self._acts = _row(), _row()
        self._column.addLayout(self._giving)
        self._column.addLayout(self._acts)
        self._column.addWidget(self.equation)
        self.set_small(False)

    def show_facts(self, facts: QueueFacts) -> None:
        """Show all but the rows and what changes with the minute."""
        self.home.set_count(facts.visit.sent_home)
        self._say_keys(facts)
        self.homes.set_text(_("Rumah: {n}").format(n=count(len(facts.stops))))
        whole, short = desk_words(facts.other_desk())
        self.desk.set_text(whole, short=short)
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
        self.new_desk.setVisible(several and not self._small)
        desk = _("J meja lagi") + " · " if several else ""
        self._foot.setVisible(bool(facts.tickets) or not self._small)
        if self._small:
            self._foot.say_keys(last + slip + desk + fold + _("panah ↑ ↓ memilih"))
        else:  # buttons stand there, for an empty list too: what fits beside them is one thing more, or none
            said = shorter or last if several else last + (shorter or slip)
            self._foot.say_keys(said.removesuffix(" · "), cut=False)
        self.slip.set_text(_("Cetak bukti {number}").format(number=facts.ended_last or "A001"))
        self.slip.setEnabled(bool(facts.ended_last))

    def start(self) -> QWidget:
        """Give where the focus belongs: the list, or the blue button of an empty one."""
        shown = self._middle.currentWidget()
        if shown is self._none:
            return self.first
        return self.close_day if shown is self._done else self.table

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter form; where it is wide one row of buttons does."""
        self._small = small
        self._column.setSpacing(px(6 if small else 8))
        others, numbers = (self.homes, self.desk, self.display), (*self.giving.values(), self.many)
        if small:
            _fill(self._giving, *numbers, last=self.new_home)
            _fill(self._acts, *others, last=self.home)
        else:
            _fill(self._giving, *numbers, last=self.home)
            self._foot.hold(self.homes, self.new_home, self.desk, self.new_desk, self.display)
        for button in (*others, self.new_home):
            button.set_kind("normal" if small else "quiet")
        self._foot.setFixedHeight(px(22 if small else 34))

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        none = EmptyState(
            _("Belum ada nomor"),
            _("Tekan N untuk nomor pertama, B untuk membagikan banyak."),
            buttons=(self.first,),
            name="queue_none",
        )
        return none, EmptyState("", "", buttons=(self.close_day, self.slip), name="queue_done")

    def _list(self) -> Card:
        card = Card(padding=0, gap=0)
        self._foot = TableFoot(self.table, lambda n: _("{n} nomor lagi").format(n=n), _("panah ↑ ↓ memilih"))
        for each in (self.table, self._none, self._done):
            self._middle.addWidget(each)
        card.add(self.figures)
        card.add(hairline())
        card.add(self._middle, 1)
        card.add(self._foot)
        return card


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    return row


def _fill(row: QHBoxLayout, *buttons: QWidget, last: QWidget | None = None) -> None:
    """Set buttons side by side, each as wide as its word, and `last` at the right end."""
    while row.count():
        row.takeAt(0)
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(button)
    row.addStretch(1)
    if last is not None:
        row.addWidget(last)
