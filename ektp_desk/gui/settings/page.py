"""The page where this laptop's screen is chosen; every choice is seen at once, and kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import LEAST, MOST, base, px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import (
    ActButton,
    Card,
    Choice,
    Elided,
    Keycap,
    Option,
    hairline,
    label,
    on_key,
)
from ektp_desk.gui.parts.pages import fit
from ektp_desk.gui.settings.appearance import Appearance
from ektp_desk.gui.settings.sample import SampleCard
from ektp_desk.words import _

_TALL_FROM, _WIDE_FROM = 600, 1180


class ScreenPage(QWidget):
    """`left` asks to go back to what is below; `costs` says what a change of language would lose."""

    left = Signal()
    help_asked = Signal()
    notices_asked = Signal()

    def __init__(self, appearance: Appearance, *, costs: Callable[[], bool], sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("screen_page")
        self.setAccessibleName(_("Tampilan"))
        self._appearance, self._costs, self._sample = appearance, costs, sample
        self._make()
        self._lay_out()
        self._connect()
        self.show_choice()

    def _make(self) -> None:
        self.theme = Choice(
            _("Tema"),
            [_option("terang", _("Terang")), _option("matahari", _("Matahari"))],
            name="theme",
            height=40,
        )
        self.smaller = ActButton(_("Kecilkan"), "Ctrl+-", name="smaller")
        self.larger = ActButton(_("Besarkan"), "Ctrl++", name="larger")
        self.language = Choice(
            _("Bahasa"),
            [_option("id", "Bahasa Indonesia"), _option("en", "English")],  # each in its own words
            name="language",
            height=40,
        )
        self._size = label("", "figure", name="type_size")
        self._shown = Elided("", "help")
        self._warning = Elided("", "help", tone="warn")
        self._kept = Elided("", "help")
        self.done = ActButton(_("Selesai"), "Enter", kind="blue", name="screen_done")
        self.help = ActButton(_("Bantuan"), "Shift+F1", tall=True, name="screen_help")
        self.notices = ActButton(_("Lisensi perangkat lunak"), "L", tall=True, name="notices")

    def take_focus(self, at: str) -> None:
        """Stand on the choice of that name: theme, or language."""
        (self.language if at == "language" else self.theme).setFocus()

    def show_choice(self) -> None:
        """Show what is chosen, and what of it fits the window."""
        choice, shown = self._appearance.choice, base()
        self.theme.choose(choice.theme)
        self.language.choose(choice.language)
        self._size.setText(str(choice.size))
        self.smaller.setEnabled(choice.size > LEAST)
        self.larger.setEnabled(choice.size < MOST)
        self._shown.set_text(_size_words(choice.size, shown, sun=choice.theme == "matahari"))
        losing = _("Isian yang belum disimpan di tempat lain hilang bila bahasa diganti.")
        self._warning.set_text(losing if self._costs() else "")
        self._kept.set_text(
            _("Diingat di laptop ini, untuk siapa pun yang masuk.")
            if self._appearance.kept
            else _("Berlaku sampai program ditutup: penyimpanan menolak mengingatnya.")
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form, as the shell does."""
        super().resizeEvent(event)
        self.redress()

    def redress(self) -> None:
        """Choose the form again in other letters."""
        small = self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)
        self._column.setContentsMargins(*(px(16 if small else 32),) * 4)
        fit(self, small)

    def _connect(self) -> None:
        look = self._appearance
        look.changed.connect(self.show_choice)
        self.theme.chosen.connect(lambda key: look.choose(theme=key))
        self.language.chosen.connect(lambda key: look.choose(language=key))
        self.smaller.asked.connect(lambda: look.step_size(-1))
        self.larger.asked.connect(lambda: look.step_size(1))
        for key, button, asked in (
            ("Enter", self.done, self.left),
            ("L", self.notices, self.notices_asked),
            ("", self.help, self.help_asked),
        ):
            button.asked.connect(asked)
            if key:
                on_key(self, key, asked.emit)
        on_key(self, "Esc", self.left.emit)
        on_key(self, "B", self._turn_language)

    def _turn_language(self) -> None:
        other = "en" if self._appearance.choice.language == "id" else "id"
        self._appearance.choose(language=other)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(px(16))
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(label(_("Tampilan"), "title"))
        top.addWidget(self._kept, 1)
        if self._sample:
            top.addWidget(label(_("CONTOH · data buatan"), "strong", tone="warn"))
        cards, foot = QHBoxLayout(), QHBoxLayout()
        cards.setSpacing(px(16))
        cards.addWidget(self._choices(), 3)
        cards.addWidget(SampleCard(), 2)
        foot.setSpacing(px(8))
        foot.addWidget(self.done)
        foot.addWidget(self.help)
        foot.addStretch(1)
        foot.addWidget(self.notices)
        for layout, stretch in ((top, 0), (cards, 1), (foot, 0)):
            self._column.addLayout(layout, stretch)

    def _choices(self) -> Card:
        card = Card(gap=12, name="look_choices")
        card.body.addLayout(
            _row(_("Tema"), _("Matahari: garis hitam, huruf lebih besar."), "F11", self.theme)
        )
        card.add(hairline())
        steps = _row(_("Ukuran huruf"), None, "", self._size, self.smaller, self.larger)
        card.body.addLayout(steps)
        card.add(self._shown)
        card.add(hairline())
        words = _("Semua kata di layar; nama dan isi data tetap.")
        card.body.addLayout(_row(_("Bahasa"), words, "B", self.language))
        card.add(self._warning)
        card.body.addStretch(1)
        return card


def _option(key: str, word: str) -> Option:
    return Option(key, word, "primary", Shape.DONE)


def _row(title: str, words: str | None, key: str, *widgets: QWidget) -> QLayout:
    """Put a title with its help at the left, and what chooses at the right, its key behind."""
    row, left = QHBoxLayout(), QVBoxLayout()
    row.setSpacing(px(12))
    left.setSpacing(0)
    left.addWidget(label(title, "strong"))
    if words:
        left.addWidget(label(words, "help", wrap=True))
    row.addLayout(left, 1)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if key:
        cap = Keycap(key)
        cap.setMinimumWidth(Keycap("F11").sizeHint().width())  # the choices end at one line
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _size_words(chosen: int, shown: int, *, sun: bool) -> str:
    if sun and shown > chosen:
        return _("Matahari menulis lebih besar: kini {shown} piksel.").format(shown=shown)
    if shown < chosen:
        return _("Jendela ini hanya memuat {shown} piksel; di jendela lebih besar kembali {chosen}.").format(
            shown=shown, chosen=chosen
        )
    return _("Dari {least} sampai {most} piksel.").format(least=LEAST, most=MOST)
