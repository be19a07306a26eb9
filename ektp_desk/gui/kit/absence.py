"""Why a target did not come: the panel that asks it, and who opens it over a screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import hairline
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.absences.commands import explain_absence, take_back_absence
from ektp_desk.usecases.visits.absences.queries import TargetStanding, target_standing
from ektp_desk.words import _
from ektp_desk.words.visit.absences import absence_word

_TAKE_BACK = "absence_take_back"
_COLUMNS = 2


def standing_words(standing: TargetStanding) -> str:
    """How a person stands to the visit: `Sasaran, belum datang`; empty for who is no target of it."""
    if not standing.expected:
        return ""
    if standing.came:
        return _("Sasaran, sudah datang")
    if not standing.reason:
        return _("Sasaran, belum datang")
    words = _("Tidak datang: {reason} ({who})")
    return words.format(reason=absence_word(standing.reason).lower(), who=standing.said_by or "–")


class AbsencePanel(Panel):
    """A digit says why, which is written at once; `answer` gets None where what was said is taken back.

    `said_by` is who told of the one before: mostly the same person goes through the whole list.
    """

    def __init__(
        self,
        host: QWidget,
        name: str,
        standing: TargetStanding,
        answer: Callable[[AbsenceReason | None, str], object],
        *,
        said_by: str,
    ) -> None:
        title = _("Tidak datang: {name}").format(name=name)
        super().__init__(host, name="absence", widest=620, title=title, help_text=standing_words(standing))
        self._answer = answer
        self.said_by = Field(_("Menurut siapa"), "absence_said_by")
        self.said_by.edit.setPlaceholderText(_("kepala dusun, keluarga, guru …"))
        self.said_by.set_text(standing.said_by or said_by)
        reasons = [
            Act(
                id=f"absence_{reason}",
                text=absence_word(reason),
                keys=(str(place), f"Alt+{place}"),
                run=partial(self._say_why, reason),
            )
            for place, reason in enumerate(AbsenceReason, start=1)
        ]
        back = Act(
            id=_TAKE_BACK,
            text=_("Batalkan alasan"),
            keys=("0", "Alt+0"),
            when=lambda: bool(standing.event),
            run=lambda: answer(None, ""),
        )
        self.take(*reasons, back)
        self.say_beside({"absence.needs_source": self.said_by}, brief=True)
        self.card.add(hairline())
        self.card.add(self.said_by)
        grid = QGridLayout()
        grid.setSpacing(px(8))
        self._buttons = [self.acts.button(act.id, tall=True) for act in reasons]
        for place, button in enumerate(self._buttons):
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        self.card.body.addLayout(grid)
        self.put(self.acts.button(_TAKE_BACK, tall=True), None, self.back(tall=True))
        self.said_by.edit.returnPressed.connect(self._buttons[0].setFocus)

    def first(self) -> QWidget:
        """Who says it, until somebody is known."""
        return self._buttons[0] if self.said_by.text() else self.said_by.edit

    def _say_why(self, reason: AbsenceReason) -> None:
        if self.said_by.text().strip():
            self._answer(reason, self.said_by.text())
        else:
            self.refuse(EktpError("absence.needs_source"))


class AbsenceController:
    """Opens the panel over a screen for one person after another; who said it stays, and is kept nowhere."""

    def __init__(self, work: Work, panels: Panels) -> None:
        self._work, self._panels = work, panels
        self._said_by = ""

    def ask(self, person: str, name: str) -> None:
        """Ask why a target of the open visit did not come, or say why it cannot be said."""
        visit = self._work.visit.id if self._work.visit else ""

        def shown(standing: TargetStanding) -> None:
            if standing.is_absent:
                self._panels.ask(
                    lambda host: AbsencePanel(
                        host,
                        name,
                        standing,
                        partial(self._write, visit, person, name),
                        said_by=self._said_by,
                    )
                )
            else:
                code = "absence.came" if standing.expected else "absence.not_target"
                self._work.refused.emit(EktpError(code))

        self._work.ask(lambda session: target_standing(session, visit, person), shown)

    def _write(
        self,
        visit: str,
        person: str,
        name: str,
        reason: AbsenceReason | None,
        said_by: str,
    ) -> None:
        def act(session: Session) -> None:
            if reason is None:
                take_back_absence(session, visit, person)
            else:
                explain_absence(session, visit, person, reason, said_by=said_by)

        def done(_written: None) -> None:
            self._said_by = said_by or self._said_by
            self._panels.leave()
            self._work.tell(lambda: _news(name, reason), undoable=reason is not None)

        self._work.do(act, done, self._panels.refuse)


def _news(name: str, reason: AbsenceReason | None) -> str:
    if reason is None:
        return _("{name}: belum datang, tanpa alasan").format(name=name)
    return f"{name}: {absence_word(reason).lower()}"
