"""Joins Pengguna to its use cases: every change asks the ADB's passphrase first, new words are shown once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.admin.passphrase import WordsPanel
from ektp_desk.gui.admin.user_panels import AskPanel, PersonPanel, RolesCard, UserForm, users_table
from ektp_desk.gui.kit import Card, Pages, TableFoot, on_key
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import NewUser, add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.admin.queries import ACTIVE, UserFacts, users
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.errors import message
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


Change = Callable[[Session], NewUser | None]


class Users(QObject):
    """One act at a time; `page` is what is shown."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.page = UsersPage(work.session.user.id)
        self.setParent(self.page)
        self._of: UserFacts | None = None  # whom the form or the question is about; None for a new user
        self._agreed: Change | None = None
        self._busy = False
        self._connect()

    def begin(self) -> None:
        """Come to the front; a form begun stays, so that no typing is lost."""
        if self.page.words_are_gone():
            self.page.rest()
        self.read_anew()
        self.page.take_focus()

    def read_anew(self) -> None:
        """Show who there is now."""
        self._work.ask(users, self.page.show_users)

    def _connect(self) -> None:
        page, person = self.page, self.page.person
        person.add_asked.connect(self._add)
        person.roles_asked.connect(self._change)
        person.reset_asked.connect(self._reset)
        person.remove_asked.connect(self._remove)
        page.form.keep_asked.connect(self._keep)
        page.form.left.connect(page.rest)
        page.ask.agreed.connect(self._do_agreed)
        page.ask.left.connect(page.rest)
        page.words.done.connect(page.rest)

    def _chosen(self) -> UserFacts | None:
        """Give the chosen user if anything may be done for them."""
        user = self.page.table.selected_row()
        return user if user is not None and user.state == ACTIVE else None

    def _add(self) -> None:
        if not self.page.person.add.isEnabled():
            return
        self._of = None
        self._show_form(_("Pengguna baru"), "", (), _("Tambahkan"))

    def _change(self) -> None:
        self._of = self._chosen()
        if self._of is not None and self.page.person.change.isEnabled():
            self._show_form(_("Ubah peran"), self._of.name, self._of.roles, _("Simpan"))

    def _show_form(self, title: str, name: str, roles: tuple[str, ...], act: str) -> None:
        page = self.page
        page.roles.set_roles(roles)
        page.show_form()
        page.form.begin(title, name, act)
        if name:
            page.roles.take_focus()

    def _keep(self) -> None:
        """Write what the form says, if it says enough."""
        form, roles, of = self.page.form, self.page.roles.roles(), self._of
        name = form.name.text()
        if not name:
            form.refuse(EktpError("user.name_missing"))
        elif not roles:
            self._refuse_roles(EktpError("user.roles_missing"))
        elif form.confirm.is_ready():

            def change(session: Session) -> NewUser | None:
                if of is None:
                    return add_user(session, name, roles)
                return change_user(session, of.id, name=name, roles=roles)

            self._do(form.confirm.text(), change, name, form.refuse)

    def _refuse_roles(self, error: EktpError) -> None:
        self.page.roles.say(message(error).split(". ")[0])
        self.page.roles.take_focus()

    def _reset(self) -> None:
        user = self._chosen()
        if user is None or not self.page.person.reset.isEnabled():
            return
        means = _("Kata sandi lamanya tidak berlaku lagi. Lima kata baru tampil sekali.")
        self._ask(user, _("Kata sandi baru"), means, _("Buat kata sandi"), self._reset_of(user))

    def _reset_of(self, user: UserFacts) -> Change:
        return lambda session: reset_passphrase(session, user.id)

    def _remove(self) -> None:
        user = self._chosen()
        if user is None or user.id == self._work.session.user.id:
            return

        def remove(session: Session) -> None:
            remove_user(session, user.id)

        means = _(
            "Tidak dapat masuk lagi di laptop ini. Yang dicatatnya tetap ada dan tetap memakai namanya."
        )
        self._ask(user, _("Keluarkan"), means, _("Keluarkan"), remove)

    def _ask(self, user: UserFacts, title: str, means: str, act: str, change: Change) -> None:
        self._of, self._agreed = user, change
        self.page.show_ask()
        self.page.ask.begin(title, user.name, means=means, act=act)

    def _do_agreed(self) -> None:
        if self._agreed is not None and self._of is not None:
            confirm = self.page.ask.confirm
            self._do(confirm.text(), self._agreed, self._of.name, confirm.refuse)

    def _do(self, passphrase: str, change: Change, whose: str, refuse: Callable[[EktpError], bool]) -> None:
        """Confirm, change, and show new words or the list."""
        if self._busy:
            return
        self._busy = True

        def act(session: Session) -> NewUser | None:
            session.guard.confirm(passphrase)
            return change(session)

        def failed(error: EktpError) -> None:
            self._busy = False
            if error.code == "user.roles_missing":
                self._refuse_roles(error)
            elif not refuse(error):
                self._work.refused.emit(error)
                self.read_anew()  # somebody may stand without a passphrase now

        self._work.do(act, lambda made: self._done(made, whose), failed)

    def _done(self, made: NewUser | None, whose: str) -> None:
        self._busy = False
        self._agreed = None
        self.page.form.confirm.forget()
        self.page.ask.confirm.forget()
        if made is None:
            self._work.told.emit(_("Perubahan tersimpan: {who}").format(who=whose))
            self.page.rest()
        else:
            self.page.show_words(whose, made.passphrase)
