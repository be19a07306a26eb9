"""How codes and names of places are read, whoever wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode, Zone, kind_word, letters, zone_of

VILLAGE = RegionCode.parse("53.02.32.2003")


@pytest.mark.parametrize("text", ["53.02.32.2003", "5302322003", " 53.02.32.2003\n", "530232.2003"])
def test_a_code_reads_the_same_with_and_without_dots(text: str) -> None:
    assert RegionCode.parse(text) == VILLAGE
    assert str(RegionCode.parse(text)) == "53.02.32.2003"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "530",
        "53.2",
        "53.02.32.203",
        "5304010",
        "53.00",
        "5302320000",
        "53,02",
        "٥٣",
        "53.02.",
        "5,3E+09",
    ],
)
def test_what_is_not_a_code_is_refused(text: str) -> None:
    with pytest.raises(EktpError) as refused:
        RegionCode.parse(text)
    assert (refused.value.code, refused.value.facts) == ("place.bad_code", {})


def test_a_code_knows_what_it_lies_in() -> None:
    district = VILLAGE.parent
    assert district == RegionCode.parse("53.02.32")
    assert [VILLAGE.at(level).text for level in (1, 2, 3, 4)] == ["53", "53.02", "53.02.32", "53.02.32.2003"]
    assert RegionCode.parse("53").parent is None
    assert district.digits == "530232"
    with pytest.raises(EktpError, match=r"place\.bad_code"):
        district.at(4)


def test_within_counts_the_region_itself_and_no_region_that_merely_begins_alike() -> None:
    regency = RegionCode.parse("53.02")
    assert VILLAGE.within(regency)
    assert regency.within(regency)
    assert not regency.within(VILLAGE)
    assert not RegionCode.parse("53.03").within(regency)


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99), st.integers(1, 9999))
def test_every_code_survives_the_way_through_digits(p: int, r: int, d: int, v: int) -> None:
    code = RegionCode.parse(f"{p:02d}.{r:02d}.{d:02d}.{v:04d}")
    assert RegionCode.parse(code.digits) == code
    assert code.level == 4


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("53", "provinsi"),
        ("53.02", "kabupaten"),
        ("53.71", "kota"),
        ("53.02.01", "kecamatan"),
        ("53.02.01.1001", "kelurahan"),
        ("53.02.01.2012", "desa"),
        ("91.03.01.3007", "desa adat"),
    ],
)
def test_a_region_is_called_by_its_right_word(code: str, word: str) -> None:
    assert kind_word(RegionCode.parse(code)) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'besi", "Obesi"),
        ("Kot olin", "Kot'Olin"),
        ("Kot`Olin", "Kot’olin"),
        ('Nunle"u', "Nunle'u"),
        ("KI'E", "kie"),
        ("Kot\u02bcolin", "Kotolin"),
        ("Noël", "NOEL"),
    ],
)
def test_names_are_equal_when_their_letters_are(one: str, other: str) -> None:
    assert letters(one) == letters(other) != ""


@pytest.mark.parametrize(
    ("code", "zone"),
    [("31", Zone.WIB), ("61.01", Zone.WIB), ("53.02", Zone.WITA), ("64", Zone.WITA), ("96", Zone.WIT)],
)
def test_a_province_tells_the_time_zone(code: str, zone: Zone) -> None:
    assert zone_of(RegionCode.parse(code)) is zone


def test_zones_say_their_name_and_minutes() -> None:
    assert [(z.name, z.utc_offset_minutes) for z in Zone] == [("WIB", 420), ("WITA", 480), ("WIT", 540)]


def test_no_province_has_no_time() -> None:
    with pytest.raises(EktpError, match=r"place\.unknown"):
        zone_of(RegionCode.parse("99"))
