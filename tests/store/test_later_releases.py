"""Events that a later release wrote: kept, passed over, and no reason to fall over."""

from __future__ import annotations

import msgspec
import pytest

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.roles import Role
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.usecases.admin.queries import all_users
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.queries import steps_of
from tests.journal.acting import tickets_of
from tests.offices import TestOffice


@pytest.fixture
def visit(office: TestOffice) -> str:
    """An open visit with two numbers, one of them recorded."""
    visit = office.open_visit()
    give_numbers(office.session, visit, letter="A", count=2)
    office.record_one(visit)
    return visit


def say_instead(office: TestOffice, kind: str, version: int = 1, **said: object) -> None:
    """Let every event of a kind say something else, as a later release might."""
    rows = office.connection.execute(
        "SELECT rowid, header, body FROM events WHERE kind = ?", (kind,)
    ).fetchall()
    assert rows
    for row, header, body in rows:
        head, told = msgspec.json.decode(header), msgspec.json.decode(body)
        office.connection.execute(
            "UPDATE events SET header = ?, body = ? WHERE rowid = ?",
            (msgspec.json.encode(head | {"bv": version}), msgspec.json.encode(told | said), row),
        )


def test_an_unknown_outcome_leaves_its_ticket_unclear(office: TestOffice, visit: str) -> None:
    say_instead(office, "ticket_ended", outcome="fetched_by_drone")

    rebuild(office.store)

    states = [ticket.state for ticket in tickets_of(office.session, visit)]
    assert sorted(states) == ["serving", "waiting"]


@pytest.mark.usefixtures("visit")
def test_an_unknown_state_of_a_step_is_not_yet_said(office: TestOffice) -> None:
    say_instead(office, "modality_set", state="dreamt")

    rebuild(office.store)

    (recording,) = office.connection.execute("SELECT id FROM recordings").fetchone()
    assert steps_of(office.session, recording) == {}


@pytest.mark.usefixtures("visit")
def test_a_body_of_a_later_version_is_kept_and_passed_over(office: TestOffice) -> None:
    say_instead(office, "ticket_ended", 2, outcome=["a", "b"])

    rebuild(office.store)

    assert office.connection.execute("SELECT count(*) FROM tickets WHERE state = 'ended'").fetchone() == (0,)


def test_an_unknown_role_allows_nothing(office: TestOffice) -> None:
    say_instead(office, "user_added", roles=["adb", "astronaut"])

    rebuild(office.store)

    (user,) = all_users(office.store)
    assert user.role_set == {Role.ADB}
    assert office.store.life(Entity.USER, user.id).events
