"""Every kind of act and every status has words, and nothing that an act says is passed over by oversight."""

from __future__ import annotations

import msgspec
import pytest

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.lists.values.statuses import SiakStatus
from ektp_desk.gui.people.words import siak_word
from ektp_desk.usecases.lists.preview_words import status_words
from ektp_desk.words.acts import IdNames, line, rows, title
from ektp_desk.words.acts.fields import LABELS, UNSAID
from ektp_desk.words.acts.titles import TITLES

NAMES = IdNames(people={"p1": "Yuliana", "p2": "Orpa"}, village=lambda _code: "Noebesi")


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_kind_of_act_has_words(kind: str) -> None:
    assert TITLES[CATALOGUE[kind].body]


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_field_of_an_act_is_named_or_left_out_on_purpose(kind: str) -> None:
    fields = set(CATALOGUE[kind].body.__struct_fields__)

    assert fields - set(LABELS) - UNSAID == set()
    assert not set(LABELS) & UNSAID


def test_an_act_of_a_later_release_says_so() -> None:
    assert "lebih baru" in title(None)
    assert rows(None, NAMES) == []
    assert line(None, NAMES) == ""


def test_numbers_are_masked_and_ids_become_names() -> None:
    met = b.PersonMet(
        name="Yuliana", nik="5302325203029001", sex="P", birth="2002-03-12", village="53.02.32.2003"
    )

    said = {row.label: row.value for row in rows(met, NAMES)}

    assert said == {
        "Nama": "Yuliana",
        "NIK": "530232520302****",
        "L/P": "P",
        "Tanggal lahir": "12-03-2002",
        "Desa": "Noebesi",
    }
    assert line(b.PairSame(first="p1", second="p2", ground="KK"), NAMES) == "Yuliana dan Orpa · dasar: KK"
    assert line(b.TicketGiven(letter="A", serial=42, purpose="record"), NAMES) == "A042 · Rekam baru"


def test_fingers_that_were_not_taken_are_named_and_older_acts_name_none() -> None:
    older = '{"modality":"fingers","state":"excepted","count":8,"reason":"luka atau perban"}'
    said = msgspec.json.decode(older, type=b.ModalitySet)
    assert line(said, NAMES) == "Sidik jari · dikecualikan · luka atau perban"

    named = msgspec.structs.replace(said, fingers="2 10")
    assert line(named, NAMES) == f"{line(said, NAMES)} · telunjuk kanan, kelingking kiri"
    assert ("Jari yang kurang", "telunjuk kanan, kelingking kiri") in [row[1:] for row in rows(named, NAMES)]


@pytest.mark.parametrize("status", SiakStatus)
def test_a_status_is_worded_alike_in_a_list_and_on_a_persons_line(status: SiakStatus) -> None:
    word, written = status_words(status.value)

    assert written == status.value
    assert siak_word(status.value) == f"SIAK: {word}"


def test_a_status_that_only_the_ministry_knows_stands_as_it_is() -> None:
    assert siak_word("NEW_IN_2031") == "SIAK: NEW_IN_2031"
    assert status_words("NEW_IN_2031") == ("NEW_IN_2031", "tidak dikenal, disimpan apa adanya")
