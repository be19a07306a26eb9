"""The panels of a correction and of an erasure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import CLAIMED
from ektp_desk.domain.typed_days import read_day
from ektp_desk.gui.kit import (
    ActButton,
    Choice,
    Elided,
    Field,
    Option,
    PassphraseField,
    Pulldown,
    hairline,
    label,
    named,
    set_tone,
)
from ektp_desk.gui.kit.day_entry import level
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.people.commands import Ground
from ektp_desk.usecases.people.timeline import Timeline
from ektp_desk.words import _
from ektp_desk.words.acts import field_word
from ektp_desk.words.acts.fields import Names, written
from ektp_desk.words.acts.picked import GROUNDS
from ektp_desk.words.errors import message
from ektp_desk.words.sexes import sex_typed, sexes_hint

_OTHER = "other"


class CorrectionPanel(Overlay):
    """`submitted` gives field, value (a day as ISO), ground and passphrase."""

    submitted = Signal(str, str, str, str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="correction", widest=760)
        self._was: dict[str, str] = {}
        self._names = Names(whole=True)

    def furnish_now(self) -> None:
        self._title, self._hint = Elided("", "lead"), Elided("", "help")
        words = [(field, field_word(field)) for field in CLAIMED]
        self.field = Pulldown(_("Data yang dibetulkan"), words, name="correction_field")
        self.now, self._missing = (
            Elided("", "help"),
            named(Elided("", "label", tone="bad"), "correction_missing"),
        )
        self.value = Field(_("Isi yang benar"), "correction_value")
        grounds = [(word, _(word)) for word in GROUNDS]
        self.ground = Pulldown(
            _("Dasar: surat yang dilihat"), [*grounds, (_OTHER, _("Lain…"))], name="correction_ground"
        )
        self.note = Field(_("Surat apa?"), "correction_note")
        self.passphrase = PassphraseField(_("Kata sandi Anda"), "correction_passphrase")
        self.save = ActButton(_("Simpan koreksi"), "Enter", kind="blue", name="correction_save")
        self.back = ActButton(_("Kembali"), "Esc", kind="quiet", name="correction_back")
        self._lay_out()
        self.field.chosen.connect(self._on_field)
        self.ground.chosen.connect(self._on_ground)
        self.save.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)

    def open_for(self, shown: Timeline, was: dict[str, str], *, field: str, value: str = "") -> None:
        """Ask about one field of a person, ready to be typed over.

        `was` gives what each field shows now, `value` what is offered in its place.
        """
        self.furnish()
        self._was, self._names = was, Names(village=shown.names.village, whole=True)
        self._title.set_text(_("Koreksi: {name}").format(name=shown.person.name))
        self.setAccessibleName(self._title.full_text())
        self._calm()
        self.field.choose(field)
        self.ground.choose(None)
        self._on_ground("")
        self.passphrase.forget()
        self._on_field(field)
        if value:
            self.value.set_text(written(field, value, self._names))
        self.open(self.value.edit)
        self.value.edit.selectAll()

    def confirm(self) -> None:
        """Tell what was filled in; a day that cannot be read is refused here."""
        self._calm()
        field = self.field.value() or "name"
        try:
            value = self._read(field)
        except EktpError as error:
            self.show_error(error)
            return
        self.submitted.emit(field, value, self._ground(), self.passphrase.text())

    def show_error(self, error: EktpError) -> None:
        said = message(error).partition(". ")[0]
        if error.code.startswith("signin."):
            self.passphrase.set_error(said, error.code)
            self.passphrase.edit.selectAll()
            self.passphrase.setFocus()
        elif error.code == "person.needs_ground":
            self._missing.set_text(said)
            (self.note if self.note.isVisible() else self.ground).setFocus()
        elif error.code.split(".")[0] in ("person", "nik", "date", "place"):
            self.value.set_error(said, error.code)
            self.value.setFocus()
        else:
            self._hint.set_text(f"{message(error)} [{error.code}]")
            set_tone(self._hint, "bad", role="label")

    def leave(self) -> None:
        """Go away; nothing that was typed stays."""
        self.passphrase.forget()
        super().leave()

    def stops(self) -> list[QWidget]:
        fields = [self.value.edit, self.ground, self.note.edit, self.passphrase.edit]
        return [*fields, self.save, self.back, self.field]

    def _calm(self) -> None:
        self._hint.set_text(_("Isi lama tetap terlihat di riwayat."))
        set_tone(self._hint, None, role="help")
        self._missing.set_text("")
        for field in (self.value, self.note, self.passphrase):
            field.clear_error()

    def _on_field(self, field: str) -> None:
        now = written(field, self._was.get(field, ""), self._names)
        self.now.set_text(_("Sekarang: {value}").format(value=now or _("tidak diketahui")))
        hints = {
            "birth": _("hari-bulan-tahun"),
            "sex": sexes_hint(),
            "village": _("nama desa atau kodenya"),
            "nik": _("16 angka"),
            "kk_number": _("16 angka"),
        }
        self.value.edit.setPlaceholderText(hints.get(field, ""))
        self.value.set_text(now)

    def _on_ground(self, ground: str) -> None:
        """Ask which paper it was only where none of the usual ones was."""
        self.note.set_text("")
        self.note.setVisible(ground == _OTHER)

    def _read(self, field: str) -> str:
        text = self.value.text()
        if field == "birth" and text:
            return read_day(text).isoformat()
        return sex_typed(text) if field == "sex" else text

    def _ground(self) -> str:
        seen = self.ground.value() or ""
        return self.note.text() if seen == _OTHER else seen

    def _lay_out(self) -> None:
        keep = self.note.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # the card keeps its form whichever paper it was
        self.note.setSizePolicy(keep)
        head = self.card.add_row(self._title, self._hint, self.back, gap=16)
        head.setStretch(1, 1)
        self.card.add(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        grid.addWidget(_titled(_("Data yang dibetulkan"), self.field, self.now), 0, 0)
        grid.addWidget(self.value, 0, 1)
        grid.addWidget(_titled(_("Dasar: surat yang dilihat"), self.ground, self._missing), 1, 0)
        grid.addWidget(self.passphrase, 1, 1)
        grid.addWidget(self.note, 2, 0)
        grid.addLayout(level(self.save, tall=True), 2, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.card.body.addLayout(grid)


def _titled(title: str, held: QWidget, below: QWidget) -> QWidget:
    """Set a control at the height of the fields beside it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(label(title, "label"))
    column.addWidget(held)
    column.addWidget(below)
    return whole


class ErasurePanel(Overlay):
    """`submitted` gives the ground, the note and the passphrase."""

    submitted = Signal(str, str, str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="erasure", widest=700)

    def furnish_now(self) -> None:
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
        ground = self.ground.value()
        if ground is None:
            self._say(_("Pilih dasarnya dahulu."))
            self.ground.setFocus()
            return
        self.submitted.emit(ground, self.note.text(), self.passphrase.text())

    def show_error(self, error: EktpError) -> None:
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
