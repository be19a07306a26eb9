"""The screen that closes a day: asks by signals, shows by methods; its keys live here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.recordings import Verdict
from ektp_desk.gui.closing.bar import SignBar, Stage
from ektp_desk.gui.closing.cards import Question
from ektp_desk.gui.closing.exceptions import ExceptionList
from ektp_desk.gui.closing.flow import Flow
from ektp_desk.gui.closing.reading import ClosingFacts
from ektp_desk.gui.closing.terms import remark
from ektp_desk.gui.ending import EndingPanel
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import (
    ActButton,
    Card,
    Elided,
    EmptyState,
    Marked,
    Note,
    TableFoot,
    hairline,
    on_key,
)
from ektp_desk.gui.queue.left.table import queue_table
from ektp_desk.gui.queue.lines import QueueRow
from ektp_desk.gui.queue.reading import minutes_waited
from ektp_desk.words import _

_LISTING = ("unclear", "review")  # stages with a list below the picture


class ClosingView(QWidget):
    """Question, picture, below it the unclear tickets or the exceptions while there are any, and the bar."""

    end_asked = Signal(str)  # the chosen ticket
    review_asked = Signal(str, str, str)  # the recording (empty: all), the verdict, a note
    sign_asked = Signal(str)  # the supervisor's name as typed
    back_asked = Signal()
    copy_asked = Signal()
    report_asked = Signal()
    plan_asked = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("closing")
        self.question, self.flow, self.bar = Question(), Flow(), SignBar()
        self.exceptions = ExceptionList()
        self.table = queue_table(name="unclear_table", accessible_name=_("Nomor yang belum jelas"))
        self._remark, self._lacks = Elided("", "help"), Marked(Note(Shape.WRONG, ""), "label")
        self._lacks.words.setObjectName("closing_lacks")
        self._plan = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name="closing_plan")
        self._stack, self._whole, self._unclear = QStackedWidget(), QWidget(), QWidget()
        self._signed = self._small = False
        self._stage: Stage = "unclear"
        self._lay_out()
        self.ending = EndingPanel(self, today)
        self._connect()

    def show_day(self, facts: ClosingFacts, now: datetime, *, signed: bool) -> None:
        """Show the visit as read at `now`, before or after its signature."""
        self._signed = signed
        self._stack.setCurrentWidget(self._whole)
        if signed:
            self.question.thank(facts.report, facts.visit.supervisor, facts.following)
        else:
            self.question.ask(facts.report, unread=facts.unread)
        self._stage = _stage(facts, signed=signed)
        self.flow.set_low(self._stage in _LISTING)
        self.flow.show_report(facts.report)
        self._remark.set_text(remark(facts.report))
        self._unclear.setVisible(self._stage == "unclear")
        self.exceptions.setVisible(self._stage == "review")
        self._calm()
        self._show_rows(facts, now)
        self.bar.show_stage(
            self._stage, facts.visit.supervisor if signed else "", words=_word(self._stage, facts)
        )
        self._show_chosen()

    def _show_rows(self, facts: ClosingFacts, now: datetime) -> None:
        self.table.set_rows([QueueRow(ticket, minutes_waited(ticket, now)) for ticket in facts.unclear])
        self.exceptions.show_rows(facts.exceptions)
        if facts.unclear and not self.table.selected_key():
            self.table.select_key(facts.unclear[0].id)

    def show_nothing(self) -> None:
        """Say that no visit is open."""
        self._stack.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Put the focus where the next act is."""
        if self.ending.isVisibleTo(self):
            self.ending.stops()[0].setFocus()
        elif self._stack.currentWidget() is not self._whole:
            self._plan.setFocus()
        elif self._signed:
            self.bar.blue.setFocus()
        elif self._stage == "review":
            self.exceptions.table.setFocus()
        else:
            (self.table if self._stage == "unclear" else self.bar.supervisor).setFocus()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter form."""
        self._column.setSpacing(px(6 if small else 12))
        self._picture.body.setSpacing(px(2 if small else 6))
        self._small = small
        self._calm()

    def refuse_name(self, sentence: str) -> None:
        """Say what is wrong with the name, in the line above it: the bar keeps its height."""
        edit = self.bar.supervisor.edit
        edit.set_wrong(True)
        edit.setAccessibleDescription(sentence)
        self._lacks.show_note(Note(Shape.WRONG, sentence, loud=True))
        self._lacks.show()
        self._remark.hide()
        edit.setFocus()

    def _calm(self) -> None:
        """Show the remark; where height is scarce, another unclear number is worth more."""
        self._lacks.hide()
        self._remark.setVisible(not (self._small and self._stage in _LISTING))

    def _connect(self) -> None:
        bar = self.bar
        bar.blue_asked.connect(self._on_blue)
        bar.back.asked.connect(self.back_asked)
        bar.again.asked.connect(self._on_again)
        bar.copy.asked.connect(self.copy_asked)
        bar.preview.asked.connect(self.report_asked)
        bar.supervisor.edit.textEdited.connect(lambda _text: self._calm())
        self._plan.asked.connect(self.plan_asked)
        self.table.opened.connect(lambda _key: self._on_end())
        self.table.selected.connect(lambda _key: self._show_chosen())
        on_key(self.table, "S", self._on_end)
        exceptions = self.exceptions.table
        exceptions.opened.connect(lambda _key: self._on_blue("review"))
        on_key(exceptions, "T", lambda: self._review(Verdict.ACCEPTED))
        on_key(exceptions, "U", self._on_again)
        # The key explains what is lacking also while there is no such button.
        on_key(self._whole, "Ctrl+Enter", self._on_sign)
        on_key(self._whole, "Esc", self.back_asked.emit)
        on_key(self._whole, "Alt+C", self.copy_asked.emit)

    def _show_chosen(self) -> None:
        row = self.table.selected_row()
        if self._stage == "unclear" and isinstance(row, QueueRow):
            said = " · ".join(part for part in (row.ticket.number, row.ticket.name) if part)
            words = _("Beri hasil {number}…").format(number=row.ticket.number)
            self.bar.show_stage("unclear", said, words=words)

    def _on_blue(self, stage: str) -> None:
        if stage == "unclear":
            self._on_end()
        elif stage == "review":
            self.review_asked.emit("", Verdict.ACCEPTED.value, "")
        elif stage == "sign":
            self._on_sign()
        else:
            self.report_asked.emit()

    def _on_again(self) -> None:
        self._review(Verdict.REPEAT)

    def _review(self, verdict: Verdict) -> None:
        """Say one verdict; the note is of a repetition, and is empty for the next."""
        if self._stage != "review" or not (key := self.exceptions.table.selected_key()):
            return
        note = self.bar.note.text() if verdict is Verdict.REPEAT else ""
        self.bar.note.set_text("")
        self.review_asked.emit(key, verdict.value, note)

    def _on_end(self) -> None:
        if key := self.table.selected_key():
            self.end_asked.emit(key)

    def _on_sign(self) -> None:
        if not self._signed:
            self.sign_asked.emit(self.bar.supervisor.text())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._picture = picture = Card(gap=6)
        picture.add(self.flow, 1)
        picture.add(self._list(), 1)
        picture.add(self.exceptions, 1)
        self.exceptions.hide()  # never both lists: the room is for one
        picture.add(self._remark)
        picture.add(self._lacks)
        self._column.addWidget(self.question)
        self._column.addWidget(picture, 1)
        self._column.addWidget(self.bar)
        nobody = EmptyState(
            _("Tidak ada kunjungan yang dibuka"),
            _("Hari yang sudah ditutup ada di Laporan. Kunjungan berikutnya ada di Kunjungan & daftar."),
            buttons=(self._plan,),
            name="closing_no_visit",
        )
        self._stack.addWidget(self._whole)
        self._stack.addWidget(nobody)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.set_small(False)

    def _list(self) -> QWidget:
        column = QVBoxLayout(self._unclear)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        foot = TableFoot(
            self.table,
            lambda n: _("{n} nomor lagi").format(n=n),
            _("panah memilih · Enter atau S memberi hasil"),
        )
        column.addWidget(foot)
        return self._unclear


def _stage(facts: ClosingFacts, *, signed: bool) -> Stage:
    if signed:
        return "signed"
    return "unclear" if facts.unclear else "review" if facts.unread else "sign"


def _word(stage: Stage, facts: ClosingFacts) -> str:
    return _("Terima semua ({n})").format(n=facts.unread) if stage == "review" else ""
