"""The two cards of F1 that only tell: the desa's targets, and what this laptop keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ektp_desk.gui.kit import (
    BarPart,
    BarStrip,
    Card,
    Elided,
    Marked,
    Note,
    hairline,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.keycap import paint_body, paint_cap, paint_words
from ektp_desk.gui.kit.shapes import Shape, paint_shape
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
from ektp_desk.gui.today.words import ConcernLine, JournalNews
from ektp_desk.usecases.visits.queries import Targets
from ektp_desk.usecases.visits.today import Kept
from ektp_desk.words import _
from ektp_desk.words.dates import clock_of
from ektp_desk.words.numbers import count


class TargetsCard(Card):
    """How many of the desa's people are recorded, and how many have yet to come."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(name="targets_card", gap=6 if is_small() else 8)
        _title, self._all = self.add_heading(_("Sasaran desa"))
        self._all.setObjectName("targets")
        self._recorded, self._to_come = label("", "figure", name="recorded"), label("", "figure")
        self._to_come.setObjectName("to_come")
        recorded, to_come = _figure(self._recorded, _("direkam")), _figure(self._to_come, _("belum datang"))
        self.add_row(recorded, to_come, None, gap=28)
        self._strip = BarStrip(_("Sasaran desa"), legend=False, thick=8)
        self.add(self._strip)
        if not is_small():
            self.add(hairline())
        self._came, self._young, self._explained = _Fact(), _Fact(), named(_Fact(), "explained")
        self.stack(self._came, self._young, self._explained, None, acts.button("list_to_come", kind="quiet"))

    def show_targets(self, targets: Targets) -> None:
        """Show the desa's figures; without a list there is nothing to count against."""
        words = _("{n} orang di daftar").format(n=count(targets.all))
        self._all.set_text(words if targets.all else _("tanpa daftar"), short=count(targets.all))
        self._recorded.setText(count(targets.recorded))
        self._to_come.setText(count(targets.to_come))
        self._strip.set_parts(
            [
                BarPart(targets.recorded, _("direkam"), "ok"),
                BarPart(targets.came_only, _("datang, belum direkam"), "slate_light"),
                BarPart(targets.explained, _("tidak datang, beralasan"), "slate"),
                BarPart(targets.to_come, _("belum datang"), "rest"),
            ]
        )
        self._came.show_fact(count(targets.came_only), _("datang, belum direkam"))
        self._young.show_fact(count(targets.young), _("belum datang, di bawah 17 tahun"))
        self._explained.show_fact(count(targets.explained), _("tidak datang, beralasan"))
        self._explained.setVisible(targets.explained > 0)


class KeptCard(Card):
    """What is safe on this laptop's disk, the code that proves the journal whole, and the last backup."""

    def __init__(self) -> None:
        super().__init__(name="kept_card", gap=5 if is_small() else 8)
        self.add_heading(_("Tersimpan"), _("di laptop ini"))
        self._recordings = label("", "figure", name="kept")
        words = Elided(_("rekaman selesai, tersimpan"), "body", short=_("rekaman selesai"))
        self.add_row(self._recordings, (words, 1), gap=12)
        self._saved = named(Marked(Note(Shape.DONE, ""), "body"), "saved_at")
        self._unsafe = named(Marked(Note(Shape.NONE, ""), "body"), "unsafe")
        self.stack(self._saved, self._unsafe)
        if not is_small():
            self._saved.setMinimumHeight(px(30))  # its line stands level with its neighbour's
            self.add(hairline())
        self._head = named(Elided("", "help", uncut=True), "journal_head")
        self._news_title, self._news_why = Marked(Note(Shape.NONE, "")), Elided("", "help")
        self._news_why.setIndent(px(22))  # below the words, not below the shape
        self._news = named(stacked(self._news_title, self._news_why), "journal_news")
        self._news.hide()
        self._age = named(Marked(Note(Shape.NONE, "")), "backup_age")
        self.stack(self._head, self._news, self._age, None)

    def show_kept(self, kept: Kept) -> None:
        self._recordings.setText(count(kept.recordings))
        self._head.set_text(_("Jurnal {head}").format(head=kept.heads[0]), short=kept.heads[0])

    def show_saved(self, at: datetime | None, today: date) -> None:
        """Say when this laptop saved last, as the strip does; None before its first save."""
        if at is None:
            self._saved.show_note(Note(Shape.WAITING, _("Belum ada yang disimpan")))
            return
        when = clock_of(at, today, seconds=True)
        note = Note(Shape.DONE, _("Simpan terakhir {time}").format(time=when), when)
        self._saved.show_note(note)

    def show_unsafe(self, recordings: int | None, *, any_kept: bool) -> None:
        """Say how many recordings of this store are not safe at the office; None before they were counted."""
        if recordings:
            words, short = _("{n} belum aman di kantor (F7)"), _("{n} belum aman (F7)")
            n = count(recordings)
            note = Note(Shape.UNDER_WAY, words.format(n=n), short.format(n=n), tone="warn")
        else:
            is_known = any_kept and recordings is not None
            words, short = _("Semua yang ada di sini aman di kantor"), _("Semua di sini aman")
            note = Note(Shape.FINISHED, words, short) if is_known else Note(Shape.NONE, "")
        self._unsafe.show_note(note)

    def show_safety(self, age: Note, news: JournalNews | None) -> None:
        """Show how old the last backup is, and before it that a journal was begun anew, and why."""
        self._age.show_note(age)
        self._news.setVisible(news is not None)
        self._unsafe.setHidden(is_small() and news is not None)  # the strip says it too
        if news is not None:
            self._news_title.show_note(Note(Shape.LOOK, news.title, loud=True))
            self._news_why.set_text(news.why)


class _Fact(QWidget):
    """A number in bold and what it counts, on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._words = label("", "strong" if is_small() else "lead"), Elided("", "help")
        in_row(self._number, (self._words, 1), on=self)

    def show_fact(self, number: str, words: str, *, short: str = "") -> None:
        self._number.setText(number)
        self._words.set_text(words, short=short)


def _figure(number: QLabel, words: str) -> QWidget:
    return stacked(number, label(words, "help"), gap=2)


MOST = 6  # concerns that there can be at once
_TALL, _LOW = 44, 28  # px of a line with its help, and of one without


class Attention(Card):
    """A line, and a key, for each thing that needs a look; `acts` has what each key does."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=2 if is_small() else 4, name="attention_card")
        _title, self._count = self.add_heading(_("Perlu perhatian"))
        set_tone(self._count, None, role="strong")
        self._count.setObjectName("attention_count")
        self._none = named(Marked(Note(Shape.FINISHED, _("Tidak ada"))), "attention_none")
        self.add(self._none)
        self._lines = [ConcernButton(str(place + 1)) for place in range(MOST)]
        for button in self._lines:
            button.clicked.connect(acts[button.objectName()].trigger)
            self.add(button)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[ConcernLine]) -> None:
        """Show what needs a look, most urgent first."""
        self._count.set_text(count(len(lines)) if lines else "")
        set_tone(self._count, "warn" if lines else None)
        self._none.setVisible(not lines)
        for place, button in enumerate(self._lines):
            button.show_line(lines[place] if place < len(lines) else None)


class ConcernButton(QPushButton):
    """Gives up its second line before any of its neighbours is pushed out."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._line = ConcernLine("", "", "")
        self.setObjectName(f"concern_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_line(self, line: ConcernLine | None) -> None:
        self.setVisible(line is not None)
        if line is not None:
            self._line = line
            key = f" {line.verb} ({self._key})" if line.leads else ""
            self.setAccessibleName(f"{line.title}. {line.help}{key}")
            self.setToolTip(line.help)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), px(_LOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, middle, tight = QPainter(self), self.height() / 2, self.height() < px(_TALL - 2)
        fill = QColor(tokens().selected) if self.underMouse() else None
        paint_body(painter, self.rect(), fill=fill, edge=None, focused=self.hasFocus())
        inset = px(6) if self.hasFocus() or fill else 0
        right = float(self.width() - inset)
        if self._line.leads:
            right = paint_cap(painter, self._key, QPointF(right, middle)).left() - px(8)
            right = self._paint_verb(painter, right)
        side, left = px(14), inset + px(24)
        mark = QRectF(inset, middle - side / 2 if tight else px(7), side, side)
        paint_shape(painter, Shape.LOOK, mark)
        painter.setFont(font(15, 600))
        if tight:
            whole = QFontMetrics(painter.font()).horizontalAdvance(self._line.title) <= right - left
            box = QRectF(left, 0, right - left, self.height())
            paint_words(painter, box, self._line.title if whole else self._line.short, colour("ink"))
            return
        box = QRectF(left, px(3), right - left, px(21))
        whole = QFontMetrics(painter.font()).horizontalAdvance(self._line.title) <= box.width()
        paint_words(painter, box, self._line.title if whole else self._line.short, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, px(22), right - left, px(19)), self._line.help, colour("ink2"))

    def _paint_verb(self, painter: QPainter, right: float) -> float:
        """Say before the key what it does, or the first word of it; give where the other words may end."""
        painter.setFont(font(15, 600))
        wide = QFontMetrics(painter.font()).horizontalAdvance
        room = right - px(34) - min(wide(self._line.title), wide(self._line.short))
        verb = next((v for v in (self._line.verb, self._line.verb.partition(" ")[0]) if wide(v) < room), "")
        if not verb:
            return right
        box = QRectF(right - wide(verb) - 1, 0, wide(verb) + 1, self.height())
        paint_words(painter, box, verb, colour("primary"), Qt.AlignmentFlag.AlignRight)
        return box.left() - px(10)
