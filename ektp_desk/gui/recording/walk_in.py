"""Somebody who stands in no list, written down in the place of the steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Elided, GoesOn
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.walk_in import WalkInForm
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.gui.work import Work
from ektp_desk.usecases.recording.commands import WalkIn
from ektp_desk.words import _


class WalkInPanel(StepsPanel):
    """Answers with what the form says."""

    def __init__(
        self,
        typed: str,
        today: date,
        *,
        work: Work,
        answer: Callable[[WalkIn], object],
        back: Callable[[], object],
        village: str = "",
        said: WalkIn | None = None,
    ) -> None:
        self.form = WalkInForm(typed, today, work=work, village=village, said=said)
        save = Act(id="walk_in_save", text=_("Simpan dan mulai"), keys=("Enter",), run=self.submit)
        super().__init__(name="walk_in", gap=6, blue=save, back=back, also=self.form.letters())
        self._answer = answer
        self.add_row(Elided(_("Orang baru, tidak ada di daftar"), "strong"), None, GoesOn())
        self.add(self.form)
        self.body.addStretch(1)
        self.acts.add_to(self, save.id)
        self.form.bind(self.acts)

    def take_focus(self) -> None:
        self.form.wanted().setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if (said := self.form.said()) is not None:
            self._answer(said)

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field; False when it belongs to none."""
        return self.form.refuse(error)
