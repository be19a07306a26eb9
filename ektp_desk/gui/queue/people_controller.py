"""What is done for somebody who was found, or who has not come: a number, serving, a visit at home."""

from __future__ import annotations

from ektp_desk.domain.tickets import Purpose, TicketState
from ektp_desk.gui.kit.absence import AbsenceController
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.queue.context import QueueContext, Shown
from ektp_desk.gui.queue.giving import GivingController
from ektp_desk.gui.queue.homes_controller import HomesController
from ektp_desk.gui.queue.panels import NotSought
from ektp_desk.gui.queue.words import given_words
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import give_numbers, serve_person
from ektp_desk.usecases.queue.homes import stop_seeking
from ektp_desk.usecases.queue.today import DayPerson
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word


class DayPersonController:
    """The acts on the chosen person; who has a number already gets no second one."""

    def __init__(self, context: QueueContext, giving: GivingController, homes: HomesController) -> None:
        self._context, self._work, self._giving, self._homes = context, context.work, giving, homes
        self._absence = AbsenceController(context.work, context.panels)

    def table(self) -> list[Act]:
        return [
            Act(
                id="person_number",
                text=self._number_word,
                keys=("Ins",),
                when=self._is_shown,
                why_not=self._why_no_number,
                run=self._give,
            ),
            Act(
                id="person_now",
                text=_("Layani sekarang"),
                keys=("Ctrl+Enter",),
                when=self._is_shown,
                why_not=self._why_not_now,
                run=self._serve,
            ),
            Act(
                id="person_new",
                text=_("Orang baru"),
                keys=("Ctrl+N",),
                when=self._context.is_typed,
                why_not=self._why_busy,
                run=self._meet,
            ),
            Act(
                id="person_home",
                text=_("Kunjungan rumah…"),
                keys=("Ctrl+H",),
                when=self._is_shown,
                run=self._homes.ask_new,
                bound=False,
            ),
            Act(
                id="person_absent",
                text=_("Tidak datang…"),
                keys=("F9",),
                when=self._context.is_absent,
                run=self._ask_absence,
            ),
            Act(
                id="person_settled",
                text=_("Tidak dicari lagi…"),
                keys=("F9",),
                when=self._context.is_missed,
                run=self._ask_not_sought,
                opens=True,
            ),
            Act(
                id="person_open",
                text=_("Riwayat orang"),
                keys=("→",),
                when=lambda: self._context.shown is Shown.TO_COME and self._is_shown(),
                why_not=self._why_no_person,
                run=self._open,
            ),
        ]

    def _chosen(self) -> DayPerson | None:
        return self._context.person

    def _is_shown(self) -> bool:
        return self._context.shown in (Shown.FOUND, Shown.TO_COME)

    def _number_word(self) -> str:
        return _("Beri nomor {purpose}").format(
            purpose=purpose_word(self._giving.purpose, short=True).lower()
        )

    def _why_no_person(self) -> str:
        chosen = self._chosen()
        return "" if chosen and chosen.person else _("Belum ada yang dipilih.")

    def _why_no_number(self) -> str:
        chosen = self._chosen()
        if chosen is not None and chosen.missed is not None:
            return _("Dicari di rumah: Ctrl+H mencatat kunjungannya lagi.")
        if chosen is not None and chosen.ticket is not None and chosen.ticket.state is not TicketState.ENDED:
            return _("Sudah punya nomor {number}").format(number=chosen.ticket.number)
        return self._why_no_person()

    def _why_not_now(self) -> str:
        return self._why_no_number() or self._why_busy()

    def _why_busy(self) -> str:
        held = self._context.held
        return _("{number} belum selesai").format(number=held.number) if held else ""

    def _give(self) -> None:
        facts, chosen = self._context.facts, self._chosen()
        if facts is None or chosen is None or chosen.person is None:
            return
        visit, person, desk = facts.visit.id, chosen.person.id, self._work.desk
        purpose, name = self._giving.purpose, chosen.name

        def given(tickets: list[str]) -> None:
            self._giving.reset()
            self._context.found.emit()
            self._work.tell(lambda: f"{given_words(tickets, purpose)} · {name}", undoable=True)

        self._work.do(
            lambda session: give_numbers(session, visit, letter=desk, purpose=purpose, person=person), given
        )

    def _serve(self) -> None:
        chosen = self._chosen()
        if chosen and chosen.person:
            self._serve_at_once(chosen.person.id, self._giving.purpose)

    def _meet(self) -> None:
        """Who stands in no list says who they are on F3."""
        self._serve_at_once("", Purpose.RECORD, self._context.typed)

    def _serve_at_once(self, person: str, purpose: Purpose, typed: str = "") -> None:
        facts, desk = self._context.facts, self._work.desk
        if facts is None:
            return
        visit = facts.visit.id

        def served(ticket: str) -> None:
            self._giving.reset()
            self._context.found.emit()
            self._work.go(Go("recording", ticket=ticket, typed=typed))

        self._work.do(
            lambda session: serve_person(session, visit, person, letter=desk, purpose=purpose), served
        )

    def _ask_absence(self) -> None:
        chosen = self._chosen()
        if chosen and chosen.person:
            self._absence.ask(chosen.person.id, chosen.person.name)

    def _ask_not_sought(self) -> None:
        chosen, context = self._chosen(), self._context
        if chosen is None or (missed := chosen.missed) is None:
            return

        def told() -> str:
            return _("{name}: tidak dicari lagi").format(name=missed.sought)

        def said() -> None:
            context.answer(lambda session: stop_seeking(session, missed.id), told)

        context.panels.ask(lambda host: NotSought(host, missed, said))

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen and chosen.person:
            self._work.go(Go("people", person=chosen.person.id))
