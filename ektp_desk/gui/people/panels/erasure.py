"""The erasure's own page: what goes for good, why, and whose hand; the only question that has no way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import (
    ActButton,
    Choice,
    Elided,
    Field,
    Option,
    PassphraseField,
    hairline,
    label,
    set_tone,
)
from ektp_desk.usecases.people.commands import Ground
from ektp_desk.usecases.people.timeline import Timeline
from ektp_desk.words import _
from ektp_desk.words.errors import message


class ErasurePanel(Overlay):
    """`submitted` gives the ground, the note and the passphrase."""

    submitted = Signal(str, str, str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="erasure", widest=700)

    def furnish_now(self) -> None:
        """Make what stands on the card, once."""
        self._title = Elided("", "lead", tone="bad")
        self._what = label("", "body", wrap=True)
        self.ground = Choice(
            _("Dasar"),
            [
                Option(Ground.REQUEST, _("Diminta orangnya"), tone="primary", mark=Shape.CALLED),
                Option(Ground.MISTAKE, _("Salah dicatat"), tone="primary", mark=Shape.CALLED),
            ],
            name="erasure_ground",
            numbered=True,
        )
        self.note = Field(_("Siapa meminta, kapan, surat apa"), "erasure_note")
        self.passphrase = PassphraseField(_("Kata sandi Anda"), "erasure_passphrase")
        self.erase = ActButton(
            _("Hapus untuk selamanya"), "Ctrl+Enter", kind="danger", tall=True, name="erasure_do"
        )
        self.back = ActButton(_("Kembali, jangan hapus"), "Esc", kind="blue", name="erasure_back")
        self._hint = Elided("", "help")
        self._lay_out()
        self.erase.asked.connect(self.submit)
        self.back.asked.connect(self.leave)

    def open_for(self, shown: Timeline) -> None:
        """Say what would go; nothing is preselected."""
        self.furnish()
        self._title.set_text(_("Hapus data pribadi {name}").format(name=shown.person.name))
        self.setAccessibleName(self._title.full_text())
        self._what.setText(
            _(
                "Nama, NIK, tanggal lahir, alamat dan catatan orang ini, juga yang tergabung dengannya, "
                "dihapus dari jurnal. Angka laporan tetap. Daftar yang dimuat tetap menyebutnya sampai "
                "dicabut atau habis masanya. Ini tidak bisa dibatalkan."
            )
        )
        self.ground.choose(None)
        self.note.set_text("")
        self.passphrase.forget()
        self._say("")
        self.open(self.ground)

    def confirm(self) -> None:
        """Leave on Enter: erasing wants its own key."""
        if self.back.hasFocus():
            self.leave()

    def submit(self) -> None:
        """Tell what was filled in."""
        ground = self.ground.value()
        if ground is None:
            self._say(_("Pilih dasarnya dahulu."))
            self.ground.setFocus()
            return
        self.submitted.emit(ground, self.note.text(), self.passphrase.text())

    def show_error(self, error: EktpError) -> None:
        """Say a refusal beside what it is about."""
        said = message(error).partition(". ")[0]
        fields = {
            "erase.needs_note": self.note,
            "signin.wrong": self.passphrase,
            "signin.wait": self.passphrase,
        }
        field = fields.get(error.code)
        if field is None:
            self._say(f"{message(error)} [{error.code}]")
            return
        field.set_error(said, error.code)
        field.setFocus()

    def leave(self) -> None:
        """Go away; nothing that was typed stays."""
        self.passphrase.forget()
        super().leave()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        at_hand = self.ground.focusProxy() or self.ground
        return [at_hand, self.note.edit, self.passphrase.edit, self.erase, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Erase on Ctrl+Enter only."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.submit()
            return
        super().keyPressEvent(event)

    def _say(self, text: str) -> None:
        self._hint.set_text(text)
        set_tone(self._hint, "bad" if text else None, role="label")

    def _lay_out(self) -> None:
        self.card.add(self._title)
        self.card.add(hairline())
        for part in (self._what, self.ground, self.note, self.passphrase, self._hint):
            self.card.add(part)
        self.card.add_row(self.back, None, self.erase)
