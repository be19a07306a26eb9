"""Names that may be one person's are found near; those that are not are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.nearness import is_near, near_pairs

NAMES = st.lists(
    st.sampled_from(
        ["Yuliana", "Yulianna", "Yulius", "Maria", "M.", "Tamonob", "Tamanob", "O'besi", "Dr.", "S.Pd"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("YULIANA TAMONOB", "Tamonob Yuliana"),
        ("Dr. Yuliana Tamonob, S.Pd", "Yulianna Tamonob"),
        ("H. Ahmad Boimau", "Ahmad Boimau"),
        ("Yohanes O'besi", "YOHANES OBESI"),
        ("Maria F. Nenobais", "Maria Fransiska Nenobais"),
        ("Niki-Niki Seo", "Niki Niki Seo"),
        ("Yuliana Tamonob", "Yuliana Sofia Tamonob"),
        ("Yuliana Tamonob", "Yulianna Tamanob"),  # two slips in the whole name
        ("Seik Bana", "Seix Sofia Bana"),  # one in a part of four letters
        ("Marthina Bana", "Marttima Sofia Bana"),  # two in a part of eight
    ],
)
def test_one_name_written_twice_is_near(one: str, other: str) -> None:
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yuliana Tamonob", "Marthen Tamonob"),
        ("Yulius Tamonob", "Yuliana Tamonob"),
        ("Yuliana", "Yuliana Tamonob"),
        ("Ana", "Ani"),
        ("Ana Bana", "Ani Sofia Bana"),
        ("Yuliana Bana", "Yulaena Sofia Bana"),
        ("Marthina Bana", "Marttimo Sofia Bana"),
        ("", "Yuliana"),
        ("Dr.", "Dr."),
    ],
)
def test_two_names_are_not_near(one: str, other: str) -> None:
    assert not is_near(one, other)


@given(names=st.lists(NAMES, max_size=8))
def test_pairs_are_those_that_are_near_and_either_way_round(names: list[str]) -> None:
    every = {
        (at, beyond)
        for at in range(len(names))
        for beyond in range(at + 1, len(names))
        if is_near(names[at], names[beyond])
    }

    assert set(near_pairs(names)) == every
    assert all(is_near(names[beyond], names[at]) for at, beyond in every)
