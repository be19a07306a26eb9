"""The roles in words."""

from __future__ import annotations

from collections.abc import Iterable

from ektp_desk.domain.roles import Role
from ektp_desk.words import N_, _

_WORDS = {
    Role.QUEUE: N_("petugas antrean"),
    Role.OPERATOR: N_("operator perekaman"),
    Role.SUPERVISOR: N_("supervisor"),
    Role.ADB: N_("administrator data"),
    Role.HEAD: N_("kepala dinas"),
}
_MAY = {
    Role.QUEUE: N_("Membagi nomor, memanggil, dan mencatat hasil di antrean."),
    Role.OPERATOR: N_("Antrean, perekaman, dan perbaikan data orang."),
    Role.SUPERVISOR: N_("Semua itu, rencana kunjungan, dan menutup hari."),
    Role.ADB: N_("Semua itu, daftar, pengguna, aturan, dan penghapusan data."),
    Role.HEAD: N_("Melihat hari ini dan laporan; tidak mencatat apa pun."),
}


def role_word(role: Role) -> str:
    return _(_WORDS[role])


def role_may(role: Role) -> str:
    """Say in one line what a role may do."""
    return _(_MAY[role])


def roles_words(roles: Iterable[str]) -> str:
    """Write somebody's roles for the eye; who holds all of them holds "semua peran"."""
    held = [role for role in Role if role.value in set(roles)]
    if len(held) == len(Role):
        return _("semua peran")
    return " · ".join(_(_WORDS[role]) for role in held)
