"""Who may do what: the five roles of an office."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One user may hold several."""

    QUEUE = "queue"  # petugas antrean
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"  # Kasi
    ADB = "adb"  # administrator data base
    HEAD = "head"  # kepala dinas: reads


KIT: frozenset[Role] = frozenset()  # no user: a laptop that joins, with its kit's key
EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.QUEUE, Role.OPERATOR, Role.SUPERVISOR, Role.ADB})
RECORDERS = frozenset({Role.OPERATOR, Role.SUPERVISOR, Role.ADB})
SUPERVISORS = frozenset({Role.SUPERVISOR, Role.ADB})
OFFICE = frozenset({Role.ADB})
READERS = SUPERVISORS | {Role.HEAD}  # who answers for a visit, or asks
