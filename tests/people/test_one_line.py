"""One person's whole line: what lists, the desk and the ministry said, also what was taken back."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.people.commands import Ground, correct, erase_person, say_same
from ektp_desk.usecases.people.queries import find, shown_person
from ektp_desk.usecases.people.timeline import Ahead, AheadKind, Done, Named, Status, Timeline, person_line
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words.acts import title
from tests.offices import WORDS, TestOffice
from tests.people.lists_of_people import keep_list, row


def told(line: Timeline) -> list[str]:
    words = []
    for entry in line.entries:
        if isinstance(entry, Done):
            words.append(title(entry.body))
        elif isinstance(entry, Ahead):
            words.append(entry.kind.value)
        else:
            words.append(entry.mention.siak_status or entry.mention.list_name)
    return words


def correct_it(office: TestOffice, person: str, field: str, value: str, ground: str = "KK") -> None:
    correct(office.session, person, field, value=value, ground=ground, passphrase=WORDS)


def test_a_line_holds_all_of_a_person_newest_first(office: TestOffice) -> None:
    keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"))
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=1)
    office.clock.wait(60)
    office.record_one(visit, "Yuliana Tamonob", nik="5302324201909001")
    (met,) = (f.person.id for f in find(office.session, "yuliana") if f.person.source == "desk")
    office.clock.wait(60)
    correct_it(office, met, "birth", "1990-01-03", "Akta lahir")
    office.clock.wait(60)
    say_same(office.session, "yuliana", met, ground="KK")
    office.clock.wait(60)
    status = row(1, "yuliana", "YULIANA TAMONOB", siak_status="PRINT_READY_RECORD")
    keep_list(office.session, status, kind="status", name="STATUS", as_of="2019-04-01")

    line = person_line(office.session, met)

    assert told(line) == [
        "card_to_come",
        "PRINT_READY_RECORD",
        "Dinyatakan satu orang",
        "Tanggal lahir dibetulkan",
        "Nomor selesai",
        "Direkam",
        "Perekaman dimulai",
        "Dikenali di meja",
        "Ditulis di meja sebagai orang baru",
        "Mulai dilayani",
        "Dipanggil",
        "Nomor diberikan",
        "BLM_REKAM_NUNBENA",
    ]
    assert {entry.by for entry in line.entries if isinstance(entry, Done)} == {"Maria T."}
    assert {entry.laptop for entry in line.entries if isinstance(entry, Done)} == {"01/a"}
    assert set(line.together) == {"yuliana", met}


def test_the_status_last_seen_is_of_the_latest_list_and_not_of_the_highest_code(office: TestOffice) -> None:
    for as_of, status in (("2019-03-01", "CARD_ISSUED"), ("2019-03-20", "ADJUDICATE_RECORD")):
        listed = row(1, "yuliana", "YULIANA TAMONOB", siak_status=status)
        keep_list(office.session, listed, kind="status", name="STATUS", as_of=as_of)
    old = row(1, "yuliana", "YULIANA TAMONOB", siak_status="CARD_SHIPPED")
    keep_list(office.session, old, kind="status", name="STATUS", as_of="2019-02-01")

    line = person_line(office.session, "yuliana")

    assert line.status is not None
    assert (line.status.mention.siak_status, line.status.mention.as_of) == ("ADJUDICATE_RECORD", "2019-03-20")
    assert sum(isinstance(entry, Status) and entry.latest for entry in line.entries) == 1


def test_what_lies_ahead_stands_before_all_that_was(office: TestOffice) -> None:
    keep_list(office.session, row(1, "melki", "MELKI CONTOH", birth="2004-02-29"))

    line = person_line(office.session, "melki")

    ahead = [(e.kind, e.day.isoformat()) for e in line.entries if isinstance(e, Ahead) and e.day]
    assert ahead == [(AheadKind.CARD_ALLOWED, "2021-03-01"), (AheadKind.MAY_BE_RECORDED, "2020-02-29")]
    assert isinstance(line.entries[-1], Named)


def test_a_correction_shows_before_after_and_ground_and_sources_stay_side_by_side(office: TestOffice) -> None:
    keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"))

    correct_it(office, "yuliana", "birth", "2002-03-13", "Akta lahir")

    (birth,) = (one for one in person_line(office.session, "yuliana").claims if one.field == "birth")
    assert birth.differs
    assert [(c.value, c.source.value, c.holds) for c in birth.claims] == [
        ("2002-03-13", "correction", True),
        ("2002-03-12", "list", False),
    ]
    (name,) = (one for one in person_line(office.session, "yuliana").claims if one.field == "name")
    assert not name.differs


def test_a_wrong_correction_is_undone_and_stays_on_the_line(office: TestOffice) -> None:
    keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"))
    correct_it(office, "yuliana", "name", "Juliana Tamonob")
    (done,) = (e for e in person_line(office.session, "yuliana").entries if isinstance(e, Done))
    office.clock.wait(60)

    withdraw(office.session, Entity.PERSON, "yuliana", done.event)

    line = person_line(office.session, "yuliana")
    (kept,) = (e for e in line.entries if isinstance(e, Done))
    assert line.person.name == "YULIANA TAMONOB"
    assert kept.undone is not None
    assert kept.undone.by == "Maria T."
    assert kept.undone.at > kept.at


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " – ", "person.needs_name"),
        ("sex", "X", "person.needs_sex"),
        ("nik", "53023252030290", "nik.not_16_digits"),
        ("nik", "5,30232E+15", "nik.damaged"),
        ("kk_number", "53023252030290", "person.kk_not_16_digits"),
        ("birth", "2031-01-01", "date.future"),
        ("birth", "12-03-2002", "date.unreadable"),
        ("village", "Tidak Ada", "person.village_unknown"),
        ("village", "53.02.32", "person.village_unknown"),
        ("birth", "2002-03-12", "person.unchanged"),
    ],
)
def test_a_value_that_cannot_be_is_refused(office: TestOffice, field: str, value: str, code: str) -> None:
    keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"))

    with pytest.raises(EktpError) as refused:
        correct_it(office, "yuliana", field, value)

    assert refused.value.code == code
    assert not office.store.events(Entity.PERSON, "yuliana")


def test_a_correction_needs_its_ground_and_the_passphrase(office: TestOffice) -> None:
    keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB"))
    with pytest.raises(EktpError, match="needs_ground"):
        correct_it(office, "yuliana", "name", "Juliana", " ")
    with pytest.raises(EktpError, match=r"signin\.wrong"):
        correct(office.session, "yuliana", "name", value="Juliana", ground="KK", passphrase="salah")

    assert not office.store.events(Entity.PERSON, "yuliana")


def test_a_village_is_known_by_name_and_a_kk_number_by_its_digits(office: TestOffice) -> None:
    keep_list(office.session, row(1, "yuliana", "YULIANA TAMONOB", village="53.02.32.2001"))

    correct_it(office, "yuliana", "village", "desa noebesi")
    correct_it(office, "yuliana", "kk_number", "'5302320101199001")

    assert shown_person(office.session, "yuliana").village == "53.02.32.2003"
    assert shown_person(office.session, "yuliana").kk_number == "5302320101199001"


def test_an_erasure_takes_all_ids_of_a_person_and_stays_on_the_line(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=2)
    office.record_one(visit, "Yuliana Tamonob")
    office.record_one(visit, "Juliana Tamonob")
    one, other = (found.person.id for found in find(office.session, "tamonob"))
    say_same(office.session, one, other, ground="KK milik Yuliana")

    erased = erase_person(office.session, one, ground=Ground.REQUEST, note="surat 9", passphrase=WORDS)

    line = person_line(office.session, one)
    assert erased == 5
    assert line.person.name == ""
    assert not find(office.session, "tamonob")
    assert told(line).count("Data pribadi dihapus") == 1
    assert "Direkam" in told(line)


def test_an_erased_correction_says_nothing_and_the_list_shows_again(office: TestOffice) -> None:
    keep_list(office.session, row(1, "p", "Yuliana Tamonob"))
    correct_it(office, "p", "name", "Juliana Tamonob")

    erase_person(office.session, "p", ground=Ground.REQUEST, note="surat 9", passphrase=WORDS)

    assert person_line(office.session, "p").person.name == "Yuliana Tamonob"
    assert [found.person.name for found in find(office.session, "tamonob")] == ["Yuliana Tamonob"]
