"""What can be done for somebody who has an outcome: read it, put it right, print their slip again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication

from ektp_desk.domain.recordings import Document
from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.correcting import CorrectionController
from ektp_desk.gui.queue.context import QueueContext, Shown
from ektp_desk.gui.queue.finished import PAPER_KEYS
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.facts import Ended
from ektp_desk.usecases.recording.documents import turn_finished
from ektp_desk.usecases.recording.story import TicketStory, ticket_story
from ektp_desk.usecases.reports.slip import come_again
from ektp_desk.words import _
from ektp_desk.words.outcomes import document_word


class FinishedController:
    """Which tickets are shown, and the acts on the chosen one, which is read whenever another one is chosen.

    `view` gives the one that stands now.
    """

    def __init__(self, context: QueueContext, view: Callable[[], QueueView]) -> None:
        self._context, self._work, self._view = context, context.work, view
        self._story: TicketStory | None = None
        self._correction = CorrectionController(context.work, context.panels)

    def table(self) -> list[Act]:
        return [
            Act(id="finished_filter", keys=("Ctrl+↓",), when=self._is_shown, run=self._turn_filter),
            Act(
                id="finished_all",
                keys=("Esc",),
                when=lambda: self._is_shown() and self._context.ended is not Ended.ALL,
                run=self._show_all,
            ),
            Act(
                id="finished_correct",
                text=_("Betulkan…"),
                keys=("Ctrl+B",),
                when=lambda: self._is_shown() or bool(self._found()),
                why_not=self._why_not_correct,
                run=self._correct,
                opens=True,
            ),
            *(
                Act(
                    id=f"finished_{document}",
                    text=_("{document}: dilihat, atau tidak dibawa").format(document=document_word(document)),
                    keys=(key,),
                    when=self._is_shown,
                    why_not=self._why_no_recording,
                    run=partial(self._answer, document),
                )
                for document, key in PAPER_KEYS.items()
            ),
            Act(
                id="finished_slip",
                text=_("Cetak bukti"),
                keys=("Ctrl+P",),
                when=self._is_shown,
                why_not=self._why_none,
                run=self._print,
            ),
            Act(
                id="finished_contact",
                text=_("Telepon…"),
                keys=("Alt+T",),
                when=self._is_shown,
                why_not=self._why_no_person,
                run=self._ask_contact,
            ),
            Act(
                id="finished_message",
                text=_("Salin pesan"),
                keys=("Alt+C",),
                when=self._is_shown,
                why_not=self._why_none,
                run=self._copy,
            ),
            Act(
                id="finished_person",
                text=_("Riwayat orang"),
                keys=("→",),
                when=self._is_shown,
                why_not=self._why_no_person,
                run=self._open,
            ),
        ]

    def read(self) -> None:
        """What became of whoever is chosen now."""
        view, today = self._view(), self._work.session.today
        chosen = view.workspace.finished.selected_row()
        if chosen is None or not self._is_shown():
            self._story = None
            view.finished.show_story(None, "", today)
        elif self._story is None or self._story.ticket.id != chosen.id:

            def told(story: TicketStory) -> None:
                self._story = story
                view.finished.show_story(story, chosen.outcome_group, today)
                self._context.changed.emit()

            self._work.ask(lambda session: ticket_story(session, chosen.id), told, over="ticket_story")

    def forget(self) -> None:
        """Something was written: what is shown is read again."""
        self._story = None

    def _is_shown(self) -> bool:
        return self._context.shown is Shown.FINISHED

    def _turn_filter(self) -> None:
        self._view().workspace.filter.turn()

    def _show_all(self) -> None:
        self._view().workspace.filter.take(Ended.ALL)

    def _why_none(self) -> str:
        return "" if self._story else _("Belum ada yang dipilih.")

    def _found(self) -> str:
        """The number of somebody who was found and has an outcome: it need not be gone to first."""
        ticket = self._context.person.ticket if self._context.person else None
        is_one = self._context.shown is Shown.FOUND and ticket is not None
        return ticket.id if is_one and ticket and ticket.state is TicketState.ENDED else ""

    def _why_not_correct(self) -> str:
        return "" if self._found() else self._why_none()

    def _why_no_recording(self) -> str:
        return "" if self._story and self._story.recording else _("Tidak ada rekaman untuk nomor ini.")

    def _why_no_person(self) -> str:
        return "" if self._story and self._story.person else _("Belum dikenali: tidak ada riwayatnya.")

    def _correct(self) -> None:
        if ticket := self._found() or (self._story.ticket.id if self._story else ""):
            self._correction.ask(ticket)

    def _answer(self, document: Document) -> None:
        if self._story and self._story.recording:
            recording = self._story.recording.id
            self._work.do(lambda session: turn_finished(session, recording, document))

    def _print(self) -> None:
        if self._story:
            self._work.slip_number = self._story.ticket.number
            self._work.slip_asked.emit()

    def _ask_contact(self) -> None:
        if self._story and self._story.person:
            self._context.contact.ask(self._story.person.id)

    def _copy(self) -> None:
        """A message to who has to come again; who need not is said."""
        if self._story is None:
            return
        ticket = self._story.ticket.id

        def made(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            self._work.tell(lambda: _("Pesan disalin. Tempelkan di WhatsApp."))

        self._work.ask(lambda session: come_again(session, ticket), made)

    def _open(self) -> None:
        if self._story and self._story.person:
            self._work.go(Go("people", person=self._story.person.id))
