"""Cards and sticks from desk to desk: all arrives once, whatever is damaged, doubled, foreign or late."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export, seal_runs
from ektp_desk.desk.founding import Kit
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.seal.age import open_sealed
from ektp_desk.seal.sign import new_signing_key, verify_key
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.store.proof.elsewhere import absent_stretches
from ektp_desk.store.views import dump_views
from ektp_desk.sync.carrier import Carrier, mark_carrier
from ektp_desk.usecases.laptops.commands import make_kit, revoke_laptop
from ektp_desk.usecases.laptops.courier import CarrierExport
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.wire.pack import PackDamage
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.exchange.carrying import bring, card_of
from tests.offices import CHEAP, found_office_in
from tests.store.several.field import Field
from tests.store.several.kits import Laptop, held_in, proven
from tests.store.several.laptops import events_in


def photo_of(laptop: Laptop, visit: str) -> str:
    """Record somebody with a photo; give its file's name."""
    recording = at_the_desk(laptop.session, visit)
    capture_photo(laptop.session, recording, seen())
    (name,) = laptop.store.files.named()
    return name


def capturing(field: Field) -> Laptop:
    """A laptop of an office that captures."""
    capture_here(field.office.session)
    return field.joined()


def test_what_a_laptop_recorded_comes_to_the_office_by_card(field: Field, card: Carrier) -> None:
    laptop = capturing(field)
    file = photo_of(laptop, field.visit)

    done = export(laptop.desk, card)
    found = bring(field, card)

    assert (done.files, done.lacking) == (1, 0)
    assert (found.events, found.files, found.refused, found.damaged) == (len(laptop.written()), 1, {}, [])
    assert field.held() == set()
    laptop.take_in(events_in(field.office.store))
    assert proven(field.office.store) == proven(laptop.store)
    sealed = (field.office.desk.folders.objects / f"{file}.age").read_bytes()
    (secret,) = field.office.desk.office_secrets()["office"]
    assert open_sealed(sealed, secret).startswith(b"\xff\xd8")


def test_each_run_is_of_one_visit_and_ends_signed_and_holds_each_event_once(field: Field) -> None:
    """Sealing goes on where it stopped: nothing is in two runs, and nothing in none."""
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=200)
    first = seal_runs(laptop.desk)
    acts = [NewEvent(Entity.VISIT, field.visit, SentHome(count=2), of) for of in ("", field.visit, "")]
    laptop.store.write(acts, at=laptop.session.clock())
    second = seal_runs(laptop.desk)

    runs, written = laptop.store.runs.sealed(), laptop.written()
    assert (len(runs), seal_runs(laptop.desk)) == (first + second, 0)
    ends = [(run.first, run.last) for run in runs]
    assert [seq for one, last in ends for seq in range(one, last + 1)] == [one.seq for one in written]
    assert all(written[run.last - 1].signature for run in runs)
    assert all(run.last - run.first < 256 for run in runs)
    assert [run.visit for run in runs][-3:] == ["", field.visit, ""]


def test_twice_is_as_good_as_once_on_both_ways(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=3)
    export(laptop.desk, card)
    packs = [(pack.path.name, pack.path.read_bytes()) for pack in card.packs()]

    assert export(laptop.desk, card) == CarrierExport(0, 0, 0, 0)
    assert [(pack.path.name, pack.path.read_bytes()) for pack in card.packs()] == packs
    bring(field, card)
    before = (events_in(field.office.store), dump_views(field.office.connection))
    assert bring(field, card).events == 0
    field.office.connection.execute("DELETE FROM packs_read")
    assert bring(field, card).events == 0
    assert (events_in(field.office.store), dump_views(field.office.connection)) == before


def test_only_what_is_new_is_put_on_a_card_and_read_from_it(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    export(laptop.desk, card)
    bring(field, card)
    give_numbers(laptop.session, field.visit, letter="A", count=2)

    assert export(laptop.desk, card).packs == 1
    assert bring(field, card).events == 2
    assert field.numbers() == 2


def test_a_second_card_gets_everything_of_its_own(field: Field, card: Carrier, tmp_path: Path) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    other = card_of(field, tmp_path / "other")

    assert export(laptop.desk, card).runs == export(laptop.desk, other).runs
    assert bring(field, other).events == len(laptop.written())
    assert bring(field, card).events == 0


def test_what_is_gone_from_a_card_is_put_there_again(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    done = export(laptop.desk, card)
    for pack in card.packs():
        pack.path.unlink()

    assert export(laptop.desk, card) == done
    assert bring(field, card).events == len(laptop.written())


def test_cards_in_any_order_leave_a_hole_until_the_other_comes(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """The first card was lost for a week; the second has what came after it."""
    laptop = field.joined()
    export(laptop.desk, card)
    other = card_of(field, tmp_path / "other")
    bring(field, card)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    seal_runs(laptop.desk)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, other)
    lost, late = other.packs()[-2:]
    kept = lost.path.read_bytes()
    lost.path.unlink()

    bring(field, other)
    (hole,) = absent_stretches(field.office.connection)
    assert hole.last - hole.first == 1
    assert hole.journal == "02/a"
    assert field.numbers() == 2

    lost.path.write_bytes(kept)
    assert bring(field, other).events == 2
    assert (absent_stretches(field.office.connection), field.numbers()) == ([], 4)
    assert late.number > lost.number
    proven(field.office.store)


def test_a_damaged_pack_is_named_and_the_rest_taken(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    _joining, first, *_others, last = card.packs()
    whole = first.path.read_bytes()
    for one in (first, last):
        data = bytearray(one.path.read_bytes())
        data[len(data) // 2] ^= 1
        one.path.write_bytes(data)

    found = bring(field, card)
    assert found.damaged == [f"{one.journal}/{one.number:08}" for one in (first, last)]
    assert 0 < found.events < len(laptop.written())
    first.path.write_bytes(whole)
    bring(field, card)
    assert field.numbers() == 2
    assert export(laptop.desk, card).runs > 0, "it is put there again"
    bring(field, card)
    assert (field.numbers(), absent_stretches(field.office.connection)) == (4, [])


def test_what_no_kit_let_in_is_not_taken_and_stays_on_the_card(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    """An office restored from before the kit was made knows it as little."""
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    field.office.connection.execute("DELETE FROM kits")

    found = bring(field, card)

    assert (found.events, set(found.refused)) == (0, {"object.unknown_sender"})
    assert field.numbers() == 0


def test_a_run_that_another_laptop_signed_is_refused(field: Field, card: Carrier) -> None:
    """Both are the office's; one seals the other's events as its own doing."""
    laptop, thief = field.joined(), field.joined()
    export(laptop.desk, card)
    export(thief.desk, card)
    bring(field, card)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    laptop.connection.execute(
        "UPDATE facts SET value = ? WHERE name = 'seed'", (thief.desk.device_keys().seed,)
    )
    export(laptop.desk, card)

    found = bring(field, card)

    assert (found.events, dict(found.refused)) == (0, {"object.not_signed": 1})
    assert field.numbers() == 0


def test_events_that_nobody_signed_are_refused_though_the_laptop_did(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    laptop.connection.execute("UPDATE events SET signature = zeroblob(64) WHERE kind = 'ticket_given'")
    export(laptop.desk, card)

    found = bring(field, card)

    assert dict(found.refused) == {"journal.not_signed": 1}
    assert field.numbers() == 0
    assert found.events == len(laptop.written()) - 2, "what came in other runs is taken"


def test_what_a_lost_laptop_goes_on_with_is_held(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    bring(field, card)
    revoke_laptop(field.office.session, laptop.device, reason="hilang")
    give_numbers(laptop.session, field.visit, letter="A", count=3)
    export(laptop.desk, card)

    bring(field, card)

    assert field.numbers() == 2
    assert {why for _device, _seq, why in field.held()} == {"event.after_revocation"}


def test_a_card_of_another_office_gives_nothing(field: Field, tmp_path: Path) -> None:
    laptop = field.joined()
    place = Folders(tmp_path / "far" / "data", tmp_path / "far" / "state")
    with found_office_in(place) as far:
        (tmp_path / "theirs").mkdir()
        theirs = mark_carrier(tmp_path / "theirs", office_root(far.connection).hex())
        export(laptop.desk, theirs)

        found = import_packs(far.desk, far.session, theirs)

        assert found.events == 0
        assert set(found.refused) == {"object.other_office"}


def test_who_has_not_the_offices_key_takes_nothing_and_leaves_all(field: Field, card: Carrier) -> None:
    first, second = field.joined(), field.joined()
    give_numbers(first.session, field.visit, letter="A", count=2)
    export(first.desk, card)

    found = import_packs(second.desk, second.session, card)

    assert found.events == 0
    assert (found.others, found.refused) == (len(first.store.runs.sealed()), {})
    assert bring(field, card).events == len(first.written())


def test_a_captured_file_waits_for_its_run(field: Field, card: Carrier) -> None:
    laptop = capturing(field)
    photo_of(laptop, field.visit)
    export(laptop.desk, card)
    entries = [entry for pack in card.packs() for entry in card.read(pack)]
    file = next(entry for entry in entries if not isinstance(entry, PackDamage) and entry.startswith(b"age"))
    for pack in card.packs():
        pack.path.unlink()
    card.write("ZZZZ2222", [file])

    assert dict(bring(field, card).refused) == {"object.unnamed_file": 1}
    laptop.store.runs.forget_carried(card.id, laptop.store.runs.carried(card.id))
    path = laptop.desk.folders.objects / f"{sha256(file).hexdigest()}.age"
    path.write_bytes(file[:-1] + bytes([file[-1] ^ 1]))
    done = export(laptop.desk, card)
    assert (done.files, done.lacking) == (0, 1), "what its disk changed is not it"
    path.write_bytes(file)
    export(laptop.desk, card)
    assert bring(field, card).files == 1


def test_a_sealed_run_that_was_lost_or_changed_is_told_and_sealed_anew(field: Field, card: Carrier) -> None:
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    seal_runs(laptop.desk)
    *_, last = laptop.store.runs.sealed()
    path = laptop.desk.folders.objects / f"{last.name}.run"
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(EktpError, match=r"^run\.lost$"):
        export(laptop.desk, card)
    export(laptop.desk, card)

    assert bring(field, card).events == len(laptop.written())


def test_a_run_without_a_row_is_swept_as_after_a_kill(field: Field) -> None:
    laptop = field.joined()
    seal_runs(laptop.desk)
    objects = laptop.desk.folders.objects
    (objects / f"{'0' * 64}.run").write_bytes(b"half")

    seal_runs(laptop.desk)

    assert {path.stem for path in objects.glob("*.run")} == {run.name for run in laptop.store.runs.sealed()}


def test_no_name_and_no_nik_stands_on_the_card_in_clear(field: Field, card: Carrier) -> None:
    laptop = capturing(field)
    photo_of(laptop, field.visit)
    export(laptop.desk, card)
    bytes_there = b"".join(path.read_bytes() for path in card.place.rglob("*") if path.is_file())

    assert len(bytes_there) > 10_000
    for word in (b"Yuliana", b"5302325203909001", b"JFIF\x00", b"modality_set", b"ticket_given"):
        assert word not in bytes_there


def test_a_kit_used_twice_is_held_until_an_adb_says_which(field: Field, card: Carrier) -> None:
    seed = new_signing_key()
    kit = Kit(make_kit(field.office.session, enrol=verify_key(seed).hex()).id, seed)
    one, other = field.joined(kit), field.joined(kit)
    give_numbers(one.session, field.visit, letter="A", count=2)
    for laptop in (one, other):
        export(laptop.desk, card)

    bring(field, card)

    assert field.numbers() == 0
    assert {why for _d, _s, why in held_in(field.office.connection)} >= {"event.kit_twice"}


def test_a_journal_whose_folder_comes_before_the_one_that_makes_it_known_waits_for_it(
    field: Field, card: Carrier
) -> None:
    """A laptop that was copied goes on in a second journal; folders are named by chance."""
    laptop = field.joined()
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    export(laptop.desk, card)
    packs = card.packs()
    for pack in packs:
        entries = [entry for entry in card.read(pack) if isinstance(entry, bytes)]
        card.write("ZZZZZZZZ" if pack is packs[0] else "AAAAAAAA", entries)
        pack.path.unlink()

    found = bring(field, card)

    assert (found.events, found.refused, found.damaged) == (len(laptop.written()), {}, [])
    assert field.numbers() == 2
    assert bring(field, card).events == 0


def test_a_hole_in_a_copys_journal_holds_up_no_sealing(field: Field, card: Carrier) -> None:
    """A laptop's folder was copied, and part of what the copy wrote came here: it is sealed with the rest."""
    laptop = field.joined()
    copied = copy_goes_on(field, laptop)
    laptop.store.receive([*copied[:1], *copied[2:]])
    give_numbers(laptop.session, field.visit, letter="A", count=2)

    export(laptop.desk, card)

    assert bring(field, card).refused == {}
    assert field.numbers() == 2
    laptop.store.receive(copied)
    export(laptop.desk, card)
    bring(field, card)
    assert absent_stretches(field.office.connection) == []
    assert field.office.connection.execute("SELECT sent_home FROM visits").fetchone() == (1 + 2 + 3,)


def copy_goes_on(field: Field, laptop: Laptop) -> list[Arrived]:
    """What a copy of a laptop's folder wrote in a journal of its own."""
    place = laptop.desk.folders.data.parent.with_name("copied")
    away = Folders(place / "data", place / "state")
    laptop.desk.sign_out()  # folds the log into the file
    shutil.copytree(laptop.desk.folders.data, away.data, ignore=shutil.ignore_patterns("desk.lock"))
    laptop.session = laptop.desk.sign_in(field.adi, field.words)
    away.state.mkdir()
    with Desk(away, clock=field.office.clock, cost=CHEAP) as desk:
        desk.sign_in(field.adi, field.words)
        store = desk.held_store()
        for count in (1, 2, 3):
            act = NewEvent(Entity.VISIT, field.visit, SentHome(count=count), field.visit)
            store.write([act], at=field.office.clock())
        return [one for one in events_in(store) if one.incarnation == store.head.incarnation]
