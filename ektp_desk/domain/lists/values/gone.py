"""Whether a list says of somebody that they have died, moved, or are not to be found."""

from __future__ import annotations

import re
from functools import lru_cache

from ektp_desk.domain.people import clean_text

_DEAD = re.compile(r"(?:(?:sudah|telah|sdh|tlh)\W+)?(?:meninggal|mati|wafat|alm(?:arhum(?:ah)?)?)(?![a-z])")
_MOVED = re.compile(
    r"(?:(?:sudah|telah|sdh|tlh)\W+)?pindah(?![a-z])"
    r"(?!\W*(?:datang|masuk|ke dalam"
    r"|(?:ke )?(?:rt|rw|dusun|dsn|alamat|rumah|tps|kk|agama|kelas|pekerjaan)(?![a-z])))"
)
_AWAY = re.compile(r"hilang|pergi|tidak valid")
_BY_NUMBER = {"2": "mati", "3": "pindah", "4": "hilang", "5": "pergi", "6": "tidak valid", "9": "tidak valid"}


@lru_cache(maxsize=4_000)
def read_gone(text: str, *, numbered: bool = False) -> str:
    """Give the finding's code: `person.dead`, `person.moved`, `person.away`, or nothing.

    `numbered` is a column of who lives where: a number is a village system's, and "hilang" is a person,
    no card. The words must begin so: a father's death says nothing of the child.
    """
    words = clean_text(text).lower()
    words = _BY_NUMBER.get(words, words) if numbered else words
    if _DEAD.match(words):
        return "person.dead"
    if _MOVED.match(words):
        return "person.moved"
    return "person.away" if numbered and _AWAY.fullmatch(words) else ""
