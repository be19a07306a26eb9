"""Takes a list from its files' names to the store: checks them, shows what was understood, keeps it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Pages, named
from ektp_desk.gui.lists.file_controller import FileController
from ektp_desk.gui.lists.preview_controller import STOPPED, PreviewController
from ektp_desk.gui.lists.reading import Reading
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.found_files import FoundFile
from ektp_desk.usecases.lists.preview import ToCheck, look_at
from ektp_desk.usecases.lists.preview_words import ListPreview, in_words
from ektp_desk.usecases.session import Session
from ektp_desk.words import _


class ListLoading(QObject):
    """`view` holds two pages, each made when it is first wanted; `ended` gives the new list's id or ""."""

    ended = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work, self._reading = work, Reading(self)
        self._files = FileController(
            work, self._reading, check=self._check, leave=partial(self.ended.emit, "")
        )
        self._preview = PreviewController(work, self._reading, end=self.ended.emit, refuse=self._refuse)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "file": self._files.make_page,
            "preview": self._preview.make_page,
        }
        self._pages: dict[str, QWidget] = {}
        self._front = ""
        self._reading.changed.connect(self._show_reading)
        # Whoever locks the desk in mid-reading wants it to end, not to run on unseen.
        work.left.connect(self._reading.stop)
        self.view = self.make_view()

    def make_view(self) -> Pages:
        """A new one, with those pages that there were."""
        self.view = view = named(Pages(), "loading")
        self._pages = {key: self._makers[key]() for key in self._pages}
        for page in self._pages.values():
            view.addWidget(page)
        if self._front:
            view.setCurrentWidget(self._pages[self._front])
        return view

    def begin(self) -> None:
        self._turn_to("file")
        self._files.begin()

    def _turn_to(self, key: str) -> None:
        self._front = key
        if key not in self._pages:
            self._pages[key] = self._makers[key]()
            self.view.addWidget(self._pages[key])
        self.view.setCurrentWidget(self._pages[key])

    def _check(self, wanted: ToCheck) -> None:
        """Look at files, keep nothing; one that is a folder is opened instead."""
        self._preview.forget()
        stop = self._reading.start(_("Memeriksa daftar"))
        self._files.work()

        def read(session: Session) -> ListPreview | list[FoundFile]:
            found = look_at(session, wanted, stop=stop.is_set, step=self._reading.step)
            return found if isinstance(found, list) else in_words(session, found)

        self._work.make(read, self._checked, self._not_checked)

    def _checked(self, found: ListPreview | list[FoundFile]) -> None:
        self._reading.finish()
        if isinstance(found, ListPreview):
            self._files.rest()
            self._turn_to("preview")
            self._preview.begin(found)
        else:
            self._files.show_folder(found)

    def _not_checked(self, error: EktpError) -> None:
        self._reading.finish()
        self._files.rest()
        if error.code in STOPPED:
            self._work.tell(lambda: _("Pemeriksaan dihentikan. Tidak ada yang disimpan."))
        else:
            self._refuse(error)

    def _refuse(self, error: EktpError) -> None:
        """Ask for another file when this one is at fault; a full disk or a missing role is the window's."""
        if error.code.startswith("import."):
            self._preview.forget()
            self._turn_to("file")
            self._files.refuse(error)
        else:
            self._work.refused.emit(error)

    def _show_reading(self) -> None:
        (self._files if self._front == "file" else self._preview).show()
