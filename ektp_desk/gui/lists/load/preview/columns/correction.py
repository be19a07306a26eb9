"""One column corrected in place: its first values, and what it shall mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.places import letters
from ektp_desk.gui.lists.load.preview.columns.shown import ColumnShown
from ektp_desk.gui.lists.load.preview.meanings import MEANINGS, meanings_of
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.parts import ActButton, Card, Chooser, Elided, Field, Pick, hairline, label
from ektp_desk.words import _

_SAMPLES = 3


class CorrectionPanel(Page):
    """`chosen` gives a meaning; Esc leaves everything as it was. The list of meanings is open at once."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("correction_panel")
        self._title, self._was = Elided("", "title"), Elided("", "help")
        self._samples = [Elided("", "body") for _place in range(_SAMPLES)]
        self.field = Field(
            _("Artinya"), "column_meaning", help_text=_("ketik atau pilih ↑ ↓, lalu Enter"), reserve=True
        )
        self.chooser = Chooser(self.field.edit, _("Arti yang dapat dipilih"), most=4, name="meaning_choices")
        self.cancel = ActButton(_("Biarkan seperti semula"), "Esc", short=_("Biarkan"), name="column_leave")
        self._picks: list[Pick] = []
        self._lay_out()
        self.field.edit.textEdited.connect(self._offer)
        self.chooser.chosen.connect(self.chosen)
        self.entered.connect(lambda: self._offer(self.field.text()))
        self.cancel.asked.connect(self.left)

    def begin(self, column: ColumnShown, columns: Sequence[ColumnShown], kind: ListKind) -> None:
        """Ask what a column means; its neighbours say which meanings are taken already."""
        self._title.set_text(column.title)
        self._was.set_text(_("kini: {meaning}").format(meaning=column.becomes))
        values = [value for value in column.samples if value] or [_("tanpa contoh")]
        for at, part in enumerate(self._samples):
            part.set_text(values[at] if at < len(values) else "")
        holders = {c.meaning: c.title for c in columns if c.layout == column.layout and c.taken}
        self._picks = [_pick(meaning, holders) for meaning in meanings_of(kind) if meaning != column.meaning]
        if column.taken:
            self._picks.append(Pick(Meaning.IGNORED.value, _("tidak diambil"), _("kolom ini tidak dibaca")))
        self.field.set_text("")
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer("")

    def _offer(self, text: str) -> None:
        key = letters(text)
        fit = [pick for pick in self._picks if key in letters(pick.text)]
        fit.sort(key=lambda pick: not letters(pick.text).startswith(key))
        self.chooser.set_choices(fit)
        if fit:
            self.field.clear_error()
        else:
            self.field.set_error(_("Tidak ada arti dengan huruf itu."))

    def _lay_out(self) -> None:
        card = Card(gap=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        card.add(label(_("Ubah arti kolom"), "label"))
        for part in (self._title, self._was, hairline(), label(_("Isi baris pertama"), "label")):
            card.add(part)
        for sample in self._samples:
            card.add(sample)
        card.add(self.field)
        card.body.addStretch(1)
        card.add(self.cancel)


def _pick(meaning: Meaning, holders: dict[Meaning, str]) -> Pick:
    word, how = MEANINGS[meaning]
    held = holders.get(meaning, "")
    return Pick(meaning.value, _(word), _("kini: {title}").format(title=held) if held else _(how))
