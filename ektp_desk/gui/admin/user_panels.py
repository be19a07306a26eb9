"""The panels beside the users: the roles, the chosen one, and what is asked before a change."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.gui.admin.passphrase import ConfirmField
from ektp_desk.gui.kit import (
    Card,
    Cell,
    Column,
    Elided,
    Field,
    ListTable,
    Marked,
    Note,
    hairline,
    label,
    named,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.keycap import paint_body, paint_cap, paint_words
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.shapes import Shape, paint_shape
from ektp_desk.gui.kit.style import hit_whole
from ektp_desk.gui.kit.tokens import colour, font, is_small, px, tokens
from ektp_desk.usecases.admin.queries import ACTIVE, UserFacts
from ektp_desk.words import _
from ektp_desk.words.roles import role_may, role_word, roles_words

_OF_THE_NAME = ("user.name_missing", "user.name_taken")


class UserForm(Page):
    """Whose roles stand beside it, and the ADB's own passphrase."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("user_form")
        self._title = named(Elided("", "lead"), "user_form_title")
        self.name = Field(_("Nama"), "user_name", help_text=_("seperti di daftar pilihan saat masuk"))
        self.name.edit.setMaxLength(80)
        self.confirm = ConfirmField(_("Kata sandi Anda"), "user_confirm")
        card = self.add_card(gap=8, name="user_form_card")
        card.stack(self._title, self.name, self.confirm, None)
        card.stack(acts.button("user_cancel"), acts.button("user_keep", kind="blue"))

    def show_title(self, title: str) -> None:
        self._title.set_text(title)

    def begin(self, title: str, name: str) -> None:
        self.show_title(title)
        self.name.set_text(name)
        self.confirm.forget()
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: EktpError) -> bool:
        """Say what is wrong beside its field; False for what is nobody's here."""
        if error.code in _OF_THE_NAME:
            taken = error.code == "user.name_taken"
            self.name.set_error(_("Sudah dipakai") if taken else _("Isi namanya"), error.code)
            self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.confirm.refuse(error)


class AskPanel(Page):
    """Asks once more before somebody gets new words or is let in no longer; Esc leaves all as it is."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("ask_panel")
        self._title, self._whose = Elided("", "label"), Elided("", "lead")
        self._means = label("", "body", tone="ink2", wrap=True)
        self.confirm = ConfirmField(_("Kata sandi Anda"), "ask_confirm")
        card = self.add_card(gap=8, name="ask_card")
        card.stack(self._title, self._whose, self._means, self.confirm, None)
        card.stack(acts.button("ask_agree", kind="blue"), acts.button("ask_cancel"))

    def show_asked(self, title: str, whose: str, means: str) -> None:
        self._title.set_text(title)
        self._whose.set_text(whose)
        self._means.setText(means)

    def begin(self) -> None:
        self.confirm.forget()
        self.confirm.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def users_table(me: str) -> ListTable[UserFacts]:
    """Make the list; `me` is the user who looks at it."""
    columns: tuple[Column[UserFacts], ...] = (
        Column(_("Nama dan peran"), lambda user: _name(user, me), key=True),
        Column(_("Keadaan"), standing, width=190, small=168),
        Column(_("Kunci kantor"), _office_key, width=140, small=118),
    )
    return ListTable(
        columns, lambda user: user.id, name="users_table", accessible_name=_("Pengguna"), lines=2
    )


def roles_of(user: UserFacts) -> str:
    return roles_words(user.roles) or _("tanpa peran")


def standing(user: UserFacts) -> Cell:
    if user.state != ACTIVE:
        return Cell(_("dikeluarkan"), shape=Shape.WRONG, tone="ink2", mark="ink2")
    if not user.has_passphrase:
        return Cell(_("belum bersandi"), shape=Shape.LOOK, tone="warn")
    if user.offers_key:
        return Cell(_("kunci belum sah"), shape=Shape.LOOK, tone="warn")
    return Cell(_("dapat masuk"), shape=Shape.DONE)


def _name(user: UserFacts, me: str) -> Cell:
    if user.state != ACTIVE:
        return Cell(user.name, under=_("catatannya tetap memakai namanya"), italic=True)
    roles = roles_of(user)
    return Cell(user.name, under=_("{roles} · Anda").format(roles=roles) if user.id == me else roles)


def _office_key(user: UserFacts) -> Cell | str:
    return Cell(_("memegang"), shape=Shape.DONE) if user.holds_office_key else "–"


class PersonPanel(QWidget):
    """The chosen user: what they may do, and what an ADB may do for them."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setObjectName("person_panel")
        self._name, self._roles = Elided("", "title"), Elided("", "body", tone="ink2")
        self._state = named(Marked(Note(Shape.NONE, "")), "person_state")
        self._may = label("", "help", wrap=True)
        self._why = label("", "help", wrap=True, name="person_why_not")
        card = Card(gap=8, name="person_card")
        stacked(card, on=self)
        card.stack(self._name, self._roles, self._state)
        if not is_small():  # the table says it too
            card.add(self._may)
        card.stack(None, acts.button("give_key"), acts.button("change_roles"), acts.button("reset_words"))
        card.stack(acts.button("remove_user", kind="danger"), self._why)
        card.stack(4, hairline(), 4, acts.button("add_user", kind="blue"))

    def show_user(self, user: UserFacts, why: str) -> None:
        """Show somebody; `why` something cannot be done for them."""
        self._name.set_text(user.name)
        self._roles.set_text(roles_of(user))
        cell = standing(user)
        self._state.show_note(Note(cell.shape or Shape.NONE, cell.text.capitalize(), tone=cell.mark))
        self._may.setText(_may(user))
        self._why.setText(why)
        self._why.setVisible(bool(why))


def why_not(*, active: bool, is_me: bool, may_let_in: bool) -> str:
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


_TALL, _LOW = 58, 48


class RolesCard(Card):
    """Digits and Space mark, arrows move."""

    def __init__(self) -> None:
        super().__init__(gap=8, name="roles_card")
        self._rows = {role: RoleRow(str(at), role) for at, role in enumerate(Role, start=1)}
        self._told = named(Marked(Note(Shape.WRONG, "", loud=True)), "roles_told")
        self._keys = label(_("angka 1–5 atau spasi menandai"), "help")
        self.add_row(label(_("Peran"), "lead"), None, self._told, self._keys)
        for row in self._rows.values():
            row.toggled.connect(self._on_toggled)
        self.stack(stacked(*self._rows.values(), gap=6), None)
        self.say()

    def roles(self) -> tuple[str, ...]:
        return tuple(role.value for role, row in self._rows.items() if row.isChecked())

    def set_roles(self, roles: Iterable[str]) -> None:
        held = set(roles)
        for role, row in self._rows.items():
            row.setChecked(role.value in held)
        self.say()

    def say(self, wrong: str = "") -> None:
        """Say what is wrong with the roles, or which keys mark them."""
        self._told.show_note(Note(Shape.WRONG, wrong, loud=True))
        self._told.setVisible(bool(wrong))
        self._keys.setVisible(not wrong)

    def take_focus(self) -> None:
        rows = list(self._rows.values())
        next((row for row in rows if row.isChecked()), rows[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def rows(self) -> tuple[QWidget, ...]:
        return tuple(self._rows.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by digit, move by arrow; the rows hand on what they do not want."""
        rows = list(self._rows.values())
        if event.text() in set("12345"):
            row = rows[int(event.text()) - 1]
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
            row.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            at = next((place for place, row in enumerate(rows) if row.hasFocus()), 0)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            rows[(at + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, _on: bool) -> None:  # noqa: FBT001  a slot of Qt's own signal
        self.say()


class RoleRow(QCheckBox):
    """One role: key, mark, word, and below it what the role may do."""

    def __init__(self, key: str, role: Role) -> None:
        super().__init__()
        hit_whole(self)
        self._key, self._may = key, role_may(role)
        self._word = role_word(role)[:1].upper() + role_word(role)[1:]
        self._tall = _LOW if is_small() else _TALL
        self.setObjectName(f"role_{role.value}")
        self.setAccessibleName(f"{self._word}. {self._may} ({key})")
        self.setToolTip(self._may)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(self._tall))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the card: a check box would walk to the next field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, table, chosen = QPainter(self), tokens(), self.isChecked()
        fill = QColor(table.selected if chosen else table.surface)
        edge = colour("primary") if chosen else QColor(table.keyline)
        line = table.line + chosen
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus(), line=line)
        middle, side = self.height() / 2, px(22)
        box = QRect(px(16), round(middle - side / 2), side, side)
        ground = QColor(table.primary if chosen else table.surface)
        frame = None if chosen else QColor(table.edge)
        body = paint_body(painter, box, fill=ground, edge=frame, radius=4)
        if chosen:
            inner = QRectF(0, 0, px(14), px(14))
            inner.moveCenter(body.center())
            paint_shape(painter, Shape.DONE, inner, colour("white"))
        right = paint_cap(painter, self._key, QPointF(self.width() - px(14), middle)).left() - px(10)
        left = px(52)
        painter.setFont(font(15, 600))
        paint_words(painter, QRectF(left, middle - px(21), right - left, px(21)), self._word, colour("ink"))
        painter.setFont(font(13))
        paint_words(painter, QRectF(left, middle, right - left, px(19)), self._may, colour("ink2"))
