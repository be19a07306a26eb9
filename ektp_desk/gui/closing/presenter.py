"""Joins closing the day to the use cases; after the signature it thanks until the screen is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import report_of
from ektp_desk.domain.recordings import Verdict
from ektp_desk.gui.closing.view import ClosingView
from ektp_desk.gui.kit.ending import ChosenEnding, EndingPanel
from ektp_desk.gui.kit.form import Panels
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.recording.commands import accept_exceptions, review_exception
from ektp_desk.usecases.reports.closing import ClosingFacts, read_closing
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.usecases.visits.commands import Proof, close_visit, prove
from ektp_desk.usecases.visits.queries import visit_name
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date
from ektp_desk.words.errors import message
from ektp_desk.words.visit_summary import visit_summary


class Presenter(QObject):
    """Keeps the day as last read, also when the visit is no longer the open one."""

    shows = EVERYTHING

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._view = ClosingView()
        self.view: QWidget = self._view
        self._panels = Panels(lambda: self._view)
        self._visit = ""
        self._facts: ClosingFacts | None = None
        self._proof: Proof | None = None  # while this screen is in front
        self._connect()

    def shown(self, _go: Go) -> None:
        """Come to the front with the open visit."""
        self._visit = self._work.visit.id if self._work.visit else ""
        self._proof = None
        self._view.come()
        self._read(self._view.take_focus)

    def read_anew(self) -> None:
        """Read the day again; the focus goes on to what is next."""
        self._read(self._view.take_focus)

    def heading(self) -> tuple[str, str, str]:
        today = self._work.session.today
        facts = self._facts if self._visit else None
        visit = facts.visit if facts else self._work.visit
        if visit is None:
            return _("Tutup hari"), long_date(today), short_date(today)
        place = visit_name(self._work.session, visit)
        return _("Tutup hari"), f"{place} · {long_date(today)}", place

    def _connect(self) -> None:
        view, work = self._view, self._work
        view.end_asked.connect(self._on_end)
        view.review_asked.connect(self._on_review)
        view.prove_asked.connect(self._on_prove)
        view.sign_asked.connect(self._on_sign)
        view.copy_asked.connect(self._on_copy)
        view.back_asked.connect(partial(work.go, "today"))
        view.report_asked.connect(self._on_report)
        view.plan_asked.connect(partial(work.go, "lists"))

    def _read(self, then: Callable[[], None]) -> None:
        visit = self._visit
        if not visit:
            self._facts = None
            self._view.show_nothing()
            then()
            return

        def done(facts: ClosingFacts) -> None:
            self._facts = facts
            now, who = self._work.session.now, self._work.session.user.name
            self._view.show_day(facts, now, who=who, proved=self._proof is not None)
            then()

        self._work.ask(lambda session: read_closing(session, visit), done)

    def _on_end(self, key: str) -> None:
        tickets = self._facts.unclear if self._facts else ()
        ticket = next((each for each in tickets if each.id == key), None)
        if ticket is not None:
            self._panels.ask(
                lambda host: EndingPanel(
                    host,
                    ticket.number,
                    partial(self._on_ending, ticket),
                    purpose=ticket.purpose,
                    today=self._work.session.today,
                )
            )

    def _on_ending(self, ticket: Ticket, ending: ChosenEnding) -> None:
        self._work.do(
            lambda session: ending.write(session, ticket.id),
            lambda _none: self._panels.leave(),
            self._panels.refuse,
        )

    def _on_prove(self, passphrase: str) -> None:
        visit = self._visit

        def proved(proof: Proof) -> None:
            self._proof = proof
            self._view.come()
            self.read_anew()

        self._work.ask(lambda session: prove(session, visit, passphrase), proved, self._on_refused)

    def _on_review(self, recording: str, verdict: str, note: str) -> None:
        visit, proof = self._visit, self._proof
        if proof is None:
            return

        def act(session: Session) -> None:
            if recording:
                review_exception(session, visit, recording, Verdict(verdict), proof=proof, note=note)
            else:
                accept_exceptions(session, visit, proof=proof)

        self._work.do(act)

    def _on_sign(self, passphrase: str) -> None:
        """Sign; nobody is asked for a passphrase before the day can be signed at all."""
        visit, proof, facts = self._visit, self._proof, self._facts
        if not visit or facts is None:
            return
        if facts.unclear:
            self._work.refused.emit(EktpError("visit.unclear_tickets", count=len(facts.unclear)))
        elif facts.unread:
            self._work.refused.emit(EktpError("visit.unreviewed", count=facts.unread))
        else:
            self._work.do(
                lambda session: close_visit(session, visit, proof=proof or prove(session, visit, passphrase)),
                lambda _equation: self._view.come(),
                self._on_refused,
            )

    def _on_refused(self, error: EktpError) -> None:
        if error.code.startswith("signin."):
            self._view.refuse_passphrase(message(error).partition(". ")[0])
        else:
            self._work.refused.emit(error)

    def _on_report(self) -> None:
        visit = self._facts.visit if self._facts else None
        self._work.go(Go("reports", paper=report_of(visit.id, visit.kind) if visit else None))

    def _on_copy(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(
                visit_summary(self._facts.report, following=self._facts.following)
            )
            self._work.told.emit(_("Ringkasan disalin. Tempelkan di WhatsApp."))
