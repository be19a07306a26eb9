"""Joins F3's view to the use cases: whatever changes is saved at once, and read back from the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.domain.tickets import Purpose
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.recording.calling import Calling
from ektp_desk.gui.recording.choosing import Choosing
from ektp_desk.gui.recording.controller import Controller, Finishing
from ektp_desk.gui.recording.steps import OF_THE_STEPS, Steps
from ektp_desk.gui.recording.view import RecordingView
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.queue.queries import last_ended
from ektp_desk.usecases.queue.undo import not_yet
from ektp_desk.usecases.recording import commands
from ektp_desk.usecases.visits.queries import visit_name
from ektp_desk.words import _
from ektp_desk.words.acts.undone import not_served_word
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.outcomes import document_word


class Presenter(QObject):
    """Opens on the ticket it is given, else on the one in this desk's hand, also after a start."""

    view: RecordingView

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
        self.controller = Controller(work)
        self._calling = Calling(self.controller)
        self._steps = Steps(self.controller)
        self._finishing = Finishing(self.controller, self._steps.capturing.open)
        self._typed = ""  # into the search
        self._slip = ""  # the number whose slip is offered
        self._panels = Panels(lambda: self.view)
        self._choosing = Choosing(self.controller, self._panels)
        self.controller.slip_meant.connect(self._find_slip)
        self.make_view()

    def make_view(self) -> RecordingView:
        controller, work = self.controller, self._work
        parts = (self._calling, self._choosing, self._steps)
        table = [*self._of_all_pages(), *self._of_the_bar(), *(act for part in parts for act in part.table())]
        controller.acts = Acts(table, explain=work.explained.emit, roles=work.session.user.role_set)
        controller.view = self.view = RecordingView(controller.acts)
        controller.acts.setParent(self.view)  # they go with it, on this thread
        self._bind(controller.acts)
        self._connect()
        controller.fill()
        self._steps.capturing.show_pictures()
        self.view.offer_slip(self._slip)
        controller.ask_again()
        self._panels.ask_again()
        controller.acts.refresh()
        return self.view

    def _of_all_pages(self) -> list[Act]:
        return [
            Act(
                id="turn_day",
                text=_("Orang hari ini: berikut, selesai"),
                keys=("Ctrl+Tab",),
                when=lambda: self.controller.page != "none_open",
                run=lambda: self.view.day.tabs.turn(),  # noqa: PLW0108  of the view that stands then
            ),
            # Its key is the window's.
            Act(id="slip", text=_("Cetak bukti"), keys=("Ctrl+P",), run=self._print_slip, bound=False),
        ]

    def _of_the_bar(self) -> list[Act]:
        controller, finishing = self.controller, self._finishing

        def on_steps() -> bool:
            return controller.page == "work" and not controller.asks

        def finish_word(*, short: bool) -> str:
            if controller.seen is not None and (asked := controller.seen.asks):
                return _("Jawab {document} dahulu").format(document=document_word(asked))
            if controller.ticket is not None and controller.ticket.home:
                return _("Selesai, rumah berikutnya")
            return _("Selesai, panggil berikutnya") if short else _("Selesai dan panggil berikutnya")

        def why_busy() -> str:
            if controller.asks:
                return _("Jawab atau tutup dahulu yang terbuka")
            return _("Pilih orangnya dahulu") if controller.changing else ""

        def why_unfinished() -> str:
            return _("Pilih orangnya dahulu") if controller.recording is None else why_busy()

        return [
            Act(
                id="finish_next",
                text=partial(finish_word, short=False),
                short=partial(finish_word, short=True),
                keys=("Ctrl+Enter",),
                when=on_steps,
                why_not=why_unfinished,
                run=partial(finishing.finish, goes_on=True),
            ),
            Act(
                id="finish",
                text=_("Selesai"),
                keys=("F9",),
                when=on_steps,
                why_not=why_unfinished,
                run=partial(finishing.finish, goes_on=False),
            ),
            Act(
                id="aside",
                text=_("Tunda"),
                keys=("F8",),
                when=on_steps,
                why_not=why_busy,
                run=self._set_aside,
            ),
            Act(
                id="end",
                text=_("Selesai tanpa rekam…"),
                keys=("Ctrl+F9",),
                when=lambda: controller.page == "work",
                why_not=why_busy,
                run=self._ask_ending,
                opens=True,
            ),
            # Its key undoes the typing as long as there is some, as in every box.
            Act(
                id="not_yet",
                text=_("Belum datang, kembali ke antrean"),
                keys=("Ctrl+Z",),
                when=self._may_be_too_soon,
                why_not=lambda: _("Hapus dahulu yang diketik") if self._typed else "",
                run=self._not_yet,
            ),
            Act(
                id="step_back",
                keys=("Esc",),
                when=lambda: controller.page != "idle" and not controller.asks,
                run=self._step_back,
            ),
        ]

    def _bind(self, acts: Acts) -> None:
        view, work = self.view, self.view.work
        of_all = (
            "plan_or_report",
            "call_next",
            "to_queue",
            "serve_now",
            "finish_next",
            "step_back",
            "turn_day",
        )
        acts.add_to(view, *of_all)
        acts.add_to(view.called, "call_again", "skip")
        acts.add_to(work, "new_person", "not_yet", "finish", "aside", "end")
        # Wherever no text is written: a panel in the steps' place takes letters and digits as text.
        for scope in (work.board, work.papers.side, work.papers.line, work.foot):
            acts.add_to(scope, *OF_THE_STEPS)

    def _may_be_too_soon(self) -> bool:
        """Whether that it is served can be taken back: nobody was chosen, and nothing was said."""
        seen = self.controller.seen
        return self.controller.searching and not self.controller.asks and seen is not None and seen.too_soon

    def shown(self, go: Go) -> None:
        """Come to the front with a ticket's id, or None for what the desk has in hand."""
        self.controller.take(go.ticket or None)
        then = self._on_shown if go.ticket else self._on_shown_by_key
        self.controller.read(partial(self._choosing.meet, go.typed) if go.typed else then)
        self._find_slip()

    def read_anew(self) -> None:
        """Show what the store holds now; focus and open panels stay."""
        self.controller.read()
        self._find_slip()

    def _find_slip(self, number: str = "") -> None:
        """Offer the slip of a number, else of the one that ended last at this desk."""
        visit, desk = self._work.visit, self._work.desk
        self._work.slip_number = number
        if visit is None:
            self._offer_slip("")
            return
        self._work.ask(
            lambda session: last_ended(session, visit.id, desk=desk, number=number),
            lambda ended: self._offer_slip(ended.number if ended else ""),
        )

    def _offer_slip(self, number: str) -> None:
        self._slip = number
        self.view.offer_slip(number)

    def _print_slip(self) -> None:
        self._work.slip_asked.emit()

    def heading(self) -> tuple[str, str, str]:
        visit, today = self._work.visit, self._work.session.today
        if visit is None:
            return _("Perekaman"), long_date(today), short_date(today)
        desk = self._work.desk
        words = _("{day} · meja {desk}") if desk else "{day}"
        long, short = (words.format(day=write(today), desk=desk) for write in (long_date, short_date))
        return visit_name(self._work.session, visit), long, short

    def _on_shown_by_key(self) -> None:
        if (ticket := self.controller.ticket) is not None:
            self._work.seen.emit(f"{_('Perekaman')}, {ticket.number}")  # in place of the place alone
        self._on_shown()

    def _on_shown(self) -> None:
        """Put the focus right; whoever is known already and came to be recorded begins."""
        self.view.take_focus()
        seen, desk = self.controller.seen, self._work.desk
        if not (seen and seen.serving and seen.ticket and seen.ticket.person) or seen.recording:
            return
        ticket = seen.ticket
        if ticket.purpose is Purpose.RECORD:
            self._work.do(lambda session: commands.begin_known(session, ticket.id, desk=desk))

    def _connect(self) -> None:
        """Hear what carries something that no act has."""
        view, work = self.view, self.view.work
        view.none_open.plan_asked.connect(partial(self._work.go, "visits"))
        view.none_open.report_asked.connect(
            lambda visit: self._work.go(Go("reports", paper=report_of(visit.id, visit.kind)))
        )
        view.day.opened.connect(self._calling.open)
        view.idle.number_entered.connect(self._calling.serve_number)
        view.idle.unseen_entered.connect(partial(self._calling.serve_number, unseen=True))
        work.who.search.typed.connect(self._choosing.search)
        work.who.search.chosen.connect(self._choosing.choose)
        work.who.search.edit.textChanged.connect(self._on_typed)
        work.who.hidden.connect(partial(self.controller.show_nik, whole=False))
        work.board.taken_asked.connect(self._steps.set_step)
        work.board.document_said.connect(self._steps.say_document)
        work.papers.note_left.connect(self._write_note)
        work.papers.note.returnPressed.connect(work.take_focus)

    def _on_typed(self, text: str) -> None:
        self._typed = text
        self.controller.acts.refresh()

    def _step_back(self) -> None:
        """Go back one step; only then leave. Nothing is written either way."""
        work = self.view.work
        if self.controller.page == "work" and self.controller.changing:
            self._choosing.look_for_another(wanted=False)
        elif self.controller.page == "work" and (work.papers.note.hasFocus() or self.view.day.holds_focus()):
            work.take_focus()
        else:
            self._calling.to_queue()

    def _write_note(self) -> None:
        recording, text = self.controller.recording, self.view.work.papers.note.text()
        if recording and text.strip() != recording.note and not self._finishing.busy:
            self.controller.record(lambda s, r: commands.write_note(s, r, text))

    def _set_aside(self) -> None:
        ticket, recording, desk = self.controller.ticket_id, self.controller.recording, self._work.desk
        note, kept = self.view.work.papers.note.text(), recording.id if recording else None
        if ticket is not None:
            self._work.do(
                lambda session: commands.set_aside(session, ticket, kept, note, desk=desk),
                lambda _done: self._leave(
                    lambda number: _("{number} ditunda. Yang sudah diisi tersimpan.").format(number=number)
                ),
            )

    def _not_yet(self) -> None:
        if ticket := self.controller.ticket_id:
            self._work.do(
                lambda session: not_yet(session, ticket),
                lambda _done: self._leave(
                    lambda number: _("Dibatalkan: {act}").format(act=not_served_word(number)), ticket
                ),
            )

    def _ask_ending(self) -> None:
        ticket, recording = self.controller.ticket, self.controller.recording is not None
        if ticket is not None:
            self._panels.ask(
                lambda host: EndingPanel(
                    host,
                    ticket.number,
                    self._end,
                    purpose=ticket.purpose,
                    today=self._work.session.today,
                    may_refuse=self._work.may_refuse,
                    recording=recording,
                    nameless=not ticket.name,
                )
            )

    def _end(self, ending: ChosenEnding) -> None:
        ticket, who = self.controller.ticket_id, self.controller.recording or self.controller.ticket
        again = (who.person or "") if who and ending.on else ""  # is asked for a telephone at the queue

        def ended(_done: None) -> None:
            self._panels.leave()
            self._leave(lambda number: _("Hasil {number} tersimpan.").format(number=number), person=again)

        if ticket is not None:
            self._work.do(lambda session: ending.write(session, ticket), ended, self._panels.refuse)

    def _leave(self, told: Callable[[str], str], ticket: str = "", *, person: str = "") -> None:
        """Go to the queue, there to a ticket if one is given, and say what was done."""
        number = self.controller.ticket.number if self.controller.ticket else ""
        self.controller.forget()
        self._work.go(Go("queue", ticket=ticket, person=person))
        self._work.tell(lambda: told(number))
