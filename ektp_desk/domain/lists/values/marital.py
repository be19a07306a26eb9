"""Whether somebody is or was married, by the word a list has for it; never by its number."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self


class Marital(StrEnum):
    """As civil registries tell it; ONCE is a voter list's "pernah": divorced or widowed."""

    NEVER = "never"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    ONCE = "once"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `BELUM KAWIN`, `Cerai Hidup Belum Tercatat`, `BK`, `S`; None for anything else.

        A number says nothing: 3 is divorced in the ministry's first list of codes and married
        without a certificate in its second.
        """
        found = _WORDS.get(re.sub(r"[^a-z]", "", text.lower()))
        return cls(found) if found and not any(map(str.isdigit, text)) else None


_WORDS = {
    word: meaning
    for meaning, words in {
        "never": "belumkawin belumnikah belummenikah bk b belum blmkawin tidakkawin",
        "married": "kawin nikah menikah k s sudah sudahkawin kawintercatat kawinbelumtercatat kt kbt",
        "divorced": "ceraihidup ch ceraihiduptercatat ceraihidupbelumtercatat janda duda",
        "widowed": "ceraimati cm",
        "once": "p pernah pernahkawin pernahmenikah",
    }.items()
    for word in words.split()
}
