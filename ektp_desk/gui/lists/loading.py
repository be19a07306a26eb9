"""Takes a list from its files' names to the store: check it, show what was understood, keep it when told."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from threading import Event

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.values.day_in_name import day_in_name
from ektp_desk.domain.typed_days import read_past_day
from ektp_desk.gui.kit import ProgressCard
from ektp_desk.gui.kit.file_dialog import ask_where_to_save
from ektp_desk.gui.lists.file_page import Completing, FilePage
from ektp_desk.gui.lists.preview import PreviewPage
from ektp_desk.gui.work import Work
from ektp_desk.usecases.lists.commands import Imported, save_refused
from ektp_desk.usecases.lists.found_files import Found
from ektp_desk.usecases.lists.preview import (
    ListTitle,
    ToCheck,
    check_files,
    forget_layouts,
    keep_checked,
    look_at,
    with_column,
)
from ektp_desk.usecases.lists.preview_words import ListPreview, in_words, name_from
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.errors import message
from ektp_desk.words.lists import near_date, usual_source
from ektp_desk.words.numbers import count

_SHOW_AFTER_MS = 600


class Reading(QObject):
    """`slow` says that a reading has taken long enough to be shown. `step` may be called on any thread."""

    slow = Signal()
    _stepped = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop: Event | None = None
        self._card: ProgressCard | None = None
        self._whole, self._began = 0, 0.0
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self.slow)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a reading is under way."""
        return self._stop is not None

    def start(self, card: ProgressCard, *, whole: int = 0) -> Event:
        """Begin one of `whole` rows (0: unknown) and give what stops it."""
        self._stop, self._card, self._whole = Event(), card, whole
        self._began = time.monotonic()
        card.step(0, 0, line=_("Membaca berkas · belum ada yang disimpan"))
        card.may_stop(may=True)
        self._patience.start()
        return self._stop

    def step(self, done: int) -> None:
        """Tell how many rows were read."""
        self._stepped.emit(done)

    def stop(self) -> None:
        """Ask the reading to end without a trace."""
        if self._stop is not None:
            self._stop.set()

    def finish(self) -> None:
        """The reading has ended, however it did."""
        self._stop = None
        self._patience.stop()

    def _show_step(self, done: int) -> None:
        if self._stop is None or self._card is None:
            return
        if not self._whole:
            line = _("{n} baris dibaca · belum ada yang disimpan").format(n=count(done))
            self._card.step(0, 0, line=line)
        elif done > self._whole:
            stored, whole = count(done - self._whole), count(self._whole)
            line = _("Menyimpan {stored} dari {whole} baris").format(stored=stored, whole=whole)
            self._card.step(done - self._whole, self._whole, line=line)
        else:
            line = _("{done} dari {whole} baris").format(done=count(done), whole=count(self._whole))
            self._card.step(done, self._whole, line=line, left=self._left(done))

    def _left(self, done: int) -> str:
        seconds = (time.monotonic() - self._began) * (self._whole - done) / done
        return _("± {n} detik lagi").format(n=count(max(1, round(seconds))))


class Correcting(QObject):
    """`wanted` gives a `ToCheck` with the correction in it."""

    wanted = Signal(object)

    def __init__(self, preview: PreviewPage) -> None:
        super().__init__(preview)
        self._preview = preview
        self._seen: ListPreview | None = None
        preview.correct_asked.connect(self._begin)
        preview.correction.chosen.connect(self._take)
        preview.correction.left.connect(preview.leave_correction)

    def see(self, seen: ListPreview | None) -> None:
        """Work on this check from now on, and say whose understanding it is."""
        self._seen = seen
        if seen is not None:
            self._preview.show_origin(_origin(seen), may_forget=bool(seen.remembered))

    def _begin(self) -> None:
        column = self._preview.table.selected_row()
        if self._seen is not None and column is not None and not self._preview.is_reading():
            words = self._seen.words
            self._preview.show_correction()
            self._preview.correction.begin(column, words.columns, words.kind)

    def _take(self, meaning: str) -> None:
        column = self._preview.table.selected_row()
        if self._seen is None or column is None:
            return
        if Meaning(meaning) is column.meaning:
            self._preview.leave_correction()
            return
        self._preview.rest()
        self.wanted.emit(with_column(self._seen, column.layout, place=column.place, meaning=Meaning(meaning)))


def _origin(seen: ListPreview) -> str:
    if seen.wanted.corrected:
        return _("Arti kolom diubah; diingat untuk susunan ini begitu daftar dimuat")
    if not seen.remembered:
        return ""
    latest = max(seen.remembered, key=lambda one: one.on)
    day = near_date(latest.on, seen.today)
    return _("Diatur seperti {day} oleh {name}").format(day=day, name=latest.by)


def ask_and_save(work: Work, host: QWidget, seen: ListPreview) -> None:
    """Propose a file beside the list, and write it on the store's thread."""
    first, counts = seen.wanted.files[0], seen.imported.counts
    proposed = first.absolute().with_name(_("{name}-ditolak.csv").format(name=first.stem))
    told = _("{n} baris yang ditolak disimpan")

    def write(path: str) -> None:
        work.make(
            lambda session: save_refused(
                session, Path(path), counts.problems, unlisted=counts.problems_unlisted
            ),
            lambda rows: work.told.emit(told.format(n=count(rows))),
            leaves_file=True,
        )

    ask_where_to_save(host, proposed, write)


_CHANGED = "import.changed"
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
        self._seen: ListPreview | None = None
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
        preview.look_asked.connect(self._look_again)
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
        wanted, stop = ToCheck(self._file.kind(), files), self._reading.start(self._file.progress)
        self._file.work()

        def read(session: Session) -> ListPreview | list[Found]:
            found = look_at(session, wanted, stop=stop.is_set, step=self._reading.step)
            return found if isinstance(found, list) else in_words(session, found)

        self._work.make(
            read,
            self._checked,
            self._not_checked,
        )

    def _checked(self, found: ListPreview | list[Found]) -> None:
        if not self._finish():
            return
        if not isinstance(found, ListPreview):
            self._file.show_folder(found)
            return
        self._file.rest()
        self.page_asked.emit("preview")
        self._propose(found)
        self._take(found)

    def _propose(self, found: ListPreview) -> None:
        name, source = name_from(found.wanted.files), usual_source(found.wanted.kind)
        told = day_in_name(name, today=found.today)
        day = digits_date(told or found.today)
        self._preview.note.fill(name, day, source, guessed=told is not None)

    def _not_checked(self, error: EktpError) -> None:
        if not self._finish():
            return
        self._file.rest()
        self._tell_refusal(error, _("Pemeriksaan dihentikan. Tidak ada yang disimpan."))

    def _check_anew(self, wanted: ToCheck) -> None:
        """Check the same files with a correction; the earlier understanding stands until it is done."""
        if self._reading.busy or self._seen is None:
            return
        self._preview.progress.set_title(_("Memeriksa ulang"))
        stop = self._reading.start(self._preview.progress, whole=self._seen.imported.counts.rows_read)
        self._preview.work()

        def read(session: Session) -> ListPreview:
            return in_words(session, check_files(session, wanted, stop=stop.is_set, step=self._reading.step))

        self._work.make(
            read,
            lambda seen: self._take(seen) if self._finish() else None,
            self._not_anew,
        )

    def _not_anew(self, error: EktpError) -> None:
        if not self._finish():
            return
        self._preview.rest()
        if error.code in _STOPPED:
            self._work.told.emit(_("Pemeriksaan dihentikan. Tidak ada yang disimpan."))
        elif error.code == _CHANGED:
            self._preview.show_changed(error)
        else:
            self._work.refused.emit(error)

    def _look_again(self) -> None:
        """Check files that have changed; corrections of what they were tell nothing of what they are."""
        if self._seen is not None:
            self._check_anew(ToCheck(self._seen.wanted.kind, self._seen.wanted.files))

    def _forget(self) -> None:
        seen = self._seen
        if seen is None or not seen.remembered or self._reading.busy:
            return
        wanted = ToCheck(seen.wanted.kind, seen.wanted.files)
        self._work.do(lambda session: forget_layouts(session, seen), lambda _done: self._check_anew(wanted))

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
        said = ListTitle(note.name.text() or name_from(seen.wanted.files), as_of, note.source.value() or "")
        self._preview.progress.set_title(_("Memuat daftar"))
        stop = self._reading.start(self._preview.progress, whole=seen.imported.counts.rows_read)
        self._preview.work()
        self._work.do(
            lambda session: keep_checked(session, seen, said, stop=stop.is_set, step=self._reading.step),
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
        if error.code == _CHANGED:
            self._preview.show_changed(error)
        else:
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

    def _take(self, seen: ListPreview | None) -> None:
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
