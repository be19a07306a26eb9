"""The bar below: what this step needs at the left, then the one blue button, which never moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.closing.reading import ClosingFacts, Stage
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Elided, Field, PassphraseField
from ektp_desk.words import _
from ektp_desk.words.numbers import count

_FOOT = Qt.AlignmentFlag.AlignBottom
_SAYING: tuple[Stage, ...] = ("unclear", "review", "sign", "signed")
_BLUE_KEYS: dict[Stage, str] = {"review": "T", "sign": "Ctrl+Enter"}  # Enter on all others


class SignBar(QWidget):
    """One stage of closing at a time; `blue_asked` gives the stage whose blue button was pressed."""

    blue_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = PassphraseField(_("Kata sandi"), "closing_passphrase", reserve=False)
        self.note = Field(_("Mengapa?"), "review_note", placeholder=_("boleh kosong"), reserve=False)
        self._said: dict[Stage, tuple[Elided, Elided]] = {}
        self.blue = ActButton("", "Enter", kind="blue", name="closing_blue")
        self.again = ActButton(_("Rekam ulang…"), "U", short=_("Ulang…"), tall=True, name="closing_again")
        self.all = ActButton("", "Shift+T", tall=True, name="closing_all")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="closing_back")
        self.look = ActButton("", "Alt+P", tall=True, name="closing_look")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", short=_("Salin"), tall=True, name="closing_copy")
        self.preview = ActButton(_("Pratinjau"), "F6", tall=True, name="closing_preview")
        self.stage: Stage = "unclear"
        self._slot = QStackedWidget()
        self._pages: dict[Stage, QWidget] = {
            "prove": self.passphrase,
            "why": self.note,
        }
        for stage in _SAYING:
            self._pages[stage] = self._saying(stage)
        self._lay_out()
        self.blue.asked.connect(lambda: self.blue_asked.emit(self.stage))

    def show_stage(self, stage: Stage, title: str, said: str = "", *, words: str, short: str = "") -> None:
        """Show what is next: `title` over what is typed or `said` at the left, `words` on the blue button.

        Without something to say, signing asks for the passphrase.
        """
        self.stage = stage
        page = self.passphrase if stage == "sign" and not said else self._pages[stage]
        self._slot.setCurrentWidget(page)
        if isinstance(page, Field):
            page.set_title(title)
        else:
            for line, text in zip(self._said[stage], (title, said), strict=True):
                line.set_text(text)
        self.blue.set_text(words, short=short)
        self.blue.set_key(_BLUE_KEYS.get(stage, "Enter"))
        for button in (self.again, self.all):
            button.setVisible(stage == "review")
        self.back.setVisible(stage != "signed")
        self.copy.setVisible(stage in ("unclear", "sign", "signed"))

    def say_exceptions(self, unread: int, read: int) -> None:
        """Offer to accept what waits, and to look once more at what was reviewed."""
        self.all.set_text(
            _("Terima semua ({n})").format(n=count(unread)), short=_("Semua ({n})").format(n=count(unread))
        )
        self.all.setEnabled(unread > 0)
        self.look.set_text(_("Tinjauan ({n})").format(n=count(read)))
        looking = self.stage == "sign" and read > 0
        self.look.setVisible(looking)
        # Where both have no room, the navigation prints F6 too.
        self.preview.setVisible(self.stage in ("unclear", "sign") and not looking)

    def asks_passphrase(self) -> bool:
        """Tell whether the passphrase is asked for now."""
        return self._slot.currentWidget() is self.passphrase

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Keep one width for the left and one for the blue button, so that neither moves between steps."""
        self._slot.setFixedWidth(px(190 if small else 290))
        self.blue.setFixedWidth(px(205 if small else 330))

    def _saying(self, stage: Stage) -> QWidget:
        page, title, said = QWidget(), Elided("", "label"), Elided("", "strong")
        said.setObjectName(f"closing_said_{stage}")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(title)
        column.addStretch(1)
        column.addWidget(said)
        column.addStretch(1)
        self._said[stage] = title, said
        return page

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._slot.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._slot)
        for button in (self.blue, self.again, self.all, self.back):
            row.addWidget(button, 0, _FOOT)
        row.addStretch(1)
        for button in (self.look, self.copy, self.preview):
            row.addWidget(button, 0, _FOOT)
        self.set_small(False)


def show_step(
    bar: SignBar, stage: Stage, facts: ClosingFacts, at_hand: tuple[str, str], *, who: str, proved: bool
) -> None:
    """Show a stage on the bar; `at_hand` is number and name of what the keys act on, `who` is signed in."""
    number, _name = at_hand
    chosen = " · ".join(part for part in at_hand if part)
    asking = _("Kata sandi {name}").format(name=who)
    if stage == "unclear":
        bar.show_stage(
            stage, _("Nomor yang dipilih"), chosen, words=_("Beri hasil {number}…").format(number=number)
        )
    elif stage == "prove":
        words = _("Tinjau {n} pengecualian").format(n=count(len(facts.exceptions)))
        bar.show_stage(stage, asking, words=words, short=_("Tinjau"))
    elif stage == "review":
        words = _("Terima {number}").format(number=number)
        bar.show_stage(stage, _("Pengecualian yang dipilih"), chosen, words=words)
    elif stage == "why":
        words = _("Rekam ulang {number}").format(number=number)
        bar.show_stage(stage, _("Mengapa {number} direkam ulang?").format(number=number), words=words)
    elif stage == "sign":
        said = _("{name} · kata sandi benar").format(name=who) if proved else ""
        title = _("Yang menandatangani") if proved else asking
        words = _("Tutup hari dan tanda tangani")
        bar.show_stage(stage, title, said, words=words, short=_("Tutup hari"))
    else:
        bar.show_stage(stage, _("Ditandatangani"), facts.visit.supervisor, words=_("Lihat laporan"))
    bar.say_exceptions(facts.unread, len(facts.exceptions))
