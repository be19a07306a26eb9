"""Joins F3's view to the use cases: whatever changes is saved at once, and read back from the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.recordings import CAPTURABLE, Modality, Taken
from ektp_desk.domain.tickets import Number, Purpose, TicketId
from ektp_desk.gui.kit import ActButton, on_key
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.recording.board import EXCEPTION_KEYS, STEP_KEYS
from ektp_desk.gui.recording.capturing import Capturing
from ektp_desk.gui.recording.controller import Choosing, Finishing, Hand
from ektp_desk.gui.recording.view import RecordingView, WorkPage
from ektp_desk.gui.work import Work
from ektp_desk.usecases.queue.commands import call, call_next, serve_number, skip
from ektp_desk.usecases.queue.queries import last_ended, ticket_by_number
from ektp_desk.usecases.queue.undo import not_yet
from ektp_desk.usecases.recording import commands as acts
from ektp_desk.usecases.recording.commands import set_all_complete, set_modality, write_note
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.queries import visit_name
from ektp_desk.words import _
from ektp_desk.words.acts.undone import not_served_word
from ektp_desk.words.dates import long_date, short_date

_PAPER_KEYS = {"kk": "6", "f102": "7", "marriage": "8"}


def bind_keys(view: RecordingView) -> None:
    """Bind all of them."""
    _bind_captures(view)
    work = view.work
    on_key(view, "Ctrl+Enter", view.press_blue)
    on_key(view, "Esc", view.step_back)
    on_key(work, "Ctrl+N", work.ask_walk_in)
    on_key(work, "Ctrl+Z", partial(_click_seen, work.invitation.not_yet))
    for key, button in (("F9", work.foot.finish), ("F8", work.foot.aside), ("Ctrl+B", work.foot.end)):
        on_key(work, key, button.click)
    for key, button in (("P", view.called.again), ("L", view.called.skip)):
        on_key(view.called, key, button.click)
    # Wherever no text is written: a panel in the steps' place takes letters and digits as text.
    for scope in (work.board, work.papers.side, work.papers.line, work.who.card, work.foot):
        for modality in Modality:
            _bind_step(view, scope, modality)
        for paper, key in _PAPER_KEYS.items():
            _bind_paper(view, scope, paper, key)
        _bind_letters(view, scope)


def _bind_captures(view: RecordingView) -> None:
    """Bind what is printed while a photo or a signature is taken; the panels hear Space and Enter."""
    work, photo, signature = view.work, view.work.photo, view.work.signature
    for key, button in (("O", photo.file), ("F", photo.cannot)):
        on_key(photo, key, button.click)
    for key, button in (
        ("U", signature.again),
        ("H", signature.undo),
        ("1", signature.retake),
        ("T", signature.cannot),
    ):
        on_key(signature, key, partial(_click_seen, button))
    for panel in (photo, signature):
        on_key(panel, "V", work.who.card.toggle_nik)
        on_key(panel, "G", work.who.card.change.click)
        on_key(panel, "N", lambda: _beside(work, work.papers.note.setFocus))
        for paper, key in _PAPER_KEYS.items():
            on_key(panel, key, partial(_beside, work, partial(work.papers.paper_asked.emit, paper)))


def _click_seen(button: ActButton) -> None:
    if button.isVisible():
        button.click()


def _beside(work: WorkPage, act: Callable[[], object]) -> None:
    """Act on the papers while they are seen: in the dense form a panel covers them and their keys."""
    if work.papers.side.isVisible():
        act()


def _bind_step(view: RecordingView, scope: QWidget, modality: Modality) -> None:
    on_key(scope, STEP_KEYS[modality], lambda: view.toggle(modality))
    on_key(scope, EXCEPTION_KEYS[modality], lambda: view.exception_asked.emit(modality))


def _bind_paper(view: RecordingView, scope: QWidget, paper: str, key: str) -> None:
    on_key(scope, key, lambda: view.work.papers.paper_asked.emit(paper))


def _bind_letters(view: RecordingView, scope: QWidget) -> None:
    work = view.work
    on_key(scope, "E", lambda: view.exception_asked.emit(work.board.marked()))
    on_key(scope, "=", work.board.all_asked.emit)
    on_key(scope, "V", work.who.card.toggle_nik)
    on_key(scope, "G", work.who.card.change.click)
    on_key(scope, "N", work.papers.note.setFocus)


class Presenter(QObject):
    """Opens on the ticket it is given, else on the one in this desk's hand, also after a start."""

    shows = frozenset(
        {
            Entity.VISIT,
            Entity.TICKET,
            Entity.RECORDING,
            Entity.PERSON,
            Entity.PAIR,
            Entity.LIST,
            Entity.OFFICE,
        }
    )

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.view = RecordingView()
        self._panels = Panels(lambda: self.view)
        bind_keys(self.view)
        self._hand = Hand(work, self.view)
        self._choosing = Choosing(self._hand)
        self._capturing = Capturing(self._hand)
        self._finishing = Finishing(self._hand)
        self._second = ""  # whoever witnessed the last exception: mostly the same all day
        self._said: dict[tuple[str, Modality], Taken] = {}  # exceptions of the recording in hand
        self._connect_pages()
        self._connect_steps()
        self._connect_papers()

    def shown(self, subject: object) -> None:
        """Come to the front with a ticket's id, or None for what the desk has in hand."""
        self._hand.take(subject if isinstance(subject, str) else None)
        self._hand.read(self._on_shown)
        self._offer_slip()

    def read_anew(self) -> None:
        """Show what the store holds now; focus and open panels stay."""
        self._hand.read()
        self._offer_slip()

    def _offer_slip(self, number: str = "") -> None:
        """Offer the slip of a number, else of the one that ended last at this desk."""
        visit, desk = self._work.visit, self._work.desk
        self._work.slip_number = number
        if visit is None:
            self.view.offer_slip("")
            return
        self._work.ask(
            lambda session: last_ended(session, visit.id, desk=desk, number=number),
            lambda ended: self.view.offer_slip(ended.number if ended else ""),
        )

    def _refuse_number(self, error: EktpError) -> None:
        self.view.idle.refuse(error)
        if error.code == "ticket.ended":
            self._offer_slip(str(error.facts["number"]))

    def heading(self) -> tuple[str, str, str]:
        """Name the village, the day and the desk."""
        visit, today = self._work.visit, self._work.session.today
        if visit is None:
            return _("Perekaman"), long_date(today), short_date(today)
        place = visit_name(self._work.session, visit)
        words, desk = _("{day} · meja {desk}"), self._work.desk
        return (
            place,
            words.format(day=long_date(today), desk=desk),
            words.format(day=short_date(today), desk=desk),
        )

    def _on_shown(self) -> None:
        """Put the focus right; whoever is known already and came to be recorded begins."""
        self.view.take_focus()
        seen, desk = self._hand.seen, self._work.desk
        if not (seen and seen.serving and seen.ticket and seen.ticket.person) or seen.recording:
            return
        ticket = seen.ticket
        if ticket.purpose is Purpose.RECORD:
            self._work.do(lambda session: acts.begin_known(session, ticket.id, desk=desk))

    def _connect_pages(self) -> None:
        view, foot = self.view, self.view.work.foot
        for offer in (view.slip.asked, foot.slip_asked):
            offer.connect(self._work.slip_asked)
        view.back_asked.connect(lambda: self._work.go_asked.emit("queue", self._hand.ticket))
        view.none_open.plan_asked.connect(lambda: self._work.go_asked.emit("lists", None))
        view.none_open.report_asked.connect(lambda visit: self._work.go_asked.emit("reports", visit))
        view.idle.number_entered.connect(self._on_number)
        view.idle.unseen_entered.connect(lambda text: self._on_number(text, unseen=True))
        view.idle.next_asked.connect(self._on_call_next)
        view.called.serve_asked.connect(self._on_serve)
        view.called.again_asked.connect(self._on_call_again)
        view.called.skip_asked.connect(self._on_skip)
        view.work.invitation.not_yet.asked.connect(self._on_not_yet)
        foot.aside_asked.connect(self._on_aside)
        foot.end_asked.connect(self._on_end_asked)

    def _connect_steps(self) -> None:
        view, board = self.view, self.view.work.board
        board.toggle_asked.connect(
            lambda modality: self._hand.record(lambda s, r: acts.toggle_step(s, r, modality))
        )
        board.taken_asked.connect(
            lambda modality, taken: self._hand.record(lambda s, r: set_modality(s, r, modality, taken))
        )
        board.all_asked.connect(lambda: self._hand.record(set_all_complete))
        view.exception_asked.connect(self._on_exception_asked)
        view.work.exception.submitted.connect(self._on_exception)

    def _connect_papers(self) -> None:
        papers = self.view.work.papers
        papers.paper_asked.connect(
            lambda paper: self._hand.record(lambda s, r: acts.toggle_paper(s, r, paper))
        )
        papers.note_left.connect(self._on_note)

    def _on_number(self, text: str, *, unseen: bool = False) -> None:
        visit, desk = self._work.visit, self._work.desk
        if visit is None:
            return

        def serve_it(session: Session) -> str:
            if unseen:
                return serve_number(session, visit.id, Number.parse(text), desk=desk)
            ticket = ticket_by_number(session, visit.id, text).id
            acts.take(session, ticket, desk=desk)
            return ticket

        self._work.do(serve_it, self._hand.take, self._refuse_number)

    def _on_call_next(self) -> None:
        visit, desk = self._work.visit, self._work.desk
        if visit is not None:
            self._work.do(lambda session: call_next(session, visit.id, desk=desk), self._hand.take)

    def _on_serve(self) -> None:
        ticket, desk = self._hand.ticket, self._work.desk
        if ticket is not None:
            self._work.do(lambda session: acts.take(session, ticket, desk=desk))

    def _on_call_again(self) -> None:
        ticket, desk = self._hand.ticket, self._work.desk
        if ticket is not None:
            self._work.do(lambda session: call(session, ticket, desk=desk))

    def _on_skip(self) -> None:
        ticket, desk = self._hand.ticket, self._work.desk
        if ticket is not None:
            self._work.do(
                lambda session: skip(session, ticket, desk=desk), lambda _done: self._hand.take(None)
            )

    def _on_exception_asked(self, modality: Modality) -> None:
        said = self._said.get((self._hand.recording or "", modality), Taken())
        self.view.work.ask_exception(modality, self._second, said)

    def _on_exception(self, modality: Modality, taken: Taken) -> None:
        recording, panel = self._hand.recording, self.view.work.exception
        if recording is None:
            return

        def saved(_done: None) -> None:
            self._second = taken.second_person
            here = {key: was for key, was in self._said.items() if key[0] == recording}
            self._said = {**here, (recording, modality): taken}
            if modality in CAPTURABLE:
                self._capturing.go_on(modality)
            else:
                self.view.work.close_panel()

        def refused(error: EktpError) -> None:
            if not panel.refuse(error):
                self._work.refused.emit(error)

        self._work.do(lambda session: set_modality(session, recording, modality, taken), saved, refused)

    def _on_note(self, text: str) -> None:
        seen = self._hand.seen
        if seen and seen.recording and text.strip() != seen.recording.note and not self._finishing.busy:
            self._hand.record(lambda session, recording: write_note(session, recording, text))

    def _on_aside(self) -> None:
        ticket, recording, desk = self._hand.ticket, self._hand.recording, self._work.desk
        note = self.view.work.papers.note.text()
        if ticket is not None:
            self._work.do(
                lambda session: acts.set_aside(session, ticket, recording, note, desk=desk),
                lambda _done: self._leave(_("{number} ditunda. Yang sudah diisi tersimpan.")),
            )

    def _on_not_yet(self) -> None:
        if ticket := self._hand.ticket:
            words = not_served_word(str(TicketId.parse(ticket).number))
            told = _("Dibatalkan: {act}").format(act=words)
            self._work.do(lambda session: not_yet(session, ticket), lambda _done: self._leave(told, ticket))

    def _on_end_asked(self) -> None:
        seen = self._hand.seen
        if seen and seen.ticket:
            ticket = seen.ticket
            self._panels.ask(
                lambda host: EndingPanel(
                    host,
                    ticket.number,
                    self._on_ending,
                    purpose=ticket.purpose,
                    today=self._work.session.today,
                    recording=seen.recording is not None,
                )
            )

    def _on_ending(self, ending: ChosenEnding) -> None:
        ticket = self._hand.ticket
        if ticket is None:
            return

        def written(_done: None) -> None:
            self._panels.leave()
            self._leave(_("Hasil {number} tersimpan."))

        self._work.do(lambda session: ending.write(session, ticket), written, self._panels.refuse)

    def _leave(self, told: str, ticket: str | None = None) -> None:
        """Go to the queue, there to a ticket if one is given, and say what was done."""
        seen = self._hand.seen
        number = seen.ticket.number if seen and seen.ticket else ""
        self._hand.forget()
        self._work.go_asked.emit("queue", ticket)
        self._work.told.emit(told.format(number=number))
