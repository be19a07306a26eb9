"""Invented people: well formed, never twice the same number, never shown by accident."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.chance.inventing import InventedPerson, Inventor, invent
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import RegionCode
from ektp_desk.sheets.wordlists import load_names

NAMES = load_names(Path(__file__).parents[2] / "resources" / "names")
DESA = RegionCode.parse("53.02.32.2003")
OTHER_DESA = RegionCode.parse("53.02.32.2001")
KELURAHAN = RegionCode.parse("53.02.01.1001")
YOUNG = (date(2001, 1, 1), date(2003, 12, 31))

Seeded = Callable[[int], random.Random]


@pytest.fixture
def seeded() -> Seeded:
    return random.Random


def test_an_invented_nik_tells_district_birth_day_and_sex(seeded: Seeded) -> None:
    for seed in range(200):
        person = invent(seeded(seed), NAMES, village=DESA, born_between=YOUNG, serial=9041)
        day = person.born.day + (40 if person.sex == "P" else 0)
        assert person.nik == f"530232{day:02d}{person.born:%m%y}9041"
        assert YOUNG[0] <= person.born <= YOUNG[1]
        assert person.kk_number.startswith("530232")
        assert len(person.kk_number) == 16


def test_a_name_fits_the_sex_and_ends_in_a_family_name(seeded: Seeded) -> None:
    for seed in range(200):
        person = invent(seeded(seed), NAMES, village=DESA, born_between=YOUNG, serial=9000)
        *given, family = person.name.split(" ")
        assert set(given) <= set(NAMES.male if person.sex == "L" else NAMES.female)
        assert family in NAMES.family
        assert len(given) == len(set(given))


def test_the_same_seed_gives_the_same_person(seeded: Seeded) -> None:
    first, again = (invent(seeded(7), NAMES, village=DESA, born_between=YOUNG, serial=9000) for _ in range(2))
    assert first == again


def test_a_town_has_streets_and_a_village_has_hamlets(seeded: Seeded) -> None:
    in_town = invent(seeded(1), NAMES, village=KELURAHAN, born_between=YOUNG, serial=9000)
    in_village = invent(seeded(1), NAMES, village=DESA, born_between=YOUNG, serial=9000)
    assert in_town.address.startswith("Jl. ")
    assert in_village.address == f"Dusun {in_village.hamlet}"


def test_three_thousand_people_of_one_district_never_share_a_number(seeded: Seeded) -> None:
    inventor = Inventor(seeded(1), NAMES)
    two_days = (date(2002, 3, 12), date(2002, 3, 13))
    people = [inventor.invent(DESA if i % 2 else OTHER_DESA, born_between=two_days) for i in range(3_000)]
    assert len({person.nik for person in people}) == 3_000
    assert len({person.kk_number for person in people}) == 3_000
    assert all(person.nik[12] == "9" for person in people)


def test_people_born_a_century_apart_do_not_meet_in_one_number(seeded: Seeded) -> None:
    inventor = Inventor(seeded(1), NAMES)
    days = [date(1926, 5, 1), date(2026, 5, 1)]
    people = [inventor.invent(DESA, born_between=(day, day)) for day in days * 300]
    assert len({person.nik for person in people}) == 600


def test_a_full_day_is_used_to_its_last_serial_and_then_refused(seeded: Seeded) -> None:
    inventor = Inventor(seeded(1), NAMES)
    one_day = (date(2002, 3, 12), date(2002, 3, 12))
    people = [inventor.invent(DESA, born_between=one_day) for _ in range(2_000)]
    assert len({person.nik for person in people}) == 2_000
    with pytest.raises(ValueError, match="taken"):
        inventor.invent(DESA, born_between=one_day)


class OnlyMen(random.Random):
    """Chance that never draws a woman."""

    def choice(self, seq: Any) -> Any:
        return "L" if seq == ("L", "P") else super().choice(seq)


def test_what_chance_does_not_find_free_is_found_by_going_through_all() -> None:
    inventor = Inventor(OnlyMen(1), NAMES)
    one_day = (date(2002, 3, 12), date(2002, 3, 12))
    people = [inventor.invent(DESA, born_between=one_day) for _ in range(1_001)]
    assert [person.sex for person in people] == ["L"] * 1_000 + ["P"]


def test_a_serial_of_living_people_is_refused(seeded: Seeded) -> None:
    for serial in (0, 8999, 10000):
        with pytest.raises(ValueError, match="9000"):
            invent(seeded(1), NAMES, village=DESA, born_between=YOUNG, serial=serial)


def test_nobody_is_invented_into_a_regency_without_a_district(seeded: Seeded) -> None:
    with pytest.raises(EktpError, match=r"place\.bad_code"):
        invent(seeded(1), NAMES, village=RegionCode.parse("53.02"), born_between=YOUNG, serial=9000)


def test_an_invented_person_hides_in_logs_like_a_real_one(seeded: Seeded) -> None:
    person = invent(seeded(1), NAMES, village=DESA, born_between=YOUNG, serial=9000)
    assert isinstance(person, InventedPerson)
    assert repr(person) == str(person) == "InventedPerson(53.02.32.2003)"
