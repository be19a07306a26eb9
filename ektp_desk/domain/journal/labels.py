"""What a journal and its head are called on paper: `01/a` the first, `01/b-KT` one begun in a copied folder.

Two copies of one folder both count on to `b` and know nothing of each other. The mark comes from the
incarnation's random id, so that whoever holds their papers tells the two laptops apart: two copies share one
in 400 times. The letters are consonants that no eye takes for another: a mark is no word.

A head is printed with its number and the first signs of its link, `01/a 240 · 4CQ7-…`: who has the paper can
tell later which events are gone, or that the past is another one, though the laptop says that all is well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ektp_desk.domain.journal.signing import paper_code

FIRST_LABEL = "01/a"
_MARKS = "BCDFGHJKLMNPQRSTVWXZ"
_HEAD_SIGNS = 16  # 80 bits: more than anybody can try


def next_label(labels: Iterable[str], incarnation: str) -> str:
    """Raises ValueError when there are none."""
    number, _, counted = max((label.partition("-")[0] for label in labels), key=_place).partition("/")
    return f"{number}/{letters_after(counted)}-{mark_of(incarnation)}"


def mark_of(incarnation: str) -> str:
    """Two letters, so that two copies of one folder, which count on alike, are told apart on paper."""
    digest = hashlib.sha256(incarnation.encode()).digest()
    first, second = divmod(int.from_bytes(digest[:8]) % len(_MARKS) ** 2, len(_MARKS))
    return _MARKS[first] + _MARKS[second]


def letters_after(letters: str) -> str:
    """Count on as the columns of a spreadsheet do: after `z` comes `aa`."""
    kept = letters.rstrip("z")
    if not kept:
        return "a" * (len(letters) + 1)
    return kept[:-1] + chr(ord(kept[-1]) + 1) + "a" * (len(letters) - len(kept))


def _place(label: str) -> tuple[int, str]:
    return len(label), label


def head_on_paper(label: str, seq: int, link: str) -> str:
    """As printed, `01/a 240 · 4CQ7-…`; `link` is hex."""
    return f"{label} {seq} · {paper_code(bytes.fromhex(link), _HEAD_SIGNS)}"
