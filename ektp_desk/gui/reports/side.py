"""The right side of F6: the key figure, which visit, what is not final, and the acts at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import (
    ActButton,
    Banner,
    Card,
    Elided,
    Marked,
    Note,
    Pulldown,
    hairline,
    label,
    named,
)
from ektp_desk.gui.parts.news.banner import BannerKind
from ektp_desk.words import NP_, _

_WIDE, _NARROW = 296, 272


class Side(QWidget):
    """Says `visit_chosen` with an id; its buttons are the screen's acts."""

    visit_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report_side")
        self._number = label("", "hero", name="served")
        self._whom = label("", "strong", wrap=True, name="of_whom")
        self._state = named(Marked(Note(Shape.NONE, ""), "small"), "state")
        self._as_of = named(Elided("", "help"), "as_of")
        self.visits = Pulldown(_(NP_("one", "Kunjungan")), key="K", name="visits")
        self.banner = Banner("warn", name="notice")
        self.save = ActButton(_("Simpan PDF"), "Ctrl+S", kind="blue", name="save")
        self.print = ActButton(_("Cetak…"), "Ctrl+P", name="print")
        self.copy = ActButton(_("Salin ringkasan"), "Alt+C", name="copy")
        self.visits.chosen.connect(self.visit_chosen)
        self._lay_out()

    def show_figure(self, number: str, whom: str, *, unclear: Note, as_of: str) -> None:
        """Show the key figure, whether anybody is unclear, and of when it is."""
        self._number.setText(number)
        self._whom.setText(whom)
        self._state.show_note(unclear)
        self._as_of.set_text(as_of)

    def show_visits(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the visits, newest first."""
        self.visits.set_options(choices)
        self.visits.choose(chosen)
        self.visits.setToolTip(dict(choices).get(chosen, ""))

    def say(self, kind: BannerKind, what: str, then: str, *, code: str = "") -> None:
        """Tell what is not final or did not work, in the room kept above the buttons."""
        self.banner.say(kind, what, then=then, code=code)
        self.banner.setVisible(bool(what))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less width and do without the line."""
        self.setFixedWidth(px(_NARROW if small else _WIDE))
        self._line.setVisible(not small)
        self._title.setVisible(not small)
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
        self._line, self._title = hairline(), label(_(NP_("one", "Kunjungan")), "label")
        self._card.body.addLayout(top)
        for widget in (self._line, self._title, self.visits, self._as_of):
            self._card.add(widget)
        self._column, self._acts = QVBoxLayout(self), QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._card)
        self._column.addWidget(self.banner)
        self._column.addStretch(1)
        self._column.addLayout(self._acts)
        for button in (self.save, self.print, self.copy):
            self._acts.addWidget(button)
        self.banner.hide()
        self.set_small(False)
