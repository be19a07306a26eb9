"""The look of this laptop's screen: what was chosen, what fits, and the page to choose it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ektp_desk.gui.kit import Card, Choice, Elided, Keycap, Marked, Note, Option, hairline, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import Part, lay_out, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import (
    FITTED,
    LEAST,
    MATAHARI,
    MOST,
    TERANG,
    Look,
    Tokens,
    base,
    fitting,
    is_small,
    is_tight,
    look,
    tokens,
)
from ektp_desk.settings import LANGUAGES, ScreenChoice
from ektp_desk.words import _, speak

_THEMES: dict[str, Tokens] = {"terang": TERANG, "matahari": MATAHARI}
Keep = Callable[[ScreenChoice], bool]


class Appearance(QObject):
    """Puts a look in force that fits `window`, and has the choice remembered.

    `keep` gives whether it could be remembered.
    """

    changed = Signal()  # another choice
    renewed = Signal()  # another look or language is in force: what stands is to be built anew

    def __init__(self, window: QWidget, choice: ScreenChoice, keep: Keep) -> None:
        super().__init__(window)
        self._window, self._choice, self._keep = window, choice, keep
        self.kept = True

    @property
    def choice(self) -> ScreenChoice:
        """What was chosen, whatever fits the window now."""
        return self._choice

    def turn_theme(self) -> None:
        self.choose(theme="terang" if self._choice.theme == "matahari" else "matahari")

    def step_size(self, by: int) -> None:
        """Write larger (1) or smaller (-1) by a pixel, by two where it scrolls, from what was chosen."""
        size = self._choice.size
        self.choose(size=size + (2 * by if size + by > FITTED else by))

    def choose(
        self,
        *,
        theme: str | None = None,
        size: int | None = None,
        language: str | None = None,
        alt: bool | None = None,
    ) -> None:
        before = self._choice
        choice = replace(
            before,
            theme=theme or before.theme,
            size=before.size if size is None else min(MOST, max(LEAST, size)),
            language=language or before.language,
            alt=before.alt if alt is None else alt,
        )
        if choice == before:
            return
        self._choice = choice
        self.kept = self._keep(choice)
        if choice.language != before.language:
            speak(choice.language)
            self.renewed.emit()
        self.fit()
        self.changed.emit()

    def fit(self) -> None:
        """Put in force what was chosen, in letters and in a form that the window has the room for."""
        self._put_in_force(self.fits())

    def fit_form(self) -> None:
        """The same, but for the letters."""
        self._put_in_force(base())

    def _put_in_force(self, letters: int) -> None:
        window, theme = self._window, _THEMES[self._choice.theme]
        small = is_tight(window.width(), window.height(), letters)
        wanted = Look(theme, letters, small, self._choice.alt)
        if wanted == look():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, letters, theme=theme, small=small, alt=wanted.alt)
        # Qt posts the new letter to the window; what is built anew below must not inherit the old one.
        app.sendPostedEvents(None, QEvent.Type.ApplicationFontChange)
        self.renewed.emit()

    def fits(self) -> int:
        """The body size in px that this window shows of the choice."""
        window = self._window
        room = (window.width(), window.height())
        theme, ratio = _THEMES[self._choice.theme], window.devicePixelRatioF()
        return fitting(self._choice.size, theme, room, ratio=ratio)


def theme_of(choice: ScreenChoice) -> Tokens:
    return _THEMES[choice.theme]


def in_force() -> ScreenChoice:
    """A choice that is what the screen shows now."""
    theme = "matahari" if tokens() is MATAHARI else "terang"
    return ScreenChoice(theme, base(), LANGUAGES[0], look().alt)


class SampleCard(Card):
    """Nothing in it acts: it is looked at while the choice is made."""

    def __init__(self) -> None:
        super().__init__(name="look_sample")
        self.add_heading(_("Begini terlihat"), _("contoh, tidak ada yang tersimpan"))
        self.add(hairline())
        self.add_row(label("A042", "hero"), None)
        self.stack(
            Elided(_("Rekam baru · menunggu 61 menit"), "body"),
            Marked(Note(Shape.CALLED, _("dipanggil"))),
            Marked(Note(Shape.WAITING, _("menunggu"))),
            Marked(Note(Shape.FIRST, _("didahulukan"))),
            Marked(Note(Shape.FINISHED, _("aman di kantor"))),
            hairline(),
            Elided(_("Keterangan ditulis lebih kecil, seperti ini."), "help"),
            None,
        )


class AppearancePage(QWidget):
    """Shows each change of the choice at once."""

    def __init__(self, appearance: Appearance, acts: Acts, *, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("screen_page")
        self.setAccessibleName(_("Tampilan"))
        self._appearance, self._acts = appearance, acts
        self.theme = Choice(
            _("Tema"),
            [_option("terang", _("Terang")), _option("matahari", _("Matahari"))],
            name="theme",
            height=40,
        )
        self.language = Choice(
            _("Bahasa"),
            [_option("id", "Bahasa Indonesia"), _option("en", "English")],  # each in its own words
            name="language",
            height=40,
        )
        self.letters = Choice(
            _("Huruf sebagai tombol"),
            [_option("bare", _("Huruf saja")), _option("alt", _("Hanya dengan Alt"))],
            name="letters",
            height=40,
        )
        self._size = label("", "figure", name="type_size")
        self._shown, self._kept = Elided("", "help"), Elided("", "help")
        self._lay_out(sample=sample)
        acts.add_to(self)
        acts.setParent(self)  # they go with it, on this thread
        self.theme.chosen.connect(lambda key: appearance.choose(theme=key))
        self.language.chosen.connect(lambda key: appearance.choose(language=key))
        self.letters.chosen.connect(lambda key: appearance.choose(alt=key == "alt"))
        appearance.changed.connect(self.show_choice)
        self.show_choice()

    def take_focus(self, at: str) -> None:
        {"language": self.language, "letters": self.letters}.get(at, self.theme).setFocus()

    def show_choice(self) -> None:
        choice, shown = self._appearance.choice, base()
        self.theme.choose(choice.theme)
        self.language.choose(choice.language)
        self.letters.choose("alt" if choice.alt else "bare")
        self._size.setText(str(choice.size))
        self._acts.refresh()
        self._shown.set_text(_size_words(choice.size, shown, sun=choice.theme == "matahari"))
        self._kept.set_text(
            _("Diingat di laptop ini, untuk siapa pun yang masuk.")
            if self._appearance.kept
            else _("Berlaku sampai program ditutup: penyimpanan menolak mengingatnya.")
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _lay_out(self, *, sample: bool) -> None:
        top = page_head(label(_("Tampilan"), "title"), self._kept, sample=sample)
        cards = lay_out(QHBoxLayout(), (self._choices(), 3), (SampleCard(), 2), gap=16)
        done = self._acts.button("screen_done", kind="blue")
        others = [self._acts.button(id_, tall=True) for id_ in ("screen_help", "notices")]
        foot = lay_out(QHBoxLayout(), done, others[0], None, others[1], gap=8)
        lay_out_page(self, top, cards, foot, grows=cards)

    def _choices(self) -> Card:
        card = Card(gap=12, name="look_choices")
        smaller, larger = self._acts.button("smaller"), self._acts.button("larger")
        card.stack(
            _row(_("Tema"), _("Matahari: garis hitam, huruf lebih besar."), "F11", self.theme),
            hairline(),
            _row(_("Ukuran huruf"), None, "", self._size, smaller, larger),
            self._shown,
            hairline(),
            _row(_("Bahasa"), _("Semua kata di layar; nama dan isi data tetap."), "B", self.language),
            hairline(),
            _row(_("Huruf sebagai tombol"), _("Dengan Alt tidak tertekan tanpa sengaja."), "H", self.letters),
            None,
        )
        return card


def lay_out_page(page: QWidget, *parts: Part, gap: int = 16, grows: QWidget | QLayout) -> None:
    """Fill a page that covers the window, in its margins."""
    side = 16 if is_small() else 32
    stacked(*parts, gap=gap, grows=grows, margins=(side, side, side, side), on=page)


def page_head(*parts: QWidget | None, sample: bool) -> QHBoxLayout:
    """Its first row; the last part takes the free room before what says that all is invented."""
    row = lay_out(QHBoxLayout(), *parts, gap=12, grows=parts[-1])
    if sample:
        row.addWidget(label(_("CONTOH · data buatan"), "strong", tone="warn"))
    return row


def _option(key: str, word: str) -> Option:
    return Option(key, word, "primary", Shape.DONE)


def _row(title: str, words: str | None, key: str, *widgets: QWidget) -> QLayout:
    """Put a title with its help at the left, and what chooses at the right, its key behind."""
    left = lay_out(QVBoxLayout(), label(title, "strong"))
    if words:
        left.addWidget(label(words, "help", wrap=True))
    row = lay_out(QHBoxLayout(), left, gap=12, grows=left)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if key:
        cap = Keycap(key)
        widest = max(cap.sizeHint().width(), Keycap("F11").sizeHint().width())
        cap.setMinimumWidth(widest)  # the choices end at one line
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _size_words(chosen: int, shown: int, *, sun: bool) -> str:
    if sun and shown > chosen:
        return _("Matahari menulis lebih besar: kini {shown} piksel.").format(shown=shown)
    if shown < chosen:
        return _("Jendela ini hanya memuat {shown} piksel; di jendela lebih besar kembali {chosen}.").format(
            shown=shown, chosen=chosen
        )
    words = _("Dari {least} sampai {most} piksel; di atas {fitted} layar digulung.")
    return words.format(least=LEAST, most=MOST, fitted=FITTED)
