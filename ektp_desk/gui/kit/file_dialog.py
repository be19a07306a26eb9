"""Qt's window that picks a file or a folder, in the desk's look and words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths, Qt, QTranslator, QUrl
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFileIconProvider,
    QPushButton,
    QSplitter,
    QToolButton,
    QWidget,
)

from ektp_desk.gui.kit.icons import icon
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.admin.backup_places import media
from ektp_desk.usecases.lists.found_files import FORMS
from ektp_desk.words import _

_SIGNS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "folder-plus",
}
_PLACES = (QStandardPaths.StandardLocation.HomeLocation, QStandardPaths.StandardLocation.DocumentsLocation)


class _Signs(QFileIconProvider):
    """A folder or a sheet; nothing of the system's theme."""

    def icon(self, of: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        if isinstance(of, QFileInfo):
            return icon("folder" if of.isDir() else "file-text", "primary")
        return icon("file-text" if of is QFileIconProvider.IconType.File else "folder", "primary")


class QtWords(QTranslator):
    """What these windows say in boxes of their own, in the desk's words."""

    def translate(
        self, _context: str, source: str, _comment: str | None = None, _number: int = -1
    ) -> str | None:
        """None for what is not known, which Qt says itself."""
        return {
            "%1\nFile not found.\nPlease verify the correct file name was given.": _(
                "%1\nBerkas tidak ditemukan.\nPeriksa namanya, lalu coba lagi."
            ),
            "%1\nDirectory not found.\nPlease verify the correct directory name was given.": _(
                "%1\nFolder tidak ditemukan.\nPeriksa namanya, lalu coba lagi."
            ),
            "%1 already exists.\nDo you want to replace it?": _("%1 sudah ada.\nGanti berkas itu?"),
            "OK": _("Baik"),
            "&Yes": _("Ya"),
            "&No": _("Jangan"),
        }.get(source)


def _speak_in_boxes() -> None:
    app = QApplication.instance()
    if app is not None and app.findChild(QtWords) is None:
        app.installTranslator(QtWords(app))


def dress_file_window(dialog: QFileDialog, tools: dict[str, str]) -> None:
    """Show only the `tools` that have a word (by their object names), and sticks, and folders a person has.

    What is to be opened is most likely on the only stick.
    """
    _speak_in_boxes()
    signs = _Signs()
    dialog.setProperty("signs", signs)  # Qt does not keep it
    dialog.setIconProvider(signs)
    dialog.setSizeGripEnabled(False)
    _show_places(dialog)
    for button in dialog.findChildren(QPushButton):
        button.setIcon(QIcon())
    for tool in dialog.findChildren(QToolButton):
        name = tool.objectName()
        tool.setVisible(name in tools)
        tool.setToolTip(tools.get(name, ""))
        tool.setAccessibleName(tools.get(name, ""))
        if name in _SIGNS:
            tool.setIcon(icon(_SIGNS[name]))
    if dialog.fileMode() is QFileDialog.FileMode.Directory:
        for name in ("fileTypeLabel", "fileTypeCombo"):  # there is only one type of folder
            if (part := dialog.findChild(QWidget, name)) is not None:
                part.hide()


_FRAME = 24  # px that a window's frame may take at each side


def _show_places(dialog: QFileDialog) -> None:
    """Beside the files: sticks, and folders that a person has."""
    folders = [QStandardPaths.writableLocation(place) for place in _PLACES]
    sticks = [str(stick) for stick in media()]
    dialog.setSidebarUrls([QUrl.fromLocalFile(at) for at in dict.fromkeys([*sticks, *folders]) if at])
    if len(sticks) == 1 and dialog.acceptMode() is QFileDialog.AcceptMode.AcceptOpen:
        dialog.setDirectory(sticks[0])
    room = dialog.screen().availableSize()
    dialog.resize(min(px(820), room.width() - px(_FRAME)), min(px(500), room.height() - 2 * px(_FRAME)))
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([px(210), px(580)])  # a stick is told by its name


def ask_list_file(host: QWidget, hear: Callable[[str], None]) -> None:
    """Ask for a list file that exists; `hear` is not called when nobody picks one."""
    dialog = _window(host, _("Pilih berkas daftar"), hear)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    forms = " ".join(f"*{form}" for form in FORMS)
    dialog.setNameFilters([_("Daftar ({forms})").format(forms=forms), _("Semua berkas (*)")])
    _speak(dialog, _("Pilih"))
    dialog.open()


def ask_picture_file(host: QWidget, hear: Callable[[str], None]) -> None:
    """Ask for a picture that exists; `hear` is not called when nobody picks one."""
    dialog = _window(host, _("Pilih berkas foto"), hear)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Foto (*.jpg *.jpeg *.png)"), _("Semua berkas (*)")])
    _speak(dialog, _("Pilih"))
    dialog.open()


def ask_file(host: QWidget, title: str, ending: str, hear: Callable[[str], None]) -> None:
    """Ask for a file of one kind that exists; `hear` is not called when nobody picks one."""
    dialog = _window(host, title, hear)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"*{ending}", _("Semua berkas (*)")])
    _speak(dialog, _("Pilih"))
    dialog.open()


def _window(host: QWidget, title: str, hear: Callable[[str], None]) -> QFileDialog:
    dialog = QFileDialog(host, title)
    # The system's own window would block the desk, and is not there on every laptop.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName("file_window")
    dialog.setDirectory(str(Path.home()))
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


def ask_folder(host: QWidget, hear: Callable[[str], None], *, title: str = "") -> None:
    """Ask for a folder, of a backup unless a `title` says otherwise; `hear` hears of one that was picked."""
    dialog = QFileDialog(host, title or _("Pilih folder cadangan"))
    # The system's own window would block the desk, and is not there on every laptop.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName("folder_window")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setDirectory(str(Path.home()))
    dialog.fileSelected.connect(hear)
    # Not every window manager hands the keys back to the window below.
    dialog.finished.connect(lambda _result: host.activateWindow())
    _speak_of_folders(dialog)
    dialog.open()


def _speak_of_folders(dialog: QFileDialog) -> None:
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
