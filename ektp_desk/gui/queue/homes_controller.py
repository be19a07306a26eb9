"""What the acts on the round of homes do."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import TicketId
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.queue.context import QueueContext
from ektp_desk.gui.queue.panels import HomeForm
from ektp_desk.gui.queue.words import why_not_serve
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import serve
from ektp_desk.usecases.queue.homes import Home, ask_home, move_stop
from ektp_desk.words import _


class HomesController:
    """The acts on the round of homes; a new one is asked for from the queue too."""

    def __init__(self, context: QueueContext) -> None:
        self._context, self._work = context, context.work
        self._dusun = ""  # of the last home that was asked for

    def table(self) -> list[Act]:
        context = self._context
        return [
            Act(
                id="queue_new_home",
                text=_("Kunjungan rumah…"),
                short=_("Rumah…"),
                keys=("Ctrl+H",),
                run=self.ask_new,
                opens=True,
            ),
            Act(
                id="home_serve",
                text=self._serve_word,
                keys=("Enter",),
                why_not=lambda: why_not_serve(context.stop, context.held),
                run=self._serve,
            ),
            Act(
                id="home_end",
                text=_("Catat hasil…"),
                short=_("Hasil…"),
                keys=("F9",),
                why_not=self._why_none,
                run=self._end,
            ),
            Act(
                id="home_other_day",
                text=_("Jadwal ulang…"),
                short=_("Jadwal…"),
                keys=("J",),
                why_not=self._why_none,
                run=self._other_day,
            ),
            Act(
                id="home_up",
                text=_("Naikkan"),
                short=_("Naik"),
                keys=("Ctrl+↑",),
                why_not=partial(self._why_not_move, 0),
                run=partial(self._move, -1),
            ),
            Act(
                id="home_down",
                text=_("Turunkan"),
                short=_("Turun"),
                keys=("Ctrl+↓",),
                why_not=partial(self._why_not_move, -1),
                run=partial(self._move, 1),
            ),
            Act(
                id="home_print",
                text=_("Cetak daftar…"),
                short=_("Cetak…"),
                keys=("Ctrl+P",),
                why_not=self._why_none,
                run=self._print,
            ),
        ]

    def _why_none(self) -> str:
        return "" if self._context.stop else _("Tidak ada rumah yang perlu didatangi")

    def _why_not_move(self, end: int) -> str:
        """Why the chosen home cannot go further towards this end of the round, 0 or -1."""
        facts, stop = self._context.facts, self._context.stop
        if facts is None or stop is None:
            return self._why_none()
        return _("Sudah di ujung daftar") if facts.stops[end].ticket == stop.ticket else ""

    def _serve_word(self) -> str:
        held, stop = self._context.held, self._context.stop
        mine = held is not None and stop is not None and held.id == stop.ticket
        return _("Lanjutkan") if mine else _("Layani di rumah")

    def ask_new(self) -> None:
        """Ask where somebody lives who cannot come; whom the team did not meet is named as before."""
        chosen = self._context.person
        sought = chosen.name if chosen and chosen.missed else ""
        self._context.panels.ask(lambda host: HomeForm(host, self._dusun, self._give_home, sought=sought))

    def _give_home(self, home: Home) -> None:
        facts, work, panels = self._context.facts, self._work, self._context.panels
        self._dusun = home.dusun
        if facts is None:
            return
        visit, desk = facts.visit.id, work.desk

        def given(ticket: str) -> None:
            panels.leave()
            number = TicketId.parse(ticket).number
            work.tell(
                lambda: _("Nomor {number} diberikan, didatangi di rumah").format(number=number), undoable=True
            )

        work.do(lambda session: ask_home(session, visit, home, letter=desk), given, panels.refuse)

    def _serve(self) -> None:
        if stop := self._context.stop:
            ticket, desk = stop.ticket, self._work.desk
            self._work.do(
                lambda session: serve(session, ticket, desk=desk),
                lambda _none: self._work.go(Go("recording", ticket=ticket)),
            )

    def _end(self) -> None:
        if stop := self._context.stop:
            self._context.ask_ending(stop.ticket, stop.number, stop.purpose)

    def _other_day(self) -> None:
        if stop := self._context.stop:
            self._context.ask_other_day(stop.number, (stop.ticket,))

    def _print(self) -> None:
        """Go where its names are asked for: the list tells who is at home and what they cannot do."""
        if facts := self._context.facts:
            self._work.go(Go("reports", paper=Wanted(PaperKind.HOMES, facts.visit.id)))

    def _move(self, by: int) -> None:
        facts, stop = self._context.facts, self._context.stop
        if facts is not None and stop is not None:
            self._work.do(lambda session: move_stop(session, facts.visit.id, stop.ticket, by=by))
