"""Fusion with the desk's palette, letters and sheets, worn by what Qt makes before it is seen."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from string import Template
from typing import Any, Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFrame,
    QHeaderView,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QProxyStyle,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOption,
    QTableView,
    QTextEdit,
    QToolTip,
    QWidget,
)

from ektp_desk.gui.kit.keycap import FocusRings, as_pressed
from ektp_desk.gui.kit.roles import install_roles
from ektp_desk.gui.kit.tokens import (
    DRAWN_AT,
    TERANG,
    Look,
    Tokens,
    base,
    choose_look,
    font,
    load_fonts,
    px,
    tokens,
)
from ektp_desk.words import _, name_keys


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


Part = Literal["dialog", "scroll_bar", "menu", "text", "list", "bar"]

_SCROLL_BAR = """
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: ${p2}px; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: ${p2}px; }
QScrollBar::handle { background: $edge; border-radius: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_MENU = """
QMenu { background: $surface; color: $ink; border: ${line}px solid $edge; padding: ${p4}px; }
QMenu::item { padding: ${p8}px ${p28}px ${p8}px ${p16}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $selected; color: $ink; }
QMenu::item:disabled { color: $off_ink; }
QMenu::separator { height: ${line}px; background: $hairline; margin: ${p4}px; }
"""
_TEXT = """
.QLineEdit, QFileDialogLineEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $ink;
    border: ${line}px solid $edge; border-radius: ${p6}px; padding: ${p6}px ${p10}px;
    selection-background-color: $primary; selection-color: $white; }
.QLineEdit:focus, QFileDialogLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: ${ring}px solid $focus; }
"""
_LIST = """
QListView { background: $surface; color: $ink; border: ${line}px solid $edge; border-radius: ${p6}px;
    padding: ${p4}px; outline: 0; }
QListView::item { min-height: ${p34}px; padding: 0 ${p8}px; border-radius: ${p4}px; }
QListView::item:selected { background: $selected; color: $ink; }
"""
_DIALOG = """
QDialog { background: $paper; }
.QPushButton { background: $surface; color: $ink; border: ${line}px solid $edge; border-radius: ${p6}px;
    padding: ${p8}px ${p14}px; font-weight: 600; min-width: ${p64}px; }
.QPushButton:hover { background: $keycap; }
.QPushButton:default { background: $primary; color: $white; border-color: $primary; }
.QPushButton:disabled { background: $paper; color: $off_ink; border-color: $off; }
.QPushButton:focus { border: ${ring}px solid $focus; }
QToolButton { background: transparent; border: ${line}px solid transparent; border-radius: ${p4}px;
    padding: ${p4}px; }
QToolButton:hover { background: $keycap; border-color: $keyline; }
QToolButton:focus { border: ${ring}px solid $focus; }
.QComboBox, QFileDialogComboBox { background: $surface; color: $ink; border: ${line}px solid $edge;
    border-radius: ${p6}px; padding: ${p6}px ${p10}px; }
.QComboBox:focus, QFileDialogComboBox:focus { border: ${ring}px solid $focus; }
.QComboBox::drop-down, QFileDialogComboBox::drop-down { border: 0; width: ${p28}px; }
QSplitter::handle { background: transparent; }
QTreeView { background: $surface; color: $ink; border: ${line}px solid $edge; border-radius: ${p6}px;
    outline: 0; }
"""
_TEMPLATES: dict[Part, Template] = {
    "dialog": Template(_DIALOG + _TEXT + _LIST + _SCROLL_BAR + _MENU),
    "scroll_bar": Template(_SCROLL_BAR),
    "menu": Template(_MENU),
    "text": Template(_TEXT),
    "list": Template(_LIST),
    "bar": Template(
        "QProgressBar { background: $groove; border: ${groove_line}px solid $edge; border-radius: ${p5}px; }"
        "QProgressBar::chunk { background: $primary; border-radius: ${p5}px; }"
    ),
}
_SIZES = (2, 3, 4, 5, 6, 8, 10, 14, 16, 28, 34, 64)


def sheet_of(part: Part) -> str:
    """Fill a part's sheet with the look in force."""
    return _filled(part, tokens(), base())


@cache  # a screen asks for the same few sheets dozens of times
def _filled(part: Part, table: Tokens, _base: int) -> str:
    groove_line = table.line if table.groove == table.surface else 0  # white on white
    sizes = {f"p{size}": px(size) for size in _SIZES}
    return _TEMPLATES[part].substitute(asdict(table), groove_line=groove_line, **sizes)


_PART = "part"  # the property that says which sheet a widget wears
_PARTS: tuple[tuple[type[QWidget], Part], ...] = (
    (QDialog, "dialog"),
    (QScrollBar, "scroll_bar"),
    (QMenu, "menu"),
    (QPlainTextEdit, "text"),
    (QTextEdit, "text"),
    (QListView, "list"),
    (QProgressBar, "bar"),
)
_DRESSED: tuple[type[QWidget], ...] = (QAbstractScrollArea, *(kind for kind, _part in _PARTS))
_BARS = "qt_scrollarea_"  # how the boxes begin in which Qt keeps the bars of an area
_VIEWPORT = "qt_scrollarea_viewport"


class _HitWhole(QProxyStyle):
    """Fusion for ticks and choices alone: where a part stands is asked of every widget, again and again."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        """Give the whole widget as where it is hit, and told to a reader."""
        clicked = (QStyle.SubElement.SE_CheckBoxClickRect, QStyle.SubElement.SE_RadioButtonClickRect)
        return option.rect if element in clicked else super().subElementRect(element, option, widget)  # type: ignore[arg-type]  # Qt takes none


def hit_whole(button: QAbstractButton) -> None:
    """For a tick or a choice that the desk draws whole."""
    button.setStyle(_hit_whole())


@cache
def _hit_whole() -> _HitWhole:
    return _HitWhole()


class DeskStyle(QProxyStyle):
    """Fusion underneath; no widget of a later screen can forget to be dressed."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, thing: Any) -> None:
        """Dress a widget; Fusion does the rest. Qt also hands palettes and the application."""
        if isinstance(thing, QWidget):
            super().polish(thing)
            _dress(thing)
        elif not isinstance(thing, QPalette):  # the palette is the desk's own already
            super().polish(thing)


def _dress(widget: QWidget) -> None:
    if not isinstance(widget, _DRESSED):  # nearly all
        if widget.autoFillBackground() and _scrolls(widget):
            widget.setAutoFillBackground(False)
        return
    if widget.property(_PART) is not None or _is_bar_of_area(widget):
        return
    if isinstance(widget, QMenu):
        speak_menu(widget)
    elif isinstance(widget, QAbstractScrollArea):
        _dress_area(widget)
    if (part := _part_of(widget)) is not None and not _is_in_dialog(widget):
        _wear(widget, part)


def _wear(widget: QWidget, part: Part) -> None:
    widget.setProperty(_PART, part)
    widget.setStyleSheet(sheet_of(part))


def _is_bar_of_area(widget: QWidget) -> bool:
    box = widget.parentWidget() if isinstance(widget, QScrollBar) else None
    return box is not None and box.objectName().startswith(_BARS)


def _dress_area(area: QAbstractScrollArea) -> None:
    """Dress what scrolls, and those of its bars that may come to be seen.

    Each table makes six more, since headers are areas too, and each would cost a style sheet.
    """
    if isinstance(area, QTableView):
        _clear_ground(area)
    elif isinstance(area, QScrollArea):
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        if (held := area.widget()) is not None:  # laid in before the area was first seen
            held.setAutoFillBackground(False)
    for bar, policy in (
        (area.verticalScrollBar(), area.verticalScrollBarPolicy()),
        (area.horizontalScrollBar(), area.horizontalScrollBarPolicy()),
    ):
        seen = policy is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if seen and bar.property(_PART) is None and not _is_in_dialog(area):
            _wear(bar, "scroll_bar")


def _part_of(widget: QWidget) -> Part | None:
    if isinstance(widget, QTextEdit) and widget.frameShape() is QFrame.Shape.NoFrame:
        return None  # a page to read, which lies in a card of its own
    return next((part for kind, part in _PARTS if isinstance(widget, kind)), None)


def _scrolls(widget: QWidget) -> bool:
    """Tell whether it is what a scroll area moves: the area made it paint its own ground."""
    above = widget.parentWidget()
    return (
        above is not None
        and above.objectName() == _VIEWPORT
        and isinstance(above.parentWidget(), QScrollArea)
    )


def _is_in_dialog(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QDialog):
            return True
        above = None if above.isWindow() else above.parentWidget()
    return False


def _clear_ground(table: QTableView) -> None:
    """Let the card shine through a table, and its own painter draw the chosen row."""
    parts: tuple[QAbstractScrollArea, ...] = (table, *table.findChildren(QHeaderView))
    for part in parts:
        part.viewport().setAutoFillBackground(False)
    palette = QPalette(table.palette())
    palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
    table.setPalette(palette)


_ROLES = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "white",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "white",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Accent: "primary",
}


def dress(
    app: QApplication,
    base: int = DRAWN_AT,
    *,
    theme: Tokens = TERANG,
    small: bool = False,
    alt: bool = False,
) -> None:
    """`base` is the body size in px, 15 to 30; what stands is built anew."""
    choose_look(Look(theme, base, small, alt))
    name_keys(as_pressed)
    load_fonts()
    install_roles()
    if app.findChild(FocusRings) is None:
        FocusRings(app)
    if not isinstance(app.style(), DeskStyle):
        app.setStyle(DeskStyle())
    app.setPalette(_palette(theme))
    app.setFont(font())
    QToolTip.setPalette(_palette(theme))
    QToolTip.setFont(font(13))


def _palette(theme: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink2))
    return palette
