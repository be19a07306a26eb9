"""Joins the manual to the window: asked from any place, it goes back there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ektp_desk.gui.manual.view import ManualView
from ektp_desk.gui.printing.saving import default_folder, save_pdf
from ektp_desk.gui.work import Work
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.paper.manual import STEM


class Presenter(QObject):
    """Everybody may read; `folder` can be another in a test."""

    def __init__(self, work: Work, *, folder: Path | None = None) -> None:
        super().__init__()
        self._work, self._folder, self._from = work, folder, "today"
        self.view = ManualView()
        self.view.left.connect(lambda: work.go_asked.emit(self._from, None))
        self.view.save_asked.connect(self._save)

    def shown(self, subject: object) -> None:
        """Come to the front; `subject` is the place to go back to."""
        self._from = subject if isinstance(subject, str) and subject != "manual" else self._from
        self.view.begin()

    def read_anew(self) -> None:
        """Nothing of it is in the store."""

    def heading(self) -> tuple[str, str, str]:
        """Name the place."""
        told = _("Hari pertama seorang petugas")
        return _("Petunjuk"), told, told

    def _save(self) -> None:
        folder = self._folder or default_folder()

        def save(session: Session) -> Path:
            return save_pdf(folder, STEM, session.prints.manual())

        def saved(path: Path) -> None:
            self._work.told.emit(
                _("Tersimpan: {file} di {folder}").format(file=path.name, folder=path.parent.name)
            )

        self._work.ask(save, saved)
