"""The search of today's people: asks while somebody types, and goes where Enter means."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.queue.context import QueueContext
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.facts import is_number
from ektp_desk.usecases.queue.today import DayPerson, DayTargets, find_today, read_targets
from ektp_desk.words import _

_PAUSE_MS = 120  # of the typing, after which it is searched


class SearchController(QObject):
    """`number_meant` gives a number that was typed or scanned whole, `ticket_meant` whose row is gone to."""

    number_meant = Signal(str)
    ticket_meant = Signal(str)

    def __init__(self, context: QueueContext) -> None:
        super().__init__()
        self._context, self._work = context, context.work
        self._targets: DayTargets | None = None  # as they were when the place came to the front
        self._people: list[DayPerson] = []
        self._answered = ""  # the text whose answer they are
        self._eager = False  # Enter was pressed before the answer came
        context.found.connect(self.clear)

    def table(self) -> list[Act]:
        typed = self._context.is_typed
        return [
            Act(id="queue_go", text=self._go_word, keys=("Enter",), when=typed, run=self._go),
            Act(id="queue_clear", keys=("Esc",), when=typed, run=self.clear),
        ]

    def _go_word(self) -> str:
        chosen = self._context.person
        if chosen is None:
            return _("Ke yang dicari")
        ticket = chosen.ticket or chosen.missed
        return _("Ke nomor {number}").format(number=ticket.number) if ticket else _("Riwayat orang")

    def show_in(self, view: QueueView) -> None:
        """Answer another view; what was typed and found stands there as before."""
        self._view = view
        view.search.setText(self._context.typed)
        view.search.textEdited.connect(self._on_typed)
        self._pause = QTimer(view, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._fill()
        view.workspace.turn()

    def read_targets(self) -> None:
        """Whom the visit expects: whenever the place comes to the front, and not with each number."""
        facts = self._context.facts
        if facts is None:
            return

        def read(targets: DayTargets) -> None:
            self._targets = targets
            self.show_to_come()
            if self._view.chosen_person() != self._context.person:  # why they do not come was said
                self._context.changed.emit()
            self._ask()

        self._work.ask(lambda session: read_targets(session, facts.visit.id), read, over="queue_targets")

    def show_to_come(self) -> None:
        """Who has no number yet, by the queue as last read."""
        facts = self._context.facts
        if facts is not None and self._targets is not None:
            self._view.workspace.show_to_come(self._targets.to_come(facts.everybody()))

    def clear(self) -> None:
        self._view.search.clear()
        self._on_typed("")

    def _on_typed(self, text: str) -> None:
        """Show who could be meant once the typing pauses; without a text the tab's own list."""
        self._context.typed, self._eager = text.strip(), False
        self._view.workspace.turn()
        if self._context.typed:
            self._pause.start()
        else:
            self._pause.stop()
            self._show("", [])

    def _ask(self) -> None:
        facts, targets, text = self._context.facts, self._targets, self._context.typed
        self._pause.stop()
        if facts is None or targets is None or not text:
            return

        def found(people: list[DayPerson]) -> None:
            if text == self._context.typed:
                self._show(text, people)

        self._work.ask(lambda session: find_today(session, facts, targets, text), found, over="queue_found")

    def _show(self, text: str, people: list[DayPerson]) -> None:
        self._answered, self._people = text, people
        self._fill()
        self._context.changed.emit()
        eager, self._eager = self._eager, False
        if eager and people:  # that there is nobody is shown and said by now
            self._go()

    def _fill(self) -> None:
        self._view.workspace.show_found(self._answered, self._people, self._context.held)

    def _go(self) -> None:
        """Go to whom Enter means: of a number whoever has it, else the chosen one."""
        text, chosen = self._context.typed, self._context.person
        if is_number(text):
            self.clear()
            self.number_meant.emit(text)
        elif self._answered != text:  # one word behind the typing: a quick hand never takes the wrong person
            self._eager = True
            self._ask()
        elif chosen is None:
            self._view.workspace.tell_missing()
        elif ticket := chosen.ticket or chosen.missed:
            self.clear()
            self.ticket_meant.emit(ticket.id)
        elif chosen.person is not None:
            self._work.go(Go("people", person=chosen.person.id))
