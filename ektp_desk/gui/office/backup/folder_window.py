"""The window that picks a folder where a path is not at hand; it never blocks the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ektp_desk.gui.look.dressing.file_windows import dress_file_window
from ektp_desk.words import _


def ask_folder(host: QWidget, start: Path, hear: Callable[[str], None]) -> None:
    """Ask for a folder; `hear` is not called when nobody picks one."""
    dialog = QFileDialog(host, _("Pilih folder cadangan"))
    # The system's own window would block the desk, and is not there on every laptop.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName("folder_window")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setDirectory(str(start))
    dialog.fileSelected.connect(hear)
    # Not every window manager hands the keys back to the window below.
    dialog.finished.connect(lambda _result: host.activateWindow())
    _speak(dialog)
    dialog.open()


def _speak(dialog: QFileDialog) -> None:
    """Put Qt's English words into the desk's own; what only decorates goes."""
    part = QFileDialog.DialogLabel
    words = {
        part.LookIn: _("Folder"),
        part.FileName: _("Nama folder"),
        part.FileType: _("Jenis"),
        part.Accept: _("Pilih"),
        part.Reject: _("Batal"),
    }
    for at, word in words.items():
        dialog.setLabelText(at, word)
    tools = {"toParentButton": _("Folder di atasnya"), "newFolderButton": _("Folder baru")}
    dress_file_window(dialog, tools)
