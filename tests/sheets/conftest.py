"""What every test of lists reads with: the office of 53.02, on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.counts import ListCounts, Stood
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.lists import read_list
from ektp_desk.sheets.regions import load_gazetteer

TODAY = date(2019, 4, 2)
REGIONS = Path(__file__).parents[2] / "resources" / "regions"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(REGIONS, "53")


class Seen(NamedTuple):
    """One file as it was read."""

    mapping: Mapping
    counts: ListCounts
    digest: str


Read = Callable[..., tuple[Seen, list[Any]]]  # rows of persons, or of regions


@pytest.fixture
def read(gazetteer: Gazetteer) -> Read:
    """Read a whole file; gives what was read and the rows that were taken."""

    def reading_of(path: Path, kind: str = "belum-rekam", **other: Any) -> tuple[Seen, list[Any]]:
        office: dict[str, Any] = {"today": TODAY, "regency": RegionCode("53.02"), "gazetteer": gazetteer}
        counts, seen = ListCounts(), set[str]()
        with read_list(path, kind, **(office | other)) as reading:
            rows = []
            for checked in reading:
                nik = getattr(checked.row, "nik", "")
                counts.add(checked, Stood(in_reading=nik in seen))
                seen.add(nik)
                rows += [checked.row] if checked.row else []
        return Seen(reading.mapping, counts, reading.digest), rows

    return reading_of


@pytest.fixture
def refusal(read: Read) -> Callable[..., str]:
    """Read a file that must be refused; gives the code."""

    def refusal_of(path: Path, **other: Any) -> str:
        with ExitStack() as stack:
            told = stack.enter_context(pytest.raises(EktpError))
            read(path, **other)
        return told.value.code

    return refusal_of


@pytest.fixture
def refused_with(read: Read) -> Callable[[Path, str], EktpError]:
    """Read a file as a kind that it is not; gives the refusal with its facts."""

    def refusal_of(path: Path, kind: str) -> EktpError:
        with pytest.raises(EktpError) as told:
            read(path, kind)
        return told.value

    return refusal_of
