"""Another reader, which shares no code with the desk, says of real stores what `verify` says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.attacks.plain import Line, examine, roles_of_kinds
from tests.attacks.scene import Scene, found
from tests.attacks.test_signatures import ATTACKS
from tests.kept import lay_sample
from tests.offices import TestOffice

_EXPORT = """
SELECT j.device, j.incarnation, e.seq, hex(e.link), hex(e.header), hex(e.digest), hex(e.salt),
  CASE WHEN e.body IS NOT NULL THEN hex(e.body) END,
  CASE WHEN e.signature IS NOT NULL THEN hex(e.signature) END,
  CASE WHEN e.second IS NOT NULL THEN hex(e.second) END
FROM events e JOIN journals j ON j.no = e.journal ORDER BY e.journal, e.seq
"""


def exported(connection: Any) -> list[Line]:
    """Every event of a store, as text."""
    rows = connection.execute(_EXPORT).fetchall()
    return [Line(*row[:3], *(cell and cell.lower() for cell in row[3:])) for row in rows]


def test_its_roles_are_those_of_the_catalogue() -> None:
    assert roles_of_kinds() == {kind.name: {str(role) for role in kind.roles} for kind in CATALOGUE.values()}


def test_a_whole_day_is_true_to_both(folders: Folders) -> None:
    sample = lay_sample(folders)
    with Desk(folders) as desk:
        desk.sign_in(desk.slots.users[0].user.id, sample.passphrase)
        connection = desk.held_store().connection
        lines, faults = exported(connection), found(connection)

    assert len(lines) > 500
    assert sum(line.signature is not None for line in lines) > 1
    assert (examine(lines), faults) == ([], [])


def test_users_who_came_and_went_and_a_second_journal_are_true_to_both(office: TestOffice) -> None:
    visit = office.open_visit()
    adi = add_user(office.session, "Adi Contoh", ["operator"])
    reset_passphrase(office.session, adi.id)
    change_user(office.session, adi.id, roles=["queue"])
    remove_user(office.session, adi.id)
    office.anchor.unlink()
    office.sign_in_again()
    count_sent_home(office.session, visit)

    assert (examine(exported(office.connection)), found(office.connection)) == ([], [])


@pytest.mark.parametrize("attack", list(ATTACKS.values()), ids=lambda attack: attack.__name__)
def test_both_name_an_event_in_somebodys_name(scene: Scene, attack: Callable[[Scene], int]) -> None:
    assert examine(exported(scene.connection)) == []

    seq = attack(scene)

    told = [one for one in examine(exported(scene.connection)) if str(seq) in one or "the end" in one]
    assert told != []
