"""A sex is written in the letters of the language, and read in them or in the registry's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ektp_desk.gui.kit.words import person_line
from ektp_desk.usecases.shapes import Person
from ektp_desk.words import official, speak, spoken
from ektp_desk.words.acts.fields import IdNames, field_word, written
from ektp_desk.words.language.spoken import DOMAIN, FOLDER
from ektp_desk.words.sexes import counted_sexes, sex_letter, sex_typed, sexes_title

ENGLISH = {"L": "M", "P": "F", "L/P": "M/F"}


@pytest.fixture
def english(tmp_path: Path) -> Iterator[None]:
    """Speak an English that holds these words alone."""
    before, words = spoken(), Catalog(locale="en")
    for said, meant in ENGLISH.items():
        words.add(said, meant, context="sex")
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, words)
    speak("en", tmp_path)
    yield
    speak(before)


def test_english_says_m_and_f_where_indonesian_says_l_and_p(english: None) -> None:
    del english
    somebody = Person(
        "p", "Orpa Contoh", "", "", "P", "2002-03-12", "", "", "", "", "", "desk", "", recorded_at=None
    )
    assert (sex_letter("L"), sex_letter("P"), sex_letter("")) == ("M", "F", "")
    assert person_line(somebody, "", date(2019, 4, 2)).startswith("F · ")
    assert (field_word("sex"), sexes_title(), written("sex", "L", IdNames())) == ("M/F", "M/F", "M")
    assert counted_sexes(12, 9) == ["M 12", "F 9"]
    with official():
        assert (sex_letter("L"), counted_sexes(0, 1)) == ("L", ["L 0", "P 1"])


def test_a_typed_sex_is_read_in_either_letters(english: None) -> None:
    del english
    assert [sex_typed(said) for said in ("m", "F ", "l", "P", "x")] == ["L", "P", "L", "P", "X"]
    speak("id")
    assert [sex_typed(said) for said in ("l", "p", "m")] == ["L", "P", "M"]


def test_no_english_sentence_of_a_sex_keeps_the_registrys_letters() -> None:
    for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        with path.open("rb") as file:
            told = [m for m in read_po(file) if m.context == "sex" and m.string]
        assert [m.string for m in told if {"L", "P"} & set(str(m.string).replace("/", " ").split())] == []
