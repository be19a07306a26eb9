"""The screen that closes a day: the question, the picture with the list below it, and the bar."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.closing.flow import FlowChart
from ektp_desk.gui.closing.lists import ExceptionList, UnclearList
from ektp_desk.gui.closing.words import (
    AtHand,
    help_words,
    not_in_full_words,
    remark,
    served_words,
    team_note,
    title_words,
    unread_words,
)
from ektp_desk.gui.kit import (
    Card,
    Elided,
    EmptyState,
    Field,
    Marked,
    Note,
    PassphraseField,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, lay_out, stacked
from ektp_desk.gui.kit.ending import first_few
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone, is_small, px, tokens
from ektp_desk.usecases.queue.facts import QueueRow, minutes_waited
from ektp_desk.usecases.recording.queries import Unwitnessed
from ektp_desk.usecases.reports.closing import ClosingFacts, CorrectionFacts, Stage
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.visit.answer import DayFigure

LISTING: tuple[Stage, ...] = ("unclear", "prove", "review", "why")  # stages with a list below the picture


class AnswerFigure(QWidget):
    """One of the two figures of the answer, with what it counts and what it is a part of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.number = label("", "figure" if is_small() else "hero", name=name)
        self.word, self.detail = (
            named(label("", "lead"), f"{name}_word"),
            named(Elided("", "help"), f"{name}_of"),
        )
        words = stacked(None, self.word, self.detail, None)
        in_row(self.number, words, gap=10 if is_small() else 16, grows=words, on=self)

    def show_figure(self, figure: DayFigure, *, tone: Tone) -> None:
        self.number.setText(count(figure.number))
        set_tone(self.number, tone)
        self.word.setText(figure.word)
        self.detail.set_text(figure.detail)


class ClosingHead(Card):
    """Who was served and who was not in full, of one size: the answer to the question; then thanks."""

    def __init__(self) -> None:
        super().__init__(padding=0, gap=0)
        self.setFixedHeight(px(72 if is_small() else 96))  # one height before and after the signature
        self.served, self.rest = AnswerFigure("closing_served"), AnswerFigure("closing_not_in_full")
        self._figures = in_row(self.served, self.rest, gap=24 if is_small() else 40)
        self.title = named(Elided("", "title"), "closing_title")
        self.help = Elided("", tone="ink2")
        self._mark = Marked(Note(Shape.NONE, ""), "strong")
        answer = in_row((self._figures, 0), None, self._mark, gap=16)
        below = in_row(self.title, self.help, gap=12, grows=self.help)
        words = stacked(answer, None, below)
        row = self.add_row(words, grows=words)
        side, top = (px(size) - tokens().line for size in ((12, 4) if is_small() else (16, 10)))
        row.setContentsMargins(side, top, side, top)

    def show_day(self, facts: ClosingFacts | CorrectionFacts) -> None:
        has_day = isinstance(facts, ClosingFacts)
        self._figures.setVisible(has_day)
        if isinstance(facts, ClosingFacts):
            equation = facts.report.equation
            self.served.show_figure(served_words(equation), tone="ink")
            settled: Tone = "warn" if equation.not_in_full else "ink"
            self.rest.show_figure(not_in_full_words(equation), tone="ink2" if equation.unclear else settled)
        set_tone(self.title, None, role="strong" if has_day else "title")
        self.title.set_text(title_words(facts))
        # The figures answer the question also where there is no room to ask it.
        self.title.setHidden(is_small() and isinstance(facts, ClosingFacts) and not facts.signed)
        self.help.set_text(help_words(facts))
        self._mark.show_note(_state(facts))


def _state(facts: ClosingFacts | CorrectionFacts) -> Note:
    if isinstance(facts, CorrectionFacts):
        return Note(Shape.LOOK, unread_words(facts.to_read), loud=True)
    if facts.signed:
        return Note(Shape.FINISHED, _("Hari ditutup"), loud=True)
    if several := len(facts.doubled):
        words = _("{n} nomor dipegang dua orang: putuskan dahulu").format(n=count(several))
        return Note(Shape.LOOK, words, _("{n} nomor ganda").format(n=count(several)), loud=True)
    if unclear := facts.report.equation.unclear:
        words = _("{n} belum jelas: beri hasil dahulu").format(n=count(unclear))
        return Note(Shape.LOOK, words, _("{n} belum jelas").format(n=count(unclear)), loud=True)
    if unread := facts.unread:
        return Note(Shape.LOOK, unread_words(unread), loud=True)
    return Note(Shape.FINISHED, _("0 belum jelas: hari boleh ditutup"), _("0 belum jelas"), loud=True)


class ClosingBar(QWidget):
    """What is typed or said at the left, the blue act of the stage, and the others."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.passphrase = PassphraseField(_("Kata sandi"), "closing_passphrase", reserve=False)
        self.note = Field(_("Mengapa?"), "review_note", reserve=False)
        self._title, self._said = Elided("", "label"), named(Elided("", "strong"), "closing_said")
        # One width for the left and one for the blue button: neither moves between stages.
        self._slot = QStackedWidget()
        self._slot.setFixedWidth(px(190 if is_small() else 290))
        for page in (stacked(self._title, None, self._said, None, gap=4), self.passphrase, self.note):
            self._slot.addWidget(page)
        one_place = QGridLayout()
        blue = ("decide", "end", "prove", "accept", "repeat", "sign", "report")
        self._blue = [acts.button(f"closing_{act}", kind="blue") for act in blue]
        for button in self._blue:
            button.setFixedWidth(px(205 if is_small() else 330))
            one_place.addWidget(button, 0, 0, Qt.AlignmentFlag.AlignBottom)
        row = lay_out(QHBoxLayout(self), self._slot, one_place, gap=8)
        for act in ("again", "all", "back", "", "look", "copy", "preview"):
            if act:
                row.addWidget(acts.button(f"closing_{act}", tall=True), 0, Qt.AlignmentFlag.AlignBottom)
            else:
                row.addStretch(1)

    def show_stage(self, stage: Stage, title: str, words: str, *, wants_why: bool) -> None:
        """Say `words`; without any the stage's box takes their place, which may want an answer."""
        self.note.edit.setPlaceholderText("" if wants_why else _("boleh kosong"))
        boxes: dict[Stage, Field] = {"prove": self.passphrase, "why": self.note, "sign": self.passphrase}
        if words or (box := boxes.get(stage)) is None:
            self._title.set_text(title)
            self._said.set_text(words)
            self._slot.setCurrentIndex(0)
        else:
            box.set_title(title)
            self._slot.setCurrentWidget(box)

    def asks_passphrase(self) -> bool:
        return self._slot.currentWidget() is self.passphrase

    def blue(self) -> QWidget:
        """The button of the stage's first act."""
        return next(button for button in self._blue if not button.isHidden())


class ClosingView(QWidget):
    """Below the picture stand the unclear tickets or the exceptions while there are any."""

    chosen = Signal()  # another row of the list, or others are marked

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("closing")
        self.head, self.flow, self.bar = ClosingHead(), FlowChart(), ClosingBar(acts)
        self.exceptions, self.unclear = ExceptionList(), UnclearList()
        self._places: dict[Stage, QWidget] = {
            "unclear": self.unclear.table, "review": self.exceptions.table, "why": self.bar.note.edit
        }  # fmt: skip
        self._remark = Elided("", "help")
        self._team = named(Marked(Note(Shape.NONE, "")), "closing_team")
        self._has_team = False
        self._plan = acts.button("closing_plan", kind="blue")
        self._stack, self._whole = QStackedWidget(), QWidget()
        self._stack.addWidget(self._whole)
        self._stack.addWidget(
            EmptyState(
                _("Tidak ada kunjungan yang dibuka"),
                _("Hari yang sudah ditutup ada di Laporan. Kunjungan berikutnya ada di Kunjungan & daftar."),
                buttons=(self._plan,),
                name="closing_no_visit",
            )
        )
        stacked(self._stack, on=self)
        picture = Card(gap=2 if is_small() else 6)
        for part in (self.flow, self.unclear, self.exceptions):
            picture.add(part, 1)
        self.exceptions.hide()  # never both lists: the room is for one
        picture.add(self._team)
        picture.add(self._remark)
        gap = 6 if is_small() else 12
        lay_out(QVBoxLayout(self._whole), self.head, picture, self.bar, gap=gap, grows=picture)
        self._let_act(acts)

    def show_page(self, *, open_: bool) -> None:
        self._stack.setCurrentIndex(0 if open_ else 1)

    def show_day(self, facts: ClosingFacts | CorrectionFacts, now: datetime) -> None:
        """Show a day with its picture, or corrections alone."""
        self.head.show_day(facts)
        self.flow.setVisible(isinstance(facts, ClosingFacts))
        if isinstance(facts, ClosingFacts):
            self.flow.show_report(facts.report)
            self.unclear.show_rows([QueueRow(one, minutes_waited(one, now)) for one in facts.unclear])
        self._remark.set_text(remark(facts) if isinstance(facts, ClosingFacts) else "")
        team = team_note(facts) if isinstance(facts, ClosingFacts) else Note(Shape.NONE, "")
        self._team.show_note(team)
        self._has_team = bool(team.text)
        self.exceptions.show_rows(facts.to_read)

    def show_stage(self, stage: Stage) -> None:
        self.flow.set_low(low=stage in LISTING)
        self.unclear.setVisible(stage == "unclear")
        self.exceptions.setVisible(stage in ("prove", "review", "why"))
        # Where height is scarce, another unclear number is worth more.
        has_room = not (is_small() and stage in LISTING)
        self._remark.setVisible(has_room)
        self._team.setVisible(has_room and self._has_team)

    def at_hand(self, stage: Stage) -> AtHand:
        if stage == "unclear" and (marked := self.unclear.marked()):
            return AtHand(first_few([ticket.number for ticket in marked]), several=len(marked))
        if stage == "unclear":
            row = self.unclear.chosen()
            return AtHand(row.ticket.number, row.ticket.name) if row else AtHand()
        one = self.exceptions.chosen()
        if isinstance(one, Unwitnessed):
            return AtHand(name=one.name, correction=True, own=one.own)
        return AtHand(one.number, one.name) if one else AtHand()

    def take_focus(self, stage: Stage | None) -> None:
        """`stage` is None where no visit is open."""
        if stage is None:
            self._plan.setFocus()
        elif self.bar.asks_passphrase():
            self.bar.passphrase.edit.setFocus()
        else:
            (self._places.get(stage) or self.bar.blue()).setFocus()

    def refuse_passphrase(self, sentence: str) -> None:
        """Say what is wrong with the passphrase over its box: the bar keeps its height."""
        self.bar.passphrase.say_over(sentence)
        self.bar.passphrase.edit.type_over()

    def refuse_note(self, sentence: str) -> None:
        """Say what the note lacks, over its box."""
        self.bar.note.say_over(sentence)
        self.bar.note.edit.setFocus()

    def _let_act(self, acts: Acts) -> None:
        acts.add_to(self.unclear.table, "closing_end", "closing_mark", "closing_mark_all")
        acts.add_to(self.exceptions.table, "closing_accept", "closing_all", "closing_again", "closing_person")
        acts.add_to(self.bar.passphrase.edit, "closing_prove")
        acts.add_to(self.bar.note.edit, "closing_repeat")
        acts.add_to(self._whole)
        self.unclear.table.opened.connect(acts["closing_end"].trigger)  # by a double click
        for table in (self.unclear.table, self.exceptions.table):
            table.selected.connect(self.chosen)
        self.unclear.table.marked.connect(self.chosen)
