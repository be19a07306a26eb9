"""Planning a visit in place: desa, day and lists; one line says how many people that expects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ektp_desk.gui.lists.page import BlueKey, Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Chooser, Elided, Field, Pick, Tick, label, on_key
from ektp_desk.words import _


class PlanForm(Page):
    """`desa_typed` wants choices, `desa_chosen` gives the code of one; `plan_asked` is the blue button."""

    desa_typed = Signal(str)
    desa_chosen = Signal(str)
    lists_changed = Signal()
    plan_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan_form")
        self._ticks: dict[str, Tick] = {}
        self.desa = Field(
            _("Desa"),
            "plan_desa",
            placeholder=_("ketik nama desa"),
            help_text=_("tanpa tanda baca pun ditemukan"),
        )
        self.day = Field(_("Tanggal"), "plan_day", help_text=_("hari-bulan-tahun"))
        self.targets = Elided("", "strong")
        self.targets.setObjectName("plan_targets")
        self.button = ActButton(_("Rencanakan"), "Enter", kind="blue", name="plan_keep")
        self.cancel = ActButton(_("Batal"), "Esc", name="plan_cancel")
        self.chooser = Chooser(self.desa.edit, _("Desa yang cocok"), foot=self.button, name="plan_choices")
        self._lay_out()
        self.desa.edit.textEdited.connect(self.desa_typed)
        self.chooser.chosen.connect(self.desa_chosen)
        self.entered.connect(self.plan_asked)
        self.button.asked.connect(self.plan_asked)
        self.cancel.asked.connect(self.go_back)
        self.chooser.turned.connect(self._name_cancel)
        BlueKey(self.button, (self.cancel,), self.chooser)
        on_key(self, "Ctrl+Enter", self.plan_asked.emit)

    def go_back(self) -> None:
        """Close the choices first, then leave; the foot says which."""
        if self.chooser.isVisible():
            self.chooser.hide()
        else:
            self.left.emit()

    def begin(self, day: str) -> None:
        """Empty the form for a new plan and put the focus into it."""
        self.desa.set_text("")
        self.day.set_text(day)
        self.show_lists([])
        self.targets.set_text("")
        self.desa.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desa(self, title: str) -> None:
        """Show the chosen desa and go on to the day."""
        self.desa.set_text(title)
        self.day.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.day.edit.selectAll()

    def offer(self, picks: Sequence[Pick]) -> None:
        """Show the desa that fit what was typed."""
        self.chooser.set_choices(picks)

    def show_lists(self, lists: Sequence[tuple[str, str]]) -> None:
        """Offer lists as (id, words), all of them ticked."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks = {key: Tick(words, name=f"plan_list_{at}") for at, (key, words) in enumerate(lists)}
        before: QWidget = self.day.edit
        for tick in self._ticks.values():
            tick.setChecked(True)
            # A long name is cut with a tooltip: it must not push the panel wider.
            tick.setMinimumWidth(px(60))
            tick.setToolTip(tick.accessibleName())
            tick.toggled.connect(self.lists_changed)
            self._column.addWidget(tick)
            tick.show()
            QWidget.setTabOrder(before, tick)
            before = tick
        QWidget.setTabOrder(before, self.button)
        self._column.addStretch(1)

    def lists(self) -> tuple[str, ...]:
        """Give the ticked lists."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def _name_cancel(self) -> None:
        self.cancel.set_text(_("Tutup pilihan") if self.chooser.isVisible() else _("Batal"))

    def _lay_out(self) -> None:
        card = Card(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
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
        card.add(label(_("Rencanakan kunjungan"), "lead"))
        card.add(self.desa)
        card.add(self.day)
        card.add(area, 1)
        for part in (self.targets, self.button, self.cancel):
            card.add(part)
