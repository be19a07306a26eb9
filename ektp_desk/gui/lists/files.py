"""What the file page is made of: the kinds of lists, the files at hand, why one was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.kit import Banner, Cell, Column, Elided, ListTable, on_key
from ektp_desk.gui.kit.keycap import only_typed
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.usecases.lists.found_files import Found
from ektp_desk.words import _
from ektp_desk.words.errors import SENTENCES, in_file, message
from ektp_desk.words.lists import kind_of_list, what_is
from ektp_desk.words.numbers import count


class MarkedFiles(QWidget):
    """`opened` gives the chosen file on Enter, `changed` says that other files are shown or marked.

    Marks last as long as the same files are shown.
    """

    opened = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._marks: set[str] = set()
        self._of_folder = False
        self.told = Elided("", "help")
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        self.table.opened.connect(self.opened)
        on_key(self.table, "Space", self._mark)
        on_key(self.table, "A", self._mark_all)

    def show_files(self, files: Sequence[Found], *, of_folder: bool = False) -> None:
        """Show other files, those at hand or a folder's; nothing is marked."""
        self._marks.clear()
        self._of_folder = of_folder
        self.table.set_rows(files)
        if files:
            self.table.selectRow(0)
        self._tell()

    def marked(self) -> tuple[Path, ...]:
        """In the order in which they stand."""
        rows = (self.table.rows.row_at(at) for at in range(self.table.rows.rowCount()))
        return tuple(row.path for row in rows if row is not None and str(row.path) in self._marks)

    def _mark(self) -> None:
        self._marks ^= {self.table.selected_key()} - {""}
        self._show_marks()

    def _mark_all(self) -> None:
        keys = {self.table.rows.key_at(at) for at in range(self.table.rows.rowCount())}
        self._marks = set() if self._marks == keys else keys
        self._show_marks()

    def _show_marks(self) -> None:
        self.table.viewport().update()
        self._tell()

    def _tell(self) -> None:
        marked = len(self._marks)
        self.changed.emit()
        if not self.table.rows.rowCount() and self._of_folder:
            self.told.set_text(_("Tidak ada berkas daftar dalam folder itu."))
        elif not self.table.rows.rowCount():
            self.told.set_text(_("Isi folder tampil di sini; Spasi menandai satu, A semuanya."))
        elif marked:
            words = _("{n} berkas ditandai, dimuat sebagai satu daftar · A semuanya · Enter memeriksa")
            short = _("{n} berkas ditandai · A semuanya · Enter memeriksa")
            self.told.set_text(words.format(n=count(marked)), short=short.format(n=count(marked)))
        else:
            self.told.set_text(_("Spasi menandai beberapa berkas, A semuanya · Enter memeriksa"))

    def _table(self) -> ListTable[Found]:
        columns: tuple[Column[Found], ...] = (
            Column("", self._box, width=36, align="center"),
            Column(_("Berkas yang ditemukan"), lambda row: Cell(row.path.name), key=True),
            Column(_("Diubah"), lambda row: Cell(row.age, tone="ink2"), width=116, small=104),
        )
        return ListTable(
            columns, lambda row: str(row.path), name="list_files", accessible_name=_("Berkas yang ditemukan")
        )

    def _box(self, row: Found) -> Cell:
        return Cell("", shape=Shape.DONE if str(row.path) in self._marks else Shape.WAITING)


KINDS = tuple(ListKind)


class Kinds(ListTable[ListKind]):
    """Enter and a double click choose the row; a digit chooses at once, with Alt where it is typed."""

    def __init__(self, scope: QWidget, choose: Callable[[ListKind], None]) -> None:
        columns: tuple[Column[ListKind], ...] = (
            Column("", lambda kind: str(KINDS.index(kind) + 1), width=52, align="center", cap=True),
            Column("", lambda kind: Cell(kind_of_list(kind), under=what_is(kind), bold=True)),
        )
        super().__init__(
            columns, lambda kind: kind.value, name="kinds", accessible_name=_("Jenis daftar"), lines=2
        )
        self.set_rows(KINDS)
        self.select_key(KINDS[0].value)
        self.opened.connect(lambda key: choose(ListKind(key)))
        for place, kind in enumerate(KINDS, start=1):
            for key in (str(place), f"Alt+{place}"):
                on_key(scope, key, partial(choose, kind))
        self._say_digits()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, _now: QWidget | None) -> None:
        self._say_digits()

    def _say_digits(self) -> None:
        typed = only_typed("1")
        self.rows.set_title(
            1, _("Jenis daftar: Alt dan angkanya") if typed else _("Jenis daftar: tekan angkanya")
        )


class RefusedFile(Banner):
    """What it proposes is taken by the page's blue button."""

    def __init__(self) -> None:
        self._other = ""
        super().__init__("bad", name="list_refused")

    def proposed(self) -> ListKind | None:
        """The kind that the file looks like, where that is another."""
        return ListKind(self._other) if self._other in set(ListKind) else None

    def refuse(self, error: EktpError) -> None:
        """Say why, which of several files it is, and which kind is proposed instead."""
        self._other = str(error.facts.get("looks_like", "")) if error.code == "import.wrong_kind" else ""
        if self.proposed() is not None:
            self._propose(error)
        elif error.code in SENTENCES:
            what, _dot, then = message(error).partition(". ")
            self.say("bad", f"{what}." if then else what, then=then, code=error.code)
        else:
            what = in_file(error, _("Berkas ini tidak dapat dibaca sebagai daftar."))
            self.say("bad", what, then=_("Belum ada yang dimuat. Pilih berkas lain."), code=error.code)

    def _propose(self, error: EktpError) -> None:
        kind = kind_of_list(self._other)
        what = in_file(error, _("Judul kolomnya seperti daftar {kind}.").format(kind=kind))
        then = _("Tidak ada yang disimpan. Periksa sebagai {kind}, atau pilih berkas lain.").format(kind=kind)
        self.say("warn", what, then=then, code=error.code)
