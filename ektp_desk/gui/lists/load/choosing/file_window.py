"""The window that picks a file where a path is not at hand; it never blocks the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ektp_desk.gui.lists.load.choosing.files import FORMS
from ektp_desk.gui.look.dressing.file_windows import dress_file_window
from ektp_desk.words import _


def ask_list_file(host: QWidget, hear: Callable[[str], None]) -> None:
    """Ask for a list file that exists; `hear` is not called when nobody picks one."""
    dialog = _window(host, _("Pilih berkas daftar"), hear)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    forms = " ".join(f"*{form}" for form in FORMS)
    dialog.setNameFilters([_("Daftar ({forms})").format(forms=forms), _("Semua berkas (*)")])
    dialog.setDirectory(str(Path.home()))
    _speak(dialog, _("Pilih"))
    dialog.open()


def ask_picture_file(host: QWidget, hear: Callable[[str], None]) -> None:
    """Ask for a picture that exists; `hear` is not called when nobody picks one."""
    dialog = _window(host, _("Pilih berkas foto"), hear)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Foto (*.jpg *.jpeg *.png)"), _("Semua berkas (*)")])
    dialog.setDirectory(str(Path.home()))
    _speak(dialog, _("Pilih"))
    dialog.open()


def ask_where_to_save(host: QWidget, proposed: Path, hear: Callable[[str], None]) -> None:
    """Ask where a CSV file goes; an existing file is only replaced when the person says so."""
    dialog = _window(host, _("Simpan baris yang ditolak"), hear)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.setNameFilters([_("CSV (*.csv)")])
    dialog.setDirectory(str(proposed.parent))
    dialog.selectFile(proposed.name)
    _speak(dialog, _("Simpan"))
    dialog.open()


def _window(host: QWidget, title: str, hear: Callable[[str], None]) -> QFileDialog:
    dialog = QFileDialog(host, title)
    # The system's own window would block the desk, and is not there on every laptop.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName("file_window")
    # Names alone: the details' head would be in Qt's own words.
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.fileSelected.connect(hear)
    # Not every window manager hands the keys back to the window below.
    dialog.finished.connect(lambda _result: host.activateWindow())
    return dialog


def _speak(dialog: QFileDialog, accept: str) -> None:
    """Put Qt's English words into the desk's own; what only decorates goes."""
    label = QFileDialog.DialogLabel
    words = {
        label.LookIn: _("Folder"),
        label.FileName: _("Nama berkas"),
        label.FileType: _("Jenis"),
        label.Accept: accept,
        label.Reject: _("Batal"),
    }
    for part, word in words.items():
        dialog.setLabelText(part, word)
    tools = {
        "backButton": _("Kembali"),
        "forwardButton": _("Maju"),
        "toParentButton": _("Folder di atasnya"),
        "newFolderButton": _("Folder baru"),
    }
    dress_file_window(dialog, tools)
