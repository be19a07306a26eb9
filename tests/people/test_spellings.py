"""A person is found however the name is spelled; who is only named like that comes behind and is marked."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from ektp_desk.domain.nearness import folded_words, plain_words
from ektp_desk.usecases.lists.commands import withdraw_list
from ektp_desk.usecases.people.commands import Ground, correct, erase_person
from ektp_desk.usecases.people.queries import find
from ektp_desk.usecases.recording.queries import candidates
from tests.bench.regency import residents
from tests.offices import WORDS, TestOffice
from tests.people.lists_of_people import keep_list, row
from tests.people.spellings import ABSENT, SPELLINGS

NIK = "5302325203029001"
OTHERS = 1980


def test_sixty_spellings_of_twenty_names_find_their_person_among_the_first_five_of_2000(
    office: TestOffice,
) -> None:
    """Whom nobody is named like is answered with those named nearly so, and each of them is marked."""
    session = office.session
    sought = [row(n, f"sought{n}", name.upper()) for n, name in enumerate(SPELLINGS)]
    others = enumerate(islice(residents(session.gazetteer), OTHERS), len(sought))
    keep_list(session, *sought, *(row(n, f"p{n}", one.name, nik=one.nik) for n, one in others))

    missed = {
        (name, text)
        for name, texts in SPELLINGS.items()
        for text in texts
        if name.upper() not in [hit.person.name for hit in candidates(session, text)[:5]]
        or name.upper() not in [found.person.name for found in find(session, text)[:5]]
    }
    unmarked = {text for text in ABSENT if not all(found.near for found in find(session, text))}
    alone = {text for text in ABSENT if not find(session, text)}

    assert (len(SPELLINGS), sum(map(len, SPELLINGS.values())), len(ABSENT)) == (20, 60, 20)
    assert (missed, unmarked) == (set(), set())
    assert alone == set()


def met(office: TestOffice, text: str) -> list[tuple[str, bool]]:
    return [(found.person.name, found.near) for found in find(office.session, text)]


def test_as_typed_comes_first_and_the_farther_the_later(office: TestOffice) -> None:
    names = ("TAMONOB YULIUNA", "JULIANA TAMONOB", "YULIANA TAMONOB", "YULIANTI TAMONOB")
    keep_list(office.session, *(row(n, f"p{n}", name) for n, name in enumerate(names)))

    assert met(office, "yuliana tamonob") == [
        ("YULIANA TAMONOB", False),
        ("JULIANA TAMONOB", True),
        ("TAMONOB YULIUNA", True),
        ("YULIANTI TAMONOB", True),  # as one of these may begin
    ]
    assert met(office, "tamonob") == [(name, False) for name in sorted(names, key=lambda n: n[0] != "T")]


@pytest.mark.parametrize(
    "text", ["5302 3252 0302 9001", "530232.520302.9001", "53-02-32-520302-9001", " 5302 32 "]
)
def test_a_nik_is_found_however_it_is_parted(office: TestOffice, text: str) -> None:
    keep_list(office.session, row(1, "p1", "YULIANA TAMONOB", nik=NIK))

    assert met(office, text) == [("YULIANA TAMONOB", False)]


def test_no_spelling_of_who_was_erased_stays_in_the_index(office: TestOffice) -> None:
    listed = keep_list(office.session, row(1, "p1", "YOHANES O'BESSI"))
    correct(office.session, "p1", "name", value="Djohanes Oebessi", ground="KK", passphrase=WORDS)
    assert met(office, "iohanes ubesi") == [("Djohanes Oebessi", True)]

    erase_person(office.session, "p1", ground=Ground.REQUEST, note="surat 9", passphrase=WORDS)
    assert met(office, "johanes obesi") == [("YOHANES O'BESSI", True)]
    withdraw_list(office.session, listed, reason="salah desa")

    assert office.connection.execute("SELECT term FROM all_names_words").fetchall() == []


LETTERS = "aeiou'’-ABDEIJKLNOSTUY ."


def test_names_are_folded_in_the_index_as_typing_is(office: TestOffice, chance: Random) -> None:
    names = ["".join(chance.choices(LETTERS, k=chance.randrange(24))) for _ in range(400)]
    office.connection.execute("BEGIN")
    office.connection.executemany("INSERT INTO spelled (id, name) VALUES (?, ?)", enumerate(names, 1))
    words: dict[int, set[str]] = {at: set() for at in range(1, len(names) + 1)}
    for term, at in office.connection.execute("SELECT term, doc FROM all_names_words"):
        words[at].add(term)
    office.connection.execute("ROLLBACK")

    for at, name in enumerate(names, 1):
        assert words[at] >= {*plain_words(name), *folded_words(name)}, name
