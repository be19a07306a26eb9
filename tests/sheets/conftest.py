"""What every test of lists reads with: the office of 53.02, on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.rows import Row
from ektp_desk.domain.places import Gazetteer, RegionCode
from ektp_desk.sheets.lists import ListReading, read_list
from ektp_desk.sheets.regions import load_gazetteer

TODAY = date(2019, 4, 2)
REGIONS = Path(__file__).parents[2] / "resources" / "regions"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(REGIONS, "53")


Read = Callable[..., tuple[ListReading, list[Row]]]


@pytest.fixture
def read(gazetteer: Gazetteer) -> Read:
    """Read a whole file; gives the reading and the rows that were taken."""

    def reading_of(path: Path, **other: Any) -> tuple[ListReading, list[Row]]:
        office: dict[str, Any] = {"today": TODAY, "regency": RegionCode("53.02"), "gazetteer": gazetteer}
        with read_list(path, "belum-rekam", **(office | other)) as reading:
            rows = [checked.row for checked in reading if checked.row]
        return reading, rows

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
