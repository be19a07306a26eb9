"""Where a person lives is told by code, else by name within its district, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from ektp_desk.domain.lists.domicile import Domicile, Domiciles
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.places import Gazetteer, RegionCode

NOEBESI = "53.02.32.2003"


@pytest.fixture
def find(gazetteer: Gazetteer) -> Any:
    domiciles = Domiciles(RegionCode("53.02"), gazetteer)

    def found(**said: Any) -> Domicile:
        return domiciles.find({Meaning(column): cell for column, cell in said.items()})

    return found


@pytest.mark.parametrize(
    ("district_code", "village_code"),
    [
        ("32", "2003"),
        ("530232", "2003"),
        ("53.02.32", "2003"),
        ("32  ", " 2003 "),
        (32.0, 2003.0),
        ("32", "5302322003"),
        ("", "53.02.32.2003"),
        ("53.02.32", 5302322003),
    ],
)
def test_codes_are_read_short_whole_dotted_and_as_numbers(
    find: Any, district_code: Any, village_code: Any
) -> None:
    assert find(district_code=district_code, village_code=village_code)[:3] == (NOEBESI, "53.02.32", "")


def test_one_digit_of_a_district_is_enough(find: Any) -> None:
    assert find(district_code="1", village_code="1001")[:3] == ("53.02.01.1001", "53.02.01", "")


def test_codes_of_all_four_levels_are_put_together(find: Any) -> None:
    whole = {"province_code": "53", "regency_code": "2", "district_code": "32", "village_code": "2003"}
    assert find(**whole).village == NOEBESI


def test_the_next_regency_is_not_taken_for_ours(find: Any) -> None:
    found = find(province_code="53", regency_code="3", district_code="1", village_code="2005")
    assert found[:3] == ("53.03.01.2005", "53.03.01", "region.outside")
    java = find(village_code="32.01.01.2001")
    assert java[:3] == ("", "", "region.outside")


def test_names_are_found_by_letters_within_their_district(find: Any) -> None:
    assert find(district_name="KEC. NUNBENA", village_name="noe besi").village == NOEBESI
    assert find(district_name="Nunbena", village_name="Oinlasi")[:3] == ("", "53.02.32", "region.unknown")


def test_a_village_name_alone_is_enough_where_the_regency_has_it_once(find: Any) -> None:
    assert find(village_name="Noebesi")[:3] == (NOEBESI, "53.02.32", "")
    assert find(village_name="Oinlasi")[:3] == ("", "", "region.unknown")
    assert find(village_name="Noebesi", district_name="Kotta")[:3] == ("", "", "region.unknown")
    assert find(village_name="Noebesi", village_code="299")[:3] == ("", "", "region.unknown")


def test_who_reads_a_list_says_where_those_live_of_whom_it_does_not(gazetteer: Gazetteer) -> None:
    said = Domiciles(RegionCode("53.02"), gazetteer, NOEBESI)
    unknown = {Meaning.VILLAGE_NAME: "Nobessi", Meaning.DISTRICT_NAME: "Nunbena"}
    java, own = {Meaning.VILLAGE_CODE: "32.01.01.2001"}, {Meaning.VILLAGE_NAME: "Feto Mone"}
    assert said.find({})[:3] == (NOEBESI, "53.02.32", "")
    assert said.find(unknown)[:3] == (NOEBESI, "53.02.32", "region.as_said")
    assert said.find(java)[:3] == ("", "", "region.outside")
    assert said.find(own)[:3] == ("53.02.32.2005", "53.02.32", "")


def test_codes_under_the_titles_of_names_are_codes(find: Any) -> None:
    assert find(district_name="32", village_name="2003").village == NOEBESI


def test_a_code_and_a_name_that_disagree_are_told(find: Any) -> None:
    assert find(district_code="32", village_code="2003", village_name="Feto Mone")[2] == "region.name_differs"
    assert find(district_code="31", village_code=NOEBESI)[2] == "region.codes_differ"


def test_an_unknown_code_beside_a_known_name_is_told(find: Any) -> None:
    found = find(district_code="32", village_code="2999", village_name="Noebesi")
    assert found[:3] == (NOEBESI, "53.02.32", "region.code_unknown")


def test_nothing_said_is_unknown(find: Any) -> None:
    assert find()[:3] == ("", "", "region.unknown")


NAMED = {"district_name": "Nunbena", "village_name": "Noebesi"}


@pytest.mark.parametrize(
    ("said", "village", "column"),
    [
        ({"village_code": "5304010001"} | NAMED, NOEBESI, "village_code"),
        ({"district_code": "5304010"} | NAMED, NOEBESI, "district_code"),
        ({"regency_code": "5304"} | NAMED, NOEBESI, "regency_code"),
        ({"province_code": "53", "regency_code": "4", "district_name": "Nunbena"}, "", "regency_code"),
        ({"village_code": "5304010001"}, "", "village_code"),
    ],
)
def test_the_statistics_offices_codes_are_said_and_never_mapped(
    find: Any, said: dict[str, str], village: str, column: str
) -> None:
    found = find(**said)
    assert (found.village, found.finding, found.column) == (village, "region.bps", column)


def test_a_neighbour_regency_is_no_statistics_offices_code(find: Any) -> None:
    assert find(village_code="53.04.01.2001").finding == "region.outside"
    assert (
        find(province_code="53", regency_code="2", district_code="32", village_name="Noebesi").finding == ""
    )
