"""The pages on which a list is loaded, as one view: they are kept in another look, and dressed in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ektp_desk.gui.kit.redressing import Pages, fit, redress_late
from ektp_desk.gui.kit.tokens import base, is_small
from ektp_desk.gui.lists.file_page import FilePage
from ektp_desk.gui.lists.loading import Loading
from ektp_desk.gui.lists.preview import PreviewPage
from ektp_desk.gui.work import Work


class LoadingPages(QObject):
    """`ended` gives the loaded list's id, or an empty string."""

    ended = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.view = Pages()
        self._pages = {"file": FilePage(), "preview": PreviewPage()}
        for page in self._pages.values():
            self.view.addWidget(page)
        file, preview = self._pages["file"], self._pages["preview"]
        assert isinstance(file, FilePage)
        assert isinstance(preview, PreviewPage)
        self._loading = Loading(work, file, preview)
        self._loading.page_asked.connect(lambda name: self.view.setCurrentWidget(self._pages[name]))
        self._loading.ended.connect(self.ended)
        self._base = base()
        fit(self.view, is_small())

    def make_view(self) -> Pages:
        self.view.setProperty("worn", self._base)
        redress_late(self.view)
        self._base = base()
        fit(self.view, is_small())
        return self.view

    def begin(self) -> None:
        self._loading.begin()
