"""Why a target did not come: said by somebody, counted apart, taken back, erased."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.figures import BySex
from ektp_desk.domain.paper.names import NameList, Part
from ektp_desk.domain.visits import AbsenceReason
from ektp_desk.usecases.people.commands import Ground, erase_person, say_same
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.reports.targets import absent_targets, village_list
from ektp_desk.usecases.reports.tickets import visit_again
from ektp_desk.usecases.reports.visit import visit_report
from ektp_desk.usecases.visits.absences.commands import explain_absence, take_back_absence
from ektp_desk.usecases.visits.absences.queries import target_standing
from ektp_desk.usecases.visits.queries import targets
from ektp_desk.words.visit_summary import visit_summary
from tests.offices import WORDS, TestOffice
from tests.paper.days import identified, person, record, village_visit

MOVED, DIED, REFUSED = AbsenceReason.MOVED, AbsenceReason.DIED, AbsenceReason.REFUSED


@pytest.fixture
def visit(office: TestOffice, tmp_path: Path) -> str:
    return village_visit(office, tmp_path)


def explain(
    office: TestOffice, visit: str, name: str, why: AbsenceReason, said_by: str = "kepala dusun"
) -> str:
    who = person(office, visit, name)
    explain_absence(office.session, visit, who, why, said_by=said_by)
    return who


def shown(office: TestOffice, visit: str) -> tuple[int, int, int, int]:
    """All, came, with a reason, without one."""
    now = targets(office.session, visit)
    assert now.came + now.explained + now.to_come == now.all
    return now.all, now.came, now.explained, now.to_come


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(EktpError) as told:
        act()
    return told.value.code


def names_in(paper: NameList) -> dict[str, list[str]]:
    return {group.heading: [row.cells[Part.NAME] for row in group.rows] for group in paper.groups}


def test_targets_are_who_came_who_has_a_reason_and_who_has_none(office: TestOffice, visit: str) -> None:
    record(office, visit, "YULI CONTOH")
    explain(office, visit, "ORPA CONTOH", MOVED)
    explain(office, visit, "BETI CONTOH", DIED, "keluarga")
    explain(office, visit, "AGUS CONTOH", REFUSED, "orangnya sendiri")

    assert shown(office, visit) == (5, 1, 3, 1)
    report = visit_report(office.session, visit)
    assert (report.absences, report.targets_to_come) == ({"moved": 1, "died": 1, "refused": 1}, 1)
    assert "Tidak datang, beralasan" in [each.term for each in report.definitions]
    assert "Tidak datang, beralasan 3: pindah 1, meninggal 1, menolak direkam 1." in visit_summary(report)

    paper = absent_targets(office.session, visit)
    assert names_in(paper) == {
        "Pindah: surat pindah": ["ORPA CONTOH"],
        "Meninggal: akta kematian": ["BETI CONTOH"],
        "Menolak direkam: datangi lagi": ["AGUS CONTOH"],
    }
    assert [row.cells[Part.SAID_BY] for group in paper.groups for row in group.rows] == [
        "kepala dusun", "keluarga", "orangnya sendiri"
    ]  # fmt: skip
    assert dict(paper.totals) == {"Tidak datang, beralasan": "3", "Belum datang, tanpa alasan": "1"}
    assert names_in(visit_again(office.session, visit)) == {"Menolak direkam: datangi lagi": ["AGUS CONTOH"]}
    assert visit_again(office.session, visit).sexes == BySex(1, 0, 0)
    notes = [
        row.cells[Part.NOTE] for group in village_list(office.session, visit).groups for row in group.rows
    ]
    assert "meninggal\N{NO-BREAK SPACE}02-04-2019" in notes


def test_who_comes_after_all_came(office: TestOffice, visit: str) -> None:
    explain(office, visit, "ORPA CONTOH", MOVED)
    identified(office, visit, "ORPA CONTOH")

    assert shown(office, visit) == (5, 1, 0, 4)
    assert visit_report(office.session, visit).absences == {}
    assert absent_targets(office.session, visit).count == 0


def test_the_last_word_holds_until_it_is_taken_back(office: TestOffice, visit: str) -> None:
    who = explain(office, visit, "ORPA CONTOH", MOVED)
    before = len(office.session.store.events(Entity.PERSON, who))
    explain(office, visit, "ORPA CONTOH", MOVED)
    assert len(office.session.store.events(Entity.PERSON, who)) == before

    explain(office, visit, "ORPA CONTOH", DIED)
    assert target_standing(office.session, visit, who).reason == DIED
    take_back_absence(office.session, visit, who)
    assert target_standing(office.session, visit, who).reason == MOVED
    take_back_absence(office.session, visit, who)
    assert shown(office, visit) == (5, 0, 0, 5)
    assert refused(lambda: take_back_absence(office.session, visit, who)) == "absence.none"


def test_of_two_who_are_one_there_is_one_reason(office: TestOffice, visit: str) -> None:
    one = explain(office, visit, "ORPA CONTOH", MOVED)
    other = person(office, visit, "BETI CONTOH")
    say_same(office.session, one, other)

    assert shown(office, visit) == (4, 0, 1, 3)
    take_back_absence(office.session, visit, other)
    assert shown(office, visit) == (4, 0, 0, 4)


def test_it_is_said_by_somebody_of_targets_who_did_not_come(office: TestOffice, visit: str) -> None:
    record(office, visit, "YULI CONTOH")
    give_numbers(office.session, visit, letter="A")
    office.record_one(visit, "Dorkas Contoh")
    walk_in = next(iter(office.session.store.find_people("dorkas", limit=1)))

    assert refused(lambda: explain(office, visit, "YULI CONTOH", DIED)) == "absence.came"
    assert refused(lambda: explain(office, visit, "ORPA CONTOH", DIED, "  ")) == "absence.needs_source"
    for who, code in ((walk_in, "absence.not_target"), ("x", "person.unknown")):
        act = partial(explain_absence, office.session, visit, who, DIED, said_by="RT")
        assert refused(act) == code
    assert shown(office, visit) == (5, 1, 0, 4)


def test_an_erasure_takes_who_said_it_and_leaves_the_count(office: TestOffice, visit: str) -> None:
    who = explain(office, visit, "ORPA CONTOH", DIED, "Mama Contoh di RT 2")
    erase_person(office.session, who, ground=Ground.REQUEST, note="surat 12", passphrase=WORDS)

    (event,) = [
        e for e in office.session.store.life(Entity.PERSON, who).all if e.header.kind == "absence_explained"
    ]
    assert event.body == b.AbsenceExplained(visit=visit, absence="died", said_by="")
    assert shown(office, visit) == (5, 0, 1, 4)
