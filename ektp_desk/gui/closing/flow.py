"""Draws the day's equation: bars of one scale for who came and got a number, a box for where each went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.domain.tickets import GROUP_OF, Group
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.shapes import Shape, paint_shape
from ektp_desk.gui.kit.tokens import colour, font, px, tokens
from ektp_desk.words import _
from ektp_desk.words.dates import short_date
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import group_word, outcome_word

Kind = Literal["served", "partly", "rest", "clear", "unclear"]


@dataclass(frozen=True, slots=True)
class Box:
    """One term of the equation; `parts` are what its number is the sum of, each in a line of its own."""

    number: int
    word: str
    detail: str
    kind: Kind
    parts: tuple[tuple[int, str], ...] = ()

    def lines(self, most: int) -> list[str]:
        """The parts in at most `most` lines; what has none of its own is summed, so that all adds up."""
        own = self.parts if len(self.parts) <= most else self.parts[: max(0, most - 1)]
        told = [f"{n} {word}" for n, word in own]
        rest = sum(n for n, _word in self.parts[len(own) :])
        return [*told, _("{n} lainnya").format(n=rest)] if rest else told


def boxes(report: VisitReport) -> tuple[Box, ...]:
    """The terms that the numbers given are the sum of, the unclear last."""
    found = [
        Box(
            report.equation.of(group),
            group_word(group, short=True),
            _detail(report, group),
            _kind(group),
            _parts(report, group) if group is Group.NOT_SERVED else (),
        )
        for group in Group
    ]
    unclear = report.equation.unclear
    last = Box(
        unclear,
        _("belum jelas"),
        _("beri hasil dahulu") if unclear else _("semua ada hasilnya"),
        "unclear" if unclear else "clear",
    )
    return (*found, last)


def sentence(report: VisitReport) -> str:
    """Say the whole equation for the ear."""
    terms = " + ".join(f"{box.number} {box.word}" for box in boxes(report))
    e = report.equation
    return _("{all} datang = {numbered} bernomor + {home} pulang tanpa nomor; {numbered} = {terms}").format(
        all=e.arrived, numbered=e.numbered, home=e.sent_home, terms=terms
    )


def remark(report: VisitReport) -> str:
    """Say what stands outside the equation."""
    parts = []
    if report.equation.voided:
        parts.append(_("{n} nomor batal tidak dihitung.").format(n=count(report.equation.voided)))
    if report.people:
        parts.append(_("{n} orang berbeda dikenali namanya.").format(n=count(report.people)))
    return " ".join(parts)


def _kind(group: Group) -> Kind:
    if group is Group.SERVED:
        return "served"
    return "partly" if group is Group.PARTLY else "rest"


def _detail(report: VisitReport, group: Group) -> str:
    if not report.equation.of(group):
        return ""
    if group is Group.RESCHEDULED:
        days = (
            _("{n} ke {day}").format(n=n, day=_with_its_month(short_date(date.fromisoformat(day))))
            for day, n in report.reschedules.items()
        )
        return ", ".join(days)
    said = {
        Group.PARTLY: _("harus datang lagi"),
        Group.LEFT: _("sebelum dilayani"),
        Group.LOST: _("menurut supervisor"),
    }
    parts = (f"{n}\N{NO-BREAK SPACE}{word}" for n, word in _parts(report, group))
    return said.get(group) or ", ".join(parts)


def _parts(report: VisitReport, group: Group) -> tuple[tuple[int, str], ...]:
    """What a term is made of, the most frequent first."""
    found = [
        (n.total, outcome) for outcome, n in report.outcomes.items() if GROUP_OF[outcome] is group and n.total
    ]
    found.sort(key=lambda each: -each[0])
    return tuple((n, outcome_word(outcome, short=True).lower()) for n, outcome in found)


def _with_its_month(day: str) -> str:
    """Keep a day's number and its month in one line."""
    return "\N{NO-BREAK SPACE}".join(day.rsplit(" ", 1))


_GAP, _INSET = 8, 10
_FIRST, _BESIDE_MANY = 2.0, 1.3  # shares of the width
_REASONS, _TWO_COLUMNS = 1.3, 2.35  # their words are long, and all of them should be read
_FEW = 4  # reasons that stand below one another; more take two columns
_FILLS: dict[Kind, tuple[str, str]] = {
    "served": ("tint_ok", "ok"),
    "partly": ("tint_primary", "chart_blue"),
    "rest": ("keycap", "slate"),
    "clear": ("tint_ok", "ok"),
    "unclear": ("tint_warn", "warn"),
}


class Flow(QWidget):
    """`set_low` leaves the details and most of the height to a list below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing_flow")
        self.setAccessibleName(_("Persamaan hari ini"))
        self._report: VisitReport | None = None
        self._boxes: tuple[Box, ...] = ()
        self._low = self._small = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_report(self, report: VisitReport) -> None:
        """Show these numbers; what is heard is the whole equation."""
        self._report, self._boxes = report, boxes(report)
        self.setAccessibleDescription(sentence(report))
        self.update()

    def set_low(self, low: bool) -> None:  # noqa: FBT001  reads as its sentence
        self._low = low
        vertical = QSizePolicy.Policy.Fixed if low else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.updateGeometry()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        self._small = small
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        bars = self._bar() if self._low else 2 * self._bar() + px(_GAP)
        return QSize(px(640), bars + self._ribbon() + px(52 if self._low else 96))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._report is None:
            return
        painter, e = QPainter(self), self._report.equation
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        all_of_them, numbered, home = self.bars(e.arrived, e.numbered)
        if self._low:
            before = QRectF(0, 0, numbered.left(), numbered.height())
            self._paint_words(painter, before, e.arrived, _("orang datang ="))
        else:
            self._paint_bar(painter, all_of_them, e.arrived, _("orang datang"), QColor(tokens().ink))
        self._paint_home(painter, home, e.sent_home)
        self._paint_bar(painter, numbered, e.numbered, _("diberi nomor"), colour("primary"))
        places = self._places(numbered.bottom() + self._ribbon())
        self._paint_ribbons(painter, numbered, places, e.numbered)
        for box, place in zip(self._boxes, places, strict=True):
            self._paint_box(painter, box, place)

    def bars(self, arrived: int, numbered: int) -> tuple[QRectF, QRectF, QRectF]:
        """Place who came, who got a number, and who did not, a person as wide in each.

        In the low form the last two are the first: one bar behind its words.
        """
        bar = float(self._bar())
        left, top = (float(px(176)), 0.0) if self._low else (0.0, bar + px(_GAP))
        whole = self.width() - left - px(196 if self._small else 226)
        split = whole * numbered / arrived if arrived else 0.0
        first = QRectF(left, 0, whole if arrived else 0.0, bar)
        return first, QRectF(left, top, split, bar), QRectF(left + split, top, first.width() - split, bar)

    def _bar(self) -> int:
        return px(34 if self._low or self._small else 50)

    def _ribbon(self) -> int:
        return px(6 if self._low else 24 if self._small else 52)

    def _places(self, top: float) -> list[QRectF]:
        """Each as wide as its share."""
        gap, shares = px(_GAP), self._shares()
        unit = (self.width() - gap * (len(shares) - 1)) / sum(shares)
        places, left = [], 0.0
        for share in shares:
            width = unit * share
            places.append(QRectF(left, top, width, self.height() - top))
            left += width + gap
        return places

    def _shares(self) -> list[float]:
        """Let the first be wider than others, and the one whose reasons take two columns widest."""
        many = not self._low and any(len(box.parts) > _FEW for box in self._boxes)
        first = _BESIDE_MANY if many else _FIRST
        reasons = 1.0 if self._low else _TWO_COLUMNS if many else _REASONS
        return [first if b.kind == "served" else reasons if b.parts else 1.0 for b in self._boxes]

    def _paint_bar(self, painter: QPainter, box: QRectF, number: int, words: str, fill: QColor) -> None:
        """Draw a bar with its words in it; where they have no room, they follow it."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, px(6), px(6))
        if px(14) + self._wide(painter, number, words) <= box.width():
            self._paint_words(painter, box.adjusted(px(14), 0, 0, 0), number, words, colour("white"))
        else:
            after = QRectF(box.right() + px(8), box.top(), self.width() - box.right(), box.height())
            self._paint_words(painter, after, number, words)

    def _paint_home(self, painter: QPainter, box: QRectF, number: int) -> None:
        """Draw those without a number hollow, their words at the right end."""
        painter.setPen(QPen(QColor(tokens().edge), tokens().line + 0.4))
        painter.setBrush(QColor(tokens().surface))
        if number:
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(3), px(3))
        after = QRectF(box.right() + px(8), box.top(), self.width() - box.right() - px(8), box.height())
        sign = px(18)
        painter.setFont(font(20, 600))
        paint_words(painter, after, "+", colour("ink2"))
        self._paint_words(painter, after.adjusted(sign, 0, 0, 0), number, _("pulang tanpa nomor"))

    def _paint_words(
        self, painter: QPainter, room: QRectF, number: int, words: str, shade: QColor | None = None
    ) -> None:
        figure = self._figure(painter, number)
        ink = shade or colour("ink")
        paint_words(painter, QRectF(room.left(), room.top(), figure + 2, room.height()), str(number), ink)
        painter.setFont(font(15, 600))
        left = room.left() + figure + px(9)
        paint_words(painter, QRectF(left, room.top(), room.right() - left, room.height()), words, ink)

    def _wide(self, painter: QPainter, number: int, words: str) -> float:
        figure = self._figure(painter, number)
        return figure + px(9) + QFontMetrics(font(15, 600)).horizontalAdvance(words) + px(6)

    def _figure(self, painter: QPainter, number: int) -> int:
        """Take the letters of a bar's figure, and give its width."""
        painter.setFont(font(20 if self._low or self._small else 32, 600))
        return painter.fontMetrics().horizontalAdvance(str(number))

    def _paint_ribbons(self, painter: QPainter, bar: QRectF, places: list[QRectF], whole: int) -> None:
        left, scale = bar.left(), bar.width() / max(1, whole)
        for box, place in zip(self._boxes, places, strict=True):
            right = left + box.number * scale
            if box.number:
                path, middle = QPainterPath(), (bar.bottom() + place.top()) / 2
                path.moveTo(left, bar.bottom())
                path.cubicTo(left, middle, place.left(), middle, place.left(), place.top())
                path.lineTo(place.right(), place.top())
                path.cubicTo(place.right(), middle, right, middle, right, bar.bottom())
                shade = QColor(getattr(tokens(), _FILLS[box.kind][1]))
                shade.setAlpha(40)
                painter.fillPath(path, shade)
            left = right

    def _paint_box(self, painter: QPainter, box: Box, place: QRectF) -> None:
        fill, line = (QColor(getattr(tokens(), name)) for name in _FILLS[box.kind])
        path = QPainterPath()
        path.addRoundedRect(place, px(4), px(4))
        painter.fillPath(path, fill)
        if fill == QColor(tokens().surface):
            painter.setPen(QPen(QColor(tokens().edge), tokens().line))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the last bar's would fill it
            half = tokens().line / 2  # the outer boxes end where the widget does
            painter.drawRoundedRect(place.adjusted(half, half, -half, -half), px(4), px(4))
        painter.fillRect(QRectF(place.left(), place.top(), place.width(), px(4)), line)
        inner = place.adjusted(px(_INSET), px(4 if self._low else 8), -px(6), -px(4))
        below = self._paint_number(painter, box, inner)
        painter.setFont(font(13, 600))
        words = QRectF(inner.left(), below, inner.width(), px(18))
        paint_words(painter, words, box.word, colour("ink"))
        if not self._low:
            room = QRectF(inner)
            room.setTop(words.bottom() + px(2))
            self._paint_detail(painter, box, room)

    def _paint_number(self, painter: QPainter, box: Box, inner: QRectF) -> float:
        """Draw the figure, a tick beside the zero that closes a day, and give where it ends."""
        first = box.kind == "served" and not self._low
        size = 32 if first or not self._small else 20
        if self._low:
            size = 20
        elif first and not self._small:
            size = 64
        shade = colour("ok" if box.kind == "clear" else "warn" if box.kind == "unclear" else "ink")
        painter.setFont(font(size, 700 if first else 600))
        high, wide = painter.fontMetrics().capHeight() + px(12), painter.fontMetrics().horizontalAdvance("0")
        paint_words(painter, QRectF(inner.left(), inner.top(), inner.width(), high), str(box.number), shade)
        if box.kind == "clear":
            side = px(16)
            mark = QRectF(inner.left() + wide + px(8), inner.top() + (high - side) / 2, side, side)
            paint_shape(painter, Shape.FINISHED, mark)
        return inner.top() + high

    def _paint_detail(self, painter: QPainter, box: Box, room: QRectF) -> None:
        painter.setFont(font(13))
        tall = painter.fontMetrics().height()
        most = max(1, int(room.height() // tall))
        if not box.parts:
            room.setHeight(most * tall)
            painter.setPen(colour("ink2"))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop), box.detail)
            return
        columns = 2 if len(box.parts) > _FEW else 1
        wide = room.width() / columns
        for at, line in enumerate(box.lines(most * columns)):
            left, top = room.left() + at // most * wide, room.top() + at % most * tall
            paint_words(painter, QRectF(left, top, wide - px(4), tall), line, colour("ink2"))
