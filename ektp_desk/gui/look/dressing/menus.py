"""Menus that Qt makes by itself, in the desk's words: over a text, and in the window that picks a file."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from ektp_desk.words import _


def speak_menu(menu: QMenu) -> None:
    """Put Qt's English words into the desk's own; the keys behind them stay, the pictures go."""
    words = _words()
    for action in menu.actions():
        if (word := words.get(action.objectName())) is not None:
            _own, tab, key = action.text().partition("\t")
            action.setText(f"{word}{tab}{key}")
            action.setIconVisibleInMenu(False)


def _words() -> dict[str, str]:
    return {
        "edit-undo": _("Batalkan ketikan"),
        "edit-redo": _("Ulangi ketikan"),
        "edit-cut": _("Potong"),
        "edit-copy": _("Salin"),
        "edit-paste": _("Tempel"),
        "edit-delete": _("Hapus"),
        "select-all": _("Pilih semua"),
        "qt_rename_action": _("Ganti nama"),
        "qt_delete_action": _("Hapus"),
        "qt_show_hidden_action": _("Tampilkan yang tersembunyi"),
        "qt_new_folder_action": _("Folder baru"),
    }
