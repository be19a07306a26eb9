"""The words for the age classes that reports count by."""

from __future__ import annotations

from ektp_desk.words import N_, _

AGES = {
    "0-15": N_("Di bawah 16 tahun"),
    "16": N_("16 tahun"),
    "17-21": N_("17–21 tahun"),
    "22-59": N_("22–59 tahun"),
    "60+": N_("60 tahun ke atas"),
    "unknown": N_("Umur tak dikenal"),
}


def age_word(code: str) -> str:
    """`17–21 tahun`."""
    return _(AGES[code])
