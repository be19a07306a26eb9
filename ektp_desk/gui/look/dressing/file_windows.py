"""Qt's window that picks a file or a folder, with the desk's signs and without what is in Qt's own words."""

from __future__ import annotations

from PySide6.QtCore import QFileInfo, QStandardPaths, QUrl
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QPushButton, QToolButton, QWidget

from ektp_desk.gui.look.icons import icon

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
        """Give the sign of a file, or of a kind of place."""
        if isinstance(of, QFileInfo):
            return icon("folder" if of.isDir() else "file-text", "primary")
        return icon("file-text" if of is QFileIconProvider.IconType.File else "folder", "primary")


def dress_file_window(dialog: QFileDialog, tools: dict[str, str]) -> None:
    """Show only the `tools` that have a word (by their object names), and only folders a person has."""
    signs = _Signs()
    dialog.setProperty("signs", signs)  # Qt does not keep it
    dialog.setIconProvider(signs)
    dialog.setSizeGripEnabled(False)
    folders = dict.fromkeys(QStandardPaths.writableLocation(place) for place in _PLACES)
    dialog.setSidebarUrls([QUrl.fromLocalFile(folder) for folder in folders if folder])
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
