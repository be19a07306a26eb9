"""The chosen user: what they may do, and what an ADB may do for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.roles import Role
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.office.users.table import roles_of, standing
from ektp_desk.gui.parts import ActButton, Card, Elided, Marked, Note, hairline, label, named
from ektp_desk.usecases.admin.queries import ACTIVE, UserFacts
from ektp_desk.words import _
from ektp_desk.words.roles import role_may


class PersonPanel(QWidget):
    """Asks for the four acts; those that make no sense for the chosen one are off."""

    add_asked = Signal()
    roles_asked = Signal()
    reset_asked = Signal()
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_panel")
        self._name, self._roles = Elided("", "title"), Elided("", "body", tone="ink2")
        self._state = named(Marked(Note(Shape.NONE, "")), "person_state")
        self._may = label("", "help", wrap=True)
        self._why = label("", "help", wrap=True, name="person_why_not")
        self.change = ActButton(_("Ubah peran…"), "R", name="change_roles")
        self.reset = ActButton(_("Kata sandi baru…"), "S", name="reset_words")
        self.remove = ActButton(_("Keluarkan…"), "H", kind="danger", name="remove_user")
        self.add = ActButton(_("Pengguna baru…"), "N", kind="blue", name="add_user")
        self._lay_out()
        self.add.asked.connect(self.add_asked)
        self.change.asked.connect(self.roles_asked)
        self.reset.asked.connect(self.reset_asked)
        self.remove.asked.connect(self.remove_asked)

    def show_user(self, user: UserFacts, *, is_me: bool, may_let_in: bool) -> None:
        """Show somebody; `may_let_in` when whoever looks holds the office's key."""
        active = user.state == ACTIVE
        self._name.set_text(user.name)
        self._roles.set_text(roles_of(user))
        cell = standing(user)
        self._state.show_note(Note(cell.shape or Shape.NONE, cell.text.capitalize(), tone=cell.mark))
        self._may.setText(_may(user))
        self.change.setEnabled(active and may_let_in)
        self.reset.setEnabled(active and may_let_in)
        self.remove.setEnabled(active and not is_me)
        self.add.setEnabled(may_let_in)
        why = _why_not(active=active, is_me=is_me, may_let_in=may_let_in)
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Leave out what the table says too."""
        self._may.setVisible(not small)

    def _lay_out(self) -> None:
        card = Card(gap=8, name="person_card")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for part in (self._name, self._roles, self._state, self._may):
            card.add(part)
        card.body.addStretch(1)
        for act in (self.change, self.reset, self.remove, self._why):
            card.add(act)
        card.body.addSpacing(px(4))
        card.add(hairline())
        card.body.addSpacing(px(4))
        card.add(self.add)


def _why_not(*, active: bool, is_me: bool, may_let_in: bool) -> str:
    """Say why an act is off; nothing when all of them can be done."""
    if not may_let_in:
        return _(
            "Kata sandi Anda tidak memegang kunci kantor. Minta ADB lain membuat kata sandi baru bagi Anda."
        )
    if not active:
        return _("Sudah dikeluarkan. Untuk kembali, tambahkan sebagai pengguna baru.")
    return _("Diri sendiri tidak dapat dikeluarkan.") if is_me else ""


def _may(user: UserFacts) -> str:
    """Say what the highest of somebody's roles may do; it holds what those below may."""
    held = [role for role in Role if role.value in user.roles]
    ranked = [role for role in held if role is not Role.HEAD] or held
    if not ranked:
        return _("Tidak dapat masuk lagi. Semua yang pernah dicatatnya tetap ada dan tetap memakai namanya.")
    return role_may(ranked[-1])
