"""The right side of F6: the key figure, what the paper is asked for with, what is not final, and the acts."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Banner, Card, Elided, Marked, Note, hairline, label, named
from ektp_desk.gui.parts.news.banner import BannerKind
from ektp_desk.gui.reports.asking.options import Options
from ektp_desk.words import _

_WIDE, _NARROW = 296, 272


class Side(QWidget):
    """Shows what was asked for; its buttons are the screen's acts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report_side")
        self._number = label("", "hero", name="served")
        self._whom = label("", "strong", wrap=True, name="of_whom")
        self._state = named(Marked(Note(Shape.NONE, ""), "small"), "state")
        self._as_of = named(Elided("", "help"), "as_of")
        self.options = Options()
        self.banner = Banner("warn", name="notice")
        self.save = ActButton(_("Simpan PDF"), "Ctrl+S", kind="blue", name="save")
        self.print = ActButton(_("Cetak…"), "Ctrl+P", name="print")
        self.excel = ActButton(_("Simpan Excel"), "Ctrl+E", short=_("Excel"), name="excel")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", short=_("Salin"), name="copy")
        self._lay_out()

    def show_figure(self, number: str, whom: str, *, note: Note, as_of: str) -> None:
        """Show the key figure, what it counts, how final it is, and of when."""
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._whom.setText(whom)
        self._state.setVisible(bool(note.text))
        self._state.show_note(note)
        self._as_of.set_text(as_of)

    def allow(self, *, paper: bool, table: bool, summary: bool) -> None:
        """Offer the acts that this paper has."""
        for button in (self.save, self.print):
            button.setEnabled(paper)
        self.excel.setEnabled(table)
        self.copy.setEnabled(summary)

    def say(self, kind: BannerKind, what: str, then: str, *, code: str = "") -> None:
        """Tell what is not final or did not work, in the room kept above the buttons."""
        self.banner.say(kind, what, then=then, code=code)
        self.banner.setVisible(bool(what))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less width and do without the line, and without the hour that the paper tells itself."""
        self.setFixedWidth(px(_NARROW if small else _WIDE))
        for spare in (self._line, self._as_of):
            spare.setVisible(not small)
        self._column.setSpacing(px(8 if small else 12))
        self._acts.setSpacing(px(6 if small else 8))
        self._card.body.setSpacing(px(6 if small else 10))

    def _lay_out(self) -> None:
        self._card, top, words = Card(name="figure_card"), QHBoxLayout(), QVBoxLayout()
        top.setSpacing(px(14))
        words.setSpacing(px(2))
        for part in (self._whom, self._state):
            words.addWidget(part)
        top.addWidget(self._number)
        top.addLayout(words, 1)
        self._line = hairline()
        self._card.body.addLayout(top)
        for widget in (self._line, self.options, self._as_of):
            self._card.add(widget)
        self._column, self._acts = QVBoxLayout(self), QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._card)
        self._column.addWidget(self.banner)
        self._column.addStretch(1)
        self._column.addLayout(self._acts)
        self._lay_out_acts()
        self.banner.hide()
        self.set_small(False)

    def _lay_out_acts(self) -> None:
        self._acts.addWidget(self.save)
        for pair in ((self.print, self.excel), (self.copy,)):
            row = QHBoxLayout()
            row.setSpacing(px(8))
            for button in pair:
                row.addWidget(button, 1)
            self._acts.addLayout(row)
