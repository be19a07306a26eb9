"""Takes a list from a file's name to the store: check it, show how it was understood, keep it when told."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from threading import Event

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.load.choosing import FilePage
from ektp_desk.gui.lists.load.completing import Completing
from ektp_desk.gui.lists.load.file_window import ask_where_to_save
from ektp_desk.gui.lists.load.files import path_of
from ektp_desk.gui.lists.load.preview.page import PreviewPage
from ektp_desk.gui.lists.load.preview.understood import name_from, understood
from ektp_desk.gui.lists.load.refused_rows import write_refused
from ektp_desk.gui.lists.words import read_past_day
from ektp_desk.gui.parts import ProgressCard
from ektp_desk.gui.work import Work
from ektp_desk.usecases.office.importing import Imported, import_list
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count

_SHOW_AFTER_MS = 600
_STOPPED = ("import.cancelled", "import.stopped")
_KIND = ListKind.BELUM_REKAM.value
_BATCH = 500  # `step` is heard that often


class Loading(QObject):
    """Walks two pages; one reading of a file at a time, each with a stop of its own.

    `page_asked` brings "file" or "preview" to the front, `ended` gives the new list's id or "".
    """

    page_asked = Signal(str)
    ended = Signal(str)
    _stepped = Signal(int)

    def __init__(self, work: Work, file_page: FilePage, preview: PreviewPage) -> None:
        super().__init__(preview)
        self._work, self._file, self._preview = work, file_page, preview
        self._path, self._today = Path(), date.min
        self._imported: Imported | None = None
        self._stop: Event | None = None
        self._began = 0.0
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._completing = Completing(work, file_page)
        self._connect()

    def begin(self) -> None:
        """Ask for a file."""
        self.page_asked.emit("file")
        self._file.begin()
        self._completing.complete("")

    def _connect(self) -> None:
        page, preview = self._file, self._preview
        page.check_asked.connect(self._check)
        page.left.connect(self._leave_file)
        preview.load_asked.connect(self._load)
        preview.left.connect(self._leave_preview)
        preview.save_asked.connect(self._save_refused)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._patience.timeout.connect(self._show_progress)
        # Whoever locks the desk in mid-reading wants it to end, not to run on unseen.
        preview.destroyed.connect(self._stop_now)

    def _leave_file(self) -> None:
        if self._stop is not None:
            self._stop.set()
        else:
            self.ended.emit("")

    def _check(self) -> None:
        if self._stop is not None:
            return
        if not self._file.path.text():
            self._file.path.set_error(_("Pilih dahulu berkasnya."))
            return
        self._completing.forget()
        self._path = path_of(self._file.path.text())
        stop = self._start(self._file.progress)
        self._file.work()

        def dry_run(session: Session) -> tuple[Imported, date]:
            done = import_list(
                session, [self._path], _KIND, name="", as_of=session.today, dry_run=True,
                stop=stop.is_set, step=self._stepped.emit,
            )  # fmt: skip
            return done, session.today

        self._work.ask(dry_run, self._checked, self._not_checked)

    def _not_checked(self, error: EktpError) -> None:
        if not self._finish():
            return
        if error.code in _STOPPED:
            self._file.rest()
            self._work.told.emit(_("Pemeriksaan dihentikan. Tidak ada yang berubah."))
        else:
            self._refuse(error)

    def _checked(self, found: tuple[Imported, date]) -> None:
        if not self._finish():
            return
        self._imported, self._today = found
        self._file.rest()
        self.page_asked.emit("preview")
        self._preview.note.fill(name_from(self._path), digits_date(self._today))
        self._preview.show_understood(understood(self._imported, self._path))

    # --- keep it

    def _leave_preview(self) -> None:
        if self._stop is not None:
            if self._preview.progress.cancel.isVisibleTo(self._preview.progress):
                self._stop.set()
            return
        self._imported = None
        self.ended.emit("")

    def _load(self) -> None:
        if self._stop is not None or self._imported is None or not self._imported.counts.accepted:
            return
        as_of = self._as_of()
        if as_of is None:
            return
        note, path = self._preview.note, self._path
        name, source = note.name.text() or name_from(path), note.source.value() or ""
        stop = self._start(self._preview.progress)
        self._work.do(
            lambda session: import_list(
                session, [path], _KIND, name=name, as_of=as_of, source=source,
                stop=stop.is_set, step=self._stepped.emit,
            ),
            self._loaded,
            self._not_loaded,
        )  # fmt: skip

    def _as_of(self) -> date | None:
        box = self._preview.note.as_of
        try:
            return read_past_day(box.text(), today=self._today)
        except EktpError as error:
            box.set_error(message(error).split(". ")[0], error.code)
            box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def _loaded(self, done: Imported) -> None:
        if not self._finish():
            return
        self._preview.rest()
        self._imported = None
        # Without its name: that may be long, and the list is seen at once.
        self._work.told.emit(_("{n} baris dimuat").format(n=count(done.counts.accepted)))
        self.ended.emit(done.list_id)

    def _not_loaded(self, error: EktpError) -> None:
        if not self._finish():
            return
        self._preview.rest()
        if error.code in _STOPPED:
            self._work.told.emit(_("Pemuatan dihentikan. Tidak ada yang berubah."))
        else:
            self._refuse(error)

    def _refuse(self, error: EktpError) -> None:
        """Ask for another file when this one is at fault; a full disk or a missing role is the window's."""
        self._file.rest()
        if error.code.startswith("import."):
            self._imported = None
            self.page_asked.emit("file")
            self._file.refuse(error)
        else:
            self._work.refused.emit(error)

    def _save_refused(self) -> None:
        if self._stop is not None or self._imported is None or not self._imported.counts.refused:
            return
        proposed = self._path.absolute().with_name(_("{name}-ditolak.csv").format(name=self._path.stem))
        ask_where_to_save(self._preview, proposed, self._write_refused)

    def _write_refused(self, path: str) -> None:
        if self._imported is None:
            return
        problems = self._imported.counts.problems
        told = _("{n} baris yang ditolak disimpan")
        self._work.ask(
            lambda _session: write_refused(Path(path), problems),
            lambda rows: self._work.told.emit(told.format(n=count(rows))),
        )

    # --- how far it is

    def _start(self, card: ProgressCard) -> Event:
        self._stop, self._began = Event(), time.monotonic()
        card.step(0, 0, line=_("Membaca berkas · belum ada yang berubah"))
        card.may_stop(may=True)
        self._patience.start()
        return self._stop

    def _finish(self) -> bool:
        """End the reading; say whether there is still somebody to tell."""
        self._stop = None
        if not shiboken6.isValid(self._preview):
            return False
        self._patience.stop()
        return True

    def _stop_now(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _show_progress(self) -> None:
        if self._imported is None:
            self._file.progress.show()
        else:
            self._preview.show_progress()

    def _show_step(self, done: int) -> None:
        if self._stop is None:
            return
        if self._imported is None:
            line = _("{n} baris dibaca · belum ada yang berubah").format(n=count(done))
            self._file.progress.step(0, 0, line=line)
            return
        whole, card = self._imported.counts.rows_read, self._preview.progress
        if done + _BATCH > whole:
            # The rest is one transaction: it ends by itself, whole or not at all.
            card.may_stop(may=False)
            card.step(0, 0, line=_("Menyimpan · jangan matikan laptop"))
            return
        line = _("{done} dari {whole} baris")
        card.step(
            done, whole, line=line.format(done=count(done), whole=count(whole)), left=self._left(done, whole)
        )

    def _left(self, done: int, whole: int) -> str:
        seconds = (time.monotonic() - self._began) * (whole - done) / done
        return _("± {n} detik lagi").format(n=count(max(1, round(seconds))))
