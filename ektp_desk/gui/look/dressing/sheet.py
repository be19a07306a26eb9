"""The style sheets of what Qt itself draws: windows that pick files, menus, lists that open, scroll bars.

There is none for the whole application: a change of it polishes every widget anew, 700 ms for a day's places.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from string import Template
from typing import Literal

from ektp_desk.gui.look.scale import base, px, tokens
from ektp_desk.gui.look.tokens import Tokens

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
