"""Rows that speak of the persons beneath: "No. KK : …", "Alamat : …, RT/RW : 003/001", "KECAMATAN : …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.layout.titles import is_title
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.values.rt_rw import in_address

_END = "\x1f"  # of a cell
_LABELS: tuple[tuple[str, Meaning | None], ...] = (
    (r"(?:no|nomor)\W*(?:kk|kartu keluarga)|n?kk", Meaning.KK_NUMBER),
    (r"(?:nama\W*)?kepala keluarga|nama\W*kk|nama\W*kep", None),  # somebody of the rows beneath
    (r"alamat", Meaning.ADDRESS),
    (r"(?:nama )?(?:dusun|lingkungan)(?:\W+(?:dusun|lingkungan))?", Meaning.DUSUN),
    (r"(?:no\W*)?rt\W+(?:no\W*)?rw", Meaning.RT_RW),
    (r"(?:no\W*)?rt", Meaning.RT),
    (r"(?:no\W*)?rw", Meaning.RW),
    (r"(?:nama )?kecamatan(?:\W+distrik)?", Meaning.DISTRICT_NAME),
    (r"(?:nama )?(?:desa\W*kel(?:urahan)?|kel(?:urahan)?\W*desa|desa|kelurahan)", Meaning.VILLAGE_NAME),
    (
        r"(?:nama )?kab(?:upaten)?(?:\W+kota)?|(?:nama )?provinsi|kode ?pos|telp|telepon|jumlah anggota.*?",
        None,
    ),
    (r"(?:no\W*)?tps", Meaning.TPS),
)
_LABEL = re.compile(
    "(?:^|(?<=[" + _END + r",;\s]))(?:"
    + "|".join(f"(?P<l{at}>{words})" for at, (words, _meaning) in enumerate(_LABELS))
    + rf")\s*(?:[{_END}\s]*:|{_END})",
    re.IGNORECASE,
)  # fmt: skip
_TITLE = re.compile(
    r"(?P<kec>kec(?:amatan|\.))\s+(?P<name>\S.*)|(?:desa|kel(?:urahan|\.))\s+(?P<desa>\S.*)", re.IGNORECASE
)
_FAMILY = re.compile(r"(?:no|nomor)\W*(?:kk|kartu keluarga)\W+([0-9]{16})(?![0-9])", re.IGNORECASE)
_OF_FAMILY = re.compile(r"\W*(?:no|nomor)\W*(?:kk|kartu keluarga)\W*", re.IGNORECASE)
_OF_HEAD = re.compile(r"\W*(?:(?:nama\W*)?kepala keluarga|nama\W*kk|nama\W*kep)\W*", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,5}[.)]?")  # families are counted
_NAMES = (Meaning.DISTRICT_NAME, Meaning.VILLAGE_NAME)
_KK_DIGITS = 8
_SERIAL_SAFE = 10**15

Said = dict[Meaning, Cell]


def labels_in(row: Sequence[Cell]) -> Said | None:
    """Read a row of labels and values, in one cell or beside each other; None when it is no such row.

    Values are texts; a number that a spreadsheet has rounded shows as one (`5302… .0`). A label
    without a value, or of somebody who stands among the persons, says nothing.
    """
    texts = [text for cell in row if (text := _text(cell))]
    if not texts:
        return None
    numbered = len(texts) > 1 and bool(_NUMBERED.fullmatch(texts[0]))
    line = _END.join(texts[numbered:])
    found = [label for label in _LABEL.finditer(line) if _begins(line, label)]
    if not found or found[0].start() != 0:
        return _title_in(texts)
    said: Said = {}
    for label, end in zip(found, [*(label.start() for label in found[1:]), len(line)], strict=True):
        meaning = _LABELS[int((label.lastgroup or "l1")[1:])][1]
        value = _value(line[label.end() : end])
        if meaning and value and _fits(meaning, value):
            said[meaning] = _without_code(value) if meaning in _NAMES else value
    return in_address(text_of(said.get(Meaning.ADDRESS))) | said if Meaning.ADDRESS in said else said


def _begins(line: str, label: re.Match[str]) -> bool:
    """Whether this is a label; in the middle of a cell only its colon makes it one."""
    before = line[: label.start()].rstrip(" ")
    return label[0].endswith(":") or before[-1:] in ("", _END, ",", ";")


def _value(text: str) -> str:
    """Take the first cell that says something."""
    return next((value for piece in text.split(_END) if (value := piece.strip(" ,;:/"))), "")


def _without_code(value: str) -> str:
    """Take the code off "1001 - SOE": the name tells the place within its district."""
    return re.sub(r"^[0-9.]+\W*(?=[A-Za-z])", "", value)


def is_label_of_family(cell: Cell) -> bool:
    """Whether a cell is "No. KK" and nothing else: the number beside it is a family's."""
    return isinstance(cell, str) and bool(_OF_FAMILY.fullmatch(cell))


def is_label_of_head(cell: Cell) -> bool:
    """Whether a cell is "NAMA.KK" or "Kepala Keluarga" and nothing else, so that its row is no person's."""
    return isinstance(cell, str) and bool(_OF_HEAD.fullmatch(cell))


def is_family(said: Said) -> bool:
    """Whether a new family begins with this row, so that what was said of the one before is over."""
    return Meaning.KK_NUMBER in said


def _text(cell: Cell) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _SERIAL_SAFE <= abs(cell) < inf:
        return f"{int(cell)}.0"
    return text_of(cell)


def _fits(meaning: Meaning, value: str) -> bool:
    """Tell a value from the next title of a header that begins as a label does."""
    if meaning is Meaning.KK_NUMBER:
        return sum(map(str.isdigit, value)) >= _KK_DIGITS
    return not is_title(value)


def _title_in(texts: list[str]) -> Said | None:
    """Read "KECAMATAN KOTA SOE" or "Desa Kuatae" that stands alone in its row; or a bare "NO.KK 5302…"."""
    if family := _FAMILY.match(texts[0]):
        return {Meaning.KK_NUMBER: family[1]}
    found = _TITLE.fullmatch(texts[0]) if len(texts) == 1 else None
    if found is None:
        return None
    name = found["name"] or found["desa"]
    meaning = Meaning.DISTRICT_NAME if found["kec"] else Meaning.VILLAGE_NAME
    return {meaning: name.strip(" :")} if _fits(meaning, name) else None
