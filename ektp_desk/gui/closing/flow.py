"""Draws the day's equation: bars of one scale for who came and got a number, a box for where each went."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.paper.figures import VisitReport
from ektp_desk.gui.closing.words import DayTerm, TermKind, day_terms, equation_words
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.shapes import Shape, paint_shape
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
from ektp_desk.words import _

_GAP, _INSET = 8, 10
_FIRST, _BESIDE_MANY = 2.0, 1.3  # shares of the width
_REASONS, _TWO_COLUMNS = 1.3, 2.35  # their words are long, and all of them should be read
_FEW = 4  # reasons that stand below one another; more take two columns
_FILLS: dict[TermKind, tuple[str, str]] = {
    "served": ("tint_ok", "ok"),
    "partly": ("tint_primary", "chart_blue"),
    "rest": ("keycap", "slate"),
    "clear": ("tint_ok", "ok"),
    "unclear": ("tint_warn", "warn"),
}


class FlowChart(QWidget):
    """`set_low` leaves the details and most of the height to a list below."""

    heard_as = HeardAs.Chart

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing_flow")
        self.setAccessibleName(_("Persamaan hari ini"))
        self._report: VisitReport | None = None
        self._terms: tuple[DayTerm, ...] = ()
        self._small = is_small()
        self.set_low(low=False)

    def show_report(self, report: VisitReport) -> None:
        self._report, self._terms = report, day_terms(report)
        self.setAccessibleDescription(equation_words(report))
        self.update()

    def set_low(self, *, low: bool) -> None:
        self._low = low
        vertical = QSizePolicy.Policy.Fixed if low else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
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
        for term, place in zip(self._terms, places, strict=True):
            self._paint_term(painter, term, place)

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
        many = not self._low and any(len(term.parts) > _FEW for term in self._terms)
        first = _BESIDE_MANY if many else _FIRST
        reasons = 1.0 if self._low else _TWO_COLUMNS if many else _REASONS
        return [first if one.kind == "served" else reasons if one.parts else 1.0 for one in self._terms]

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
        for term, place in zip(self._terms, places, strict=True):
            right = left + term.number * scale
            if term.number:
                path, middle = QPainterPath(), (bar.bottom() + place.top()) / 2
                path.moveTo(left, bar.bottom())
                path.cubicTo(left, middle, place.left(), middle, place.left(), place.top())
                path.lineTo(place.right(), place.top())
                path.cubicTo(place.right(), middle, right, middle, right, bar.bottom())
                shade = QColor(getattr(tokens(), _FILLS[term.kind][1]))
                shade.setAlpha(40)
                painter.fillPath(path, shade)
            left = right

    def _paint_term(self, painter: QPainter, term: DayTerm, place: QRectF) -> None:
        fill, line = (QColor(getattr(tokens(), name)) for name in _FILLS[term.kind])
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
        below = self._paint_number(painter, term, inner)
        painter.setFont(font(13, 600))
        words = QRectF(inner.left(), below, inner.width(), px(18))
        paint_words(painter, words, term.word, colour("ink"))
        if not self._low:
            room = QRectF(inner)
            room.setTop(words.bottom() + px(2))
            self._paint_detail(painter, term, room)

    def _paint_number(self, painter: QPainter, term: DayTerm, inner: QRectF) -> float:
        """Draw the figure, a tick beside the zero that closes a day, and give where it ends."""
        size = 20 if self._low or self._small else 32
        shade = colour("ok" if term.kind == "clear" else "warn" if term.kind == "unclear" else "ink")
        painter.setFont(font(size, 600))
        high, wide = painter.fontMetrics().capHeight() + px(12), painter.fontMetrics().horizontalAdvance("0")
        paint_words(painter, QRectF(inner.left(), inner.top(), inner.width(), high), str(term.number), shade)
        if term.kind == "clear":
            side = px(16)
            mark = QRectF(inner.left() + wide + px(8), inner.top() + (high - side) / 2, side, side)
            paint_shape(painter, Shape.FINISHED, mark)
        return inner.top() + high

    def _paint_detail(self, painter: QPainter, term: DayTerm, room: QRectF) -> None:
        painter.setFont(font(13))
        tall = painter.fontMetrics().height()
        most = max(1, int(room.height() // tall))
        if not term.parts:
            room.setHeight(most * tall)
            painter.setPen(colour("ink2"))
            painter.drawText(
                room, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop), term.detail
            )
            return
        columns = 2 if len(term.parts) > _FEW else 1
        wide = room.width() / columns
        for at, line in enumerate(term.lines(most * columns)):
            left, top = room.left() + at // most * wide, room.top() + at % most * tall
            paint_words(painter, QRectF(left, top, wide - px(4), tall), line, colour("ink2"))
