"""Is the laptop ready for a visit: each thing that can be missing is named, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from ektp_desk.desk.health.power import machine_of
from ektp_desk.desk.keys.guard import SlotGuard
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.office.policies import Policy
from ektp_desk.domain.visits import Arrangement, VisitKind
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, note_backup, remove_user, set_policy
from ektp_desk.usecases.lists.commands import import_list, withdraw_list
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit, postpone_visit
from ektp_desk.usecases.visits.readiness import BAD, OK, WARN, Machine, Point, readiness
from ektp_desk.words.visit.readiness import found_words, todo_words
from tests.office.stage import LIST
from tests.offices import DAY, VILLAGE, TestOffice, proved

READY = Machine(
    free=20_000, battery=96, screen=(1366, 698), needed=(1024, 560), printer="Cetak", camera="Kamera"
)


@pytest.fixture
def listed(office: TestOffice, tmp_path: Path) -> str:
    path = tmp_path / "belum.csv"
    path.write_text(LIST, encoding="utf-8")
    return import_list(office.session, [path], "belum-rekam", name="Belum", as_of=date(2019, 4, 1)).list_id


@pytest.fixture
def visit(office: TestOffice, listed: str) -> str:
    """Plan a visit for which all is ready."""
    confirm_day(office.session)
    note_backup(office.session, digest="0" * 64, size=1, place="USB")
    return plan_visit(office.session, VILLAGE, day=DAY, lists=(listed,))


def points(session: Session, visit: str, machine: Machine = READY) -> dict[str, Point]:
    return {point.name: point for point in readiness(session, visit, machine).points}


def wrong(session: Session, visit: str, machine: Machine = READY) -> dict[str, tuple[str, str]]:
    """What is not well: its state and which sentence; each has one that says what to do."""
    found = {n: p for n, p in points(session, visit, machine).items() if p.state != OK}
    assert all(todo_words(p.name, p.what) for p in found.values())
    return {name: (p.state, p.what) for name, p in found.items()}


def test_a_laptop_with_everything_is_ready(office: TestOffice, visit: str) -> None:
    found = readiness(office.session, visit, READY)

    assert (found.is_ready, wrong(office.session, visit)) == (True, {})
    assert all(found_words(p.name, p.what, p.facts) for p in found.points)
    users = points(office.session, visit)["users"]
    assert found_words("users", users.what, users.facts) == "1 dapat masuk: Maria T. (semua peran)"


@pytest.mark.parametrize(
    ("machine", "missing"),
    [
        (replace(READY, free=400), {"room": (BAD, "little")}),
        (replace(READY, free=1000), {"room": (WARN, "little")}),
        (replace(READY, battery=49), {"battery": (BAD, "low")}),
        (replace(READY, battery=79, plugged=True), {"battery": (WARN, "charging")}),
        (replace(READY, battery=-1), {"battery": (WARN, "none")}),
        (replace(READY, screen=(1024, 559)), {"screen": (BAD, "small")}),
        (replace(READY, printer="", camera=""), {"printer": (WARN, "none"), "camera": (WARN, "none")}),
        (Machine(), {}),
    ],
)
def test_what_the_machine_lacks_is_named(
    office: TestOffice, visit: str, machine: Machine, missing: dict[str, tuple[str, str]]
) -> None:
    assert wrong(office.session, visit, machine) == missing
    assert readiness(office.session, visit, machine).is_ready == (BAD not in {s for s, _ in missing.values()})


def test_a_visit_without_people_is_not_ready_but_the_counter_is(office: TestOffice, visit: str) -> None:
    session = office.session
    desa = plan_visit(session, VILLAGE, day=DAY, lists=())
    counter = plan_visit(session, "", day=DAY, lists=(), arranged=Arrangement(VisitKind.OFFICE))

    assert wrong(session, desa) == {"targets": (BAD, "nobody")}
    assert wrong(session, counter) == {}
    assert wrong(replace(session, at_office=False), desa) == {"targets": (BAD, "nobody here")}
    assert todo_words("targets", "nobody here").startswith("Ambil paket"), "there nobody loads a list"


def test_a_withdrawn_list_is_told_by_its_name(office: TestOffice, visit: str, listed: str) -> None:
    withdraw_list(office.session, listed, reason="salah")

    found = points(office.session, visit)["lists"]
    assert found_words("lists", found.what, found.facts) == "tidak berlaku lagi: Belum"
    assert wrong(office.session, visit)["targets"] == (BAD, "nobody")
    assert wrong(replace(office.session, at_office=False), visit)["lists"] == (BAD, "lost here")


def test_a_list_that_ends_before_the_visit_is_not_ready(office: TestOffice, visit: str) -> None:
    session = office.session
    set_policy(session, Policy.LIST_DAYS, "7")
    assert wrong(session, visit) == {}
    postpone_visit(session, visit, day=DAY + timedelta(days=6), reason="banjir")
    assert wrong(session, visit) == {"expiry": (WARN, "short")}
    postpone_visit(session, visit, day=DAY + timedelta(days=8), reason="banjir")
    assert wrong(session, visit) == {"expiry": (BAD, "short")}
    assert wrong(replace(session, at_office=False), visit) == {"expiry": (BAD, "short here")}


def test_who_may_sign_in_must_cover_the_whole_day(office: TestOffice, visit: str) -> None:
    second = add_user(office.session, "Noh Contoh", ["adb", "queue"])
    office.desk.sign_out()
    session = office.desk.sign_in(second.id, second.passphrase)
    remove_user(session, office.user)
    assert wrong(session, visit) == {}

    guard = create_autospec(SlotGuard, instance=True)
    guard.holders.return_value = {}  # nobody has a passphrase on this laptop
    alone = replace(session, guard=guard)
    found = points(alone, visit)["users"]
    told = "tidak ada yang boleh melayani antrean dan merekam dan menutup hari"
    assert (found.state, found_words("users", found.what, found.facts)) == (BAD, told)


def test_a_day_that_is_over_or_not_confirmed_is_not_ready(office: TestOffice, listed: str) -> None:
    session = office.session
    visit = plan_visit(session, VILLAGE, day=DAY, lists=(listed,))
    assert wrong(session, visit) == {"clock": (BAD, "unsaid"), "saved": (WARN, "never")}

    confirm_day(session)
    open_desk(session, visit, letter="A")
    close_visit(session, visit, proof=proved(session, visit))
    assert wrong(session, visit)["plan"] == (BAD, "closed")
    with pytest.raises(EktpError, match=r"visit\.unknown"):
        readiness(session, "tidak ada", READY)


def test_a_battery_is_read_and_a_mouse_s_is_none(tmp_path: Path) -> None:
    def supply(name: str, **facts: str) -> None:
        (tmp_path / name).mkdir()
        for key, value in facts.items():
            (tmp_path / name / key).write_text(f"{value}\n")

    folders = Folders(tmp_path, tmp_path)
    assert machine_of(folders, supplies=tmp_path / "none").battery is None
    supply("AC", type="Mains", online="1")
    supply("hid", type="Battery", scope="Device", capacity="100")
    found = machine_of(folders, supplies=tmp_path)
    assert (found.battery, found.plugged) == (-1, True)
    supply("BAT0", type="Battery", scope="System", capacity="41")
    assert machine_of(folders, supplies=tmp_path).battery == 41
    assert (found.free or 0) > 0
