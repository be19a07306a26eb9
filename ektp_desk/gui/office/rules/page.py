"""Aturan as one page: the rules at the left, the chosen one to be set at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.office.rules.value import RuleValue
from ektp_desk.gui.office.rules.words import rule_holds, rule_meaning, rule_name, rule_range, rule_value
from ektp_desk.gui.parts import ActButton, Card, Cell, Column, Elided, ListTable, label, on_key
from ektp_desk.usecases.admin.queries import RuleFacts
from ektp_desk.words import _
from ektp_desk.words.dates import clock, digits_date, hour


class RulesPage(QWidget):
    """`set_asked` gives the typed value of the chosen rule, `undo_asked` the event to undo."""

    set_asked = Signal(str)
    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rules_page")
        self.table = _table()
        self.panel = _Panel()
        self._card = Card(padding=0, gap=0, name="rules_card")
        self._card.add(self.table, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self.panel)
        self.table.selected.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.panel.take_focus())
        self.panel.entered.connect(self._on_set)
        self.panel.button.asked.connect(self._on_set)
        self.panel.left.connect(self._on_left)
        self.panel.undo.asked.connect(self._on_undo)
        on_key(self, "Ctrl+Z", self._on_undo)

    def show_rules(self, rules: Sequence[RuleFacts]) -> None:
        """Show the rules as they hold; what is being typed stays."""
        self.table.set_rows(rules)
        if not self.table.selected_key() and rules:
            self.table.select_key(rules[0].name)
        self._show_chosen()

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act."""
        return (self._card,)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower panel."""
        self.panel.setFixedWidth(px(272 if small else 320))
        self._row.setSpacing(px(12 if small else 16))

    def _show_chosen(self) -> None:
        rule = self.table.selected_row()
        if rule is not None:
            self.panel.show_rule(rule)

    def _on_set(self) -> None:
        if self.panel.is_other():
            self.set_asked.emit(self.panel.value.text())
        else:
            self._on_left()

    def _on_undo(self) -> None:
        rule = self.table.selected_row()
        if rule is not None and rule.can_undo:
            self.undo_asked.emit(rule.event)

    def _on_left(self) -> None:
        self.panel.reset()
        self.take_focus()


def _table() -> ListTable[RuleFacts]:
    columns: tuple[Column[RuleFacts], ...] = (
        Column(_("Aturan"), lambda rule: Cell(rule_name(rule.name), under=rule_meaning(rule.name)), key=True),
        Column(_("Berlaku"), lambda rule: rule_value(rule.name, rule.value), width=116, small=104),
        Column(_("Diubah"), _changed, width=170, small=146),
    )
    return ListTable(
        columns, lambda rule: rule.name, name="rules_table", accessible_name=_("Aturan kantor"), lines=2
    )


def _changed(rule: RuleFacts) -> Cell:
    if rule.set_at is None:
        return Cell(_("belum pernah"), under=_("bawaan"), tone="ink2")
    return Cell(f"{digits_date(rule.set_at.date())} {clock(rule.set_at)}", under=rule.set_by)


class _Panel(Page):
    """The chosen rule, always ready to be typed anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule_panel")
        self._rule: RuleFacts | None = None
        self._name, self._means = Elided("", "title"), label("", "body", tone="ink2", wrap=True)
        self.value = RuleValue()
        self._range = Elided("", "help")
        self._same = label("", "help", wrap=True, name="rule_same")
        self.undo = ActButton(
            _("Batalkan perubahan ini"), "Ctrl+Z", kind="quiet", short=_("Batalkan"), name="rule_undo"
        )
        self.button = ActButton(_("Simpan aturan"), "Enter", kind="blue", name="rule_keep")
        self._lay_out()
        self.value.changed.connect(self._allow)

    def is_other(self) -> bool:
        """Tell whether something else is typed than what holds."""
        return self._rule is not None and self.value.text() != hour(self._rule.value)

    def show_rule(self, rule: RuleFacts) -> None:
        """Show a rule; a value being typed for the same one stays."""
        if self._rule == rule:
            return
        self._rule = rule
        self.value.take_form(rule.name)
        self._name.set_text(rule_name(rule.name))
        self._same.setText(rule_holds(rule.name))
        self._means.setText(rule_meaning(rule.name))
        self._range.set_text(rule_range(rule.name))
        self.undo.setVisible(rule.can_undo)
        self.reset()

    def reset(self) -> None:
        """Show the value that holds."""
        if self._rule is not None:
            self.value.set_text(hour(self._rule.value))
            self._allow()

    def _allow(self) -> None:
        self.button.setEnabled(self.is_other())
        self._same.setVisible(not self.is_other())

    def take_focus(self) -> None:
        """Be ready for another value."""
        self.value.take_focus()

    def _lay_out(self) -> None:
        card = Card(gap=8, name="rule_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (self._name, self._means):
            card.add(part)
        card.body.addSpacing(px(8))
        card.add(self._range)
        card.add(self.value)
        card.body.addStretch(1)
        card.add(self._same)
        card.add(self.undo)
        card.add(self.button)
