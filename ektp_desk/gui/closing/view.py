"""The screen that closes a day: asks by signals, shows by methods; its keys live here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.recordings import Verdict
from ektp_desk.gui.closing.flow import Flow, remark
from ektp_desk.gui.closing.lists import ExceptionList, UnclearList
from ektp_desk.gui.closing.question import Question, SignBar, nobody_open, show_step
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Elided,
    on_key,
)
from ektp_desk.gui.kit.form import panel_over
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.queue.facts import QueueRow, minutes_waited
from ektp_desk.usecases.reports.closing import ClosingFacts, Stage
from ektp_desk.words import _

_LISTING = ("unclear", "prove", "review", "why")  # stages with a list below the picture


class ClosingView(QWidget):
    """Question, picture, below it the unclear tickets or the exceptions while there are any, and the bar."""

    end_asked = Signal(str)  # the chosen ticket
    review_asked = Signal(str, str, str)  # the recording (empty: all), the verdict, a note
    prove_asked = Signal(str)  # the passphrase as typed, before the exceptions are reviewed
    sign_asked = Signal(str)  # the passphrase as typed; empty where it was checked before
    back_asked = Signal()
    copy_asked = Signal()
    report_asked = Signal()
    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing")
        self.question, self.flow, self.bar = Question(), Flow(), SignBar()
        self.exceptions, self.unclear = ExceptionList(), UnclearList()
        self.table = self.unclear.table
        self._places: dict[Stage, QWidget] = {
            "unclear": self.table, "review": self.exceptions.table, "why": self.bar.note.edit
        }  # fmt: skip
        self._remark = Elided("", "help")
        self._plan = ActButton(_("Kunjungan & daftar"), "Enter", kind="blue", name="closing_plan")
        self._stack, self._whole = QStackedWidget(), QWidget()
        self._facts: ClosingFacts | None = None
        self._small = self._looking = self._asking_why = self._proved = False
        self._who = ""
        self._stage: Stage = "unclear"
        self._lay_out()
        self._connect()

    def show_day(self, facts: ClosingFacts, now: datetime, *, who: str, proved: bool) -> None:
        """Show the visit as read at `now` to `who` is signed in, whose passphrase was `proved` or not."""
        self._facts, self._who, self._proved = facts, who, proved
        self._stack.setCurrentWidget(self._whole)
        self.question.show_day(facts)
        self.flow.show_report(facts.report)
        self._remark.set_text(remark(facts.report))
        self.unclear.show_rows([QueueRow(ticket, minutes_waited(ticket, now)) for ticket in facts.unclear])
        self.exceptions.show_rows(facts.exceptions)
        self._show_stage()

    def come(self) -> None:
        """Begin anew: nothing typed stays, and nothing is looked at once more."""
        self._looking = self._asking_why = False
        self.bar.passphrase.forget()

    def _show_stage(self) -> None:
        if self._facts is None:
            return
        self._stage = self._facts.next_stage(
            proved=self._proved, looking=self._looking, asking_why=self._asking_why
        )
        self.flow.set_low(self._stage in _LISTING)
        self.unclear.setVisible(self._stage == "unclear")
        self.exceptions.setVisible(self._stage in ("prove", "review", "why"))
        self._calm()
        self._show_chosen()

    def show_nothing(self) -> None:
        """Say that no visit is open."""
        self._stack.setCurrentIndex(1)

    def take_focus(self) -> None:
        if (panel := panel_over(self)) is not None:
            panel.first().setFocus()
        elif self._stack.currentWidget() is not self._whole:
            self._plan.setFocus()
        elif self.bar.asks_passphrase():
            self.bar.passphrase.edit.setFocus()
        else:
            self._places.get(self._stage, self.bar.blue).setFocus()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._column.setSpacing(px(6 if small else 12))
        self._picture.body.setSpacing(px(2 if small else 6))
        self._small = small
        self._calm()

    def refuse_passphrase(self, sentence: str) -> None:
        """Say what is wrong with the passphrase over its box: the bar keeps its height."""
        self.bar.passphrase.say_over(sentence)
        self.bar.passphrase.edit.selectAll()
        self.bar.passphrase.edit.setFocus()

    def _calm(self) -> None:
        """Show the remark; where height is scarce, another unclear number is worth more."""
        self._remark.setVisible(not (self._small and self._stage in _LISTING))

    def _connect(self) -> None:
        bar = self.bar
        bar.blue_asked.connect(self._on_blue)
        acts = (
            (bar.back, self._on_back), (bar.again, self._on_again), (bar.all, self._on_all),
            (bar.look, self._on_look), (bar.copy, self.copy_asked), (bar.preview, self.report_asked),
            (self._plan, self.plan_asked),
        )  # fmt: skip
        for button, act in acts:
            button.asked.connect(act)
        bar.passphrase.entered.connect(lambda: self._on_blue("prove") if bar.stage == "prove" else None)
        bar.note.entered.connect(self._on_why)
        self.table.opened.connect(lambda _key: self._on_end())
        self.table.selected.connect(lambda _key: self._show_chosen())
        on_key(self.table, "S", self._on_end)
        exceptions = self.exceptions.table
        exceptions.selected.connect(lambda _key: self._show_chosen())
        for key, act in (("T", self._on_accept), ("Shift+T", self._on_all), ("U", self._on_again)):
            on_key(exceptions, key, act)
        # The key explains what is lacking also while there is no such button.
        for key, act in (("Ctrl+Enter", self._on_sign), ("Esc", self._on_back), ("Alt+P", self._on_look)):
            on_key(self._whole, key, act)
        on_key(self._whole, "Alt+C", self.copy_asked.emit)

    def _show_chosen(self) -> None:
        if (facts := self._facts) is not None:
            show_step(self.bar, self._stage, facts, self._at_hand(), who=self._who, proved=self._proved)

    def _at_hand(self) -> tuple[str, str]:
        """Number and name of what the keys act on."""
        if self._stage == "unclear":
            row = self.unclear.chosen()
            return (row.ticket.number, row.ticket.name) if row else ("", "")
        one = self.exceptions.table.selected_row()
        return (one.number, one.name) if one else ("", "")

    def _on_blue(self, stage: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "unclear": self._on_end,
            "prove": lambda: self.prove_asked.emit(self.bar.passphrase.text()),
            "review": self._on_accept,
            "why": self._on_why,
            "sign": self._on_sign,
            "signed": self.report_asked.emit,
        }
        acts[stage]()

    def _on_accept(self) -> None:
        self._review(Verdict.ACCEPTED)

    def _on_again(self) -> None:
        """Ask why: the words stand on the list of whom to visit again."""
        if self._stage == "review":
            self._turn(looking=self._looking, asking_why=True)

    def _turn(self, *, looking: bool = False, asking_why: bool = False) -> None:
        self._looking, self._asking_why = looking, asking_why
        self.bar.note.set_text("")
        self._show_stage()
        self.take_focus()

    def _on_why(self) -> None:
        self._asking_why = False
        self._review(Verdict.REPEAT, self.bar.note.text())

    def _review(self, verdict: Verdict, note: str = "") -> None:
        if self._stage in ("review", "why") and (key := self.exceptions.table.selected_key()):
            self.review_asked.emit(key, verdict.value, note)

    def _on_all(self) -> None:
        if self._stage == "review" and self._facts and self._facts.unread:
            self.review_asked.emit("", Verdict.ACCEPTED.value, "")

    def _on_look(self) -> None:
        """Go through what was reviewed once more, before the signature."""
        if self._stage == "sign" and self._facts and self._facts.exceptions:
            self._turn(looking=True)

    def _on_back(self) -> None:
        """Go one step back, and only from the first out of the screen."""
        if self._stage == "why":
            self._turn(looking=self._looking)
        elif self._looking and self._facts and not self._facts.unread:
            self._turn()
        else:
            self.back_asked.emit()

    def _on_end(self) -> None:
        if key := self.table.selected_key():
            self.end_asked.emit(key)

    def _on_sign(self) -> None:
        if self._facts and not self._facts.signed:
            self.sign_asked.emit(self.bar.passphrase.text())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._picture = picture = Card(gap=6)
        picture.add(self.flow, 1)
        picture.add(self.unclear, 1)
        picture.add(self.exceptions, 1)
        self.exceptions.hide()  # never both lists: the room is for one
        picture.add(self._remark)
        self._column.addWidget(self.question)
        self._column.addWidget(picture, 1)
        self._column.addWidget(self.bar)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(nobody_open(self._plan))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.set_small(False)
