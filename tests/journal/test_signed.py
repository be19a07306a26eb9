"""Who acts signs it: each transaction once, over its last link, with the key that an ADB gave."""

from __future__ import annotations

import dataclasses
import json

import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.signing import SigningContext, key_name, signed_message
from ektp_desk.store.asking.places import office_root
from ektp_desk.usecases.admin.commands import add_user, change_own_passphrase, reset_passphrase
from ektp_desk.usecases.admin.queries import user_keys
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.shapes import User
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.offices import WORDS, TestOffice

_ALL = "SELECT seq, link, header, signature FROM events ORDER BY journal, seq"


def signed(office: TestOffice) -> dict[int, tuple[bytes, bytes]]:
    """Links and signatures of the events that carry one, by number."""
    rows = office.connection.execute(_ALL).fetchall()
    return {seq: (link, signature) for seq, link, _, signature in rows if signature is not None}


def test_a_transaction_has_one_signature_over_its_last_event(office: TestOffice) -> None:
    visit = office.open_visit()
    before = office.store.head.seq

    with office.store.together():
        give_numbers(office.session, visit, letter="A", count=5)
        count_sent_home(office.session, visit)

    assert [seq for seq in signed(office) if seq > before] == [before + 6]
    link, signature = signed(office)[before + 6]
    (key,) = [key for key in user_keys(office.store) if key.user == office.user]
    root = office_root(office.connection)
    VerifyKey(bytes.fromhex(key.sign)).verify(signed_message(SigningContext.ACT, root, link), signature)
    with pytest.raises(BadSignatureError):
        VerifyKey(bytes.fromhex(key.sign)).verify(
            signed_message(SigningContext.SECOND, root, link), signature
        )


def test_every_header_names_the_key_of_who_acts_from_the_first_event_on(office: TestOffice) -> None:
    count_sent_home(office.session, office.open_visit())
    (key,) = user_keys(office.store)

    named = {json.loads(header)["key"] for _, _, header, _ in office.connection.execute(_ALL)}

    assert named == {key.key} == {key_name(bytes.fromhex(key.sign))}
    assert key.state == "given"


def test_what_was_taken_back_is_not_signed_and_the_next_is(office: TestOffice) -> None:
    visit, before = office.open_visit(), office.store.head.seq

    with pytest.raises(RuntimeError), office.store.together():  # noqa: PT012  it is one transaction
        count_sent_home(office.session, visit)
        raise RuntimeError
    count_sent_home(office.session, visit)

    assert [seq for seq in signed(office) if seq > before] == [before + 1]


def test_a_session_that_says_to_be_somebody_else_writes_as_who_opened_the_store(office: TestOffice) -> None:
    """Attack: signed in as one user, the session's user is exchanged for a supervisor."""
    visit = office.open_visit()
    other = dataclasses.replace(office.session, user=User("u9", "Kasi Contoh", "supervisor queue"))

    count_sent_home(other, visit)
    event = office.store.events(Entity.VISIT, visit)[-1]

    assert event.header.by == office.user


def test_a_reset_passphrase_ends_the_old_key_and_gives_a_new_one(office: TestOffice) -> None:
    made = add_user(office.session, "Noh Contoh", ["operator"])
    reset_passphrase(office.session, made.id)

    states = [key.state for key in user_keys(office.store) if key.user == made.id]

    assert sorted(states) == ["ended", "given"]


def test_another_passphrase_of_ones_own_keeps_the_key(office: TestOffice) -> None:
    before = user_keys(office.store)
    words = change_own_passphrase(office.session, WORDS).passphrase
    reset_passphrase(office.session, office.user, passphrase=words)

    assert user_keys(office.store) == before
    office.desk.sign_out()
    office.session = office.desk.sign_in(office.user, words)
    count_sent_home(office.session, office.open_visit())
    assert office.store.head.seq in signed(office)
