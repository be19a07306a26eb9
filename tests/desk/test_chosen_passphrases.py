"""A passphrase that an ADB chose is worth what a given one is; that of others is their own affair."""

from __future__ import annotations

import pytest

from ektp_desk.desk.keys.passphrases import check_chosen, new_passphrase, word_list
from ektp_desk.domain.chance.passwords import is_weak
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.usecases.admin.commands import add_user, change_own_passphrase, change_user, reset_passphrase
from tests.offices import WORDS, TestOffice

REGION, NAMES = "53.02", ["Kab. Timor Tengah Selatan", "Maria Tefa"]
LONG = "gulbixtovmerandukwespilkotrezumafinqodjavet"
KEYS = "qwertyuiopasdfghjkl zxcvbnm1234567890 qwertyuiop asdfghjkl"
AGAIN = "maria tefa maria tefa maria tefa maria tefa maria tefa"
PLACES = "Amanuban Barat Kuatnana Mollo Utara Fatumnasi Maria Tefa"


def refused(text: str, *roles: Role) -> bool:
    try:
        check_chosen(text, roles or (Role.ADB,), region=REGION, names=NAMES)
    except EktpError as error:
        return error.code == "passphrase.weak"
    return False


@pytest.mark.parametrize("text", [KEYS, AGAIN, PLACES])
def test_what_only_looks_long_is_refused(text: str) -> None:
    assert not is_weak(text, word_list()), "its length alone would pass"
    assert refused(text)


@pytest.mark.parametrize("text", ["rahasia", "Dispenduk123!", "saya suka makan nasi goreng", LONG[:20]])
def test_what_is_short_or_a_sentence_is_refused(text: str) -> None:
    assert refused(text)


def test_given_words_and_long_chance_are_taken() -> None:
    for text in (new_passphrase(), WORDS, LONG, LONG * 3):
        assert not refused(text), text


def test_others_choose_as_they_like_and_an_empty_one_is_told_as_empty() -> None:
    assert not refused("rahasia", Role.OPERATOR, Role.SUPERVISOR)
    assert not refused(" ")


def test_no_way_to_an_adbs_passphrase_takes_a_weak_one(office: TestOffice) -> None:
    session = office.session
    adi = add_user(session, "Adi Contoh", [Role.OPERATOR], passphrase="rahasia").id
    before, slots = office.store.head, office.desk.slots

    with pytest.raises(EktpError, match=r"^passphrase\.weak$"):
        add_user(session, "Noh Contoh", [Role.ADB], passphrase="rahasia")
    with pytest.raises(EktpError, match=r"^passphrase\.weak$"):
        change_own_passphrase(session, WORDS, passphrase="rahasia")
    with pytest.raises(EktpError, match=r"^passphrase\.weak$"):
        reset_passphrase(session, office.user, passphrase=AGAIN)
    assert (office.store.head, office.desk.slots) == (before, slots)
    reset_passphrase(session, adi, passphrase="rahasia lain")
    assert change_user(session, adi, roles=[Role.ADB]) is not None
    with pytest.raises(EktpError, match=r"^passphrase\.weak$"):
        reset_passphrase(session, adi, passphrase="rahasia lain")
