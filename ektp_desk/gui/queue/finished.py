"""The tab of those who have an outcome: who was A001, when, what became of them; and the chosen one whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.domain.recordings import (
    FULL_COUNT,
    Document,
    DocumentState,
    Modality,
    ModalityState,
    Taken,
)
from ektp_desk.domain.sought import met_another
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.gui.kit import Card, Cell, Column, Elided, Keycap, ListTable, Marked, Note, hairline, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.choices import Choice, Option, unfocused
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.kit.words import person_line, short_person_line
from ektp_desk.usecases.queue.facts import Ended
from ektp_desk.usecases.queue.queries import NumberedTicket
from ektp_desk.usecases.recording.story import TicketStory
from ektp_desk.usecases.shapes import Recording, Ticket
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import NONE, count
from ektp_desk.words.outcomes import (
    document_state_word,
    document_word,
    outcome_word,
    step_state_word,
    step_word,
)

_SHAPES = {
    TicketGroup.SERVED: Shape.DONE,
    TicketGroup.PARTLY: Shape.UNDER_WAY,
    TicketGroup.RESCHEDULED: Shape.BACK,
}
PAPER_KEYS = {Document.KK: "Alt+6", Document.F102: "Alt+7"}
_MOST = 9  # lines of the panel: five steps, two papers, who was sought, and one to spare
_REMARK_LINES = 3


def finished_table() -> ListTable[NumberedTicket]:
    """Make the list of those who have an outcome, empty."""
    minutes: Column[NumberedTicket] = Column(_("Menit"), minutes_word, width=66, align="right")
    columns: tuple[Column[NumberedTicket], ...] = (
        Column(_("Nomor"), lambda ticket: ticket.number, width=92, small=70, key=True),
        Column(_("Nama"), _name),
        Column(_("Hasil"), _outcome, width=234, small=223),
        Column(_("Pukul"), lambda ticket: _at(ticket.ended_at), width=70, small=56, align="right"),
        *(() if is_small() else (minutes,)),  # in the small window its card alone says them
        Column(_("Meja"), lambda ticket: ticket.desk or NONE, width=60, small=56),
    )
    return ListTable(
        columns, lambda ticket: ticket.id, name="finished_table", accessible_name=_("Yang sudah selesai")
    )


def outcome_cell(ticket: Ticket, group: str) -> Cell:
    """Say how a ticket ended, shape and word."""
    if ticket.outcome is None:
        return Cell(NONE)
    shape = _SHAPES.get(TicketGroup(group), Shape.NONE) if group in set(TicketGroup) else Shape.NONE
    return Cell(outcome_word(ticket.outcome, short=True).lower(), shape=shape)


def _outcome(ticket: NumberedTicket) -> Cell:
    cell = outcome_cell(ticket, ticket.outcome_group)
    if not ticket.reopened:
        return cell
    return Cell(" · ".join((cell.text, _("dibetulkan"))), shape=Shape.FIRST)


def minutes_word(ticket: Ticket) -> str:
    """How long a desk had them; a dash where none did."""
    if ticket.served_at is None or ticket.ended_at is None:
        return NONE
    return str(max(0, (ticket.ended_at - ticket.served_at) // timedelta(minutes=1)))


def _name(ticket: Ticket) -> Cell:
    return Cell(ticket.name or _("belum dikenali"), italic=not ticket.name)


def _at(moment: datetime | None) -> str:
    return clock(moment) if moment else NONE


class FinishedFilter(QWidget):
    """Which of those who have an outcome are shown, each answer with its count."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        options = [Option(each, _words()[each], "primary", Shape.CALLED) for each in Ended]
        self._choice = unfocused(Choice(_("Yang ditampilkan"), options, name="finished_filter", height=36))
        self._counts: Mapping[Ended, int] = {}
        self._choice.choose(Ended.ALL)
        self._choice.chosen.connect(self.changed)
        in_row(self._choice, Keycap("Ctrl+↓"), gap=10, on=self)

    def value(self) -> Ended:
        return Ended(self._choice.value() or Ended.ALL)

    def word(self) -> str:
        """The chosen answer with its count."""
        return f"{_words()[self.value()]} {count(self._counts.get(self.value(), 0))}"

    def choose(self, ended: Ended) -> None:
        """Without telling anyone."""
        self._choice.choose(ended)

    def take(self, ended: Ended) -> None:
        """As a person does."""
        self._choice.take(ended)

    def turn(self) -> None:
        """Go to the next, from the last to the first."""
        there = self._offered()
        self.take(there[(there.index(self.value()) + 1) % len(there)])

    def show_counts(self, counts: Mapping[Ended, int]) -> None:
        self._counts = counts
        offered, words = self._offered(), _words()
        is_full = is_small() and Ended.CORRECTED in offered  # then there is room for one count
        bare = set(offered) - {self.value()} if is_full else set()
        counted = {one: "" if one in bare else f" {count(counts[one])}" for one in offered}
        self._choice.show_words({one: words[one] + counted[one] for one in offered})

    def _offered(self) -> list[Ended]:
        """What was put right is rare: it is asked for where there is some, or while it is chosen."""
        rare = Ended.CORRECTED
        return [each for each in Ended if each is not rare or self._counts.get(rare) or self.value() is rare]


def _words() -> dict[Ended, str]:
    return {
        Ended.ALL: _("semua"),
        Ended.SERVED: _("dilayani"),
        Ended.NOT_WHOLE: _("tidak penuh"),
        Ended.CORRECTED: _("dibetulkan"),
    }


class FinishedCard(Card):
    """The chosen ticket: whose it was, how it ended, what was taken and seen, and what can be done now."""

    def __init__(self, acts: Acts) -> None:
        small = is_small()
        super().__init__(gap=4 if small else 6, name="finished_card")
        self.number = label(NONE, "figure", name="finished_number")
        self._outcome = Marked(Note(Shape.NONE, ""), "strong")
        self._name, self._line, self._when = Elided("", "lead"), Elided("", "help"), Elided("", "help")
        self._rows = [(Elided("", "help"), Marked(Note(Shape.NONE, ""), "body")) for _each in range(_MOST)]
        grid = QWidget()
        lines = QGridLayout(grid)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(px(2 if small else 4))
        lines.setColumnMinimumWidth(0, px(96))
        lines.setColumnStretch(1, 1)
        for at, (word, state) in enumerate(self._rows):
            lines.addWidget(word, at, 0)
            lines.addWidget(state, at, 1)
        self._remark = label("", "small", wrap=True, name="finished_remark")
        self._remark.setMaximumHeight(px(18 * _REMARK_LINES))
        self._show_rows([])
        self.add_row(self.number, None, self._outcome)
        self.stack(self._name, self._line, self._when, hairline(), grid, self._remark, None)
        self.stack(*(acts.button(id_) for id_ in ("finished_correct", "finished_slip")))
        self.stack(acts.button("finished_person", kind="quiet"))

    def show_story(self, story: TicketStory | None, group: str, today: date) -> None:
        """None while nobody is chosen."""
        self.setEnabled(story is not None)
        ticket = story.ticket if story else None
        self.number.setText(ticket.number if ticket else NONE)
        self._name.set_text((ticket.name or _("Belum dikenali")) if ticket else _("Belum ada yang dipilih"))
        self._show_remark(ticket.outcome_text if ticket else "")
        if story is None or ticket is None:
            self._show_rows([])
            return
        cell = outcome_cell(ticket, group)
        self._outcome.show_note(Note(cell.shape or Shape.NONE, cell.text))
        person = story.person
        line = person_line(person, story.village, today) if person else ""
        self._line.set_text(line, short=short_person_line(person, today) if person else "")
        self._when.set_text(
            " · ".join((_times(ticket), _("dibetulkan"))) if ticket.reopened else _times(ticket)
        )
        self._show_rows(_said(story)[:_MOST])

    def _show_remark(self, text: str) -> None:
        self._remark.setText(_("Keterangan: {text}").format(text=text) if text else "")
        self._remark.setToolTip(text)
        self._remark.setVisible(bool(text))

    def _show_rows(self, lines: Sequence[tuple[str, Note]]) -> None:
        for (word, state), said in zip_longest(self._rows, lines):
            title, note = said or ("", Note(Shape.NONE, ""))
            word.set_text(title)
            state.show_note(note)
            word.setVisible(bool(said))
            state.setVisible(bool(said))

    def shown(self) -> str:
        """What stands there, a line each."""
        rows = (
            f"{word.full_text()}: {state.accessibleName()}" for word, state in self._rows if word.full_text()
        )
        head = (self.number.text(), self._name.full_text(), self._outcome.accessibleName())
        return "\n".join(filter(None, (*head, *rows, self._remark.text())))


def _times(ticket: Ticket) -> str:
    """`16.33–16.41 · 8 menit · meja A`; of whom no desk had, when they left."""
    if ticket.served_at is None or ticket.ended_at is None:
        return _at(ticket.ended_at)
    words = _("{begin}–{end} · {n} menit · meja {desk}")
    return words.format(
        begin=clock(ticket.served_at), end=clock(ticket.ended_at), n=minutes_word(ticket), desk=ticket.desk
    )


def _said(story: TicketStory) -> list[tuple[str, Note]]:
    steps = [(one, story.steps.get(one, Taken())) for one in Modality if story.steps]
    if is_small() and steps:  # where height is scarce: how many, and what was excepted
        whole = [one for one in steps if one[1].state is not ModalityState.EXCEPTED]
        words = _("{n} dari {full}").format(n=len(whole), full=len(steps))
        steps, first = [one for one in steps if one not in whole], [(_("Langkah"), Note(Shape.DONE, words))]
    else:
        first = []
    if sought := story.ticket.sought:
        missed = met_another(story.ticket)
        word, shape = (_("Belum bertemu"), Shape.LOOK) if missed else (_("Dicari"), Shape.NONE)
        first = [(word, Note(shape, sought)), *first]
    elif story.was_sought:
        first = [(_("Tidak dicari lagi"), Note(Shape.NONE, story.was_sought)), *first]
    found = first + [(step_word(one), _step(one, taken)) for one, taken in steps]
    found += _papers(story.recording) if story.recording else []
    return found


def _step(modality: Modality, taken: Taken) -> Note:
    whole, full = step_state_word(taken.state), FULL_COUNT[modality]
    if taken.state is ModalityState.EXCEPTED:
        return Note(Shape.LOOK, f"{whole}: {taken.reason}", whole)
    counted = _("{n} dari {full}").format(n=taken.count, full=full) if full > 1 else whole
    here = taken.state is ModalityState.CAPTURED
    return Note(Shape.DONE, counted, _("diambil") if here else "")


def _papers(recording: Recording) -> list[tuple[str, Note]]:
    return [(document_word(one), _paper(one, said)) for one, said in recording.documents.items()]


def _paper(document: Document, said: DocumentState) -> Note:
    """What was said of it; what was not is asked for with its key."""
    word = document_state_word(said)
    if said is DocumentState.UNANSWERED:
        key = PAPER_KEYS[document]
        return Note(Shape.LOOK, _("belum dijawab: {key}").format(key=key), f"{word}: {key}", loud=True)
    return Note(Shape.DONE if said is DocumentState.SEEN else Shape.NONE, word)
