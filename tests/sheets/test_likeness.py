"""What a column may mean is proposed in the order of what its values look like."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.lists.layout.likeness import by_likeness, fits, left_with, likeness
from ektp_desk.domain.lists.mapping import SheetColumn, SheetColumns
from ektp_desk.domain.lists.meanings import Meaning

ALL = tuple(Meaning)
MASKED = "530232**********"

samples_of_anything = st.lists(st.text(max_size=20), max_size=3)
# Not taken stands first, so that staying last is an act of the rule.
meanings = st.lists(st.sampled_from(ALL[:-1]), unique=True).map(lambda some: [Meaning.IGNORED, *some])


@pytest.mark.parametrize(
    ("samples", "first"),
    [
        ([MASKED, MASKED, MASKED], [Meaning.NIK, Meaning.KK_NUMBER]),
        (["5302320000009001"], [Meaning.NIK, Meaning.KK_NUMBER]),
        (["01-01-1980", "02-02-1981", ""], [Meaning.BIRTH_DATE]),
        (["1980-01-01"], [Meaning.BIRTH_DATE]),
        (["1980-0*************"], [Meaning.BIRTH_DATE]),
        (["29221", "30000"], [Meaning.BIRTH_DATE]),
        (["L", "P", "L"], [Meaning.SEX]),
        (["LAKI-LAKI", "PEREMPUAN"], [Meaning.SEX]),
        (["KAWIN", "BELUM KAWIN"], [Meaning.MARITAL]),
        (["BLM_RKM_KTP", "SDH_RKM_KTP"], [Meaning.RECORD_STATUS]),
        (["WKTP S/D 31-12-2025"], [Meaning.WKTP_CLASS]),
        (["PRINT_READY_RECORD"], [Meaning.STATUS_CODE]),
        (["003/001", "2 / 1"], [Meaning.RT_RW]),
        (["003", "001"], [Meaning.RT, Meaning.RW]),
        (["2003", "2001"], [Meaning.VILLAGE_CODE]),
        (["53.02.32.2003"], [Meaning.VILLAGE_CODE, Meaning.REGION]),
        (["Maria Nabuasa", "Yosef Nenobais"], [Meaning.NAME, Meaning.REGION]),
        (["Jalan Contoh 9"], [Meaning.ADDRESS]),
        (["Dusun Contoh"], [Meaning.DUSUN]),
        (["Desa Noebesi"], [Meaning.VILLAGE_NAME]),
        (["Kec. Nunbena"], [Meaning.DISTRICT_NAME]),
        (["XII IPA 1", "X-2"], [Meaning.ROMBEL]),
        (["0012345678"], [Meaning.VILLAGE_CODE, Meaning.NISN]),
    ],
)
def test_values_propose_what_they_look_like(samples: list[str], first: list[Meaning]) -> None:
    assert by_likeness(ALL, samples)[: len(first)] == first


def test_words_propose_a_name_before_a_place() -> None:
    people = [one for one in ALL if one is not Meaning.REGION]
    assert by_likeness(people, ["Noebesi", "Soe"])[0] is Meaning.NAME
    assert Meaning.VILLAGE_NAME in by_likeness(people, ["Noebesi", "Soe"])[:5]


def test_of_two_that_fit_as_well_the_free_one_comes_first() -> None:
    order = by_likeness(ALL, [MASKED], held={Meaning.NIK})
    assert order[:2] == [Meaning.KK_NUMBER, Meaning.NIK]


def test_a_meaning_that_is_held_still_goes_before_one_that_fits_less() -> None:
    assert by_likeness(ALL, ["01-01-1980"], held={Meaning.BIRTH_DATE})[0] is Meaning.BIRTH_DATE


def test_a_column_without_values_proposes_nothing_of_its_own() -> None:
    assert by_likeness(ALL, ["", " "]) == list(ALL)
    assert by_likeness(ALL, []) == list(ALL)


@pytest.mark.parametrize(
    ("meaning", "samples"),
    [(Meaning.NIK, ["01-01-1980"]), (Meaning.BIRTH_DATE, [MASKED]), (Meaning.SEX, ["1", "2"])],
)
def test_what_looks_like_something_else_does_not_fit(meaning: Meaning, samples: list[str]) -> None:
    assert not fits(meaning, samples)


def test_what_has_the_meanings_own_shape_fits() -> None:
    assert fits(Meaning.NIK, [MASKED, ""])
    assert fits(Meaning.NAME, ["Maria Nabuasa"])
    assert not fits(Meaning.NIK, [])


def test_a_column_that_gives_its_meaning_away_takes_the_others_only_where_its_values_fit() -> None:
    assert left_with(Meaning.NIK, [MASKED]) is Meaning.NIK
    assert left_with(Meaning.NIK, ["Soe"]) is Meaning.IGNORED
    assert left_with(Meaning.IGNORED, [MASKED]) is Meaning.IGNORED


def test_a_correction_says_what_the_former_column_then_means() -> None:
    columns = (
        SheetColumn(0, "KK", Meaning.NIK),
        SheetColumn(2, "NIK", Meaning.KK_NUMBER),
        SheetColumn(3, "NAMA", Meaning.NAME),
    )
    sheet = SheetColumns("", 1, columns)
    swapped = sheet.with_meaning(2, Meaning.NIK, instead=Meaning.KK_NUMBER)
    assert swapped.meanings == (Meaning.KK_NUMBER, Meaning.NIK, Meaning.NAME)
    assert sheet.with_meaning(2, Meaning.NIK).meanings == (Meaning.IGNORED, Meaning.NIK, Meaning.NAME)


@given(meanings, samples_of_anything, st.sets(st.sampled_from(ALL)))
def test_whatever_stands_in_a_column_every_meaning_is_offered_once_and_not_taken_last(
    offered: list[Meaning], samples: list[str], held: set[Meaning]
) -> None:
    order = by_likeness(offered, samples, held=held)
    assert sorted(order) == sorted(offered)
    assert Meaning.IGNORED not in order[:-1]
    rest = [one for one in order if one is not Meaning.IGNORED]
    scores = [likeness(one, samples) for one in rest]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 5 for score in scores)


@given(samples_of_anything, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_values_nor_empty_ones_change_the_proposal(
    samples: list[str], chance: object
) -> None:
    turned = [*reversed(samples), "", "  "]
    assert by_likeness(ALL, turned) == by_likeness(ALL, samples)


@given(st.dates(min_value=date(1880, 1, 1), max_value=date(2100, 12, 31)), st.sampled_from("-/."))
def test_every_day_since_1880_proposes_a_birth_date(day: date, between: str) -> None:
    written = between.join((f"{day.day:02}", f"{day.month:02}", str(day.year)))
    assert by_likeness(ALL, [written])[0] is Meaning.BIRTH_DATE
