"""The plan's page: kind, place, day, hours and team at the left; lists, targets and the blue button right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.domain.visits import VisitKind
from ektp_desk.gui.kit import ActButton, Banner, Card, Chooser, Elided, Pick, Tick, label, on_key, set_tone
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.visits.plan_place import KIND_KEYS, WhereCard
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
        """As (id, words)."""
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

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        super().set_small(small)
        if hasattr(self, "_hero"):
            set_tone(self._hero, None, role="figure" if small else "hero")


class PlanForm(Page):
    """`desa_typed` wants choices, `desa_chosen` gives the code of one; `plan_asked` is the blue button."""

    desa_typed = Signal(str)
    desa_chosen = Signal(str)
    kind_chosen = Signal(str)
    lists_changed = Signal()
    day_typed = Signal()
    place_typed = Signal()
    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan_form")
        self.where, self.expected = WhereCard(), ExpectedCard()
        self.button = ActButton("", "Ctrl+Enter", kind="blue", name="plan_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name="plan_cancel")
        desa = self.where.desa.edit
        self.chooser = Chooser(desa, _("Desa yang cocok"), foot=self.cancel, name="plan_choices")
        self._lay_out()
        self.set_small(False)
        self._connect()

    def _connect(self) -> None:
        self.where.desa.edit.textEdited.connect(self.desa_typed)
        self.chooser.chosen.connect(self.desa_chosen)
        self.where.kind.chosen.connect(self._on_kind)
        self.expected.changed.connect(self.lists_changed)
        self.where.day.changed.connect(lambda _text: self.day_typed.emit())
        self.where.place.edit.textEdited.connect(lambda _text: self.place_typed.emit())
        self.entered.connect(self._go_on)
        self.button.asked.connect(self.plan_asked)
        self.cancel.asked.connect(self.go_back)
        self.chooser.turned.connect(self._name_cancel)
        # Enter goes on to the next box: who pressed it for that, when it planned, kept half a plan.
        on_key(self, "Ctrl+Enter", self.plan_asked.emit)
        for kind, key in KIND_KEYS.items():
            on_key(self, key, partial(self._on_kind, kind))

    def go_back(self) -> None:
        """Close the choices first, then leave; the foot says which."""
        if self.chooser.isVisible():
            self.chooser.hide()
        else:
            self.left.emit()

    def begin(self, kind: VisitKind, *, anew: bool) -> None:
        """Take a new plan, or one to change, and put the focus where it begins."""
        self.where.begin(kind, anew=anew)
        self.expected.show_kind(kind)
        self.forget_lists()
        self.button.set_text(_("Rencanakan") if anew else _("Simpan rencana"))
        self.focus()

    def focus(self) -> None:
        """Put the focus where the kind's plan begins."""
        self.where.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_kind(self, kind: VisitKind) -> None:
        self.where.kind.choose(kind)
        self.where.show_kind(kind)
        self.expected.show_kind(kind)

    def forget_lists(self) -> None:
        """Offer no list while no desa is chosen."""
        self.expected.show_lists((), ticked=())
        self.expected.say("", _("Pilih desanya: sasaran dihitung di sini"))

    def show_desa(self, title: str) -> None:
        """Show the chosen desa and go on to the day."""
        self.where.desa.set_text(title)
        self.where.day.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.where.day.edit.selectAll()

    def offer(self, picks: Sequence[Pick]) -> None:
        """Show the desa that fit what was typed."""
        self.chooser.set_choices(picks)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower right card of the small form."""
        self._right.setContentsMargins(0, 0, 0, 0)
        self.expected.setFixedWidth(px(290 if small else 340))
        for button in (self.button, self.cancel):
            button.setFixedWidth(px(290 if small else 340))
        self._row.setSpacing(px(12 if small else 16))

    def _go_on(self) -> None:
        """Go to the next box, then through the lists to the button: only its own key plans."""
        stops = [*self.where.stops(), *self.expected.stops(), self.button]
        at = next((n for n, stop in enumerate(stops) if stop.hasFocus()), None)
        if at is None:
            self.focus()
        else:
            stops[min(at + 1, len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_kind(self, kind: str) -> None:
        self.show_kind(VisitKind(kind))
        self.kind_chosen.emit(kind)

    def _name_cancel(self) -> None:
        self.cancel.set_text(_("Tutup pilihan") if self.chooser.isVisible() else _("Batal"))

    def _lay_out(self) -> None:
        self._row, self._right = QHBoxLayout(self), QVBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(px(8))
        self._right.addWidget(self.expected, 1)
        self._right.addWidget(self.button)
        self._right.addWidget(self.cancel)
        self._row.addWidget(self.where, 1)
        self._row.addLayout(self._right)
