"""Lists in packages: a visit's laptops get whom it expects, nobody else, and no longer than they may."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from ektp_desk.desk.exchange import listed as taking
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.lane import ExchangeLane, on_own_thread
from ektp_desk.desk.exchange.listed import take_rows
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.desk.exchange.packages import give_package
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import VisitPlanned
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.seal.rows import new_key, write_rows
from ektp_desk.store.proof.elsewhere import lists_elsewhere, lists_in_part
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_lists, verify_views
from ektp_desk.store.rows import ListPart
from ektp_desk.sync.carrier import Carrier
from ektp_desk.usecases.laptops.courier import CarrierImport, GivenPackage
from ektp_desk.usecases.lists.commands import bring_back_list, withdraw_list
from ektp_desk.usecases.visits.commands import begin_day, plan_visit
from ektp_desk.usecases.visits.queries import progress
from tests.exchange.carrying import bring, card_of
from tests.offices import DAY, VILLAGE, WORDS
from tests.people.lists_of_people import keep_list, row
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, proven
from tests.store.several.laptops import events_in

OTHER_VILLAGE = "53.02.32.2004"
HERE, THERE = "Orpa Contoh", "Yakobus Contoh"
NIK = "5302325203909001"
A_DAY = 24 * 3600
T = TypeVar("T")


@dataclass
class Listed:
    """An office with a list of two villages, a visit to each, and a laptop that the office knows."""

    field: Field
    place: Path
    list_id: str
    visit: str
    other: str
    laptop: Laptop
    sticks: int = 0

    def give(self, visit: str = "") -> tuple[Carrier, GivenPackage]:
        """Put a package on a stick of its own."""
        self.sticks += 1
        stick, office = card_of(self.field, self.place / f"stick{self.sticks}"), self.field.office
        given = give_package(office.desk, office.session, visit or self.visit, stick, letters={})
        return stick, given

    def take(self, stick: Carrier) -> CarrierImport:
        return import_packs(self.laptop.desk, self.laptop.session, stick)

    @property
    def names(self) -> list[str]:
        """Whom the laptop's register names."""
        asked = "SELECT name FROM register ORDER BY name"
        return [name for (name,) in self.laptop.connection.execute(asked)]

    @property
    def files(self) -> int:
        return len(list(self.laptop.desk.folders.lists.glob("*.rows*")))


@pytest.fixture
def listed(field: Field, card: Carrier, tmp_path: Path) -> Listed:
    session = field.office.session
    people = (
        row(1, "p1", HERE, village=VILLAGE, nik=NIK),
        row(2, "p2", THERE, village=OTHER_VILLAGE),
        row(3, "", "Tanpa Orang Contoh", village=VILLAGE),
    )
    list_id = keep_list(session, *people)
    visit = plan_visit(session, VILLAGE, day=DAY, lists=(list_id,))
    other = plan_visit(session, OTHER_VILLAGE, day=DAY, lists=(list_id,))
    laptop = field.by_kit()
    export(laptop.desk, card)
    bring(field, card)
    return Listed(field, tmp_path, list_id, visit, other, laptop)


def test_a_laptop_gets_the_people_of_its_visit_and_nobody_else(listed: Listed) -> None:
    stick, given = listed.give()

    found = listed.take(stick)

    assert (given.rows, found.packages, found.lists, found.others, found.refused) == (1, 1, 1, 0, {})
    assert listed.names == [HERE]
    laptop, office = listed.laptop, listed.field.office
    assert (
        progress(laptop.session)[listed.visit].targets == progress(office.session)[listed.visit].targets == 1
    )
    assert laptop.session.store.find_people("orpa", limit=9) == {"p1": 0}
    assert (verify_lists(laptop.store), lists_elsewhere(laptop.store)) == ([], {})
    assert list(lists_in_part(laptop.connection)) == [listed.list_id]
    assert laptop.store.awaited_rows() == []
    proven(laptop.store)
    assert listed.names == [HERE], "rows made anew are the same"
    laptop.desk.sign_out()
    laptop.session = laptop.desk.sign_in(listed.field.adi, listed.field.words)
    assert (listed.files, verify_lists(laptop.store)) == (1, [])
    there = b"".join(path.read_bytes() for path in stick.place.rglob("*") if path.is_file())
    assert [word for word in (b"Orpa", NIK.encode(), b"list_imported") if word in there] == []
    assert listed.take(stick).packages == 0
    assert list(office.folders.lists.glob("package.rows*")) == []
    again = plan_visit(office.session, VILLAGE, day=DAY, lists=(listed.list_id,))
    assert listed.take(listed.give(again)[0]).lists == 1
    assert (listed.names, listed.files) == ([HERE], 2), "whom two visits expect stands there once"
    proven(laptop.store)


def test_another_office_desk_that_has_no_rows_takes_none_away(listed: Listed) -> None:
    field, office = listed.field, listed.field.office
    second = field.by_kit(user=office.user, words=WORDS, at_office=True)
    joins = card_of(field, listed.place / "joins")
    export(second.desk, joins)
    bring(field, joins)
    import_packs(second.desk, second.session, joins)
    assert listed.take(listed.give()[0]).lists == 1
    first = listed.laptop.store.list_parts(listed.list_id)

    stick = card_of(field, listed.place / "second")
    given = give_package(second.desk, second.session, listed.visit, stick, letters={})
    taken = listed.take(stick)

    assert (given.rows, taken.packages, taken.refused, listed.names) == (0, 1, {}, [HERE])
    assert listed.laptop.store.list_parts(listed.list_id) == first
    proven(listed.laptop.store)
    again = listed.give()[0]
    import_packs(second.desk, second.session, again)
    assert listed.take(again).lists == 1
    assert len(listed.laptop.store.list_parts(listed.list_id)) == 1, "its own former part is replaced"
    both = card_of(field, listed.place / "both")
    given = give_package(second.desk, second.session, listed.visit, both, letters={})
    assert (given.rows, listed.take(both).lists, listed.names) == (1, 1, [HERE]), "it has the part by now"
    withdraw_list(office.session, listed.list_id, reason="salah daftar")
    listed.take(listed.give()[0])
    assert listed.names == [], "withdrawn at any desk, no part of it stands"


def test_two_visits_share_a_list_and_a_newer_package_replaces_its_own_part(listed: Listed) -> None:
    for visit in ("", listed.other):
        assert listed.take(listed.give(visit)[0]).lists == 1
    assert listed.names == [HERE, THERE]
    proven(listed.laptop.store)
    session = listed.field.office.session
    second = keep_list(session, row(7, "p7", "Rut Contoh"), name="Baru")
    listed.field.office.store.write([replanned(listed.visit, second)], at=session.clock())

    found = listed.take(listed.give()[0])

    assert (found.lists, found.refused) == (1, {})
    assert listed.names == ["Rut Contoh", THERE], "its former list is no more the visit's"
    assert (listed.files, verify_lists(listed.laptop.store)) == (2, [])
    proven(listed.laptop.store)


def replanned(visit: str, list_id: str) -> NewEvent:
    body = VisitPlanned(
        kind="desa", village=VILLAGE, day=DAY.isoformat(), lists=(list_id,), closing_hour="16.00"
    )
    return NewEvent(Entity.VISIT, visit, body, visit)


def test_what_the_office_says_of_a_list_holds_at_the_laptop(listed: Listed) -> None:
    listed.take(listed.give()[0])
    session = listed.field.office.session
    withdraw_list(session, listed.list_id, reason="salah berkas")
    stick, given = listed.give()

    assert (given.rows, listed.take(stick).refused, listed.names) == (0, {}, [])
    bring_back_list(session, listed.list_id)
    assert listed.take(listed.give()[0]).lists == 1
    assert listed.names == [HERE]
    proven(listed.laptop.store)


def test_rows_that_are_lacking_or_damaged_are_told_and_come_with_the_next_stick(listed: Listed) -> None:
    stick, _given = listed.give()
    rows, package = stick.packs()
    kept = rows.path.read_bytes()
    rows.path.unlink()

    assert (listed.take(stick).packages, listed.names) == (1, [])
    assert listed.laptop.store.awaited_rows() == [listed.list_id]
    assert list(lists_elsewhere(listed.laptop.store)) == [listed.list_id]
    rows.path.write_bytes(kept[:-1])
    assert listed.take(stick).damaged == [f"{rows.journal}/{rows.number:08}"]
    rows.path.write_bytes(kept)
    assert (listed.take(stick).lists, listed.names) == (1, [HERE])
    assert package.number == 2
    (path,) = listed.laptop.desk.folders.lists.glob("*.rows")
    path.write_bytes(path.read_bytes()[:-1])
    assert [one.code for one in verify_lists(listed.laptop.store)] == ["rows.damaged"]


def test_what_a_package_brought_goes_after_its_last_day(listed: Listed) -> None:
    """Seven further days are confirmed, in case the clock was wrong; the list itself may be younger."""
    listed.take(listed.give()[0])
    laptop, clock = listed.laptop, listed.field.office.clock
    laptop.connection.execute("UPDATE list_parts SET expires = '2019-04-05'")
    for _day in range(10):
        begin_day(laptop.session, sure=True)
        clock.wait(A_DAY)
        before = listed.names
    assert before == [HERE]
    for _day in range(2):
        begin_day(laptop.session, sure=True)
        clock.wait(A_DAY)

    assert (listed.names, listed.files) == ([], 0)
    assert list(lists_elsewhere(laptop.store)) == [listed.list_id]
    proven(laptop.store)


def test_rows_that_no_office_writes_are_refused_and_nothing_of_them_stays(
    listed: Listed, tmp_path: Path
) -> None:
    listed.take(listed.give()[0])
    store, key = listed.laptop.store, new_key()
    (part,) = store.list_parts(listed.list_id)
    (true,) = store.part_rows(part)
    cases = {
        "no row": ([b'{"row": "one"}'], 1),
        "no JSON": ([b"\xff"], 1),
        "a number that no column holds": ([true.replace(b'"row":1', b'"row":9223372036854775808')], 1),
        "one more than the package says": ([true, true.replace(b'"row":1', b'"row":8')], 1),
    }
    for what, (rows, count) in cases.items():
        written = write_rows(tmp_path / "rows", rows, key)
        data = (tmp_path / "rows").read_bytes()
        parts = [ListPart(written.digest_hex, listed.list_id, key, count)]
        with store.together():
            store.expect_rows(listed.visit, parts, "2030-01-01", by=listed.field.office.store.head.journal)
        with pytest.raises(EktpError) as told:
            take_rows(on_own_thread(listed.laptop.desk), written.digest_hex, data)
        assert (what, told.value.code, listed.names, listed.files) == (what, "rows.damaged", [HERE], 1)
    assert store.awaited_rows() == [listed.list_id]
    assert verify_lists(store) == []


@pytest.mark.parametrize(
    ("each_takes", "loaded"),
    [(0, [50, 150, 170]), (0.03, [50, 100, 150, 170]), (60, [50, 60, 70, 80, 90, 100, 110, 120, 130])],
    ids=["quick", "as long as it may", "slow"],
)
def test_an_act_takes_as_many_rows_as_a_key_can_wait_for(
    listed: Listed, tmp_path: Path, each_takes: float, loaded: list[int]
) -> None:
    """How long a row takes is the laptop's own, and grows with the register."""
    listed.take(listed.give()[0])
    store, key, ticks = listed.laptop.store, new_key(), itertools.count(step=each_takes)
    (true,) = store.part_rows(*store.list_parts(listed.list_id))
    rows = [true.replace(b'"row":1', b'"row":%d' % number) for number in range(11, 181)]
    written = write_rows(tmp_path / "rows", rows, key)
    said = ListPart(written.digest_hex, listed.list_id, key, len(rows))
    with store.together():
        store.expect_rows(listed.other, [said], "2030-01-01", by=listed.field.office.store.head.journal)
    found = list[int]()

    def among(act: Callable[[], T]) -> T:
        done = act()
        (now,) = store.connection.execute("SELECT count(*) - 1 FROM register").fetchone()
        found.extend([now] if now and now not in found else [])
        return done

    lane = ExchangeLane(listed.laptop.desk, store, among)
    assert take_rows(lane, said.file, (tmp_path / "rows").read_bytes(), seconds=lambda: next(ticks))
    assert found[: len(loaded)] == loaded
    assert found[-1] == 170


def test_rows_that_were_cut_between_two_acts_stand_and_the_rest_comes_with_the_stick(
    listed: Listed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody signs out, or the power goes, while a regency's list is loaded some rows at a time."""
    laptop, key = listed.laptop, new_key()
    assert listed.take(listed.give()[0]).lists == 1
    store, by = laptop.store, (listed.field.office.store.head.journal)
    (part,) = store.list_parts(listed.list_id)
    (true,) = store.part_rows(part)
    monkeypatch.setattr(taking, "_AT_ONCE", 1)

    def coming(*numbers: int, visit: str = listed.visit) -> tuple[ListPart, bytes]:
        """A newer package's rows."""
        rows = [true.replace(b'"row":1', b'"row":%d' % number) for number in numbers]
        written = write_rows(tmp_path / "rows", rows, key)
        said = ListPart(written.digest_hex, listed.list_id, key, len(rows))
        with store.together():
            store.expect_rows(visit, [said], "2030-01-01", by=by)
        return said, (tmp_path / "rows").read_bytes()

    def cut(after: int) -> ExchangeLane:
        acts = iter(range(after))
        return ExchangeLane(
            laptop.desk, store, lambda act: act(), is_stopped=lambda: next(acts, None) is None
        )

    def loaded() -> list[int]:
        assert (verify_lists(store), list(verify_views(store.connection))) == ([], [])
        return [row for (row,) in store.connection.execute("SELECT row FROM register ORDER BY row")]

    said, data = coming(1, 7, 8, 9)
    with pytest.raises(CancelledError):
        take_rows(cut(3), said.file, data)
    assert (loaded(), store.awaited_rows()) == ([1, 7, 8], [listed.list_id])
    rebuild(store)
    assert loaded() == [1], "only what is whole is made anew"
    with pytest.raises(CancelledError):
        take_rows(cut(2), said.file, data)
    store.sweep_rows()
    assert (loaded(), listed.files) == ([1, 7], 2)
    assert take_rows(on_own_thread(laptop.desk), said.file, data)
    assert (loaded(), store.awaited_rows(), listed.files) == ([1, 7, 8, 9], [], 1)
    proven(store)
    said, data = coming(7, 8)
    with pytest.raises(CancelledError):
        take_rows(cut(2), said.file, data)
    assert (loaded(), store.list_parts(listed.list_id)) == ([7, 8, 9], []), "what goes is trimmed by and by"
    assert take_rows(on_own_thread(laptop.desk), said.file, data)
    assert loaded() == [7, 8], "what only the former one brought is gone"
    with store.together():
        store.expect_rows(listed.visit, [], "2030-01-01", by=by)
    said, data = coming(7, 9)
    acts = iter(range(9))
    meanwhile = ExchangeLane(laptop.desk, store, lambda act: (next(acts) == 5 and rebuild(store), act())[1])
    assert take_rows(meanwhile, said.file, data)
    assert loaded() == [7, 9], "made anew between two acts, all of it is loaded at the end"
    for of, numbers in ((listed.other, (9, 11)), (listed.visit, (7,)), (listed.visit, (7, 9, 11))):
        said, data = coming(*numbers, visit=of)
        assert take_rows(cut(len(numbers)), said.file, data)
        assert loaded() == [7, 9, 11], "of what two visits have nothing goes"
    proven(store)

    with store.together():
        store.expect_rows(listed.visit, [], "2030-01-01", by=by)
        store.expect_rows(listed.other, [], "2030-01-01", by=by)
    said, data = coming(7, 10)
    withdraw_list(listed.field.office.session, listed.list_id, reason="salah daftar")
    with pytest.raises(CancelledError):
        take_rows(cut(1), said.file, data)
    assert (loaded(), store.list_parts(listed.list_id)) == ([7], [])
    laptop.take_in(events_in(listed.field.office.store))
    assert loaded() == [], "withdrawn, no row of a part that was coming stands"
