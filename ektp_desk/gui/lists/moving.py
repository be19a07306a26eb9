"""Works the two questions about a visit: postponing it, and opening a closed one again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.lists.panels.moving import PostponeForm, ReopenForm
from ektp_desk.gui.lists.plan.reading import refuse
from ektp_desk.gui.lists.questions import Planned
from ektp_desk.gui.lists.words import read_day
from ektp_desk.gui.parts import Field
from ektp_desk.gui.work import Work
from ektp_desk.usecases.visits.commands import postpone_visit, reopen_visit
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date


class Moving(QObject):
    """`ended`: the panel can show the visit again."""

    ended = Signal()

    def __init__(self, work: Work, postponing: PostponeForm, reopening: ReopenForm) -> None:
        super().__init__(postponing)
        self._work, self._postponing, self._reopening = work, postponing, reopening
        self._planned: Planned | None = None
        postponing.asked.connect(self._postpone)
        reopening.asked.connect(self._reopen)
        for form in (postponing, reopening):
            form.left.connect(self._leave)

    def begin(self, planned: Planned, form: PostponeForm | ReopenForm) -> None:
        """Ask about a visit."""
        self._planned = planned
        form.begin(planned.title, long_date(date.fromisoformat(planned.visit.day)))

    def _leave(self) -> None:
        self._reopening.passphrase.forget()
        self.ended.emit()

    def _postpone(self) -> None:
        form, planned = self._postponing, self._planned
        if planned is None:
            return
        try:
            day = read_day(form.day.text())
        except EktpError as error:
            refuse(form.day, error)
            return
        reason = form.reason.text()

        def told(_done: None) -> None:
            self._work.told.emit(_("Ditunda ke {day}").format(day=short_date(day)))
            self._leave()

        fields = {"visit.day_not_ahead": form.day, "visit.needs_reason": form.reason}
        self._work.do(
            lambda session: postpone_visit(session, planned.visit.id, day=day, reason=reason),
            told,
            lambda error: self._refused(error, fields),
        )

    def _reopen(self) -> None:
        form, planned = self._reopening, self._planned
        if planned is None:
            return
        reason, passphrase = form.reason.text(), form.passphrase.text()

        def told(_done: None) -> None:
            self._work.told.emit(_("{visit} dibuka kembali").format(visit=planned.title))
            self._leave()

        fields = {"visit.needs_reason": form.reason}
        self._work.do(
            lambda session: reopen_visit(session, planned.visit.id, reason=reason, passphrase=passphrase),
            told,
            lambda error: self._refused(error, fields),
        )

    def _refused(self, error: EktpError, fields: dict[str, Field]) -> None:
        if error.code.startswith("signin."):
            refuse(self._reopening.passphrase, error)
        elif error.code in fields:
            refuse(fields[error.code], error)
        else:
            self._work.refused.emit(error)
