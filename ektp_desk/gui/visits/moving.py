"""Works the two questions about a visit: postponing it, and opening a closed one again."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.typed_days import read_day
from ektp_desk.gui.kit import ActButton, Card, Elided, Field, PassphraseField, hairline, label
from ektp_desk.gui.kit.page import BlueKey, Page
from ektp_desk.gui.visits.planning import refuse
from ektp_desk.gui.work import Work
from ektp_desk.usecases.visits.commands import postpone_visit, reopen_visit
from ektp_desk.usecases.visits.queries import Planned
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date


class _AskForm(Page):
    """A question about one visit; `asked` is the blue button, Esc leaves everything as it is."""

    asked = Signal()

    def __init__(self, title: str, means: str, word: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self._name, self._day = Elided("", "strong"), Elided("", "help")
        self.reason = Field(_("Mengapa?"), f"{name}_reason")
        self.button = ActButton(word, "Enter", kind="blue", name=f"{name}_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name=f"{name}_cancel")
        self.card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        means_label = label(means, "small", wrap=True)
        for part in (label(title, "lead"), self._name, self._day, hairline(), means_label):
            self.card.add(part)
        self.card.body.addStretch(1)
        self.entered.connect(self.asked)
        self.button.asked.connect(self.asked)
        self.cancel.asked.connect(self.left)
        BlueKey(self.button, (self.cancel,))

    def begin(self, name: str, day: str) -> None:
        """Ask about a visit, with every box empty."""
        self._name.set_text(name)
        self._day.set_text(day)
        for field in self.fields():
            field.set_text("")
        self.fields()[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def fields(self) -> tuple[Field, ...]:
        """In their order."""
        return (self.reason,)

    def _add_foot(self) -> None:
        for part in (*self.fields(), self.button, self.cancel):
            self.card.add(part)


class PostponeForm(_AskForm):
    """Asks for the new day and why."""

    def __init__(self) -> None:
        means = _("Rencana, daftar dan petugasnya tetap. Hari yang semula tetap terlihat.")
        super().__init__(_("Tunda kunjungan ini?"), means, _("Tunda kunjungan"), name="postpone")
        self.day = Field(_("Hari baru"), "postpone_day", help_text=_("hari-bulan-tahun"))
        self.reason.edit.setPlaceholderText(_("mis. jalan putus"))
        self._add_foot()

    def fields(self) -> tuple[Field, ...]:
        return self.day, self.reason


class ReopenForm(_AskForm):
    """Asks why, and for the supervisor's passphrase."""

    def __init__(self) -> None:
        means = _(
            "Antrean dan perekaman berjalan lagi. Sesudahnya hari ini ditutup dan ditandatangani lagi; "
            "tanda tangan yang lama tetap dalam jurnal."
        )
        super().__init__(_("Buka kembali hari ini?"), means, _("Buka kembali"), name="reopen")
        self.passphrase = PassphraseField(_("Kata sandi Anda"), "reopen_passphrase")
        self.reason.edit.setPlaceholderText(_("mis. dua orang masih datang"))
        self._add_foot()

    def fields(self) -> tuple[Field, ...]:
        return self.reason, self.passphrase


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
