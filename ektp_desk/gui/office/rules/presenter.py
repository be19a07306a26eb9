"""Joins Aturan to its use cases: sets a rule, undoes the last setting."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.office.rules.page import RulesPage
from ektp_desk.gui.office.rules.words import rule_name
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import set_policy, undo_rule
from ektp_desk.usecases.admin.queries import rules
from ektp_desk.words import _
from ektp_desk.words.errors import message


class Rules(QObject):
    """`page` is what is shown."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.page = RulesPage()
        self.setParent(self.page)
        self.page.set_asked.connect(self._set)
        self.page.undo_asked.connect(self._undo)

    def begin(self) -> None:
        """Come to the front."""
        self.read_anew()
        self.page.take_focus()

    def read_anew(self) -> None:
        """Show what holds now."""
        self._work.ask(rules, self.page.show_rules)

    def _set(self, value: str) -> None:
        rule = self.page.table.selected_row()
        if rule is None:
            return
        name = rule.name

        def kept(_none: None) -> None:
            self._work.told.emit(_("Aturan tersimpan: {rule}").format(rule=rule_name(name)))
            self.page.panel.reset()
            self.page.take_focus()

        self._work.do(lambda session: set_policy(session, name, value), kept, self._refuse)

    def _refuse(self, error: EktpError) -> None:
        if not error.code.startswith("policy."):
            self._work.refused.emit(error)
            return
        self.page.panel.value.set_error(message(error).split(". ")[0], error.code)
        self.page.panel.take_focus()

    def _undo(self, event: str) -> None:
        def undone(_none: None) -> None:
            self._work.told.emit(_("Aturan sebelumnya berlaku lagi"))
            self.page.take_focus()

        self._work.do(lambda session: undo_rule(session, event), undone)
