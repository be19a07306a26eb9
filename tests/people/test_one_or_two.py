"""Two persons are said to be one, or two, by somebody; what counts people counts the joined once."""

from __future__ import annotations

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.people.commands import part_at, say_not_same, say_same
from ektp_desk.usecases.people.decisions import Split, to_settle
from ektp_desk.usecases.people.proposals import Reason, all_proposals, proposals, unjoined
from ektp_desk.usecases.people.queries import cluster_of, find, pair_id, the_person
from ektp_desk.usecases.people.timeline import Done, person_line
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.queries import Likeness, recorded_before
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.commands import confirm_day, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import progress
from ektp_desk.usecases.visits.today import today
from ektp_desk.usecases.withdrawal import withdraw
from tests.offices import DAY, VILLAGE, TestOffice
from tests.people.lists_of_people import keep_list, row

BIRTH = "1990-01-02"  # of everybody whom the test's desk records


def joined(office: TestOffice, person: str) -> set[str]:
    return set(cluster_of(office.session, person))


def met(office: TestOffice, text: str) -> str:
    return next(f.person.id for f in find(office.session, text) if f.person.source == "desk")


def open_with(office: TestOffice, *lists: str, numbers: int = 3) -> str:
    visit = plan_visit(office.session, VILLAGE, day=DAY, lists=lists)
    confirm_day(office.session)
    open_desk(office.session, visit, letter="A")
    give_numbers(office.session, visit, letter="A", count=numbers)
    return visit


def test_joining_reaches_through_others_and_parting_undoes_it(office: TestOffice) -> None:
    keep_list(office.session, *(row(n, one, f"{one} CONTOH") for n, one in enumerate("abcd")))
    say_same(office.session, "a", "b")
    say_same(office.session, "c", "b", ground="KK")
    assert joined(office, "a") == joined(office, "c") == {"a", "b", "c"}

    say_not_same(office.session, "c", "b")

    assert joined(office, "a") == {"a", "b"}
    assert joined(office, "c") == {"c"}


def test_a_wrong_join_is_taken_back_and_stays_on_the_line(office: TestOffice) -> None:
    keep_list(office.session, row(1, "a", "ORPA CONTOH"), row(2, "b", "ORPA CONTO"))
    say_same(office.session, "a", "b", ground="mirip")
    (said,) = (e for e in person_line(office.session, "a").entries if isinstance(e, Done))

    withdraw(office.session, Entity.PAIR, pair_id("a", "b"), said.event)

    assert joined(office, "a") == {"a"}
    for person in ("a", "b"):
        (kept,) = (e for e in person_line(office.session, person).entries if isinstance(e, Done))
        assert kept.undone is not None


def test_a_person_is_not_joined_with_themselves_nor_twice(office: TestOffice) -> None:
    keep_list(office.session, row(1, "a", "ORPA CONTOH"), row(2, "b", "ORPA CONTO"))
    with pytest.raises(EktpError, match="same_id"):
        say_same(office.session, "a", "a")

    say_same(office.session, "a", "b")
    say_same(office.session, "b", "a")

    assert len(office.store.events(Entity.PAIR, pair_id("a", "b"))) == 1


def test_near_names_of_one_birth_date_are_proposed_until_somebody_has_decided(office: TestOffice) -> None:
    keep_list(
        office.session,
        row(1, "a", "DR. YULIANA TAMONOB, S.PD"),
        row(2, "b", "TAMONOB YULIANNA"),
        row(3, "c", "YULIANA TAMONOB", birth="2002-03-13"),
        row(4, "d", "MARTHEN TAMONOB"),
    )
    assert [(p.other.id, p.reason) for p in proposals(office.session, "a")] == [("b", Reason.NAME)]
    page = all_proposals(office.session)
    assert [{p.one.id, p.other.id} for p in page.found] == [{"a", "b"}]
    assert page.after is None

    say_not_same(office.session, "a", "b")

    assert not proposals(office.session, "a")
    assert not all_proposals(office.session).found


def test_a_walk_in_waits_unjoined_and_is_proposed_by_number_or_name(office: TestOffice) -> None:
    nik = "5302324201909001"
    keep_list(office.session, row(1, "listed", "LAIN NAMANYA", nik=nik, birth="1985-05-05"))
    keep_list(office.session, row(2, "near", "YULIANA CONTO", birth=BIRTH))
    visit = open_with(office)
    office.record_one(visit, "Yuliana Contoh", nik=nik)

    (waiting,) = unjoined(office.session)
    assert [(p.other.id, p.reason) for p in waiting.proposals] == [
        ("listed", Reason.NIK),
        ("near", Reason.NAME),
    ]

    say_same(office.session, waiting.person.id, "listed")

    assert not unjoined(office.session)
    found = find(office.session, "contoh")
    assert [(one.person.name, one.also) for one in found if one.together > 1] == [
        ("LAIN NAMANYA", "Yuliana Contoh")
    ]


def test_the_joined_are_one_in_every_figure(office: TestOffice) -> None:
    listed = keep_list(
        office.session,
        row(1, "listed", "YULIANA CONTOH", birth=BIRTH),
        row(2, "again", "YULIANA CONTO", birth=BIRTH),
        row(3, "other", "ORPA CONTOH", birth=BIRTH),
    )
    visit = open_with(office, listed)
    office.record_one(visit, "Yuliana Contoh")
    office.record_one(visit, "Julianna Contoh")

    def figures() -> tuple[int, ...]:
        report, shown, day = (
            visit_report(office.session, visit),
            progress(office.session)[visit],
            today(office.session).day,
        )
        assert day is not None
        people = (report.targets, report.targets_recorded, report.people)
        return (
            *people,
            shown.targets,
            shown.recorded,
            shown.outside,
            day.targets.all,
            day.targets.recorded,
            day.targets.to_come,
        )

    assert figures() == (3, 0, 2, 3, 0, 2, 3, 0, 3)

    one, other = met(office, "yuliana"), met(office, "julianna")
    say_same(office.session, one, other)
    say_same(office.session, other, "listed")
    say_same(office.session, "again", "listed")

    assert figures() == (2, 1, 1, 2, 1, 0, 2, 1, 1)
    assert the_person(office.session, "again").recorded_at is not None


def test_who_is_like_somebody_recorded_is_told_and_by_whom(office: TestOffice) -> None:
    keep_list(
        office.session,
        row(1, "near", "CONTOH, JULIANA", birth=BIRTH),
        row(2, "number", "LAIN NAMANYA", nik="5302324201909001", birth="1985-05-05"),
        row(3, "joined", "ORPA", birth="1970-01-01"),
        row(4, "nobody", "YULIANA CONTOH", birth="1991-01-02"),
    )
    visit = open_with(office)
    office.record_one(visit, "Yuliana Contoh", nik="5302324201909001")
    say_same(office.session, "joined", met(office, "yuliana"))

    def like(person: str) -> list[Likeness | None]:
        who = the_person(office.session, person)
        return [one.likeness(who) for one in recorded_before(office.session, who)]

    assert (like("near"), like("number"), like("joined"), like("nobody")) == (
        [Likeness.NAME],
        [Likeness.NIK],
        [Likeness.PERSON],
        [],
    )
    (before,) = recorded_before(office.session, the_person(office.session, "near"))
    assert (before.number, before.village, before.by, before.laptop) == ("A001", VILLAGE, "Maria T.", "01/a")


def test_one_and_two_at_once_waits_for_a_word_and_either_answer_ends_it(office: TestOffice) -> None:
    keep_list(office.session, *(row(n, one, f"{one} CONTOH") for n, one in enumerate("abc")))
    say_not_same(office.session, "a", "c")
    say_same(office.session, "a", "b")
    say_same(office.session, "b", "c")

    (split,) = to_settle(office.session)
    assert isinstance(split, Split)
    assert [link.id for link in split.links] == ["a~b", "b~c"]
    assert all(found.to_decide for found in find(office.session, "contoh"))

    part_at(office.session, split, split.links[1])
    assert not to_settle(office.session)
    assert joined(office, "a") == {"a", "b"}
    with pytest.raises(EktpError, match=r"settle\.changed"):
        part_at(office.session, split, None)

    say_same(office.session, "b", "c")
    (again,) = to_settle(office.session)
    assert isinstance(again, Split)
    part_at(office.session, again, None)
    assert not to_settle(office.session)
    assert joined(office, "a") == {"a", "b", "c"}
