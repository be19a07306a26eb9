"""Sex, age, names and dates as offices write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.cells import Cell, CellError, text_of
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.people import Nik, Sex, age_class, age_on, born_by, clean_name
from ektp_desk.domain.typed_days import read_birth

TODAY = date(2019, 4, 2)


@pytest.mark.parametrize("text", ["L", "l ", "Lk", "LAKI-LAKI", "Laki - laki", "1", "1.", "Pria"])
def test_men_are_written_in_many_ways(text: str) -> None:
    assert Sex.parse(text) is Sex.MALE


@pytest.mark.parametrize("text", ["P", "Pr", "PEREMPUAN", "2", "Wanita"])
def test_women_are_written_in_many_ways(text: str) -> None:
    assert Sex.parse(text) is Sex.FEMALE


@pytest.mark.parametrize("text", ["", "LP", "?", "3", "B"])
def test_what_says_neither_is_neither(text: str) -> None:
    assert Sex.parse(text) is None


def test_age_counts_full_years() -> None:
    born = date(2002, 4, 3)
    assert age_on(born, TODAY) == 16
    assert age_on(born, date(2019, 4, 3)) == 17
    assert age_on(date(2000, 2, 29), date(2019, 2, 28)) == 18
    assert age_on(date(2000, 2, 29), date(2019, 3, 1)) == 19


@given(st.dates(date(1920, 1, 1), date(2030, 1, 1)), st.dates(date(2019, 1, 1), date(2040, 1, 1)))
@example(date(2012, 2, 29), date(2029, 2, 28))
@example(date(2012, 2, 29), date(2029, 3, 1))
@example(date(2011, 3, 1), date(2028, 2, 29))
def test_who_was_born_after_the_last_birthday_of_that_age_is_younger(born: date, day: date) -> None:
    assert (born > born_by(day, 17)) == (age_on(born, day) < 17)


@pytest.mark.parametrize(
    ("year", "name"), [(2004, "0-15"), (2003, "16"), (2002, "17-21"), (1998, "17-21"), (1997, "22-59"),
                       (1960, "22-59"), (1959, "60+"), (1910, "60+")]
)  # fmt: skip
def test_reports_count_by_these_classes(year: int, name: str) -> None:
    assert age_class(date(year, 1, 1), TODAY) == name


def test_an_unknown_birth_has_a_class_of_its_own() -> None:
    assert age_class(None, TODAY) == "unknown"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MARIA  TEFA   ", "MARIA TEFA"),
        ("Drs. Yosef Nabuasa, M.Si", "Drs. Yosef Nabuasa, M.Si"),
        ("\u00a0Ne'u\u00a0\u00a0Benu\u200b", "Ne'u Benu"),
        ("'Domi Sae", "Domi Sae"),
        ('="Domi Sae"', "Domi Sae"),
        ("José\u0301", "José\u0301"),
    ],
)
def test_a_name_keeps_its_letters_and_titles(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    "cell",
    [
        "02-04-2003",
        "2/4/2003",
        "02.04.2003",
        "'02-04-2003",
        '="02-04-2003"',
        "2003-04-02",
        "2003-04-02 00:00:00",
        "2 April 2003",
        "02-Apr-2003",
        "2 APR 2003 ",
        "\u00a02/4/2003",
        "37713",
        37713.0,
        37713,
        date(2003, 4, 2),
        datetime(2003, 4, 2, 7, 30),  # noqa: DTZ001  a spreadsheet's dates have no zone
    ],
)
def test_a_date_is_read_day_first_in_every_form(cell: Cell) -> None:
    assert parse_date(cell, today=TODAY) == date(2003, 4, 2)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Pebruari", 2),
        ("Maret", 3),
        ("Mei", 5),
        ("Agustus", 8),
        ("Ags", 8),
        ("Okt", 10),
        ("Nopember", 11),
        ("Des", 12),
    ],
)
def test_months_have_indonesian_names(text: str, month: int) -> None:
    assert parse_date(f"7 {text} 1990", today=TODAY) == date(1990, month, 7)


@pytest.mark.parametrize(("text", "year"), [("02-04-03", 2003), ("02-04-80", 1980), ("2 Apr 99", 1999)])
def test_a_year_of_two_digits_is_the_latest_that_can_have_been(text: str, year: int) -> None:
    assert parse_date(text, today=TODAY) == date(year, 4, 2)


@pytest.mark.parametrize(
    "cell",
    ["", "31-02-2003", "04/17/2003", "31-02-03", "2/4/3", "2003", 2003.0, 2003, "-", "00-00-0000", 1e9, -5.0,
     0, True, "2 Aprl 2003", "1-1-1700", float("nan"), CellError(), None],
)  # fmt: skip
def test_an_unreadable_date_is_refused_and_never_replaced(cell: Cell) -> None:
    with pytest.raises(EktpError, match=r"date\.unreadable"):
        parse_date(cell, today=TODAY)


@pytest.mark.parametrize("cell", ["03-04-2019", "2 April 2091", date(2019, 4, 3), 60000.0])
def test_a_future_date_is_refused(cell: Cell) -> None:
    with pytest.raises(EktpError, match=r"date\.future"):
        parse_date(cell, today=TODAY)


@given(st.dates(date(1880, 1, 1), TODAY), st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_every_written_date_reads_back(day: date, form: str) -> None:
    assert parse_date(day.strftime(form), today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12-03-90", "1990-03-12"),
        ("12/3/90", "1990-03-12"),
        ("120390", "1990-03-12"),
        ("12032002", "2002-03-12"),
        ("12 Maret 1990", "1990-03-12"),
        ("2 Mei 2001", "2001-05-02"),
        ("2 mei 01", "2001-05-02"),
        ("2001-05-02", "2001-05-02"),
        ("02-04-19", "2019-04-02"),
        ("03-04-19", "1919-04-03"),  # tomorrow: whoever stands there was born a century ago
        ("31-02-90", "date.unreadable"),
        ("1990", "date.unreadable"),
        ("12-03", "date.unreadable"),
        ("37713", "date.unreadable"),
        ("03-04-2019", "date.future"),
    ],
)
def test_a_typed_birth_is_read_as_people_write_it(typed: str, read: str) -> None:
    try:
        told = read_birth(typed, today=TODAY).isoformat()
    except EktpError as refused:
        told = refused.code
    assert told == read


@given(st.dates(date(1919, 4, 3), TODAY), st.sampled_from(["%d%m%y", "%d-%m-%y", "%d %m %y"]))
def test_two_digits_of_a_year_are_read_as_those_of_a_nik(day: date, form: str) -> None:
    nik = Nik.parse(f"530232{day:%d%m%y}9001")
    assert read_birth(day.strftime(form), today=TODAY) == nik.birth(TODAY) == day


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.dates() | st.none())
def test_a_date_cell_is_read_or_refused_and_nothing_else(cell: Cell) -> None:
    try:
        told = parse_date(cell, today=TODAY)
    except EktpError as refused:
        told, code = TODAY, refused.code
    else:
        code = "read"
    assert told <= TODAY
    assert code in ("read", "date.unreadable", "date.future")


@given(st.text() | st.floats() | st.integers())
def test_a_cell_has_text_without_padding(cell: Cell) -> None:
    text = text_of(cell)
    assert text == text.strip()
    assert "  " not in text
