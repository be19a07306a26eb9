"""A laptop and its office by line: what is recorded there is opened here, and home comes what is safe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.line import go_by_line, outbox_of, prepare_line, take_from_line
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.roles import Role
from ektp_desk.hub.identity import HubOffice, make_identity
from ektp_desk.settings import Folders, clock_in
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.receipts import received
from ektp_desk.store.runs import RunIndex
from ektp_desk.sync.carrier import mark_carrier
from ektp_desk.sync.hub_line import BodyAnswer, HubLine, LineBody, OfferAnswer
from ektp_desk.sync.sending import sync_once
from ektp_desk.sync.talking import HubTalk, SyncRound
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.laptops.commands import revoke_laptop, set_hub
from ektp_desk.usecases.laptops.courier import CarrierImport
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import confirm_day, open_desk
from ektp_desk.wire.envelope import Sign, read_as, read_object, write_object
from ektp_desk.wire.events import header_of
from ektp_desk.wire.heads import Receipt
from tests.exchange import plain
from tests.exchange.carrying import card_of
from tests.exchange.scene import OFFICE
from tests.exchange.test_safety import record
from tests.hub.lines import RunningHub, running
from tests.offices import WORDS
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop
from tests.store.several.laptops import events_in


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as made:
        yield made


@pytest.fixture
def hub(field: Field, tmp_path: Path) -> Iterator[RunningHub]:
    """The office's, over TLS; its desk has said so."""
    office = field.office
    own, root = office.session.guard.device_keys(), office_root(office.connection)
    of = HubOffice(root.hex(), office.session.device, own.sign)
    made = make_identity(tmp_path / "hub", of)
    with running(tmp_path / "hub", tls=True) as serving:
        set_hub(office.session, made.public.hex(), [f"https://127.0.0.1:{serving.port}"])
        yield serving


def by_line(desk: Desk, session: Session) -> tuple[SyncRound, CarrierImport]:
    """One round, as the command makes it."""
    assert prepare_line(desk, session)
    done = sync_once(outbox_of(desk))
    return done, take_from_line(desk, session)


def heard_at(field: Field, laptop: Laptop) -> set[str]:
    """The names that the office knows of people whom a laptop recorded."""
    asked = "SELECT name FROM people ORDER BY name"
    return {name for (name,) in field.office.connection.execute(asked)}


def test_what_was_recorded_far_away_is_opened_at_the_office_and_told_home(
    field: Field, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = field.office, field.by_kit()
    laptop.take_in(events_in(office.store))  # which hub it is, as a stick would bring it
    by_line(office.desk, office.session)  # the hub hears whom the office knows: the kit, not yet the laptop

    confirm_day(laptop.session)
    open_desk(laptop.session, field.visit, letter="B")
    record(laptop.session, field.visit, "Yuliana Contoh", letter="B", photo=b"\xff\xd8\xff picture")
    done, _came = by_line(laptop.desk, laptop.session)
    assert (done.refused, done.held) == ({}, {})
    assert done.sent > 1
    (row,) = [row for row in safety_ladder(laptop.session).rows if row.own]
    assert (row.recorded, row.heard, row.safe) == (1, 1, 0)  # the hub has it: received, and not safe

    _done, came = by_line(office.desk, office.session)
    assert came.events > 0
    assert came.files == 1
    assert "Yuliana Contoh" in heard_at(field, laptop)

    by_line(office.desk, office.session)  # says what it opened
    _done, home = by_line(laptop.desk, laptop.session)
    assert home.verdicts > 0

    by_line(laptop.desk, laptop.session)  # says how far it has heard the office
    again, nothing = by_line(laptop.desk, laptop.session)
    assert (again.sent, again.came, nothing.events) == (0, 0, 0)
    assert outbox_of(laptop.desk).heard[:10] == clock_in(0)().text[:10], "by the clock of whoever sends"

    erase_person(office.session, met_at(field), ground=Ground.REQUEST, note="surat", passphrase=WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(HubTalk, "note", is_lost)
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            by_line(office.desk, office.session)
    assert by_line(office.desk, office.session)[0].sent == 0
    anew = {(run.device, run.last) for run in office.store.runs.sealed()}
    assert {device for device, _last in anew} == {office.session.device, laptop.session.device}
    assert anew <= received_at(field), "what came is told, though its answer was lost"


def met_at(field: Field) -> str:
    asked = "SELECT id FROM people WHERE name = 'Yuliana Contoh'"
    ((person,),) = field.office.connection.execute(asked)
    return str(person)


def is_lost(*_answer: object) -> None:
    raise EktpError("line.cut")


def received_at(field: Field) -> set[tuple[str, int]]:
    """Device and number of each event of which the office knows that the hub has it."""
    connection = field.office.connection
    of = dict(connection.execute("SELECT no, device FROM journals").fetchall())
    return {(of[no], seq) for no, _state, span in received(connection) for seq in range(span[0], span[1] + 1)}


def test_what_the_office_says_is_sent_again_where_the_hub_had_no_room_or_was_put_back(
    field: Field, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = field.office
    by_line(office.desk, office.session)
    outbox = outbox_of(office.desk)
    assert list(outbox.outgoing.rglob("*.PCK")) == []
    epoch = outbox.fact("epoch")
    outbox.begin_anew("another hub")
    assert prepare_line(office.desk, office.session)
    (laid, *_more) = outbox.outgoing.rglob("*.PCK")

    outbox.keep_fact("epoch", epoch)
    with monkeypatch.context() as patch:
        patch.setattr(HubLine, "offer", everything_is_wanted)
        patch.setattr(HubLine, "send_body", nothing_is_taken)
        with pytest.raises(EktpError, match=r"^hub\.full$"):
            sync_once(outbox)
    assert laid.exists()

    assert sync_once(outbox).refused == {}
    assert list(outbox.outgoing.rglob("*.PCK")) == []


def test_an_emptied_hub_hears_whom_the_office_knows_in_its_first_round(field: Field, tmp_path: Path) -> None:
    office, laptop = field.office, field.by_kit()
    of = HubOffice(
        office_root(office.connection).hex(), office.session.device, office.session.guard.device_keys().sign
    )
    made = make_identity(tmp_path / "hub", of)
    for is_empty in (False, True):
        if is_empty:
            shutil.rmtree(tmp_path / "hub" / "packs")
            for path in (tmp_path / "hub").glob("hub.[dc]*"):
                path.unlink()
        with running(tmp_path / "hub") as serving:
            set_hub(office.session, made.public.hex(), [f"http://127.0.0.1:{serving.port}"])
            laptop.take_in(events_in(office.store))
            for one in (office, laptop):
                assert prepare_line(one.desk, one.session)
                assert go_by_line(one.desk, one.session)[0].refused == {}


def test_what_comes_while_the_desk_takes_in_is_taken_in_the_next_time(
    field: Field, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = field.office, field.by_kit()
    laptop.take_in(events_in(office.store))
    by_line(office.desk, office.session)
    by_line(laptop.desk, laptop.session)
    assert sync_once(outbox_of(office.desk)).came > 0
    incoming = outbox_of(office.desk).incoming
    (first,) = incoming.rglob("*.PCK")

    def import_slowly(*args: Any, **others: Any) -> CarrierImport:
        found = import_packs(*args, **others)
        shutil.copy(first, first.with_name("00000009.PCK"))
        return found

    with monkeypatch.context() as patch:
        patch.setattr("ektp_desk.desk.exchange.line.import_packs", import_slowly)
        assert take_from_line(office.desk, office.session).events > 0
    assert [pack.name for pack in incoming.rglob("*.PCK")] == ["00000009.PCK"]
    take_from_line(office.desk, office.session)
    assert list(incoming.rglob("*.PCK")) == []

    mark_carrier(incoming, office_root(office.connection).hex()).write(
        "LINECAME", [b"age-encryption.org/v1\nof no run yet"]
    )
    found = take_from_line(office.desk, office.session)
    assert found.refused
    assert len(list(incoming.rglob("*.PCK"))) == 1, "it waits for what names it"


@pytest.mark.usefixtures("hub")
def test_only_what_is_new_since_is_laid_out(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = field.by_kit()
    laptop.take_in(events_in(field.office.store))
    confirm_day(laptop.session)
    open_desk(laptop.session, field.visit, letter="B")
    asked, files_of = list[str](), RunIndex.files_of

    def counted(index: RunIndex, name: str) -> list[tuple[str, int]]:
        asked.append(name)
        return files_of(index, name)

    monkeypatch.setattr(RunIndex, "files_of", counted)

    def lay_out(*, is_whole: bool = False) -> int:
        asked.clear()
        assert prepare_line(laptop.desk, laptop.session, is_whole=is_whole)
        return len(asked)

    before = lay_out()
    assert (before > 1, lay_out()) == (True, 0)
    record(laptop.session, field.visit, "Yuliana Contoh", letter="B", photo=b"\xff\xd8\xff picture")
    assert (0 < lay_out() < before, lay_out()) == (True, 0)
    (*_runs, last) = laptop.store.runs.sealed()
    laptop.store.runs.forget_from(last.name)  # as for one whose file is gone
    assert lay_out() > before, "a mark that holds no more begins anew"
    assert (lay_out(), lay_out(is_whole=True) > before) == (0, True)
    assert outbox_of(laptop.desk).read()[0].metered == 50_000_000
    assert outbox_of(laptop.desk).left()[1] == 1


def test_a_revoked_laptop_hears_of_its_end_by_line_as_by_stick_and_of_nothing_else(
    field: Field, hub: RunningHub, tmp_path: Path
) -> None:
    office, lost, other = field.office, field.by_kit(), field.by_kit()
    for laptop in (lost, other):
        laptop.take_in(events_in(office.store))
        by_line(office.desk, office.session)
        by_line(laptop.desk, laptop.session)
    by_line(office.desk, office.session)
    known = {one.link for laptop in (lost, other) for one in events_in(laptop.store)}
    add_user(office.session, "Rahel Contoh", [Role.OPERATOR])
    for laptop in (lost, other):
        revoke_laptop(office.session, laptop.device, reason="hilang")
    add_user(office.session, "Yuliana Contoh", [Role.OPERATOR])
    by_line(office.desk, office.session)
    stick = card_of(field, tmp_path / "stick")
    export(office.desk, stick)

    assert by_line(lost.desk, lost.session)[1].events == 1
    assert import_packs(other.desk, other.session, stick).events == 1
    assert by_line(lost.desk, lost.session)[1].events == 0
    for laptop in (lost, other):
        new = [header_of(one) for one in events_in(laptop.store) if one.link not in known]
        assert [one.id for one in new if one.kind == "device_revoked"] == [laptop.device]
        assert {one.kind for one in new} <= {"device_revoked", "journals_heard"}
        laptop.desk.sign_out()
        with pytest.raises(EktpError, match=r"^device\.revoked$"):
            laptop.desk.sign_in(field.adi, field.words)


def everything_is_wanted(_line: HubLine, digests: Sequence[str] = (), **said: object) -> OfferAnswer:
    assert not (digests and said), "two questions"
    return OfferAnswer(tuple((one, 0) for one in digests), (), 0)


def nothing_is_taken(_line: HubLine, pack: LineBody) -> BodyAnswer:
    entries = plain.read_pack(pack.data)
    return BodyAnswer(0, {sha256(one).hexdigest(): "disk.full" for one in entries}, {}, ())


def test_what_came_and_was_spoiled_before_it_was_taken_in_comes_once_more(
    field: Field, hub: RunningHub
) -> None:
    office, laptop = field.office, field.by_kit()
    laptop.take_in(events_in(office.store))
    by_line(office.desk, office.session)
    confirm_day(laptop.session)
    open_desk(laptop.session, field.visit, letter="B")
    record(laptop.session, field.visit, "Yuliana Contoh", letter="B", photo=b"\xff\xd8\xff picture")
    assert prepare_line(laptop.desk, laptop.session)
    outbox = outbox_of(laptop.desk)
    sync_once(outbox)
    for pack in outbox.incoming.rglob("*.PCK"):
        content = bytearray(pack.read_bytes())
        content[len(content) // 2] ^= 1
        pack.write_bytes(content)
    assert take_from_line(laptop.desk, laptop.session).damaged
    by_line(laptop.desk, laptop.session)
    (row,) = [row for row in safety_ladder(laptop.session).rows if row.own]
    assert (row.recorded, row.heard) == (1, 1)
    assert not list(outbox.incoming.rglob("*.BAD"))
    only_the_hubs_newest_word_counts(laptop, hub)


def only_the_hubs_newest_word_counts(laptop: Laptop, hub: RunningHub) -> None:
    """And only of the branch that is here, and of events of which no file lacks."""
    connection, identity = laptop.store.connection, hub.mailbox.identity
    (data,) = connection.execute(
        "SELECT object FROM receipts WHERE device = ?", (laptop.session.device,)
    ).fetchone()
    said = read_as(read_object(data), Receipt)
    runs = laptop.store.runs
    ((name, _size),) = (one for run in runs.sealed() for one in runs.files_of(run.name))
    carrier = mark_carrier(outbox_of(laptop.desk).incoming, said.office)

    def told(sign: Sign = identity.sign, **other: Any) -> tuple[int, dict[str, int]]:
        """How many events the hub has, once the laptop has taken this in."""
        carrier.write("LINECAME", [write_object(msgspec.structs.replace(said, **other), sign)])
        found = take_from_line(laptop.desk, laptop.session)
        spans = [span for _no, state, span in received(connection) if state == "received"]
        return sum(last - first + 1 for first, last in spans), dict(found.refused)

    ((first, last, _link),) = said.heard
    assert told() == (last, {})
    assert told(heard=(), number=said.number - 1) == (last, {})
    assert told(missing=(name,), number=said.number + 1) == (last - 1, {})
    assert told(heard=((first, last, "ab" * 32),), number=said.number + 2) == (0, {})
    assert told(OFFICE.sign, number=said.number + 3) == (0, {"object.not_signed": 1})
