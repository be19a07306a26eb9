"""Pengguna: who may sign in, with which roles, and by which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.gui.admin.passphrase import WordsPanel
from ektp_desk.gui.admin.section import Section, SectionPage
from ektp_desk.gui.admin.user_panels import (
    AskPanel,
    PersonPanel,
    RolesCard,
    UserForm,
    users_table,
    why_not,
)
from ektp_desk.gui.kit import Card, Pages, TableFoot, named
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import master_detail, stacked
from ektp_desk.gui.work import Work
from ektp_desk.usecases.admin.commands import (
    NewUser,
    add_user,
    change_user,
    give_key,
    remove_user,
    reset_passphrase,
)
from ektp_desk.usecases.admin.queries import ACTIVE, UserFacts, users
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.errors import message
from ektp_desk.words.numbers import count


class UsersPage(SectionPage):
    """The list or the roles at the left, one panel at the right."""

    def __init__(self, me: str, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("users_page")
        self.table, self.roles = users_table(me), RolesCard()
        self.person, self.form, self.ask = PersonPanel(acts), UserForm(acts), AskPanel(acts)
        self.words = WordsPanel(acts, "user_written")
        self._list = Card(padding=0, gap=0, name="users_card")
        more, keys = _("{n} pengguna lagi"), _("panah ↑ ↓ memilih")
        self._foot = TableFoot(self.table, lambda n: more.format(n=count(n)), keys)
        self._list.stack(self.table, self._foot, grows=self.table)
        self._left = named(Pages(self._list, self.roles), "users_left")
        self._right = named(Pages(self.person, self.form, self.ask, self.words), "users_right")
        self._right.currentChanged.connect(self._name_keys)
        master_detail(stacked(self._left), self._right, on=self)
        # From the name to the roles and back to the passphrase, though the roles stand at the other side.
        walk = (self.form.name.edit, *self.roles.rows(), self.form.confirm.edit)
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)
        for scope in self.scopes():
            acts.add_to(scope, "add_user", "change_roles", "reset_words", "give_key", "remove_user")
        acts.add_to(self.roles, "user_keep", "user_cancel")
        self.table.opened.connect(lambda _key: acts["change_roles"].trigger())
        self.form.entered.connect(acts["user_keep"].trigger)
        self.form.left.connect(acts["user_cancel"].trigger)
        self.ask.entered.connect(acts["ask_agree"].trigger)
        self.ask.left.connect(acts["ask_cancel"].trigger)

    def show_users(self, users: Sequence[UserFacts]) -> None:
        """Show who there is; the chosen one stays chosen."""
        self.table.set_rows(users)
        if not self.table.selected_key() and users:
            self.table.select_key(users[0].id)

    def rest(self) -> None:
        self._show(self._list, self.person)
        self.take_focus()

    def show_form(self) -> None:
        self._show(self.roles, self.form)

    def show_ask(self) -> None:
        self._show(self._list, self.ask)

    def show_words(self, whose: str, passphrase: str) -> None:
        self._show(self._list, self.words)
        self.words.show_words(whose, passphrase)

    def _show(self, left: QWidget, right: QWidget) -> None:
        self._left.setCurrentWidget(left)
        self._right.setCurrentWidget(right)

    def _name_keys(self) -> None:
        """Name the keys that move, or none while the list is only looked at."""
        self._foot.say_keys(_("panah ↑ ↓ memilih") if self.is_resting() else "")

    def is_resting(self) -> bool:
        return self._right.currentWidget() is self.person

    def words_are_gone(self) -> bool:
        """Tell whether new words were left before anybody said that they are on paper."""
        return self._right.currentWidget() is self.words and not self.words.holds_words()

    def scopes(self) -> tuple[QWidget, ...]:
        return self._list, self.person

    def take_focus(self) -> None:
        if self.is_resting():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


Change = Callable[[Session], NewUser | None]


class UsersSection(Section[UsersPage]):
    """One act at a time: every change asks the ADB's passphrase first, new words are shown once."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._me = work.session.user.id
        self._users: Sequence[UserFacts] = ()
        self._of: UserFacts | None = None  # whom the form or the question is about; None for a new user
        self._agreed: Change | None = None
        self._asked = ("", "", "")  # the question's title, whom it is about, what it means
        self._form_title, self._keep_word, self._agree_word = "", "", ""
        self._busy = self._waits = False

    def make_page(self) -> UsersPage:
        self._acts = Acts(self._table(), explain=self._work.explained.emit)
        self.page = UsersPage(self._me, self._acts)
        self._acts.setParent(self.page)  # they go with it, on this thread
        self.page.table.selected.connect(self._show_chosen)
        for field in (self.page.form.confirm, self.page.ask.confirm):
            field.waits.connect(self._on_waits)
        self.page.form.show_title(self._form_title)
        self.page.ask.show_asked(*self._asked)
        self.page.show_users(self._users)
        self._show_chosen()
        return self.page

    def _table(self) -> list[Act]:
        return [
            Act(
                id="add_user",
                text=_("Pengguna baru…"),
                keys=("N",),
                why_not=lambda: "" if self._may_let_in() else self._why(),
                run=self._add,
            ),
            Act(
                id="change_roles",
                text=_("Ubah peran…"),
                keys=("R",),
                why_not=lambda: "" if self._may_let_in() and self._chosen() else self._why(),
                run=self._change,
            ),
            Act(
                id="reset_words",
                text=_("Kata sandi baru…"),
                keys=("S",),
                why_not=lambda: "" if self._may_let_in() and self._chosen() else self._why(),
                run=self._reset,
            ),
            Act(
                id="give_key",
                text=_("Sahkan kunci…"),
                keys=("K",),
                when=self._offers_key,
                why_not=lambda: "" if self._may_let_in() and self._chosen() else self._why(),
                run=self._give_key,
            ),
            Act(
                id="remove_user",
                text=_("Keluarkan…"),
                keys=("H",),
                why_not=lambda: "" if self._chosen() and not self._is_me() else self._why(),
                run=self._remove,
            ),
            Act(
                id="user_keep",
                text=lambda: self._keep_word,
                keys=("Enter",),
                why_not=self._wait_word,
                run=self._keep,
            ),
            Act(id="user_cancel", text=_("Batal"), keys=("Esc",), run=self._rest),
            Act(
                id="ask_agree",
                text=lambda: self._agree_word,
                keys=("Enter",),
                why_not=self._wait_word,
                run=self._agree,
            ),
            Act(id="ask_cancel", text=_("Batal"), keys=("Esc",), run=self._rest),
            Act(id="user_written", text=_("Sudah ditulis"), keys=("Ctrl+Enter",), run=self._written),
        ]

    def begin(self) -> None:
        """Come to the front; a form begun stays, so that no typing is lost."""
        if self.page.words_are_gone():
            self.page.rest()
        super().begin()

    def read_anew(self) -> None:
        self._work.ask(users, self._show)

    def _show(self, found: Sequence[UserFacts]) -> None:
        self._users = found
        self.page.show_users(found)
        self._show_chosen()

    def _row(self) -> UserFacts | None:
        return self.page.table.selected_row() if self._users else None

    def _show_chosen(self) -> None:
        self._acts.refresh()
        if (user := self._row()) is not None:
            self.page.person.show_user(user, self._why())

    def _chosen(self) -> UserFacts | None:
        """The chosen user if anything may be done for them."""
        user = self._row()
        return user if user is not None and user.state == ACTIVE else None

    def _offers_key(self) -> bool:
        return (user := self._chosen()) is not None and user.offers_key

    def _is_me(self) -> bool:
        return (user := self._row()) is not None and user.id == self._me

    def _may_let_in(self) -> bool:
        """Whether whoever looks holds the office's key."""
        return any(user.id == self._me and user.holds_office_key for user in self._users)

    def _why(self) -> str:
        active = self._chosen() is not None
        return why_not(active=active, is_me=self._is_me(), may_let_in=self._may_let_in())

    def _on_waits(self, waits: bool) -> None:  # noqa: FBT001  a slot
        self._waits = waits
        self._acts.refresh()

    def _wait_word(self) -> str:
        return _("Tunggu sebentar.") if self._waits else ""

    def _rest(self) -> None:
        self.page.rest()

    def _written(self) -> None:
        if self.page.words.holds_words():
            self.page.words.forget()
            self.page.rest()

    def _add(self) -> None:
        self._of = None
        self._show_form(_("Pengguna baru"), "", (), _("Tambahkan"))

    def _change(self) -> None:
        self._of = self._chosen()
        if self._of is not None:
            self._show_form(_("Ubah peran"), self._of.name, self._of.roles, _("Simpan"))

    def _show_form(self, title: str, name: str, roles: tuple[str, ...], act: str) -> None:
        page = self.page
        self._form_title, self._keep_word = title, act
        self._acts.refresh()
        page.roles.set_roles(roles)
        page.show_form()
        page.form.begin(title, name)
        if name:
            page.roles.take_focus()

    def _keep(self) -> None:
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
        if (user := self._chosen()) is None:
            return

        def reset(session: Session) -> NewUser:
            return reset_passphrase(session, user.id)

        means = _("Kata sandi lamanya tidak berlaku lagi. Lima kata baru tampil sekali.")
        self._ask(user, _("Kata sandi baru"), means, _("Buat kata sandi"), reset)

    def _give_key(self) -> None:
        if (user := self._chosen()) is None:
            return
        means = _(
            "Kunci ini dibuat di laptop {laptops}. Tanyakan kepadanya apakah ia sendiri yang masuk di sana. "
            "Yang ditandatanganinya sejak itu ikut sah."
        ).format(laptops=", ".join(user.offered_on))
        self._ask(user, _("Sahkan kunci"), means, _("Sahkan"), lambda session: give_key(session, user.id))

    def _remove(self) -> None:
        if (user := self._chosen()) is None:
            return

        def remove(session: Session) -> None:
            remove_user(session, user.id)

        means = _(
            "Tidak dapat masuk lagi, dan kunci data diganti pada masuk berikutnya (F12). "
            "Cadangan lama masih terbuka dengan kata sandinya. "
            "Yang dicatatnya tetap ada dan tetap memakai namanya."
        )
        if Role.ADB in user.roles:
            means += " " + _("Kunci kantor diganti: gambar yang diambil sesudah ini tidak terbuka olehnya.")
        self._ask(user, _("Keluarkan"), means, _("Keluarkan"), remove)

    def _ask(self, user: UserFacts, title: str, means: str, act: str, change: Change) -> None:
        self._of, self._agreed = user, change
        self._asked, self._agree_word = (title, user.name, means), act
        self._acts.refresh()
        self.page.ask.show_asked(*self._asked)
        self.page.show_ask()
        self.page.ask.begin()

    def _agree(self) -> None:
        confirm = self.page.ask.confirm
        if confirm.is_ready() and self._agreed is not None and self._of is not None:
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
            self._work.tell(lambda: _("Perubahan tersimpan: {who}").format(who=whose))
            self.page.rest()
        else:
            self.page.show_words(whose, made.passphrase)
