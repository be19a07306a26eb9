"""What a journal and its head are called on paper: `01/a` the first, `01/b-KT` one begun in a copied folder.

Two copies of one folder both count on to `b` and know nothing of each other. The mark comes from the
incarnation's random id, so that whoever holds their papers tells the two laptops apart: two copies share one
in 400 times. The letters are consonants that no eye takes for another: a mark is no word.

A head is printed with its number and the first signs of its link, `01/a 240 · 4CQ7-…`: who has the paper can
tell later which events are gone, or that the past is another one, though the laptop says that all is well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.signing import paper_code

_FIRST_LETTER = "a"
FOUNDERS = "01"  # the number of the laptop on which an office is founded; others get theirs with a kit
_MARKS = "BCDFGHJKLMNPQRSTVWXZ"
_FOLDER_SIGNS = 8
_HEAD_SIGNS = 16  # 80 bits: more than anybody can try
MISTYPED = 2  # signs that differ and still show which link is meant: no other comes so close
_SAME = str.maketrans("018L", "OIBI")  # none of the first three is in base32, and an l is typed for an I
_BETWEEN = r"[\s·:,;-]+"
_HEAD = re.compile(
    rf"\s*([\doil]+\s*/\s*[a-z]+(?:[\s-]+[a-z]+)?){_BETWEEN}([\d.oil]{{1,15}}){_BETWEEN}([a-z\d\s·.-]+)",
    re.IGNORECASE,
)
_FIGURES = str.maketrans("oilOIL", "011011")


def first_label(number: str) -> str:
    """Name a laptop's first journal."""
    return f"{number}/{_FIRST_LETTER}"


def next_number(numbers: Iterable[str]) -> str:
    """Count on from the numbers that laptops have, of which the founder's is one: "02"."""
    return f"{max(map(int, (FOUNDERS, *numbers))) + 1:02}"


def next_label(labels: Iterable[str], incarnation: str) -> str:
    """Raises ValueError when there are none."""
    number, _, counted = max((label.partition("-")[0] for label in labels), key=_place).partition("/")
    return f"{number}/{letters_after(counted)}-{mark_of(incarnation)}"


def folder_signs(device: str, incarnation: str) -> str:
    """What a journal's folder is called on a card or stick: eight signs of base32."""
    digest = hashlib.sha256(f"{device}/{incarnation}".encode()).digest()
    return paper_code(digest, _FOLDER_SIGNS).replace("-", "")


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


@dataclass(frozen=True, slots=True)
class PaperHead:
    """A journal's head as a paper has it: its label, its last event's number, and that link's first signs."""

    label: str
    seq: int
    code: str

    def __str__(self) -> str:
        return f"{self.label} {self.seq} · {self.code}"

    def is_called(self, label: str) -> bool:
        """Whether a journal of this label is meant, however it was typed."""
        return _plain(self.label) == _plain(label)

    def differs_by(self, link: str) -> int:
        """How many signs of the code are not this link's (hex)."""
        pairs = zip(_signs(self.code), _signs(_code(link)), strict=True)
        return sum(typed != held for typed, held in pairs)


def head_on_paper(label: str, seq: int, link: str) -> str:
    """As printed, `01/a 240 · 4CQ7-…`; `link` is hex."""
    return str(PaperHead(label, seq, _code(link)))


def read_head(typed: str) -> PaperHead:
    """Read what somebody typed off a paper: in small letters, without dashes, with 0 for O or 1 for I.

    Raises `papercode.unreadable`.
    """
    found = _HEAD.fullmatch(typed)
    if found is None:
        raise EktpError("papercode.unreadable")
    label, number, code = found.groups()
    seq, signs = int(number.translate(_FIGURES).replace(".", "") or 0), _signs(code)
    if not seq or len(signs) != _HEAD_SIGNS or "9" in signs:
        raise EktpError("papercode.unreadable")
    return PaperHead(re.sub(r"\s", "", label), seq, code.strip())


def _code(link: str) -> str:
    return paper_code(bytes.fromhex(link), _HEAD_SIGNS)


def _signs(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", code.upper()).translate(_SAME)


def _plain(label: str) -> str:
    number, _, letters = re.sub(r"[\s-]", "", label.lower()).partition("/")
    return f"{number.translate(_FIGURES)}/{letters}"
