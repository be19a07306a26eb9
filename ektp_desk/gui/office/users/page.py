"""Pengguna as one page: the list or the roles at the left, one panel at the right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.office.users.asking import AskPanel
from ektp_desk.gui.office.users.form import UserForm
from ektp_desk.gui.office.users.person import PersonPanel
from ektp_desk.gui.office.users.roles import RolesCard
from ektp_desk.gui.office.users.table import users_table
from ektp_desk.gui.office.words_panel import WordsPanel
from ektp_desk.gui.parts import Card, Pages, TableFoot, on_key
from ektp_desk.usecases.admin.queries import UserFacts
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class UsersPage(QWidget):
    """`rest` shows the chosen user, `show_form`, `show_ask` and `show_words` what is under way."""

    def __init__(self, me: str) -> None:
        super().__init__()
        self.setObjectName("users_page")
        self._me, self._may_let_in = me, False
        self.table, self.roles = users_table(me), RolesCard()
        self.person, self.form, self.ask, self.words = PersonPanel(), UserForm(), AskPanel(), WordsPanel()
        self._left, self._right = Pages(), Pages()
        self._list = Card(padding=0, gap=0, name="users_card")
        self._row = QHBoxLayout(self)
        self._lay_out()
        self._bind()

    def show_users(self, users: Sequence[UserFacts]) -> None:
        """Show who there is; the chosen one stays chosen."""
        self._may_let_in = any(user.id == self._me and user.holds_office_key for user in users)
        self.table.set_rows(users)
        if not self.table.selected_key() and users:
            self.table.select_key(users[0].id)
        self._show_chosen()

    def rest(self) -> None:
        """Show list and chosen user, with the focus in the list."""
        self._left.setCurrentWidget(self._list)
        self._right.setCurrentWidget(self.person)
        self.take_focus()

    def show_form(self) -> None:
        """Show the roles and whose they are."""
        self._left.setCurrentWidget(self.roles)
        self._right.setCurrentWidget(self.form)

    def show_ask(self) -> None:
        """Ask once more, beside the list."""
        self._left.setCurrentWidget(self._list)
        self._right.setCurrentWidget(self.ask)

    def show_words(self, whose: str, passphrase: str) -> None:
        """Show new words, once."""
        self._left.setCurrentWidget(self._list)
        self._right.setCurrentWidget(self.words)
        self.words.show_words(whose, passphrase)

    def _name_keys(self) -> None:
        """Name the keys that move, or none while the list is only looked at."""
        self._foot.say_keys(_("panah ↑ ↓ memilih") if self.is_resting() else "")

    def is_resting(self) -> bool:
        """Tell whether nothing is under way."""
        return self._right.currentWidget() is self.person

    def words_are_gone(self) -> bool:
        """Tell whether new words were left before anybody said that they are on paper."""
        return self._right.currentWidget() is self.words and not self.words.holds_words()

    def scopes(self) -> tuple[QWidget, ...]:
        """Give the parts in which the keys of the sections act."""
        return self._list, self.person

    def take_focus(self) -> None:
        """Put the focus where the next key belongs."""
        if self.is_resting():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower panel."""
        self._right.setFixedWidth(px(272 if small else 320))
        self._row.setSpacing(px(12 if small else 16))

    def _lay_out(self) -> None:
        self._list.add(self.table, 1)
        self._foot = TableFoot(
            self.table, lambda n: _("{n} pengguna lagi").format(n=count(n)), _("panah ↑ ↓ memilih")
        )
        self._list.add(self._foot)
        left = QWidget()
        column = QVBoxLayout(left)
        for layout in (self._row, column):
            layout.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._left)
        for page in (self._list, self.roles):
            self._left.addWidget(page)
        for panel in (self.person, self.form, self.ask, self.words):
            self._right.addWidget(panel)
        self._right.currentChanged.connect(self._name_keys)
        self._row.addWidget(left, 1)
        self._row.addWidget(self._right)
        # From the name to the roles and back to the passphrase, though the roles stand at the other side.
        walk = (self.form.name.edit, *self.roles.rows(), self.form.confirm.edit)
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)

    def _bind(self) -> None:
        self.table.selected.connect(lambda _key: self._show_chosen())
        person = self.person
        acts = (
            ("N", person.add_asked),
            ("R", person.roles_asked),
            ("S", person.reset_asked),
            ("H", person.remove_asked),
        )
        for scope in (self._list, person):
            for key, asked in acts:
                on_key(scope, key, asked.emit)
        self.table.opened.connect(lambda _key: person.roles_asked.emit())
        on_key(self.roles, "Enter", self.form.keep_asked.emit)
        on_key(self.roles, "Esc", self.form.left.emit)

    def _show_chosen(self) -> None:
        user = self.table.selected_row()
        if user is not None:
            is_me = user.id == self._me
            self.person.show_user(user, is_me=is_me, may_let_in=self._may_let_in)
