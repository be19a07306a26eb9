"""The bar below: what this step needs at the left, then the one blue button, which never moves."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Elided, Field
from ektp_desk.words import _

Stage = Literal["unclear", "review", "sign", "signed"]
_FOOT = Qt.AlignmentFlag.AlignBottom


class SignBar(QWidget):
    """One stage of closing at a time; `blue_asked` gives the stage whose blue button was pressed."""

    blue_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.supervisor = Field(
            _("Nama supervisor yang menandatangani"), "supervisor", placeholder=_("nama"), reserve=False
        )
        self.note = Field(_("Catatan untuk U, boleh kosong"), "review_note", reserve=False)
        self._said: dict[Stage, Elided] = {}
        self.blue = ActButton("", "Enter", kind="blue", name="closing_blue")
        self.again = ActButton(_("Rekam ulang"), "U", short=_("Ulang"), tall=True, name="closing_again")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="closing_back")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", short=_("Salin"), tall=True, name="closing_copy")
        self.preview = ActButton(_("Pratinjau"), "F6", tall=True, name="closing_preview")
        self.stage: Stage = "unclear"
        self._slot = QStackedWidget()
        self._pages: dict[Stage, QWidget] = {
            "unclear": self._saying("unclear", _("Nomor yang dipilih")),
            "review": self.note,
            "sign": self.supervisor,
            "signed": self._saying("signed", _("Ditandatangani")),
        }
        self._lay_out()
        self.blue.asked.connect(lambda: self.blue_asked.emit(self.stage))

    def show_stage(self, stage: Stage, said: str = "", *, words: str = "") -> None:
        """Show what is next; `said` stands at the left where nothing is typed, `words` on the blue button."""
        self.stage = stage
        self._slot.setCurrentWidget(self._pages[stage])
        if stage in self._said:
            self._said[stage].set_text(said)
        usual = {"sign": _("Tutup hari dan tanda tangani"), "signed": _("Lihat laporan")}
        short = _("Tutup hari") if stage == "sign" else ""
        self.blue.set_text(words or usual.get(stage, ""), short=short)
        self.blue.set_key("Ctrl+Enter" if stage == "sign" else "Enter")
        self.again.setVisible(stage == "review")
        self.back.setVisible(stage != "signed")
        self.preview.setVisible(stage in ("unclear", "sign"))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Keep one width for the left and one for the blue button, so that neither moves between steps."""
        self._slot.setFixedWidth(px(190 if small else 290))
        self.blue.setFixedWidth(px(205 if small else 330))

    def _saying(self, stage: Stage, title: str) -> QWidget:
        page, said = QWidget(), Elided("", "strong")
        said.setObjectName(f"closing_said_{stage}")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Elided(title, "label"))
        column.addStretch(1)
        column.addWidget(said)
        column.addStretch(1)
        self._said[stage] = said
        return page

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._slot.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._slot)
        for button in (self.blue, self.again, self.back):
            row.addWidget(button, 0, _FOOT)
        row.addStretch(1)
        for button in (self.copy, self.preview):
            row.addWidget(button, 0, _FOOT)
        self.set_small(False)
