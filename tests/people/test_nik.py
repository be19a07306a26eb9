"""A NIK is sixteen digits or nothing; what looks odd about one is told and never repaired."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import Nik, Sex

TODAY = date(2019, 4, 2)
MAN, WOMAN = "5302320204039001", "5302324204039002"  # both born on 2 April 2003
TTS = "53.02.32"


def refusal(text: str) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(EktpError) as told:
        Nik.parse(text)
    return told.value.code, told.value.facts


@pytest.mark.parametrize(
    "text",
    [
        MAN,
        f" {MAN} ",
        f"'{MAN}",
        f"’{MAN}",
        f'="{MAN}"',
        "5302 3202 0403 9001",
        "530232\u00a0020403\u00a09001",
        f"\ufeff{MAN}\u200b",
    ],
)
def test_what_machines_added_is_taken_off(text: str) -> None:
    assert Nik.parse(text).digits == MAN


@pytest.mark.parametrize(
    "text",
    [
        "5,3E+15",
        "5.3E+15",
        "5.30232020403900e15",
        f"{MAN}.0",
        f"{MAN},00",
        f"'{MAN}.0",
        "5.302.320.204.039.001",
    ],
)
def test_a_nik_that_a_spreadsheet_rounded_is_damaged_before_anything_is_stripped(text: str) -> None:
    assert refusal(text) == ("nik.damaged", {})


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("530232020403900", 15), (f"{MAN}1", 17), ("530232020403900O", 16)]
)
def test_anything_but_sixteen_digits_is_refused_with_its_length(text: str, length: int) -> None:
    assert refusal(text) == ("nik.not_16_digits", {"length": length})


def test_digits_of_other_scripts_are_not_digits() -> None:
    assert refusal("٥٣٠٢٣٢٠٢٠٤٠٣٩٠٠١")[0] == "nik.not_16_digits"


@pytest.mark.parametrize(
    "number", [5302320204039001, 5.302320204039001e15, 1e300, float("inf"), float("nan")]
)
def test_a_number_of_more_than_fifteen_digits_is_damaged(number: float) -> None:
    with pytest.raises(EktpError, match=r"nik\.damaged"):
        Nik.from_number(number)


def test_a_short_number_is_no_nik_either() -> None:
    with pytest.raises(EktpError, match=r"nik\.not_16_digits"):
        Nik.from_number(530232020403900)


def test_a_nik_hides_itself() -> None:
    nik = Nik.parse(MAN)
    assert nik.masked() == "530232020403****"
    assert nik.masked_deep() == "530232**********"
    assert repr(nik) == "Nik(530232**********)"
    assert MAN[6:] not in f"{nik!r} {nik}"


def test_sex_and_birth_are_read_from_the_day_code() -> None:
    assert (Nik.parse(MAN).sex(), Nik.parse(MAN).birth(TODAY)) == (Sex.MALE, date(2003, 4, 2))
    assert (Nik.parse(WOMAN).sex(), Nik.parse(WOMAN).birth(TODAY)) == (Sex.FEMALE, date(2003, 4, 2))


def test_the_century_is_the_latest_in_which_nobody_is_born_tomorrow() -> None:
    born_today, born_tomorrow = Nik.parse("5302320204199001"), Nik.parse("5302320304199001")
    assert born_today.birth(TODAY) == date(2019, 4, 2)
    assert born_tomorrow.birth(TODAY) == date(1919, 4, 3)


def test_the_leap_day_of_2000_is_a_day() -> None:
    nik = Nik.parse("5302322902009001")
    assert nik.birth(TODAY) == date(2000, 2, 29)
    assert "nik.impossible_day" not in nik.warnings(sex=None, birth=None, domicile=TTS)


@pytest.mark.parametrize(
    "code", ["000403", "320403", "400403", "720403", "021303", "020003", "310403", "290203"]
)
def test_an_impossible_day_gives_no_birth_and_a_warning(code: str) -> None:
    nik = Nik.parse(f"530232{code}9001")
    assert nik.birth(TODAY) is None
    assert nik.warnings(sex=Sex.MALE, birth=TODAY, domicile=TTS) == ("nik.impossible_day",)


def test_what_differs_is_warned_of() -> None:
    nik = Nik.parse(MAN)
    assert nik.warnings(sex=Sex.MALE, birth=date(2003, 4, 2), domicile=TTS) == ()
    assert nik.warnings(sex=Sex.FEMALE, birth=None, domicile=TTS) == ("nik.sex_differs",)
    assert nik.warnings(sex=None, birth=date(2003, 2, 4), domicile=TTS) == ("nik.birth_differs",)
    assert nik.warnings(sex=None, birth=None, domicile="53.03.01.2001") == ("nik.region_differs",)
    assert Nik.parse("5302320204030000").warnings(sex=None, birth=None, domicile="") == ("nik.serial_0000",)


def test_a_person_of_a_hundred_years_agrees_with_their_nik() -> None:
    assert Nik.parse("5302320204159001").warnings(sex=None, birth=date(1915, 4, 2), domicile=TTS) == ()


@given(
    st.dates(date(1900, 1, 1), TODAY),
    st.sampled_from(Sex),
    st.integers(9000, 9999),
    st.sampled_from(["", " ", "'", "\u00a0"]),
)
def test_every_issued_nik_reads_back(born: date, sex: Sex, serial: int, dirt: str) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    nik = Nik.parse(f"{dirt}530232{day:02d}{born:%m%y}{serial}{dirt}")
    assert nik.sex() is sex
    assert nik.warnings(sex=sex, birth=born, domicile=TTS) == ()
    told = nik.birth(TODAY)
    assert told is not None
    assert (told.day, told.month, told.year % 100) == (born.day, born.month, born.year % 100)
    assert told >= born


@given(st.text())
def test_no_text_makes_a_nik_of_anything_but_sixteen_digits(text: str) -> None:
    try:
        digits = Nik.parse(text).digits
    except EktpError as refused:
        digits, code = "", refused.code
    else:
        code = ""
    assert code in ("nik.damaged", "nik.not_16_digits") or (len(digits) == 16 and digits.isascii())
