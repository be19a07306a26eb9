"""The left card: figures, the list or what to press while it is empty, and where numbers are given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import Purpose
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, EmptyState, Stepper, TableFoot, hairline
from ektp_desk.gui.queue.left.figures import FigureLine, QueueEquation
from ektp_desk.gui.queue.left.table import queue_table
from ektp_desk.gui.queue.reading import QueueFacts
from ektp_desk.gui.queue.words import desk_words
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class WaitingList(QWidget):
    """Everything left of the counter; buttons only, their keys are bound by the view."""

    def __init__(self) -> None:
        super().__init__()
        self.figures, self.equation = FigureLine(), QueueEquation()
        self.table = queue_table(name="queue_table", accessible_name=_("Antrean, yang menunggu"))
        self.giving = {
            Purpose.RECORD: ActButton(_("Nomor rekam"), "N", short=_("Nomor"), name="queue_one"),
            Purpose.FETCH_CARD: ActButton(_("Ambil kartu"), "K", short=_("Kartu"), name="queue_one_card"),
            Purpose.QUESTION: ActButton(_("Bertanya"), "A", short=_("Tanya"), name="queue_one_question"),
        }
        self.many = ActButton(_("Banyak nomor…"), "B", short=_("Banyak…"), name="queue_many")
        self.new_home = ActButton(_("Kunjungan rumah…"), "R", short=_("Rumah…"), name="queue_new_home")
        self.homes = ActButton("", "H", name="queue_homes")
        self.desk = ActButton(_("Meja kedua…"), "M", name="queue_desk")
        self.display = ActButton(_("Layar nomor…"), "Y", short=_("Layar…"), name="queue_display")
        self.home = Stepper(_("Pulang tanpa nomor"), short=_("Tanpa nomor"), name="sent_home")
        self.first = ActButton(_("Nomor pertama"), "N", kind="blue", icon="plus-bold", name="queue_first")
        self.close_day = ActButton(_("Tutup hari…"), "Enter", kind="blue", name="queue_close_day")
        self.slip = ActButton(_("Cetak bukti"), "Ctrl+P", kind="quiet", name="queue_slip")
        self._middle = QStackedWidget()
        self._none, self._done = self._empty_states()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list(), 1)
        self._column.addLayout(self._giving())
        self._column.addLayout(self._acts())
        self._column.addWidget(self.equation)

    def show_facts(self, facts: QueueFacts) -> None:
        """Show all but the rows and what changes with the minute."""
        self.home.set_count(facts.visit.sent_home)
        # It is written on paper for whoever just came.
        last = _("nomor terakhir {number} · ").format(number=facts.last_number) if facts.last_number else ""
        fold = _("G buka/lipat rombongan · ") if facts.groups else ""
        slip = _("Ctrl+P bukti {number}").format(number=facts.ended_last) if facts.ended_last else ""
        self._foot.say_keys(last + (f"{slip} · " if slip else "") + fold + _("panah ↑ ↓ memilih"))
        self.slip.set_text(_("Cetak bukti {number}").format(number=facts.ended_last or "A001"))
        self.slip.setEnabled(bool(facts.ended_last))
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

    def start(self) -> QWidget:
        """Give where the focus belongs: the list, or the blue button of an empty one."""
        shown = self._middle.currentWidget()
        if shown is self._none:
            return self.first
        return self.close_day if shown is self._done else self.table

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter form."""
        self._column.setSpacing(px(6 if small else 12))
        self._foot.setFixedHeight(px(22 if small else 26))

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        none = EmptyState(
            _("Belum ada nomor"),
            _("Tekan N untuk nomor pertama, B untuk membagikan banyak."),
            buttons=(self.first,),
            name="queue_none",
        )
        return none, EmptyState("", "", buttons=(self.close_day, self.slip), name="queue_done")

    def _list(self) -> Card:
        card, page = Card(padding=0, gap=0), QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        self._foot = foot = TableFoot(
            self.table, lambda n: _("{n} nomor lagi").format(n=n), _("panah ↑ ↓ memilih")
        )
        column.addWidget(foot)
        for each in (page, self._none, self._done):
            self._middle.addWidget(each)
        card.add(self.figures)
        card.add(hairline())
        card.add(self._middle, 1)
        return card

    def _giving(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (*self.giving.values(), self.many, self.new_home):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.homes, self.desk, self.display):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.home)
        return row
