"""Names that are held against every key answer as `distance` does, but for a wrong letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.nearness import NameWords, TypedWords, distance
from tests.people.spellings import ABSENT, SPELLINGS

NAMES = list(SPELLINGS)
TYPED = [text for texts in SPELLINGS.values() for text in texts]


@given(st.sampled_from(NAMES), st.sampled_from([*TYPED, *ABSENT]), st.integers(1, 40))
def test_it_is_as_near_as_its_distance_says(name: str, text: str, end: int) -> None:
    far, said = distance(text[:end], name), NameWords(name).distance(TypedWords(text[:end]))
    if said is None:
        assert far != 0
    else:
        assert said == far


def test_letters_written_either_way_and_apostrophes_are_forgiven() -> None:
    words = NameWords("Yuliana O'Besi")
    assert [words.distance(TypedWords(text)) for text in ("besi yul", "yulyana obesi", "juliana o besi")] == [
        0,
        1,
        1,
    ]
    assert [words.distance(TypedWords(text)) for text in ("yuliena", "", "obesity")] == [None, None, None]
