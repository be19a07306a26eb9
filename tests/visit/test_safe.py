"""What F1 says of how safe the work is: the last save of this very laptop, and what no backup holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.usecases.admin.commands import note_backup
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.queue.undo import recent_acts
from ektp_desk.usecases.visits.commands import close_visit
from ektp_desk.usecases.visits.queries import last_kept, last_saved
from ektp_desk.usecases.visits.today import Concern, ConcernKind, today
from tests.gui.decisions.other_laptop import take_in, write_elsewhere
from tests.offices import DAY, WORDS, TestOffice, proved
from tests.visit.test_today import concern, the_day


def test_what_another_laptop_saved_later_is_not_said_to_be_saved_here(
    office: TestOffice, tmp_path: Path
) -> None:
    office.clock.set(time(9, 41, 7))
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A")
    before, undoable = last_kept(office.session), recent_acts(office.session)
    assert before is not None
    assert undoable
    office.desk.sign_out()
    evening = DayClock(DAY, 480)
    evening.set(time(18, 52))
    arrived = write_elsewhere(
        office.folders,
        tmp_path / "copy",
        lambda session: session.write(*[NewEvent(Entity.VISIT, visit, SentHome(count=1), visit)] * 430),
        passphrase=WORDS,
        clock=evening,
    )
    session = office.sign_in_again()
    assert take_in(session, arrived) > 0

    kept = today(session).kept

    assert len(kept.heads) == 2
    assert (saved := last_saved(session)) is not None
    assert f"{saved:%H.%M.%S}" == "09.41.07"
    assert last_kept(session) == before
    assert recent_acts(session) == undoable, "more than its end was read, or of the other's journal"


def test_once_the_day_is_over_what_no_backup_holds_is_told(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=2)
    office.record_one(visit)
    office.record_one(visit, "Yuliana Contoh B")
    assert concern(office, ConcernKind.NOT_BACKED_UP) is None
    close_visit(session, visit, proof=proved(session, visit))
    assert the_day(office).concerns == (Concern(ConcernKind.NOT_BACKED_UP, 2),)

    office.clock.wait(1)
    note_backup(session, digest="0" * 64, size=1, place="cadangan.ektp")

    assert the_day(office).concerns == ()


def test_a_backup_before_the_last_recording_or_of_another_laptop_leaves_it_told(office: TestOffice) -> None:
    session, visit = office.session, office.open_visit()
    give_numbers(session, visit, letter="A", count=2)
    office.record_one(visit)
    office.clock.wait(1)
    note_backup(session, digest="0" * 64, size=1, place="cadangan.ektp")
    office.record_one(visit, "Yuliana Contoh B")
    close_visit(session, visit, proof=proved(session, visit))
    office.clock.wait(1)
    note_backup(replace(session, device="lain"), digest="1" * 64, size=1, place="lain.ektp")

    assert concern(office, ConcernKind.NOT_BACKED_UP) == Concern(ConcernKind.NOT_BACKED_UP, 1)


def test_a_running_day_is_reminded_of_its_backup_after_the_offices_days(office: TestOffice) -> None:
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A")
    office.record_one(visit)
    office.clock.wait(6 * 86_400)
    assert concern(office, ConcernKind.NOT_BACKED_UP) is None

    office.clock.wait(86_400)

    assert concern(office, ConcernKind.NOT_BACKED_UP) == Concern(ConcernKind.NOT_BACKED_UP, 1)
