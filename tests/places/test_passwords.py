"""Passphrases and the recovery key in words."""

from __future__ import annotations

import random
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.chance.passwords import (
    bytes_to_words,
    is_weak,
    passphrase,
    strength_bits,
    words_to_bytes,
)
from ektp_desk.domain.errors import EktpError
from ektp_desk.sheets.wordlists import load_words

WORDS = load_words(Path(__file__).parents[2] / "resources" / "words")
KEY = bytes(range(32))


def test_five_words_drawn_are_worth_fifty_bits() -> None:
    drawn = passphrase(WORDS, secrets.randbelow)
    assert len(drawn.split(" ")) == 5
    assert set(drawn.split(" ")) <= set(WORDS)
    assert strength_bits("abadi kopi sawah burger padi", WORDS) == 50
    assert not is_weak("abadi kopi sawah burger padi", WORDS)


def test_a_passphrase_takes_its_words_from_the_picked_places() -> None:
    places = iter([3, 0, 1023])
    asked: list[int] = []

    def pick(n: int) -> int:
        asked.append(n)
        return next(places)

    assert passphrase(WORDS, pick, count=3) == f"{WORDS[3]} {WORDS[0]} {WORDS[1023]}"
    assert asked == [1024] * 3


def test_a_word_drawn_twice_counts_twice_but_not_three_times() -> None:
    assert strength_bits("kopi kopi sawah burger padi", WORDS) == 50
    assert strength_bits("kopi kopi kopi kopi kopi", WORDS) == 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rahasia",
        "Dispenduk123!",
        "5302020101909001",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "123456789012345678901234567890",
        "kopi sawah burger padi",
        "Kopi123",
        "qwertyuiopasdfghjkl",
    ],
)
def test_what_people_think_up_is_weak(text: str) -> None:
    assert is_weak(text, WORDS)


def test_long_free_text_can_be_strong_and_mixing_helps() -> None:
    assert not is_weak("gulbixtovmerandukwespilkotrezumafinqodjavet", WORDS)
    assert strength_bits("Gulbix7tovmer", WORDS) > strength_bits("gulbixatovmer", WORDS)


def test_what_was_typed_counts_no_more_than_another_measure_gives_it() -> None:
    asked: list[str] = []

    def guessed(text: str) -> float:
        asked.append(text)
        return 7.5

    assert strength_bits("kopi Maria Tefa sawah tefa", WORDS, guessed) == 35
    assert strength_bits("kopi sawah", WORDS, guessed) == 20
    assert sorted(asked) == ["maria", "tefa"]
    assert strength_bits("abc", WORDS, lambda _text: 90.0) == strength_bits("abc", WORDS)


@given(st.text(max_size=80), st.characters())
def test_typing_more_never_makes_a_passphrase_of_unlisted_text_worth_less_than_nothing(
    text: str, more: str
) -> None:
    assert 0 <= strength_bits(text + more, WORDS) < 10 * 100


@given(st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_27_words(key: bytes) -> None:
    written = bytes_to_words(key, WORDS)
    assert len(written) == 27
    assert words_to_bytes(written, WORDS) == key


def test_capitals_and_spaces_do_not_matter() -> None:
    assert words_to_bytes([f" {word.upper()} " for word in bytes_to_words(KEY, WORDS)], WORDS) == KEY


def test_the_words_of_a_known_key_never_change() -> None:
    written = bytes_to_words(KEY, WORDS)
    assert written[0] == WORDS[0]  # the first ten bits of 00 01 02 …
    assert written[1] == WORDS[0b0000010000]
    assert written == bytes_to_words(bytes(range(32)), WORDS)


def test_a_mistyped_word_is_named_by_its_position() -> None:
    typed = bytes_to_words(KEY, WORDS)
    typed[11] = "kopyi"
    with pytest.raises(EktpError) as refused:
        words_to_bytes(typed, WORDS)
    assert (refused.value.code, refused.value.facts) == ("recovery.word_unknown", {"position": 12})


def test_a_missing_word_is_told_by_counting() -> None:
    with pytest.raises(EktpError) as refused:
        words_to_bytes(bytes_to_words(KEY, WORDS)[:-1], WORDS)
    assert (refused.value.code, refused.value.facts) == ("recovery.word_count", {"typed": 26, "needed": 27})


def test_one_wrong_word_slips_through_no_more_often_than_the_checksum_allows() -> None:
    rng = random.Random(20190402)
    slipped = 0
    for trial in range(8_000):
        typed = bytes_to_words(rng.randbytes(32), WORDS)
        position = trial % 27
        typed[position] = rng.choice([word for word in WORDS[:64] if word != typed[position]])
        slipped += reads(typed)
    assert slipped <= 4  # 0.5 expected at one in 16,384


def test_two_words_changing_places_are_noticed() -> None:
    typed = bytes_to_words(KEY, WORDS)
    typed[3], typed[4] = typed[4], typed[3]
    assert not reads(typed)


def test_a_word_in_the_checksum_alone_never_slips_through() -> None:
    typed = bytes_to_words(KEY, WORDS)
    assert sum(reads([*typed[:-1], word]) for word in WORDS) == 1


def test_a_broken_word_list_or_key_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="1,024"):
        passphrase(WORDS[:-1], secrets.randbelow)
    with pytest.raises(ValueError, match="32 bytes"):
        bytes_to_words(b"short", WORDS)


def reads(typed: list[str]) -> bool:
    try:
        words_to_bytes(typed, WORDS)
    except EktpError:
        return False
    return True
