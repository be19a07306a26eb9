"""The plan's page: kind, place, day, hours and team at the left; lists, targets and the blue button right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.kit import Banner, Card, Chooser, Elided, Tick, label, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import clear, stacked
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.visits.plan_place import WhereCard
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
        super().__init__(gap=6, name="plan_expected")
        self._ticks: dict[str, Tick] = {}
        self.by_hand = False  # somebody ticked: nothing is proposed any more
        self._hero = label("–", "figure" if is_small() else "hero", name="plan_count")
        self._words = named(Elided("", "strong"), "plan_targets")
        self._rule = label("", "help", wrap=True, name="plan_rule")
        self.doubt = Banner("warn", name="plan_doubt")
        for part in (self._hero, self._words, self._rule):
            self.add(part)
        self.body.addSpacing(px(6))
        self.add_row(label(_("Daftar"), "label"), None, label(_("Spasi mencentang"), "help"))
        holder, area = QWidget(), QScrollArea()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(px(34))
        self.add(area, 1)
        self.add(self.doubt)
        self.doubt.hide()

    def show_lists(self, lists: Sequence[tuple[str, str]], *, ticked: Sequence[str]) -> None:
        """As (id, words)."""
        clear(self._column)
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

    def lists(self) -> tuple[str, ...]:
        """The ticked ones."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def stops(self) -> list[QWidget]:
        return list(self._ticks.values())

    def show_kind(self, kind: VisitKind) -> None:
        self._rule.setText(_(_EXPECTED[kind]))

    def say(self, figure: str, words: str) -> None:
        """Say how many people are expected; without a figure its room stays empty."""
        self._hero.setText(figure or " ")
        self._words.set_text(words)

    def state(self) -> bool:
        return self.by_hand

    def put_back(self, state: object) -> None:
        self.by_hand = bool(state)

    def _on_hand(self) -> None:
        self.by_hand = True


class PlanForm(Page):
    """Enter goes on to the next box; `desa_typed` wants choices, `desa_chosen` gives the code of one."""

    desa_typed = Signal(str)
    desa_chosen = Signal(str)
    kind_chosen = Signal(str)
    lists_changed = Signal()
    day_typed = Signal()
    place_typed = Signal()

    def __init__(self, title: str, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("plan_form")
        self.where, self.expected = WhereCard(title), ExpectedCard()
        self._button, self._cancel = acts.button("plan_keep", kind="blue"), acts.button("plan_cancel")
        desa = self.where.desa.edit
        self.chooser = Chooser(
            desa, _("Desa yang cocok"), foot=self._cancel, tab_takes=True, name="plan_choices"
        )
        self._lay_out()
        desa.textEdited.connect(self.desa_typed)
        self.chooser.chosen.connect(self.desa_chosen)
        self.chooser.turned.connect(acts.refresh)
        self.where.kind.chosen.connect(self.kind_chosen)
        self.expected.changed.connect(self.lists_changed)
        self.where.day.changed.connect(self.day_typed)
        self.where.place.edit.textEdited.connect(self.place_typed)
        self.entered.connect(self._go_on)
        acts.add_to(self)

    def go_back(self) -> None:
        """Close the choices first, then leave; the foot says which."""
        if self.chooser.isVisible():
            self.chooser.hide()
        else:
            self.left.emit()

    def take_focus(self) -> None:
        """Put the focus where the kind's plan begins."""
        self.where.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_kind(self, kind: VisitKind) -> None:
        self.where.show_kind(kind)
        self.expected.show_kind(kind)

    def show_lists(self, lists: Sequence[tuple[str, str]], *, ticked: Sequence[str]) -> None:
        """Offer lists as (id, words)."""
        self.expected.show_lists(lists, ticked=ticked)
        stops = (self.where.polling.edit, *self.expected.stops(), self._button, self._cancel)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def forget_lists(self) -> None:
        """Offer no list while no desa is chosen."""
        self.expected.show_lists((), ticked=())
        self.expected.say("", _("Pilih desanya: sasaran dihitung di sini"))

    def show_desa(self, title: str) -> None:
        """Show the chosen desa and go on to the day."""
        self.where.desa.set_text(title)
        self.where.day.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.where.day.edit.selectAll()

    def state(self) -> bool:
        """Whether the desa that fit lie open."""
        return self.chooser.isVisible()

    def put_back(self, state: object) -> None:
        if state:
            self.desa_typed.emit(self.where.desa.edit.text())

    def _go_on(self) -> None:
        """Go to the next box, then through the lists to the button: only its own key plans."""
        stops = [*self.where.stops(), *self.expected.stops(), self._button]
        at = next((n for n, stop in enumerate(stops) if stop.hasFocus()), None)
        if at is None:
            self.take_focus()
        else:
            stops[min(at + 1, len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        right = stacked(self.expected, self._button, self._cancel, gap=8, grows=self.expected)
        right.setFixedWidth(px(290 if is_small() else 340))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12 if is_small() else 16))
        row.addWidget(self.where, 1)
        row.addWidget(right)
