"""The supervisor's word for somebody who is not yet 16 by the date at hand: lists hold wrong dates."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ektp_desk.gui.parts import ActButton, Card, Elided, Field, GoesOn
from ektp_desk.words import _


class PassingPanel(Card):
    """`submitted` gives supervisor and reason, both said; Esc closes and writes nothing.

    Why it is asked stands with the person above, who is seen all the while.
    """

    submitted = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8, name="passing")
        self.by = Field(_("Nama supervisor"), "passing_by")
        self.reason = Field(_("Alasan"), "passing_reason", placeholder=_("mis. menurut akta sudah 16"))
        self.save = ActButton(_("Loloskan dan selesai"), "Enter", kind="blue", name="passing_save")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="passing_back")
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)
        for field in (self.by, self.reason):
            field.entered.connect(self.submit)
        self.add_row(Elided(_("Persetujuan supervisor"), "strong"), None, GoesOn())
        self.add(Elided(_("Supervisor boleh meloloskan dengan alasan. Yang sudah diisi tersimpan."), "help"))
        row = self.add_row(self.by, self.reason, gap=16)
        row.setStretch(0, 1)
        row.setStretch(1, 2)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Ask anew; the supervisor who said it last is kept."""
        self.reason.set_text("")
        self.by.clear_error()

    def take_focus(self) -> None:
        """Go to the first field that still wants an answer; the supervisor is often the same."""
        first = self.reason if self.by.text() else self.by
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Give both, or say which is lacking."""
        for field in (self.by, self.reason):
            if not field.text():
                field.set_error(_("Masih kosong. Yang sudah direkam tetap tersimpan."))
                field.edit.setFocus()
                return
        self.submitted.emit(self.by.text(), self.reason.text())
