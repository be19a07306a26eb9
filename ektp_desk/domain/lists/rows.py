"""A person as a list has them, and what was found wrong or odd; the list itself is not known here."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

from ektp_desk.domain.lists.meanings import BaseFigure, Meaning


class Severity(StrEnum):
    """What a finding does to its row: told and kept, or not taken."""

    WARNING = "warning"
    REFUSED = "refused"


class RecordStatus(StrEnum):
    """What the list says about recording; UNKNOWN when it does not say."""

    NOT_RECORDED = "not_recorded"
    RECORDED = "recorded"
    UNKNOWN = ""


class Finding(NamedTuple):
    """What is odd in one row: a code, and the column's meaning; never the value. `place`: the region that a
    sheet's title names.
    """

    meaning: Meaning
    code: str
    severity: Severity
    place: str = ""


class Problem(msgspec.Struct, frozen=True):
    """A finding with its place: `row` as a spreadsheet shows it (CSV: the line), `column` by title; where the
    finding is a sheet's own title (`sheet.titled`), the region that it names.
    """

    sheet: str
    row: int
    column: str
    code: str
    severity: Severity


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One accepted person; empty text where the list says nothing."""

    sheet: str
    number: int  # the row a spreadsheet shows
    nik: str  # sixteen digits; in some kinds also starred, or empty
    name: str
    sex: str  # "L", "P" or empty
    birth_date: str  # ISO 8601 or empty
    birth_place: str = ""
    village: str = ""  # "53.02.32.2003"
    district: str = ""  # "53.02.32", also where the village is not known
    rt: str = ""
    rw: str = ""
    dusun: str = ""
    address: str = ""
    kk_number: str = ""
    wktp_class: str = ""
    record_status: RecordStatus = RecordStatus.UNKNOWN
    siak_status: str = ""  # a SiakStatus, or the list's own text where that is unknown
    marital: str = ""  # a Marital, or empty
    nisn: str = ""
    rombel: str = ""
    tps: str = ""
    problems: tuple[str, ...] = ()  # codes of its warnings

    def __repr__(self) -> str:
        """Say where the row stands, not who it is."""
        return f"Row({self.sheet!r}, {self.number})"

    @property
    def is_starred(self) -> bool:
        """Whether the NIK's last digits were hidden by who gave the list: nobody can be told by it."""
        return "*" in self.nik

    @property
    def has_nik(self) -> bool:
        """Whether the row names a resident: by a whole NIK."""
        return bool(self.nik) and "*" not in self.nik


class Figure(NamedTuple):
    """A base figure of one group; None where it is unknown."""

    male: int | None
    female: int | None
    total: int | None


class RegionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One region's base figures; a group that the layout lacks is not among them."""

    sheet: str
    number: int  # the row a spreadsheet shows
    region: str  # dotted code, from regency down
    name: str  # as the gazetteer has it
    figures: dict[BaseFigure, Figure]
    problems: tuple[str, ...] = ()  # codes of its warnings
    parts: int = 0  # regions right within it, as the gazetteer has them


class Checked(NamedTuple):
    """What became of one row that counts: a person or a region, None when refused, and why.

    `sheet_no` counts the file's sheets from 0: two sheets have rows of one number. Without `is_row`
    the problems are a whole sheet's, and no row counts. `nik_title` is the sheet's column of NIKs, `file`
    names the file where there are several: for what is found when the row is beside others.
    """

    row: Row | RegionRow | None
    problems: tuple[Problem, ...]
    sheet_no: int = 0
    is_row: bool = True
    nik_title: str = ""
    file: str = ""
