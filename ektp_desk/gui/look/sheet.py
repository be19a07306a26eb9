"""The style sheet template: what Qt's own widgets and our labels take from the tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ektp_desk.gui.look.fonts import FAMILY
from ektp_desk.gui.look.scale import px, tokens, type_px

ROLES: dict[str, tuple[int, int, str]] = {
    # role: size at a body of 15 px, weight, colour
    "body": (15, 400, "ink"),
    "strong": (15, 600, "ink"),
    "help": (13, 400, "ink2"),
    "small": (13, 400, "ink"),
    "label": (13, 600, "ink2"),
    "lead": (20, 600, "ink"),
    "title": (20, 700, "ink"),
    "figure": (32, 600, "ink"),
    "hero": (64, 700, "ink"),
    "giant": (96, 700, "ink"),
}
_TONES = ("ink", "ink2", "primary", "ok", "warn", "bad", "white", "pale")

_TEMPLATE = Template("""
QToolTip { background: $ink; color: $white; border: 0; padding: ${p4}px ${p8}px; font-size: ${t13}px; }
QDialog, QMessageBox { background: $paper; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
.QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: ${p6}px;
    padding: ${p8}px ${p14}px; font-weight: 600; min-width: ${p64}px; }
.QPushButton:hover { background: $paper; }
.QPushButton:focus { border: 2px solid $focus; }
.QPushButton:default { background: $primary; color: $white; border-color: $primary; }
.QPushButton:default:focus { border: 2px solid $focus; }
.QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, .QComboBox { background: $surface; color: $ink;
    border: 1px solid $edge; border-radius: ${p6}px; padding: ${p6}px ${p10}px;
    selection-background-color: $primary; selection-color: $white; }
.QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus, .QComboBox:focus {
    border: 2px solid $focus; }
QComboBox::drop-down { border: 0; width: ${p28}px; }
QComboBox QAbstractItemView, QMenu { background: $surface; color: $ink; border: 1px solid $edge;
    padding: ${p4}px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${p34}px; padding: 0 ${p8}px; border-radius: ${p4}px; }
QComboBox QAbstractItemView::item:selected, QMenu::item:selected { background: $tint_primary; color: $ink; }
QMenu::item { padding: ${p8}px ${p16}px; border-radius: ${p4}px; }
QMenu::separator { height: 1px; background: $hairline; margin: ${p4}px; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: ${p2}px; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: ${p2}px; }
QScrollBar::handle { background: $edge; border-radius: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTableView { background: transparent; border: 0; outline: 0; selection-background-color: $selected;
    selection-color: $ink; }
QHeaderView { background: transparent; border: 0; }
QCheckBox, QRadioButton { spacing: ${p8}px; }
QProgressBar { background: $hairline; border: 0; border-radius: ${p5}px; max-height: ${p10}px; }
QProgressBar::chunk { background: $primary; border-radius: ${p5}px; }
QTabBar::tab { padding: ${p8}px ${p14}px; border: 0; color: $ink2; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom: 2px solid $primary; }
""")


def style_sheet() -> str:
    """Fill the template with the look in force."""
    sizes = {f"p{size}": px(size) for size in (2, 3, 4, 5, 6, 8, 10, 14, 16, 28, 34, 64)}
    return _TEMPLATE.substitute(asdict(tokens()), t13=type_px(13), **sizes) + _labels()


def _labels() -> str:
    lines = []
    for role, (size, weight, shade) in ROLES.items():
        colour = getattr(tokens(), shade)
        lines.append(
            f'QLabel[role="{role}"] {{ font-family: "{FAMILY}"; font-size: {type_px(size)}px; '
            f"font-weight: {weight}; color: {colour}; }}"
        )
    # After the roles: both match with equal weight, and the later rule wins.
    lines += [f'QLabel[tone="{tone}"] {{ color: {getattr(tokens(), tone)}; }}' for tone in _TONES]
    return "\n".join(lines)
