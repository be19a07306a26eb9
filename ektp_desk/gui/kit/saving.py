"""Where a file goes that leaves the desk: one panel asks it for every paper and table; then it is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.file_dialog import ask_folder
from ektp_desk.gui.kit.form import Panel, Panels
from ektp_desk.gui.kit.paths import short_path
from ektp_desk.gui.kit.rows import Cell, Column
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.table import ListTable
from ektp_desk.gui.kit.toast import Toast
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.backup_places import SavePlace, folder_of, save_place, save_places
from ektp_desk.usecases.session import Session
from ektp_desk.words import Sentence, _
from ektp_desk.words.numbers import size_words

OPEN_SAVED, _KEY = "open_saved_folder", "Ctrl+Shift+O"
_LAST = "save.folder"
_USUAL = 1 << 20  # bytes, of a file whose size is known only when it is written


class SavePanel(Panel):
    """Enter, or a place's digit, saves there; `save` hears the folder."""

    def __init__(
        self,
        host: QWidget,
        name: str,
        places: Sequence[SavePlace],
        save: Callable[[Path], object],
        *,
        title: str,
        start: Path,
    ) -> None:
        super().__init__(host, name="save_panel", widest=640, title=title, help_text=name)
        self._save, self._waits = save, False
        self._places = {str(place.path): place for place in places}
        self.table = self._list()
        self.table.set_rows(places)
        self.table.select_key(str(start))
        self.table.setFixedHeight(self.table.height_for(min(len(places), 5 if is_small() else 6)))
        self.table.opened.connect(self.confirm_at)
        self.table.selected.connect(self._on_selected)
        self.put((self.table, 1))
        digits = [
            Act(
                id=f"save_at_{at}",
                keys=(str(at), f"Alt+{at}"),
                why_not=partial(self._why_not, str(place.path)),
                run=partial(self.confirm_at, str(place.path)),
            )
            for at, place in enumerate(places[:9], start=1)
        ]
        here = Act(id="save_here", text=_("Simpan"), keys=("Enter",), why_not=self._why_not, run=self._here)
        other = Act(id="save_elsewhere", text=_("Folder lain…"), keys=("Ctrl+O",), run=self._elsewhere)
        self.foot(here, other, also=tuple(digits))

    def wait(self, *, waits: bool) -> None:
        """Say that it is being written: nobody asks for two."""
        self._waits = waits
        self.acts.refresh()

    def refuse(self, error: EktpError) -> None:
        self.wait(waits=False)
        super().refuse(error)

    def confirm_at(self, key: str) -> None:
        """Save to a place of the list, unless it says why not."""
        if why := self._why_not(key):
            self._say(why)
        else:
            self._save(Path(key))

    def _here(self) -> None:
        self.confirm_at(self.table.selected_key())

    def _elsewhere(self) -> None:
        ask_folder(self, self._on_folder, title=_("Simpan ke folder lain"))

    def _on_folder(self, path: str) -> None:
        self._save(Path(path))

    def _on_selected(self, _key: str) -> None:
        self.acts.refresh()

    def _why_not(self, key: str = "") -> str:
        if self._waits:
            return _("Sedang disimpan…")
        place = self._places.get(key or self.table.selected_key())
        return trouble_words(place.trouble) if place is not None else ""

    def _list(self) -> ListTable[SavePlace]:
        def key_of(place: SavePlace) -> str:
            return str(place.path)

        def digit(place: SavePlace) -> str:
            return str(list(self._places).index(key_of(place)) + 1)

        return ListTable(
            (
                Column("", digit, width=52, align="center", cap=True),
                Column(_("Tempat"), _place_cell),
                Column(_("Ruang"), _room_cell, 190, 190),
            ),
            key_of,
            name="save_places",
            accessible_name=_("Tempat menyimpan"),
            lines=2,
        )


def trouble_words(code: str) -> str:
    """Why nothing can be saved at a place; empty where it can."""
    if not code:
        return ""
    if code == "disk.full":
        return _("Tempat ini penuh. Pilih tempat lain.")
    return _("Tempat ini tidak dapat ditulisi. Pilih tempat lain, atau buka kunci kartunya.")


def _place_cell(place: SavePlace) -> Cell:
    kind = _("USB atau kartu") if place.is_medium else short_path(place.path.parent)
    return Cell(place.path.name or str(place.path), under=kind, bold=True)


def _room_cell(place: SavePlace) -> Cell:
    if place.trouble == "disk.full":
        return Cell(_("penuh"), shape=Shape.WRONG, tone="bad")
    if place.trouble:
        return Cell(_("hanya dapat dibaca"), shape=Shape.WRONG, tone="bad")
    return Cell(_("{size} kosong").format(size=size_words(place.free or 0)))


class Saver:
    """Asks where a file goes, writes it there, and has it told; `folder` can be another in a test.

    Sticks come first, then the folder that was used last on this laptop, whatever was saved: papers and
    tables of one day go to one place. That one is chosen as long as it is there; what belongs `beside`
    another file is proposed there.
    """

    def __init__(self, work: Work, panels: Panels, *, folder: Path | None = None) -> None:
        self._work, self._panels, self._folder = work, panels, folder

    def ask(
        self,
        name: str,
        write: Callable[[Session, Path], object],
        *,
        title: str,
        size: int = _USUAL,
        beside: Path | None = None,
    ) -> None:
        """Ask where a file of this `name` goes, which `write` fills."""
        own, last = self._folder or default_folder(), self._work.choices.get(_LAST)
        wished = [*([beside] if beside else []), *([folder_of(last)] if last else [])]

        def shown(places: Sequence[SavePlace]) -> None:
            start = _start(places, wished, own)
            save = partial(self._save, name, write, size)
            self._panels.ask(lambda host: SavePanel(host, name, places, save, title=title, start=start))

        self._work.make(lambda _session: save_places(wished, own, size), shown, over="places")

    def _save(
        self,
        name: str,
        write: Callable[[Session, Path], object],
        size: int,
        folder: Path,
    ) -> None:
        panel = self._panels.open
        if isinstance(panel, SavePanel):
            panel.wait(waits=True)

        def saved(path: Path) -> None:
            self._work.choices.keep(**{_LAST: short_path(folder)})
            if self._panels.open is panel:
                self._panels.leave()
            self._work.tell_file(partial(saved_words, path), path)

        self._work.make(
            lambda session: _written(session, folder, name, write, size),
            saved,
            self._panels.refuse,
            leaves_file=True,
        )


def _start(places: Sequence[SavePlace], wished: Sequence[Path], own: Path) -> Path:
    """The place that was used before, else the only stick, else the own folder; one that can be written."""
    sticks = [place.path for place in places if place.is_medium]
    can = [place.path for place in places if not place.trouble]
    meant = [*wished, *(sticks if len(sticks) == 1 else ()), own, *can, own]
    return next((path for path in meant if path in can), own)


def _written(
    session: Session, folder: Path, name: str, write: Callable[[Session, Path], object], size: int
) -> Path:
    if code := save_place(folder, size).trouble:
        raise EktpError(code)
    return save_as(folder, name, partial(write, session))


def saved_words(path: Path) -> str:
    return _("Tersimpan di {folder}: {file}").format(file=path.name, folder=short_path(path.parent))


class SavedFolder(QObject):
    """Tells what was saved, and opens its folder by one key until somebody else signs in."""

    def __init__(self, work: Work, toast: Toast) -> None:
        super().__init__(toast)
        self._work, self._toast, self._file = work, toast, Path()
        work.filed.connect(self._on_filed)
        toast.open_asked.connect(self._open)

    def act(self) -> Act:
        """For the table of the window's own acts."""
        return Act(
            id=OPEN_SAVED,
            text=lambda: _("Buka folder simpanan terakhir"),
            keys=(_KEY,),
            why_not=lambda: "" if self._file.name else _("Belum ada berkas yang disimpan."),
            run=self._open,
        )

    def _open(self) -> None:
        open_folder(self._work, self._file.parent)

    def _on_filed(self, news: Sentence, path: Path) -> None:
        self._file = path
        where = short_path(path.parent)
        self._toast.say(news, open_key=_KEY, short=lambda: _("Tersimpan di {folder}").format(folder=where))


def open_folder(work: Work, folder: Path) -> None:
    """Show a folder in the system's own window, or say where it lies."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        words = _("Folder tidak dapat dibuka dari sini. Letaknya: {folder}")
        work.explained.emit(words.format(folder=short_path(folder)))


_FOLDER = "ektp-desk"


def default_folder() -> Path:
    """The user's documents, or their home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / _FOLDER


def save_pdf(folder: Path, stem: str, pdf: bytes) -> Path:
    """Write a new PDF, with `-2`, `-3` … behind its name when that is taken; give where it lies.

    Raises `report.not_saved`.
    """
    return save_as(folder, f"{stem}.pdf", lambda path: path.write_bytes(pdf))


def save_as(folder: Path, name: str, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a new file of this name, or of the next that is free; raises `report.not_saved`.

    Only what lies on the medium is saved: a stick may be pulled out at once.
    """
    path = _reserve(folder, name)
    try:
        write(path)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except (OSError, EktpError) as error:
        with suppress(OSError):
            path.unlink()
        raise EktpError("report.not_saved", folder=str(path.parent)) from error
    return path


def _reserve(folder: Path, name: str) -> Path:
    """Take a free name by making the file: two savings never write over each other."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            stem, _dot, ending = name.rpartition(".")
            path = folder / (name if number == 1 else f"{stem}-{number}.{ending}")
            with suppress(FileExistsError):
                path.open("xb").close()
                return path
    except OSError as error:
        raise EktpError("report.not_saved", folder=str(folder)) from error
    raise AssertionError  # count() has no end
