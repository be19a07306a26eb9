"""The panel in which a person signs: the pad, and the three things that can be done to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, label
from ektp_desk.gui.recording.capture.frames import Frame
from ektp_desk.gui.recording.capture.pad import SignaturePad
from ektp_desk.words import _


class SignaturePanel(Card):
    """Enter keeps (`kept` gives the strokes); Esc closes and writes nothing."""

    kept = Signal(object)  # strokes
    offer_taken = Signal()
    exception_asked = Signal()
    photo_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6, name="signature")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Tanda tangan: Enter menyimpan"))
        self._offer = False
        self.pad = SignaturePad()
        self.photo = Frame(_("Foto yang baru diambil"), "", name="signature_photo")
        self._says = label("", "help", tone="ink2", wrap=True, name="signature_says")
        self.again = ActButton(_("Ulangi"), "U", name="signature_again")
        self.undo = ActButton(_("Hapus goresan"), "H", name="signature_undo")
        self.retake = ActButton(_("Foto lagi"), "1", kind="quiet", name="signature_photo_again")
        self.cannot = ActButton(_("Tidak bisa…"), "T", kind="quiet", name="signature_cannot")
        self.save = ActButton(_("Simpan tanda tangan"), "Enter", kind="blue", name="signature_keep")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="signature_back")
        self._join()
        self._lay_out()

    def begin(self, photo: QImage | None, *, offer: bool) -> None:
        """Begin with an empty pad; beside it the photo that was just taken, for a last look."""
        self._offer = offer
        self.pad.clear()
        self.photo.show_image(photo)
        for part in (self.photo, self.retake):
            part.setVisible(photo is not None)
        self._tell()

    def say(self, refusal: str) -> None:
        """Say why a signature was refused."""
        self._says.setText(refusal)

    def submit(self) -> None:
        """Keep what was drawn, or what a crash left while nothing is drawn."""
        if self._offer and not self.pad.strokes():
            self.offer_taken.emit()
        else:
            self.kept.emit(self.pad.strokes())

    def take_focus(self) -> None:
        """Hear the keys."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps; a held key is one press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.submit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        drawn = bool(self.pad.strokes())
        offers = self._offer and not drawn
        says = _("Tersimpan sebelum meja berhenti. Pakai, atau minta lagi.") if offers else ""
        self._says.setText(says or _("Pena, jari atau tetikus, di atas garis."))
        self.save.set_text(_("Pakai yang tersimpan") if offers else _("Simpan tanda tangan"))
        self.save.setEnabled(drawn or offers)
        for button in (self.again, self.undo):
            button.setEnabled(drawn)

    def _join(self) -> None:
        self.pad.changed.connect(self._tell)
        self.again.asked.connect(self.pad.clear)
        self.undo.asked.connect(self.pad.undo)
        self.retake.asked.connect(self.photo_asked)
        self.cannot.asked.connect(self.exception_asked)
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)

    def _lay_out(self) -> None:
        row, side, head, quiet = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        row.setSpacing(px(16))
        side.setSpacing(px(6))
        row.addWidget(self.photo)
        head.setSpacing(px(16))
        head.addWidget(label(_("Tanda tangan"), "strong"))
        head.addWidget(self._says, 1)  # beside, not below: the pad is as wide as its height allows
        side.addLayout(head)
        side.addWidget(self.pad, 1)
        quiet.setSpacing(px(8))
        for button in (self.again, self.undo):
            quiet.addWidget(button)
        quiet.addStretch(1)
        quiet.addSpacing(px(8))
        quiet.addWidget(self.retake)
        quiet.addSpacing(px(12))
        quiet.addWidget(self.cannot)
        side.addLayout(quiet)
        row.addLayout(side, 1)
        self.body.addLayout(row, 1)
