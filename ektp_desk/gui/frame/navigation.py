"""Which places the bar offers, by which keys, and which screens stand outside it."""

from __future__ import annotations

from ektp_desk.words import _

NAVIGATION = (
    ("today", "sun-horizon", "F1"),
    ("queue", "list-numbers", "F2"),
    ("recording", "user-focus", "F3"),
    ("people", "users-three", "F4"),
    ("reports", "chart-bar-horizontal", "F6"),
    ("lists", "calendar-blank", "F10"),
    ("office", "buildings", "Ctrl+K"),
)


FROM_TODAY = ("closing", "decisions")
OUTSIDE = (*FROM_TODAY, "manual")  # screens outside the navigation


def titles() -> dict[str, str]:
    """Name the places of the bar."""
    return {
        "today": _("Hari ini"),
        "queue": _("Antrean"),
        "recording": _("Perekaman"),
        "people": _("Orang"),
        "reports": _("Laporan"),
        "lists": _("Kunjungan"),
        "office": _("Kantor"),
    }
