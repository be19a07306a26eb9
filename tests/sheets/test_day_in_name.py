"""The day that a list's file name tells of."""

from __future__ import annotations

from datetime import date

import pytest

from ektp_desk.domain.lists.values.day_in_name import day_in_name

TODAY = date(2019, 4, 2)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("belum-rekam-per-maret-2019", date(2019, 3, 31)),
        ("BLM_REKAM_31_MARET_2019", date(2019, 3, 31)),
        ("blm rekam April 2019", TODAY),  # the month is running
        ("daftar des 2018", date(2018, 12, 31)),
        ("DKB semester II", date(2018, 12, 31)),
        ("DKB Semester I", date(2018, 6, 30)),
        ("dkb_smt_1_tahun_2017", date(2017, 6, 30)),
        ("DKB semester I 2019", TODAY),  # and so is the semester
        ("daftar 25-03-2019", date(2019, 3, 25)),
        ("daftar_2019-03-25 (1)", date(2019, 3, 25)),
        ("daftar20190325", date(2019, 3, 25)),
    ],
)
def test_a_name_that_says_a_day_is_believed(name: str, day: date) -> None:
    assert day_in_name(name, today=TODAY) == day


@pytest.mark.parametrize(
    "name",
    [
        "BLM_REKAM_NOEBESI",
        "daftar Mei 2019",
        "31-02-2019",
        "20191325",
        "5302320000009001",
        "desa 2 2019",
        "1 maret",
    ],
)
def test_a_name_without_a_day_that_has_been_says_none(name: str) -> None:
    assert day_in_name(name, today=TODAY) is None
