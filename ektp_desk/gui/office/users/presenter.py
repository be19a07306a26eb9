"""Joins Pengguna to its use cases: every change asks the ADB's passphrase first, new words are shown once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.office.users.page import UsersPage
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import NewUser, add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.admin.queries import ACTIVE, UserFacts, users
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.errors import message

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
