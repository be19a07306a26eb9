"""Kunjungan & daftar as one widget: the overview, the plan, the file page and the preview, one at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ektp_desk.gui.lists.load.choosing.page import FilePage
from ektp_desk.gui.lists.load.preview.page import PreviewPage
from ektp_desk.gui.lists.overview import Overview
from ektp_desk.gui.lists.plan.form import PlanForm
from ektp_desk.gui.parts.pages import Pages, fit_late

P = TypeVar("P", bound=QWidget)


class ListsView(Pages):
    """Holds the pages; which is in front is the presenter's to say.

    All but the overview are built when somebody wants them: building all would hold the window for 0.15 s.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lists_place")
        self.overview = Overview()
        self.addWidget(self.overview)

    @cached_property
    def plan(self) -> PlanForm:
        """The page on which a visit is planned."""
        return self._built(PlanForm())

    @cached_property
    def file(self) -> FilePage:
        """The page on which a file is chosen."""
        return self._built(FilePage())

    @cached_property
    def preview(self) -> PreviewPage:
        """The page that shows what was understood of it."""
        return self._built(PreviewPage())

    def turn_to(self, page: str) -> None:
        """Bring "overview", "plan", "file" or "preview" to the front."""
        self.setCurrentWidget(getattr(self, page))

    def _built(self, page: P) -> P:
        self.addWidget(page)
        fit_late(page)
        return page
