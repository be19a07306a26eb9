"""A wrong list is withdrawn in place: what that means is said first, and a reason is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.gui.lists.held.facts import Loss, kept_until, losses_of
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.lists.words import near_date
from ektp_desk.gui.parts import ActButton, Card, Elided, Field, hairline, label
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.commands import bring_back_list, withdraw_list
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.words import _
from ektp_desk.words.dates import plain_date
from ektp_desk.words.numbers import count

_VISITS_NAMED = 2


class WithdrawForm(Page):
    """`withdraw_asked` is the one button; Esc leaves everything as it is."""

    withdraw_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("withdraw_form")
        self._name = Elided("", "strong")
        self._means = label("", "small", wrap=True, name="withdraw_means")
        self.reason = Field(
            _("Mengapa dicabut?"), "withdraw_reason", placeholder=_("misalnya: salah kecamatan")
        )
        self.button = ActButton(_("Cabut daftar"), "Enter", kind="danger", tall=True, name="withdraw_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name="withdraw_cancel")
        card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (label(_("Cabut daftar ini?"), "lead"), self._name, hairline(), self._means):
            card.add(part)
        card.body.addStretch(1)
        for below in (self.reason, self.button, self.cancel):
            card.add(below)
        self.entered.connect(self.withdraw_asked)
        self.button.asked.connect(self.withdraw_asked)
        self.cancel.asked.connect(self.left)

    def begin(self, name: str) -> None:
        """Ask for the reason; what it means comes by `say`."""
        self._name.set_text(name)
        self._means.setText("")
        self.reason.set_text("")
        self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, means: str) -> None:
        """Say what the withdrawal means."""
        self._means.setText(means)


class Withdrawing(QObject):
    """Works the form and the way back; `ended` says that the panel can show the list again."""

    ended = Signal()

    def __init__(self, work: Work, form: WithdrawForm) -> None:
        super().__init__(form)
        self._work, self._form = work, form
        self._facts: ListFacts | None = None
        form.withdraw_asked.connect(self._withdraw)
        form.left.connect(self.ended)

    def begin(self, facts: ListFacts) -> None:
        """Ask for a list's withdrawal."""
        self._facts = facts
        self._form.begin(facts.name)

        def read(session: Session) -> str:
            return _meaning(losses_of(session, facts), kept_until(session, facts), session.today)

        self._work.ask(read, lambda means: self._form.say(means) if self._facts is facts else None)

    def bring_back(self, facts: ListFacts) -> None:
        """Undo a list's withdrawal."""

        def told(_done: None) -> None:
            self._work.told.emit(_("Daftar dikembalikan"))

        self._work.do(lambda session: bring_back_list(session, facts.id), told)

    def _withdraw(self) -> None:
        facts, reason = self._facts, self._form.reason.text()
        if facts is None:
            return
        if not reason:
            self._form.reason.set_error(_("Tulis dahulu sebabnya."), "list.no_reason")
            self._form.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def told(_done: None) -> None:
            self._work.told.emit(_("Daftar dicabut. B mengembalikannya."))
            self.ended.emit()

        self._work.do(lambda session: withdraw_list(session, facts.id, reason=reason), told)


def _meaning(losses: Sequence[Loss], until: date | None, today: date) -> str:
    parts = [_loss(loss, today) for loss in losses[:_VISITS_NAMED]]
    if rest := losses[_VISITS_NAMED:]:
        words = _("{n} sasaran hilang dari {visits} kunjungan lain.")
        parts.append(words.format(n=count(sum(loss.targets for loss in rest)), visits=count(len(rest))))
    if not losses:
        parts.append(_("Tidak ada kunjungan yang memakai daftar ini."))
    parts.append(_("Rekaman dan nomor antrean tetap."))
    if until is not None:
        parts.append(_("Dapat dikembalikan sampai {day}.").format(day=plain_date(until)))
    else:
        parts.append(_("Dapat dikembalikan kapan saja."))
    return "\n".join(parts)


def _loss(loss: Loss, today: date) -> str:
    words = _("{n} sasaran hilang dari kunjungan {visit}, {day}.")
    return words.format(
        n=count(loss.targets),
        visit=loss.visit,
        day=near_date(loss.day, today).replace(" ", "\N{NO-BREAK SPACE}"),
    )
