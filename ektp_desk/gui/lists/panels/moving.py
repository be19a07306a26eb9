"""What becomes of a visit, asked in place: another day before it begins, or work again after its close."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.gui.lists.page import BlueKey, Page
from ektp_desk.gui.parts import ActButton, Card, Elided, Field, PassphraseField, hairline, label
from ektp_desk.words import _


class _AskForm(Page):
    """A question about one visit; `asked` is the blue button, Esc leaves everything as it is."""

    asked = Signal()

    def __init__(self, title: str, means: str, word: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self._name, self._day = Elided("", "strong"), Elided("", "help")
        self.reason = Field(_("Mengapa?"), f"{name}_reason")
        self.button = ActButton(word, "Enter", kind="blue", name=f"{name}_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name=f"{name}_cancel")
        self.card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        means_label = label(means, "small", wrap=True)
        for part in (label(title, "lead"), self._name, self._day, hairline(), means_label):
            self.card.add(part)
        self.card.body.addStretch(1)
        self.entered.connect(self.asked)
        self.button.asked.connect(self.asked)
        self.cancel.asked.connect(self.left)
        BlueKey(self.button, (self.cancel,))

    def begin(self, name: str, day: str) -> None:
        """Ask about a visit, with every box empty."""
        self._name.set_text(name)
        self._day.set_text(day)
        for field in self.fields():
            field.set_text("")
        self.fields()[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def fields(self) -> tuple[Field, ...]:
        """Give the boxes in their order."""
        return (self.reason,)

    def _add_foot(self) -> None:
        for part in (*self.fields(), self.button, self.cancel):
            self.card.add(part)


class PostponeForm(_AskForm):
    """Asks for the new day and why."""

    def __init__(self) -> None:
        means = _("Rencana, daftar dan petugasnya tetap. Hari yang semula tetap terlihat.")
        super().__init__(_("Tunda kunjungan ini?"), means, _("Tunda kunjungan"), name="postpone")
        self.day = Field(_("Hari baru"), "postpone_day", help_text=_("hari-bulan-tahun"))
        self.reason.edit.setPlaceholderText(_("mis. jalan putus"))
        self._add_foot()

    def fields(self) -> tuple[Field, ...]:
        """Give the boxes in their order."""
        return self.day, self.reason


class ReopenForm(_AskForm):
    """Asks why, and for the supervisor's passphrase."""

    def __init__(self) -> None:
        means = _(
            "Antrean dan perekaman berjalan lagi. Sesudahnya hari ini ditutup dan ditandatangani lagi; "
            "tanda tangan yang lama tetap dalam jurnal."
        )
        super().__init__(_("Buka kembali hari ini?"), means, _("Buka kembali"), name="reopen")
        self.passphrase = PassphraseField(_("Kata sandi Anda"), "reopen_passphrase")
        self.reason.edit.setPlaceholderText(_("mis. dua orang masih datang"))
        self._add_foot()

    def fields(self) -> tuple[Field, ...]:
        """Give the boxes in their order."""
        return self.reason, self.passphrase
