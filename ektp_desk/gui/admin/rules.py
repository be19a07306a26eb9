"""Aturan: the office's rules, one of them set, or the last setting taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import CHOICES, Policy
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.admin.words import rule_holds, rule_meaning, rule_name, rule_range, rule_value, value_word
from ektp_desk.gui.kit import Card, Cell, Choice, Column, Elided, Field, ListTable, Option, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import master_detail, stacked
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import set_policy, undo_rule
from ektp_desk.usecases.admin.queries import RuleFacts, rules
from ektp_desk.words import _
from ektp_desk.words.dates import clock, digits_date, hour
from ektp_desk.words.errors import message


class RuleValue(QWidget):
    """One of its two forms is seen; `changed` says that something else stands there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chooses = False
        self.field = Field(_("Nilai baru"), "rule_value")
        self._choices = {keys: self._choice(keys) for keys in dict.fromkeys(CHOICES.values())}
        self.choice = next(iter(self._choices.values()))
        self._title, self._error = label(_("Pilihan"), "label"), Elided("", "label", tone="bad")
        stacked(self.field, self._title, *self._choices.values(), self._error, gap=4, on=self)
        self.field.edit.textChanged.connect(self.changed)
        self.take_form(Policy.CLOSING_HOUR)

    def take_form(self, rule: Policy) -> None:
        self._chooses = rule in CHOICES
        self.choice = self._choices[CHOICES[rule]] if self._chooses else self.choice
        self.field.setVisible(not self._chooses)
        for choice in self._choices.values():
            choice.setVisible(self._chooses and choice is self.choice)
        for part in (self._title, self._error):
            part.setVisible(self._chooses)

    def _choice(self, keys: tuple[str, ...]) -> Choice:
        options = [Option(key, value_word(key), "primary", Shape.DONE) for key in keys]
        made = Choice(_("Pilihan"), options, name=f"rule_choice_{keys[0]}", height=36, numbered=True)
        made.chosen.connect(self._on_chosen)
        return made

    def _on_chosen(self, _key: str) -> None:
        self.changed.emit()

    def text(self) -> str:
        return (self.choice.value() or "") if self._chooses else self.field.text()

    def set_text(self, value: str) -> None:
        """Without a refusal."""
        if self._chooses:
            self.choice.choose(value)
            self._error.set_text("")
        else:
            self.field.set_text(value)

    def set_error(self, sentence: str, code: str) -> None:
        if self._chooses:
            self._error.set_text(sentence)
        else:
            self.field.set_error(sentence, code)

    def take_focus(self) -> None:
        if self._chooses:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.edit.type_over()


class RulesPage(SectionPage):
    """The rules at the left, the chosen one at the right; `changed` says that something else stands there."""

    changed = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("rules_page")
        self.table = _table()
        self.panel = RulePanel(acts)
        self._card = Card(padding=0, gap=0, name="rules_card")
        self._card.add(self.table, 1)
        master_detail(self._card, self.panel, on=self)
        self.table.selected.connect(self._show_chosen)
        self.table.opened.connect(lambda _key: self.panel.value.take_focus())
        self.panel.value.changed.connect(self.changed)
        acts.add_to(self, "rule_undo")

    def show_rules(self, rules: Sequence[RuleFacts]) -> None:
        """Show the rules as they hold; what is being typed stays."""
        self.table.set_rows(rules)
        if not self.table.selected_key() and rules:
            self.table.select_key(rules[0].name)
        self._show_chosen()

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def scopes(self) -> tuple[QWidget, ...]:
        return (self._card,)

    def _show_chosen(self) -> None:
        rule = self.table.selected_row()
        if rule is not None:
            self.panel.show_rule(rule)
            self.changed.emit()


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


class RulePanel(Page):
    """The chosen rule, always ready to be typed anew."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("rule_panel")
        self._rule: RuleFacts | None = None
        self._name, self._means = Elided("", "title"), label("", "body", tone="ink2", wrap=True)
        self.value = RuleValue()
        self._range = Elided("", "help")
        self._same = label("", "help", wrap=True, name="rule_same")
        card = self.add_card(gap=8, name="rule_card")
        card.stack(self._name, self._means, 8, self._range, self.value, None, self._same)
        card.stack(acts.button("rule_undo", kind="quiet"), acts.button("rule_keep", kind="blue"))
        self.value.changed.connect(self._say_same)

    def is_other(self) -> bool:
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
        self.reset()

    def reset(self) -> None:
        if self._rule is not None:
            self.value.set_text(hour(self._rule.value))
            self._say_same()

    def _say_same(self) -> None:
        self._same.setVisible(not self.is_other())


class RulesSection(Section[RulesPage]):
    """Sets a rule, and takes the last setting back."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._rules: Sequence[RuleFacts] = ()

    def make_page(self) -> RulesPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = RulesPage(self._acts)
        self._acts.setParent(self.page)  # they go with it, on this thread
        self.page.changed.connect(self._acts.refresh)
        self.page.panel.entered.connect(self._on_enter)
        self.page.panel.left.connect(self._leave)
        self.page.show_rules(self._rules)
        self._acts.refresh()
        return self.page

    def _table(self) -> list[Act]:
        return [
            Act(
                id="rule_keep",
                text=_("Simpan aturan"),
                keys=("Enter",),
                why_not=lambda: "" if self._is_other() else _("Nilainya masih sama."),
                run=self._keep,
            ),
            Act(
                id="rule_undo",
                text=_("Batalkan perubahan ini"),
                short=_("Batalkan"),
                keys=("Ctrl+Z",),
                when=lambda: (rule := self._rule()) is not None and rule.can_undo,
                run=self._undo,
            ),
        ]

    def read_anew(self) -> None:
        self._work.ask(rules, self._show)

    def _show(self, found: Sequence[RuleFacts]) -> None:
        self._rules = found
        self.page.show_rules(found)

    def _rule(self) -> RuleFacts | None:
        return self.page.table.selected_row() if self._rules else None

    def _is_other(self) -> bool:
        return bool(self._rules) and self.page.panel.is_other()

    def _on_enter(self) -> None:
        """Keep what was typed; where nothing was, Enter goes back to the list."""
        if self._is_other():
            self._keep()
        else:
            self._leave()

    def _leave(self) -> None:
        self.page.panel.reset()
        self.page.take_focus()

    def _keep(self) -> None:
        if (rule := self._rule()) is None:
            return
        name, value = rule.name, self.page.panel.value.text()

        def kept(_none: None) -> None:
            self._work.tell(lambda: _("Aturan tersimpan: {rule}").format(rule=rule_name(name)))
            self._leave()

        self._work.do(lambda session: set_policy(session, name, value), kept, self._refuse)

    def _refuse(self, error: EktpError) -> None:
        if not error.code.startswith("policy."):
            self._work.refused.emit(error)
            return
        self.page.panel.value.set_error(message(error).split(". ")[0], error.code)
        self.page.panel.value.take_focus()

    def _undo(self) -> None:
        if (rule := self._rule()) is None:
            return

        def undone(_none: None) -> None:
            self._work.tell(lambda: _("Aturan sebelumnya berlaku lagi"))
            self.page.take_focus()

        self._work.do(lambda session: undo_rule(session, rule.event), undone)
