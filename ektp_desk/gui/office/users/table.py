"""The list of users, and how each of them stands in words."""

from __future__ import annotations

from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, ListTable
from ektp_desk.usecases.admin.queries import ACTIVE, UserFacts
from ektp_desk.words import _
from ektp_desk.words.roles import roles_words


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
    """Say somebody's roles, or that they have none any more."""
    return roles_words(user.roles) or _("tanpa peran")


def standing(user: UserFacts) -> Cell:
    """Say whether somebody can sign in."""
    if user.state != ACTIVE:
        return Cell(_("dikeluarkan"), shape=Shape.WRONG, tone="ink2", mark="ink2")
    if not user.has_passphrase:
        return Cell(_("belum bersandi"), shape=Shape.LOOK, tone="warn")
    return Cell(_("dapat masuk"), shape=Shape.DONE)


def _name(user: UserFacts, me: str) -> Cell:
    if user.state != ACTIVE:
        return Cell(user.name, under=_("catatannya tetap memakai namanya"), italic=True)
    roles = roles_of(user)
    return Cell(user.name, under=_("{roles} · Anda").format(roles=roles) if user.id == me else roles)


def _office_key(user: UserFacts) -> Cell | str:
    return Cell(_("memegang"), shape=Shape.DONE) if user.holds_office_key else "–"
