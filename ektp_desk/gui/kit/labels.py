"""Words on the screen: labels, words that are cut when they must be, names that never are, long texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy

from ektp_desk.gui.kit.tokens import Tone, font, tokens
from ektp_desk.words import spoken

_TALL = ("figure", "hero", "giant")
Role = Literal["body", "strong", "help", "small", "label", "lead", "title", "figure", "hero", "giant"]

_ROLES: dict[Role, tuple[int, int, Tone]] = {
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


def dress_words(widget: QLabel) -> None:
    """By its properties `role` and `tone`, in the look in force."""
    if (role := widget.property("role")) is None:
        return
    size, weight, own = _ROLES[role]
    widget.setPalette(_written_in(getattr(tokens(), widget.property("tone") or own)))
    widget.setFont(font(size, weight))


@cache
def _written_in(shade: str) -> QPalette:
    """Says the words' colour alone; the rest comes from around the label."""
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        palette.setColor(group, QPalette.ColorRole.WindowText, QColor(shade))
    return palette


def label(
    text: str,
    role: Role = "body",
    *,
    tone: Tone | None = None,
    wrap: bool = False,
    name: str = "",
) -> QLabel:
    """Make a label of plain text; large figures come without the empty space above letters."""
    made = _Figure() if role in _TALL else QLabel()
    _prepare(made, role, tone)
    made.setWordWrap(wrap)
    made.setObjectName(name)
    made.setText(text)
    return made


def set_tone(widget: QLabel, tone: Tone | None, *, role: Role | None = None) -> None:
    """Change the colour, and the role if given; the word must already say what the colour says."""
    role = role or widget.property("role")
    if (widget.property("tone"), widget.property("role")) == (tone, role):
        return
    widget.setProperty("tone", tone)
    widget.setProperty("role", role)
    dress_words(widget)


def _prepare(made: QLabel, role: Role, tone: Tone | None) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    dress_words(made)


@dataclass(frozen=True, slots=True, repr=False)
class RefusalText:
    """A refusal as it was said: kept in another look, and not said again in another language."""

    sentence: str
    code: str = ""
    over: bool = False  # in the title's place
    language: str = field(default_factory=spoken)


def still_said(state: object) -> RefusalText | None:
    """The refusal that a state holds, while its language is spoken."""
    return state if isinstance(state, RefusalText) and state.language == spoken() else None


class _Figure(QLabel):
    """A large figure set tight: as high as its capitals with a little air, so that it fits low rows."""

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        whole = metrics.capHeight() + _below(metrics, self.text()) + 3
        return QSize(
            metrics.horizontalAdvance(self.text()) + 1, max(round(metrics.capHeight() * 1.22), whole)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        left = 0
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            left = self.width() - metrics.horizontalAdvance(self.text())
        elif self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            left = (self.width() - metrics.horizontalAdvance(self.text())) // 2
        painter.setPen(self.palette().windowText().color())
        lowest = self.height() - _below(metrics, self.text()) - 2
        painter.drawText(left, min((self.height() + metrics.capHeight()) // 2, lowest), self.text())


def _below(metrics: QFontMetrics, text: str) -> int:
    """How far a comma or a `y` hangs below the line."""
    return max(0, metrics.tightBoundingRect(text).bottom())


class Elided(QLabel):
    """One line that gives way: the short form first, then cut, with the whole text as its tooltip.

    The whole text stays the accessible name whatever is shown. One that is `uncut` shows nothing where it
    has no room, as for a code that means something only as a whole.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        *,
        tone: Tone | None = None,
        short: str = "",
        uncut: bool = False,
    ) -> None:
        super().__init__()
        self._full = self._short = ""
        self._wide: int | None = None  # px of the whole text, until it or its letters change
        self._uncut = uncut
        _prepare(self, role, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text, short=short)

    def set_text(self, text: str, *, short: str = "") -> None:
        """Show `text`, or `short` where it does not fit."""
        if (text, short) == (self._full, self._short):
            return
        self._full, self._short, self._wide = text, short, None
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def keep_short(self) -> None:
        """Give way to the short form, in the letters of now, and never to less."""
        metrics = QFontMetrics(self.font())
        self.setMinimumWidth(metrics.horizontalAdvance(self._short or self._full) + 2)

    def full_text(self) -> str:
        return self._full

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(self._whole(metrics) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Live with a few letters."""
        metrics = self.fontMetrics()
        return QSize(min(self._whole(metrics) + 2, metrics.horizontalAdvance("MMM…")), metrics.height())

    def _whole(self, metrics: QFontMetrics) -> int:
        if self._wide is None:
            self._wide = metrics.horizontalAdvance(self._full)
        return self._wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose again what fits."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Choose again what fits in other letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._full:
            self._wide = None
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(self.width(), 1)
        candidate, cut = self._full, Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(candidate, cut, room)
        if self._short and shown != candidate:  # by the cut itself: a width in whole pixels says less
            candidate = self._short
            shown = metrics.elidedText(candidate, cut, room)
        self.setText("" if self._uncut and shown != candidate else shown)
        self.setToolTip("" if shown == self._full else self._full)


_LEAD = 20


class PersonName(Elided):
    """One line while it fits, else two; only what two lines cannot hold is cut."""

    folded = Signal()  # it came to need two lines, or no longer does

    def __init__(self) -> None:
        self._tight = self._long = False
        super().__init__("", "lead")
        self.setObjectName("person_name")

    @property
    def long(self) -> bool:
        """Whether it needs more than a line of its usual size."""
        return self._long

    def set_tight(self, tight: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Write a long name smaller: a warning stands below and there is little height."""
        if tight != self._tight:
            self._tight = tight
            self._fit()

    def sizeHint(self) -> QSize:
        """Ask for one line of the usual size, however it is written now."""
        usual = QFontMetrics(font(_LEAD, 600))
        return QSize(usual.horizontalAdvance(self._full) + 2, self._lines() * self._metrics().height())

    def minimumSizeHint(self) -> QSize:
        """Live with a few letters in each line."""
        few = self._metrics().horizontalAdvance("MMM…")
        return QSize(min(self.sizeHint().width(), few), self.sizeHint().height())

    def _fit(self) -> None:
        room, was = max(self.width(), 1), self._long
        self._long = QFontMetrics(font(_LEAD, 600)).horizontalAdvance(self._full) > room
        set_tone(self, None, role="strong" if self._long and self._tight else "lead")
        first, rest = _folded(self._full, self._metrics(), room)
        second = self._metrics().elidedText(rest, Qt.TextElideMode.ElideRight, room)
        self.setText(f"{first}\n{second}" if rest else first)
        self.setToolTip(self._full if second != rest else "")
        self.updateGeometry()
        if was != self._long:
            self.folded.emit()

    def _lines(self) -> int:
        return 2 if "\n" in self.text() else 1

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(15 if self._long and self._tight else _LEAD, 600))


def _folded(text: str, metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """Part a text before the word that no longer fits; a first word too long for a line is left whole."""
    words = text.split(" ")
    kept = len(words)
    while kept > 1 and metrics.horizontalAdvance(" ".join(words[:kept])) > room:
        kept -= 1
    return " ".join(words[:kept]), " ".join(words[kept:])


class TextToRead(QPlainTextEdit):
    """Read by keys and mouse; Tab goes on to the next widget."""

    def __init__(self, text: str = "", *, name: str, accessible_name: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out a line that does not fit whole."""
        super().resizeEvent(event)
        self._keep_lines_whole()

    def changeEvent(self, event: QEvent) -> None:
        """Count the lines anew in other letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_lines_whole()

    def _keep_lines_whole(self) -> None:
        before = self.viewportMargins().bottom()
        room = self.viewport().height() + before - round(self.document().documentMargin())
        spare = max(0, room) % max(1, self.fontMetrics().lineSpacing())
        if spare != before:
            self.setViewportMargins(0, 0, 0, spare)
