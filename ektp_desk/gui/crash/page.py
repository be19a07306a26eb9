"""The page of an uncaught error: what happened, what is safe, what to do, and the report to be read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import ActButton, Card, Elided, ShapeMark, label, on_key
from ektp_desk.gui.parts.pages import fit
from ektp_desk.gui.parts.texts.to_read import TextToRead
from ektp_desk.words import _

_WIDE_FROM, _TALL_FROM = 1180, 600  # as in the shell


@dataclass(frozen=True, slots=True)
class Telling:
    """What the page says of one error; `place` is where the report lies, empty when the disk refused it."""

    report: str
    place: str
    again: bool = False  # it came back within seconds of going on
    sample: bool = False


class CrashPage(QWidget):
    """Covers the work, which stays below as it was. The keys are 1, 2 and 3."""

    back_asked = Signal()
    restart_asked = Signal()
    copy_asked = Signal()

    def __init__(self, told: Telling) -> None:
        super().__init__()
        self.setObjectName("crash")
        self._told = told
        what = _what(again=told.again)
        self.setAccessibleName(what)
        self._kept = label("", "body", wrap=True, name="crash_kept")
        self._kept.hide()
        self.back = _button(_("Kembali ke pekerjaan"), "1", blue=not told.again, name="crash_back")
        self.restart = _button(_("Mulai ulang meja"), "2", blue=told.again, name="crash_restart")
        self.copy = _button(_("Simpan laporan untuk ADB"), "3", blue=False, name="crash_copy")
        self._copied = label("", "body", wrap=True, name="crash_copied")
        self._copied.hide()
        self._lay_out(what)
        for key, asked in (("1", self.back_asked), ("2", self.restart_asked), ("3", self.copy_asked)):
            on_key(self, key, asked.emit)
        self.back.asked.connect(self.back_asked)
        self.restart.asked.connect(self.restart_asked)
        self.copy.asked.connect(self.copy_asked)

    def take_focus(self) -> None:
        """Stand on what is best done first."""
        (self.restart if self._told.again else self.back).setFocus()

    def show_kept(self, words: str) -> None:
        """Say how far the work is on the disk."""
        self._kept.setText(words)
        self._kept.setVisible(bool(words))

    def show_copied(self, words: str) -> None:
        """Say where the report for the ADB lies, or that it could not be written."""
        self._copied.setText(words)
        self._copied.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form, as the shell does."""
        super().resizeEvent(event)
        self.redress()

    def redress(self) -> None:
        """Choose the form again: the letters may have changed."""
        small = self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)
        self._report.setFixedWidth(px(400 if small else 520))
        self._column.setContentsMargins(*(px(16 if small else 32),) * 4)
        fit(self, small)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _lay_out(self, what: str) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(px(12))
        self._column.addLayout(self._heading(what))
        row, left = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(px(16))
        left.setSpacing(px(12))
        left.addWidget(self._state_card())
        left.addWidget(self._acts_card())
        left.addStretch(1)
        self._report = self._report_card()
        row.addLayout(left, 1)
        row.addWidget(self._report)
        self._column.addLayout(row, 1)

    def _heading(self, what: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(ShapeMark(Shape.WRONG, tone="bad", size=20))
        row.addWidget(label(what, "title", name="crash_what"))
        row.addStretch(1)
        if self._told.sample:
            row.addWidget(label(_("CONTOH · data buatan"), "strong", tone="warn"))
        return row

    def _state_card(self) -> Card:
        card = Card(gap=10, name="crash_state")
        then = (
            _("Kesalahan yang sama datang lagi. Sebaiknya mulai ulang meja.")
            if self._told.again
            else _("Satu langkah tidak selesai. Ini kesalahan program, bukan kesalahan Anda.")
        )
        card.body.addLayout(_line(Shape.WRONG, "bad", then))
        card.body.addLayout(_line(Shape.DONE, "ok", _("Yang sudah tersimpan aman."), self._kept))
        typed = label(_("Setelah kembali, periksa isian lalu simpan sekali lagi."), "body", wrap=True)
        card.body.addLayout(
            _line(Shape.LOOK, "warn", _("Yang sudah diketik tetap ada, tetapi belum tersimpan."), typed)
        )
        return card

    def _acts_card(self) -> Card:
        card = Card(gap=4, name="crash_acts")
        card.add_heading(_("Yang dapat dilakukan"))
        for button, words in (
            (self.back, _("Layar tadi terbuka lagi, dengan isian seperti semula.")),
            (
                self.restart,
                _("Meja ditutup dengan aman lalu dibuka lagi. Isian yang belum tersimpan hilang."),
            ),
            (self.copy, _("Serahkan berkasnya kepada ADB bila kesalahan ini berulang.")),
        ):
            card.add(button)
            card.add(label(words, "help", wrap=True))
            card.body.addSpacing(px(6))
        card.add(self._copied)
        return card

    def _report_card(self) -> Card:
        card = Card(name="crash_report_card")
        card.add_heading(_("Laporan untuk ADB"))
        words = _("Tanpa nama, NIK, dan isi layar. Baca dahulu sebelum diserahkan.")
        card.add(label(words, "help", wrap=True))
        text = TextToRead(self._told.report, name="crash_report", accessible_name=_("Laporan untuk ADB"))
        text.setFont(font(13))
        card.add(text, 1)
        card.add(Elided(self._told.place or _("Belum tertulis: penyimpanan menolak."), "help"))
        return card


def _what(*, again: bool) -> str:
    return _("Kesalahan program terulang") if again else _("Program menemui kesalahan")


def _button(word: str, key: str, *, blue: bool, name: str) -> ActButton:
    return ActButton(word, key, kind="blue" if blue else "normal", name=name)


def _line(shape: Shape, tone: Tone, words: str, *more: QWidget) -> QHBoxLayout:
    """Put a shape before a strong line and what stands below it."""
    row, column, mark = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
    row.setSpacing(px(10))
    column.setSpacing(px(2))
    mark.setContentsMargins(0, px(2), 0, 0)
    mark.addWidget(ShapeMark(shape, tone=tone, size=16))
    mark.addStretch(1)
    column.addWidget(label(words, "strong", wrap=True))
    for widget in more:
        column.addWidget(widget)
    row.addLayout(mark)
    row.addLayout(column, 1)
    return row
