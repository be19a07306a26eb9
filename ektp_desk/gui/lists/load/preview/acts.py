"""The foot of the preview's side: load, save what was refused, leave; or how far the reading is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.gui.lists.load.preview.understood import Understood
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, ProgressCard, label
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class Acts(QStackedWidget):
    """The blue button stands at one place whatever is shown above it."""

    def __init__(self) -> None:
        super().__init__()
        self.load = ActButton("", "Enter", kind="blue", large=True, name="list_load")
        self.save = ActButton("", "Ctrl+S", name="refused_save")
        self.cancel = ActButton("", "Esc", name="list_cancel")
        self.progress = ProgressCard(_("Memuat daftar"), name="list_loading")
        self.progress.cancel.set_text(_("Hentikan"))
        for parts in (
            (self.load, self.save, self.cancel),
            (self.progress, label(_("Belum ada yang berubah sampai selesai."), "help", wrap=True)),
        ):
            self.addWidget(_column(*parts))

    def sizeHint(self) -> QSize:
        """Ask for what is in front alone: the findings above have the rest."""
        page = self.currentWidget()
        return super().sizeHint() if page is None else page.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Live with what is in front alone."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def show_understood(self, found: Understood) -> None:
        """Say how many rows the blue button loads, and how many can be saved apart."""
        some = _("Muat {n} wilayah") if found.kind is ListKind.DKB else _("Muat {n} baris")
        words = some.format(n=count(found.accepted))
        nothing = _("Tidak ada yang dapat dimuat")
        self.load.set_text(
            words if found.accepted else nothing, short=words if found.accepted else _("Tidak ada baris")
        )
        self.load.setEnabled(found.accepted > 0)
        listed, words = count(found.refused_listed), _("Simpan {n} baris yang ditolak")
        if found.refused_listed < found.refused:  # more than an import lists
            words = _("Simpan {n} pertama yang ditolak")
        self.save.set_text(words.format(n=listed), short=_("Simpan {n} ditolak").format(n=listed))
        self.save.setVisible(found.refused > 0)

    def show_progress(self) -> None:
        """Show how far the reading is."""
        self.setCurrentIndex(1)
        self.updateGeometry()

    def name_cancel(self, *, reading: bool, at_columns: bool) -> None:
        """Say on the foot's key what Esc does now."""
        if reading:
            self.cancel.set_text(_("Hentikan"))
        elif at_columns:
            self.cancel.set_text(_("Batal, tidak ada yang berubah"), short=_("Batal"))
        else:
            self.cancel.set_text(_("Kembali ke kolom"))

    def rest(self) -> None:
        """Show the buttons again."""
        self.setCurrentIndex(0)
        self.updateGeometry()


def _column(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    return page
