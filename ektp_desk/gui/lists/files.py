"""What the file page is made of: the kinds of lists, the files that were found, why one was refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import Banner, Cell, Column, Elided, ListTable
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.keycap import only_typed
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.usecases.lists.found_files import FoundFile
from ektp_desk.words import _
from ektp_desk.words.errors import SENTENCES, in_file, message
from ektp_desk.words.lists import kind_of_list, what_is
from ektp_desk.words.numbers import count


class FoundFiles(QWidget):
    """`changed` says that other files are shown or marked. Marks last as long as the same files are shown."""

    changed = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("found_files")
        self._marks: set[str] = set()
        self._of_folder = False
        self.remark = Elided("", "help")
        self.table = ListTable[FoundFile](
            (
                Column("", self._box, width=36, align="center"),
                Column(_("Berkas yang ditemukan"), lambda row: Cell(row.path.name), key=True),
                Column(_("Diubah"), lambda row: Cell(row.age, tone="ink2"), width=116, small=104),
            ),
            lambda row: str(row.path),
            name="list_files",
            accessible_name=_("Berkas yang ditemukan"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(self.table, self.remark, gap=4, grows=self.table))
        acts.add_to(self.table, "file_mark", "files_mark")

    def show_files(self, files: Sequence[FoundFile], *, of_folder: bool) -> None:
        """Show other files, those at hand or a folder's; nothing is marked."""
        self._marks.clear()
        self._of_folder = of_folder
        self.table.set_rows(files)
        if files:
            self.table.selectRow(0)
        self._show_marks()

    def marked(self) -> tuple[Path, ...]:
        """In the order in which they stand."""
        return tuple(Path(key) for key in self._keys() if key in self._marks)

    def mark(self, *, every: bool) -> None:
        """Mark the file at hand or every one; take the marks away where they are so already."""
        keys = set(self._keys()) if every else {self.table.selected_key()} - {""}
        if not every:
            keys ^= self._marks
        elif self._marks == keys:
            keys = set()
        self._marks = keys
        self._show_marks()

    def state(self) -> object:
        return frozenset(self._marks)

    def put_back(self, state: object) -> None:
        if isinstance(state, frozenset):
            self._marks = set(state)
            self._show_marks()

    def _keys(self) -> list[str]:
        return [self.table.rows.key_at(at) for at in range(self.table.rows.rowCount())]

    def _show_marks(self) -> None:
        self.table.viewport().update()
        marked = len(self._marks)
        self.changed.emit()
        if not self.table.rows.rowCount() and self._of_folder:
            self.remark.set_text(_("Tidak ada berkas daftar dalam folder itu."))
        elif not self.table.rows.rowCount():
            self.remark.set_text(_("Isi folder tampil di sini; Spasi menandai satu, [A] semuanya."))
        elif marked:
            words = _("{n} berkas ditandai, dimuat sebagai satu daftar · [A] semuanya · Enter memeriksa")
            short = _("{n} berkas ditandai · [A] semuanya · Enter memeriksa")
            self.remark.set_text(words.format(n=count(marked)), short=short.format(n=count(marked)))
        else:
            self.remark.set_text(_("Spasi menandai beberapa berkas, [A] semuanya · Enter memeriksa"))

    def _box(self, row: FoundFile) -> Cell:
        if str(row.path) in self._marks:
            return Cell("", shape=Shape.DONE, heard=_("ditandai"))
        return Cell("", shape=Shape.WAITING, heard=_("tidak ditandai"))


KINDS = tuple(ListKind)


class KindsTable(ListTable[ListKind]):
    """Its head says which key chooses: a digit, with Alt where it is typed."""

    def __init__(self) -> None:
        columns: tuple[Column[ListKind], ...] = (
            Column("", lambda kind: str(KINDS.index(kind) + 1), width=52, align="center", cap=True),
            Column("", lambda kind: Cell(kind_of_list(kind), under=what_is(kind), bold=True)),
        )
        super().__init__(
            columns, lambda kind: kind.value, name="kinds", accessible_name=_("Jenis daftar"), lines=2
        )
        self.set_rows(KINDS)
        self.select_key(KINDS[0].value)
        self._name_digits()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, _now: QWidget | None) -> None:
        self._name_digits()

    def _name_digits(self) -> None:
        typed = only_typed("1")
        self.rows.set_title(
            1, _("Jenis daftar: Alt dan angkanya") if typed else _("Jenis daftar: tekan angkanya")
        )


def proposed_kind(error: EktpError | None) -> ListKind | None:
    """The kind that a refused file looks like, where that is another."""
    if error is None or error.code != "import.wrong_kind":
        return None
    other = str(error.facts.get("looks_like", ""))
    return ListKind(other) if other in set(ListKind) else None


def say_refused(banner: Banner, error: EktpError) -> None:
    """Say why a file was refused, which of several it is, and which kind is proposed instead."""
    if (proposed := proposed_kind(error)) is not None:
        kind = kind_of_list(proposed)
        what = in_file(error, _("Judul kolomnya seperti daftar {kind}.").format(kind=kind))
        then = _("Tidak ada yang disimpan. Periksa sebagai {kind}, atau pilih berkas lain.").format(kind=kind)
        banner.say("warn", what, then=then, code=error.code)
    elif error.code in SENTENCES:
        what, _dot, then = message(error).partition(". ")
        banner.say("bad", f"{what}." if then else what, then=then, code=error.code)
    else:
        what = in_file(error, _("Berkas ini tidak dapat dibaca sebagai daftar."))
        banner.say("bad", what, then=_("Belum ada yang dimuat. Pilih berkas lain."), code=error.code)
