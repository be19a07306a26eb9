"""Kunjungan & daftar as one widget: the overview, the file page and the preview, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from ektp_desk.gui.lists.load.choosing.page import FilePage
from ektp_desk.gui.lists.load.preview.page import PreviewPage
from ektp_desk.gui.lists.overview import Overview


class ListsView(QStackedWidget):
    """Holds the three pages; which is in front is the presenter's to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lists_place")
        self.overview, self.file, self.preview = Overview(), FilePage(), PreviewPage()
        for page in (self.overview, self.file, self.preview):
            self.addWidget(page)

    def turn_to(self, page: str) -> None:
        """Bring "overview", "file" or "preview" to the front."""
        pages = {"overview": self.overview, "file": self.file, "preview": self.preview}
        self.setCurrentWidget(pages[page])
