"""Another reader, which shares no code with the desk, says of real stores what `verify` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.bodies import HoldRuled, ListExpired, PolicySet, SentHome
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user, change_user, remove_user, reset_passphrase
from ektp_desk.usecases.laptops.commands import revoke_laptop
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.attacks.plain import Line, examine, examine_each, roles_of_kinds
from tests.attacks.scene import Scene, found
from tests.attacks.test_signatures import ATTACKS
from tests.kept import lay_sample
from tests.offices import TestOffice
from tests.store.several.field import field_in
from tests.store.several.laptops import events_in
from tests.store.several.test_lists_elsewhere import keep

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


def in_the_field(place: Path) -> Iterator[tuple[Any, str]]:
    """An office's store with everything that laptops may bring, and that of one of the laptops."""
    with field_in(Folders(place / "data", place / "state"), place) as field:
        keep(field.office.store, "l1", "Daftar Contoh")
        good, adb = field.joined(), field.adb_on()
        kit = field.laptops.kit()
        real, false, lost = field.joined(kit), field.joined(kit), field.joined()
        desk = field.adb_on(field.laptops.kit(at_office=True))
        for laptop in (good, adb, real, false, lost, desk):
            laptop.session.write(NewEvent(Entity.VISIT, field.visit, SentHome(count=1), field.visit))
            laptop.say(ListExpired(7), Entity.LIST, "l1")
            laptop.say(PolicySet(name="list_days", value="9"), Entity.OFFICE, field.office.session.office.id)
        device, incarnation = real.store.head.journal
        said = HoldRuled(device, incarnation, 1, 2, counts=True)
        field.office.session.write(NewEvent(Entity.USER, kit.id, said))
        revoke_laptop(field.office.session, lost.device, reason="hilang")
        field.arrive(good, adb, real, false, lost, desk)
        good.take_in(events_in(field.office.store))
        yield field.office.connection, field.office.session.device
        yield good.connection, good.device


def test_what_is_held_of_laptops_is_what_another_reader_names(tmp_path: Path) -> None:
    """At the office, and on a laptop, whose own facts count there."""
    for connection, home in in_the_field(tmp_path):
        rows = connection.execute(
            "SELECT e.link FROM held h JOIN events e ON e.journal = h.journal AND e.seq = h.seq"
        ).fetchall()
        lines = exported(connection)
        founder = founder_of(lines)
        lines.sort(key=lambda line: (line.device != founder, line.device, line.incarnation, line.seq))

        named = named_by(lines, home)

        assert found(connection) == []
        assert named == {link.hex() for (link,) in rows}
        assert len(named) > 10


def founder_of(lines: list[Line]) -> str:
    """The device whose journal has the root."""
    return next(line.device for line in lines if b'"root_set"' in bytes.fromhex(line.header))


def named_by(lines: list[Line], home: str) -> set[str]:
    """The links of the events that the other reader names."""
    return {line.link for line, _fault in examine_each(lines, home)}
