"""Takes a list from its files' names to the store: check it, show what was understood, keep it when told."""

from __future__ import annotations

from datetime import date

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.values.day_in_name import day_in_name
from ektp_desk.gui.lists.load.checking import Said, Seen, Wanted, check, forget, keep, look
from ektp_desk.gui.lists.load.choosing.completing import Completing
from ektp_desk.gui.lists.load.choosing.files import Found
from ektp_desk.gui.lists.load.choosing.page import FilePage
from ektp_desk.gui.lists.load.correcting import Correcting
from ektp_desk.gui.lists.load.preview.page import PreviewPage
from ektp_desk.gui.lists.load.preview.understood import name_from
from ektp_desk.gui.lists.load.reading import Reading
from ektp_desk.gui.lists.load.saving import ask_and_save
from ektp_desk.gui.lists.words import read_past_day, usual_source
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.commands import Imported
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count

_STOPPED = ("import.cancelled", "import.stopped")


class Loading(QObject):
    """Walks two pages; one reading at a time, each with a stop of its own.

    `page_asked` brings "file" or "preview" to the front, `ended` gives the new list's id or "".
    """

    page_asked = Signal(str)
    ended = Signal(str)

    def __init__(self, work: Work, file_page: FilePage, preview: PreviewPage) -> None:
        super().__init__(preview)
        self._work, self._file, self._preview = work, file_page, preview
        self._seen: Seen | None = None
        self._reading = Reading(self)
        self._completing = Completing(work, file_page)
        self._correcting = Correcting(preview)
        self._connect()

    def begin(self) -> None:
        """Ask for the kind and the files."""
        self.page_asked.emit("file")
        self._file.begin()
        self._completing.begin()

    def _connect(self) -> None:
        page, preview = self._file, self._preview
        page.check_asked.connect(self._check)
        page.left.connect(self._leave_file)
        preview.load_asked.connect(self._load)
        preview.left.connect(self._leave_preview)
        preview.save_asked.connect(self._save_refused)
        preview.forget_asked.connect(self._forget)
        self._correcting.wanted.connect(self._check_anew)
        self._reading.slow.connect(self._show_progress)
        # Whoever locks the desk in mid-reading wants it to end, not to run on unseen.
        preview.destroyed.connect(self._reading.stop)

    def _leave_file(self) -> None:
        if self._reading.busy:
            self._reading.stop()
        else:
            self.ended.emit("")

    # --- look at it

    def _check(self) -> None:
        if self._reading.busy:
            return
        files = self._file.wanted()
        if not files:
            self._file.path.set_error(_("Pilih dahulu berkasnya."))
            self._file.path.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._completing.forget()
        self._take(None)
        wanted, stop = Wanted(self._file.kind(), files), self._reading.start(self._file.progress)
        self._file.work()
        self._work.ask(
            lambda session: look(session, wanted, stop=stop.is_set, step=self._reading.step),
            self._checked,
            self._not_checked,
        )

    def _checked(self, found: Seen | list[Found]) -> None:
        if not self._finish():
            return
        if not isinstance(found, Seen):
            self._file.show_folder(found)
            return
        self._file.rest()
        self.page_asked.emit("preview")
        self._propose(found)
        self._take(found)

    def _propose(self, found: Seen) -> None:
        name, source = name_from(found.wanted.files), usual_source(found.wanted.kind)
        told = day_in_name(name, today=found.today)
        day = digits_date(told or found.today)
        self._preview.note.fill(name, day, source, guessed=told is not None)

    def _not_checked(self, error: EktpError) -> None:
        if not self._finish():
            return
        self._file.rest()
        self._tell_refusal(error, _("Pemeriksaan dihentikan. Tidak ada yang disimpan."))

    def _check_anew(self, wanted: Wanted) -> None:
        """Check the same files with a correction; the earlier understanding stands until it is done."""
        if self._reading.busy or self._seen is None:
            return
        self._preview.progress.set_title(_("Memeriksa ulang"))
        stop = self._reading.start(self._preview.progress, whole=self._seen.imported.counts.rows_read)
        self._preview.work()
        self._work.ask(
            lambda session: check(session, wanted, stop=stop.is_set, step=self._reading.step),
            lambda seen: self._take(seen) if self._finish() else None,
            self._not_anew,
        )

    def _not_anew(self, error: EktpError) -> None:
        if not self._finish():
            return
        self._preview.rest()
        if error.code in _STOPPED:
            self._work.told.emit(_("Pemeriksaan dihentikan. Tidak ada yang disimpan."))
        else:
            self._work.refused.emit(error)

    def _forget(self) -> None:
        seen = self._seen
        if seen is None or not seen.remembered or self._reading.busy:
            return
        wanted = Wanted(seen.wanted.kind, seen.wanted.files)
        self._work.do(lambda session: forget(session, seen), lambda _done: self._check_anew(wanted))

    # --- keep it

    def _leave_preview(self) -> None:
        if self._reading.busy:
            if self._preview.progress.cancel.isVisibleTo(self._preview.progress):
                self._reading.stop()
            return
        self._take(None)
        self.ended.emit("")

    def _load(self) -> None:
        seen = self._seen
        if self._reading.busy or seen is None or not seen.imported.counts.accepted:
            return
        as_of = self._as_of(seen.today)
        if as_of is None:
            return
        note = self._preview.note
        said = Said(note.name.text() or name_from(seen.wanted.files), as_of, note.source.value() or "")
        self._preview.progress.set_title(_("Memuat daftar"))
        stop = self._reading.start(self._preview.progress, whole=seen.imported.counts.rows_read)
        self._preview.work()
        self._work.do(
            lambda session: keep(session, seen, said, stop=stop.is_set, step=self._reading.step),
            self._loaded,
            self._not_loaded,
        )

    def _as_of(self, today: date) -> date | None:
        box = self._preview.note.as_of
        try:
            return read_past_day(box.text(), today=today)
        except EktpError as error:
            box.set_error(message(error).split(". ")[0], error.code)
            box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def _loaded(self, done: Imported) -> None:
        if not self._finish():
            return
        self._preview.rest()
        self._take(None)
        # Without its name: that may be long, and the list is seen at once.
        self._work.told.emit(_("{n} baris dimuat").format(n=count(done.counts.accepted)))
        self.ended.emit(done.list_id)

    def _not_loaded(self, error: EktpError) -> None:
        if not self._finish():
            return
        self._preview.rest()
        self._tell_refusal(error, _("Pemuatan dihentikan. Tidak ada yang disimpan."))

    def _tell_refusal(self, error: EktpError, stopped: str) -> None:
        """Ask for another file when this one is at fault; a full disk or a missing role is the window's."""
        if error.code in _STOPPED:
            self._work.told.emit(stopped)
        elif error.code.startswith("import."):
            self._take(None)
            self.page_asked.emit("file")
            self._file.refuse(error)
        else:
            self._work.refused.emit(error)

    def _save_refused(self) -> None:
        seen = self._seen
        if seen is not None and seen.imported.counts.refused and not self._reading.busy:
            ask_and_save(self._work, self._preview, seen)

    # --- where it stands

    def _take(self, seen: Seen | None) -> None:
        self._seen = seen
        if seen is not None:
            self._preview.show_understood(seen.words)
        self._correcting.see(seen)

    def _finish(self) -> bool:
        """End the reading; say whether there is still somebody to tell."""
        if not shiboken6.isValid(self._preview):
            return False
        self._reading.finish()
        return True

    def _show_progress(self) -> None:
        if self._seen is None:
            self._file.show_progress()
        else:
            self._preview.show_progress()
