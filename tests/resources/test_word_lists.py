"""The lists in `resources/` hold what the program relies on."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.wordlists import load_names, load_words

RESOURCES = Path(__file__).parents[2] / "resources"
WORDS = load_words(RESOURCES / "words")
NAMES = load_names(RESOURCES / "names")


def test_there_are_exactly_1024_words_in_order() -> None:
    assert len(WORDS) == 1024
    assert list(WORDS) == sorted(set(WORDS))


def test_every_word_is_four_to_seven_plain_letters() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-z]{4,7}", word)] == []


def test_the_first_four_letters_tell_every_word() -> None:
    assert len({word[:4] for word in WORDS}) == 1024


def test_no_single_slip_of_a_finger_turns_one_word_into_another() -> None:
    def without_one(word: str) -> set[str]:
        return {word[:i] + word[i + 1 :] for i in range(len(word))}

    def swapped(word: str) -> set[str]:
        return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}

    slips = {word: without_one(word) | swapped(word) for word in WORDS}
    for one, other in combinations(WORDS, 2):
        assert one not in slips[other]
        assert other not in slips[one]
        assert len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) > 1


def test_no_word_is_a_persons_name() -> None:
    people = {name.lower() for name in (*NAMES.male, *NAMES.female, *NAMES.family)}
    assert people & set(WORDS) == set()


def test_there_are_enough_names_and_none_twice() -> None:
    lists = (NAMES.male, NAMES.female, NAMES.family, NAMES.hamlets, NAMES.streets, NAMES.birth_places)
    for names, least in zip(lists, (120, 120, 150, 40, 30, 10), strict=True):
        assert len(names) >= least
        assert list(names) == sorted(set(names))
        assert all(re.fullmatch(r"[A-Z][a-z]+(?:[ '-][A-Za-z]+)*", name) for name in names)


def test_given_names_belong_to_one_sex_and_not_to_a_family() -> None:
    assert not set(NAMES.male) & set(NAMES.female)
    assert not set(NAMES.family) & {*NAMES.male, *NAMES.female}


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(EktpError, match=r"resource\.missing") as refused:
        load_words(tmp_path)
    assert refused.value.facts == {"file": "kata.txt"}
