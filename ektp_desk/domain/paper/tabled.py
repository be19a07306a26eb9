"""Figures as plain tables: what a spreadsheet holds of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

TabledCell = str | int | None


@dataclass(frozen=True, slots=True, repr=False)
class Tabled:
    """One table: a short title, heads, and rows as wide as these."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[TabledCell, ...], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Book:
    """A paper's tables, and what is said above them; whose they are, and of which moment (there)."""

    title: str
    about: tuple[str, ...]  # place, period, moment of the facts
    tables: tuple[Tabled, ...]
    notes: tuple[tuple[str, str], ...]  # definitions: term and meaning
    office: str
    moment: datetime
