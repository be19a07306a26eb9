"""The right card of a plan: which lists are ticked, and how many people they make."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Banner, Card, Elided, Tick, label, set_tone
from ektp_desk.words import N_, _

_EXPECTED = {
    VisitKind.VILLAGE: N_("Sasarannya warga desa itu dalam daftar yang dicentang."),
    VisitKind.SCHOOL: N_("Sasarannya semua yang ada dalam daftar yang dicentang, dari desa mana pun."),
    VisitKind.OFFICE: N_("Sasarannya semua yang ada dalam daftar yang dicentang; boleh tanpa daftar."),
}


class ExpectedCard(Card):
    """`changed`: another list was ticked, or one no more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6)
        self._ticks: dict[str, Tick] = {}
        self.by_hand = False  # somebody ticked: nothing is proposed any more
        self._hero, self._words = label("–", "hero", name="plan_count"), Elided("", "strong")
        self._words.setObjectName("plan_targets")
        self._holder, area = QWidget(), QScrollArea()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        area.setWidget(self._holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        area.setMinimumHeight(px(34))
        self._area = area
        self._rule = label("", "help", wrap=True, name="plan_rule")
        for part in (self._hero, self._words, self._rule):
            self.add(part)
        self.body.addSpacing(px(6))
        self.add_row(label(_("Daftar"), "label"), None, label(_("Spasi mencentang"), "help"))
        self.add(area, 1)
        self.doubt = Banner("warn", name="plan_doubt")
        self.add(self.doubt)
        self.doubt.hide()

    def show_lists(self, lists: Sequence[tuple[str, str]], *, ticked: Sequence[str]) -> None:
        """Offer lists as (id, words)."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks = {key: Tick(words, name=f"plan_list_{at}") for at, (key, words) in enumerate(lists)}
        for key, tick in self._ticks.items():
            tick.setChecked(key in ticked)
            # A long name is cut with a tooltip: it must not push the panel wider.
            tick.setMinimumWidth(px(60))
            tick.setToolTip(tick.accessibleName())
            tick.toggled.connect(self.changed)
            tick.clicked.connect(self._on_hand)
            self._column.addWidget(tick)
            tick.show()
        self._column.addStretch(1)

    def propose(self, lists: Sequence[str]) -> None:
        """Tick these and no others, unless somebody ticked before."""
        for key, tick in self._ticks.items() if not self.by_hand else ():
            tick.setChecked(key in lists)

    def say_doubt(self, what: str, then: str) -> None:
        """Say what looks wrong about the ticked lists; it hinders nothing. Without words it goes."""
        self.doubt.say("warn", what, then=then)
        self.doubt.setVisible(bool(what))

    def _on_hand(self) -> None:
        self.by_hand = True

    def lists(self) -> tuple[str, ...]:
        """Give the ticked lists."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return list(self._ticks.values())

    def show_kind(self, kind: VisitKind) -> None:
        """Say whom a visit of this kind expects."""
        self._rule.setText(_(_EXPECTED[kind]))

    def say(self, figure: str, words: str) -> None:
        """Say how many people are expected; without a figure its room stays empty."""
        self._hero.setText(figure or " ")
        self._words.set_text(words)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the lower hero of the small form."""
        super().set_small(small)
        if hasattr(self, "_hero"):
            set_tone(self._hero, None, role="figure" if small else "hero")
