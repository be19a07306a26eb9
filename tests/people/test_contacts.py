"""A telephone: whose it is, kept by consent alone, gone with its person; and a message that names no NIK."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.people import Whose, read_phone
from ektp_desk.domain.tickets import Outcome
from ektp_desk.usecases.people.commands import Ground, erase_person, say_same
from ektp_desk.usecases.people.contacts.commands import give_contact
from ektp_desk.usecases.people.contacts.queries import Contact, contact_of
from ektp_desk.usecases.reports.slip import come_again
from tests.offices import WORDS, TestOffice
from tests.paper.days import end, person, record, village_visit

PHONE = "081290000001"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812-9000-0001", PHONE), ("+62 812 9000 0001", PHONE), ("62812.9000.0001", PHONE),
        ("0388 21234", "038821234"), ("+670 7712 3456", "+67077123456"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize("typed", ["123", "0812 abc 9000", "0812900000012345678", "++6281290000001"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(EktpError, match=r"contact\.unreadable"):
        read_phone(typed)


def test_it_is_kept_by_consent_and_goes_with_its_person(office: TestOffice, tmp_path: Path) -> None:
    session, visit = office.session, village_visit(office, tmp_path)
    who, other = person(office, visit, "ORPA CONTOH"), person(office, visit, "BETI CONTOH")
    give = partial(give_contact, session, who)
    for whose, consent, code in (("", True, "contact.needs_whose"), ("own", False, "contact.needs_consent")):
        with pytest.raises(EktpError) as told:
            give(PHONE, whose=whose, consent=consent)
        assert told.value.code == code
    assert contact_of(session, who) == Contact()

    give("+62 812 9000 0001", whose="family", consent=True, visit=visit)
    give(PHONE, whose="family", consent=True)
    say_same(session, who, other)
    assert contact_of(session, other) == Contact(PHONE, Whose.FAMILY)
    assert PHONE not in repr(contact_of(session, who))
    assert [e.header.kind for e in session.store.events(Entity.PERSON, who)] == ["contact_given"]

    erase_person(session, who, ground=Ground.REQUEST, note="surat 12", passphrase=WORDS)
    assert contact_of(session, who) == Contact()
    event = session.store.life(Entity.PERSON, who).all[0]
    assert event.body == b.ContactGiven(phone="", whose="", consent=True)
    rows = office.connection.execute(
        "SELECT CAST(body AS TEXT) FROM events WHERE body IS NOT NULL"
    ).fetchall()
    assert not [row for row in rows if PHONE in row[0]]


def test_who_has_none_any_more_says_so(office: TestOffice, tmp_path: Path) -> None:
    who = person(office, village_visit(office, tmp_path), "ORPA CONTOH")
    give_contact(office.session, who, PHONE, whose="own", consent=True)
    give_contact(office.session, who, " ", whose="", consent=False)
    assert contact_of(office.session, who) == Contact()


def test_a_message_says_day_place_and_what_to_bring(office: TestOffice, tmp_path: Path) -> None:
    visit = village_visit(office, tmp_path)
    later = end(office, visit, "ORPA CONTOH", Outcome.RESCHEDULED, on="2019-04-11")
    papers = end(office, visit, "AGUS CONTOH", Outcome.NO_DOCUMENTS)

    said = come_again(office.session, later)
    assert "Yth. ORPA CONTOH" in said
    assert "Kamis, 11 April 2019" in said
    assert "Desa Noebesi" in said
    assert "Kartu Keluarga" in said
    assert not any(digits in said for digits in ("5302325203929001", "530232"))
    assert "pada kunjungan berikut" in come_again(office.session, papers)
    done = record(office, visit, "YULI CONTOH")
    with pytest.raises(EktpError, match=r"message\.nothing"):
        come_again(office.session, done)
