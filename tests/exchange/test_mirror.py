"""The card that mirrors a laptop: it has everything or it is told why not, and it comes back by itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange import mirror as mirroring
from ektp_desk.desk.exchange.courier import DeskCourier
from ektp_desk.desk.exchange.lane import on_own_thread
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.today.words import card_line
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync import carrier as carriers
from ektp_desk.sync.carrier import Carrier, find_carrier, mark_carrier
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.recording.capture import capture_photo
from ektp_desk.wire.envelope import head_of, read_object
from ektp_desk.wire.heads import RunHead
from ektp_desk.wire.pack import PackDamage
from tests.captures.taking import at_the_desk, capture_here, seen
from tests.dying import Countdown
from tests.exchange.carrying import bring, card_of
from tests.exchange.test_dying_imports import in_a_child
from tests.offices import CHEAP
from tests.store.several.field import Field, field_in
from tests.store.several.kits import Laptop, proven

MOST_POINTS = 60


@pytest.fixture(autouse=True)
def _cards_on_this_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cards of these tests lie beside the offices."""
    monkeypatch.setattr(mirroring, "_is_own_disk", lambda _desk, _place: False)


def courier_of(laptop: Laptop) -> DeskCourier:
    return DeskCourier(on_own_thread(laptop.desk), laptop.session)


def mirror(laptop: Laptop, *, is_whole: bool = False) -> MirrorNews:
    return courier_of(laptop).mirror(is_whole=is_whole)


def give(laptop: Laptop, field: Field) -> None:
    give_numbers(laptop.session, field.visit, letter="A", count=1)


def trouble(news: MirrorNews) -> str:
    return news.trouble.code if news.trouble else ""


def test_each_time_one_small_pack_is_put_on_the_chosen_card_and_all_of_it_arrives(
    field: Field, card: Carrier
) -> None:
    capture_here(field.office.session)
    laptop = field.joined()
    assert mirror(laptop) == MirrorNews(), "none was chosen"
    assert courier_of(laptop).choose_mirror(card.place) == MirrorNews(card.place)
    assert card.packs() == []
    first = mirror(laptop, is_whole=True)
    assert (first.place, first.trouble) == (card.place, None)
    before = {(pack.path, pack.path.read_bytes()) for pack in card.packs()}

    give(laptop, field)
    second = mirror(laptop)
    assert second.at is not None
    assert len(card.packs()) == len(before) + 1
    capture_photo(laptop.session, at_the_desk(laptop.session, field.visit), seen())
    assert trouble(mirror(laptop)) == ""
    assert before <= {(pack.path, pack.path.read_bytes()) for pack in card.packs()}, "none is written again"
    packs = len(card.packs())
    assert trouble(mirror(laptop, is_whole=True)) == ""
    assert len(card.packs()) == packs, "it lacked nothing"

    card.packs()[-1].path.unlink()
    mirror(laptop)
    assert len(card.packs()) == packs - 1, "what went well is not asked for each time"
    mirror(laptop, is_whole=True)
    assert len(card.packs()) == packs, "and at a start it is"
    found = bring(field, card)
    assert (found.events, found.files, found.refused) == (len(laptop.written()), 1, {})
    assert proven(field.office.store)


def test_what_rotted_on_either_side_is_told_and_never_taken_for_a_copy(
    field: Field, card: Carrier, tmp_path: Path
) -> None:
    capture_here(field.office.session)
    laptop = field.joined()
    courier_of(laptop).choose_mirror(card.place)
    capture_photo(laptop.session, recording := at_the_desk(laptop.session, field.visit), seen())
    (file,) = laptop.store.files.named()
    path = laptop.desk.folders.objects / f"{file}.age"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    rotten = mirror(laptop, is_whole=True)
    assert (trouble(rotten), rotten.at) == ("capture.lacking", None), "no tick beside a picture that is lost"
    assert "Aman" not in card_line(rotten, laptop.session.today).help
    assert not laptop.store.runs.is_carried(card.id, file)
    done = export(laptop.desk, card)
    assert (done.files, done.lacking) == (0, 1)

    path.write_bytes(whole)
    assert trouble(mirror(laptop, is_whole=True)) == ""
    damaged = {pack.path: pack.path.read_bytes() for pack in card.packs()}
    emptied, shortened, changed = list(damaged)[:1], list(damaged)[1:2], list(damaged)[2:]
    for pack in (*emptied, *shortened):
        pack.write_bytes(damaged[pack][: len(damaged[pack]) // 2 if pack in shortened else 0])
    assert changed
    assert trouble(mirror(laptop, is_whole=True)) == ""
    packs = len(card.packs())
    assert packs == len(damaged) + 2
    for pack in changed:
        pack.write_bytes(damaged[pack][:-1] + bytes([damaged[pack][-1] ^ 1]))
    assert bring(field, card).damaged, "found where everything is read: often at the office alone"
    assert trouble(mirror(laptop, is_whole=True)) == ""
    assert len(card.packs()) > packs, "what lies in a damaged one may be read one day"
    again = [one for one in card.packs() if one.path not in damaged and not one.is_damaged]
    entries = [entry for one in again for entry in card.read(one) if isinstance(entry, bytes)]
    own = laptop.written()
    runs = [entry for entry in entries if not entry.startswith(b"age")]
    assert _numbers(runs, own[0].incarnation) == {one.seq for one in own}, "all of it lies there once more"
    assert whole in entries

    capture_photo(laptop.session, recording, seen())
    path.unlink()
    assert export(laptop.desk, card_of(field, tmp_path / "other")).lacking == 0, "it was taken anew"


def test_a_card_that_is_gone_full_locked_or_lies_is_told_and_tried_again(
    field: Field, card: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = field.joined()
    courier_of(laptop).choose_mirror(card.place)
    at = mirror(laptop, is_whole=True).at
    give(laptop, field)

    slot = tmp_path / "slots" / "SD"
    slot.parent.mkdir()
    card.place.rename(slot)
    lost = mirror(laptop)
    assert (trouble(lost), lost.at) == ("carrier.missing", at)
    other = mark_carrier(_made(card.place), office_root(field.office.connection).hex())
    assert trouble(mirror(laptop)) == "carrier.missing", "another card of the office is not the chosen one"
    shutil.rmtree(other.place)
    mark_carrier(_made(card.place), "ab" * 32)
    assert trouble(mirror(laptop)) == "carrier.other_office"
    assert len(list(card.place.rglob("*.PCK"))) == 0

    monkeypatch.setattr(mirroring, "media", lambda: [slot.parent / "none", slot])
    found = mirror(laptop)
    assert (found.place, found.trouble) == (slot, None), "in another slot it is known by its mark"
    card = find_carrier(slot, office_root(field.office.connection).hex())

    give(laptop, field)
    usage = shutil.disk_usage(slot)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=2**20))
        assert trouble(mirror(laptop)) == "carrier.full"
    with monkeypatch.context() as lying:
        lying.setattr(os, "fsync", _spoiling(slot))
        assert trouble(mirror(laptop)) == "carrier.lies"
    with monkeypatch.context() as locked:
        locked.setattr(carriers, "_new_file", _refusing)
        assert trouble(mirror(laptop)) == "carrier.read_only"
    assert not list(slot.rglob("*.TMP"))
    assert trouble(mirror(laptop)) == ""
    assert bring(field, card).events == len(laptop.written())


def _made(place: Path) -> Path:
    place.mkdir()
    return place


def _refusing(_path: Path) -> None:
    raise PermissionError


def _spoiling(card: Path) -> Callable[[int], None]:
    """A card that says that it has everything, and has not."""

    def sync(_handle: int) -> None:
        for half in card.rglob("*.TMP"):
            half.write_bytes(half.read_bytes()[:-1] + b"\0")

    return sync


def test_a_folder_of_the_laptops_own_disk_is_no_second_copy(
    field: Field, card: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    laptop = field.joined()

    with pytest.raises(EktpError, match=r"^carrier\.own_disk$"):
        courier_of(laptop).choose_mirror(card.place)
    with pytest.raises(EktpError, match=r"^carrier\.own_disk$"):
        courier_of(laptop).put_on(card.place)

    assert mirror(laptop) == MirrorNews()
    assert card.packs() == []


@pytest.mark.journey
def test_a_mirror_that_is_killed_anywhere_leaves_whole_packs_and_is_finished_the_next_time(
    folders: Folders, tmp_path: Path
) -> None:
    with field_in(folders, tmp_path) as field:
        laptop = field.joined()
        root = office_root(field.office.connection).hex()
        chosen = mark_carrier(_made(tmp_path / "card"), root)
        courier_of(laptop).choose_mirror(chosen.place)
        mirror(laptop, is_whole=True)
        give(laptop, field)
        written, home, own = len(laptop.written()), laptop.desk.folders, laptop.written()[0].incarnation
        laptop.desk.sign_out()
        laptop.desk.__exit__(None, None, None)
        as_it_was = chosen.place.rename(tmp_path / "kept")  # each round finds its own copy by the mark

        def put(place: Path, kill_at: int = 0) -> None:
            """Mirror a copy of the laptop on a copy of its card; dies at a point, if any."""
            count = Countdown()
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(mirroring, "find_carrier", partial(_counted, count))
                patched.setattr(mirroring, "media", lambda: [place / "card"])
                there = Folders(place / "data", place / "state")
                with Desk(there, clock=field.office.clock, cost=CHEAP, point=count) as desk:
                    session = desk.sign_in(field.adi, field.words)
                    count.left = kill_at
                    news = DeskCourier(on_own_thread(desk), session).mirror(is_whole=True)
                    count.left = 0
            assert news.trouble is None

        for kill_at in range(1, MOST_POINTS):
            place = tmp_path / str(kill_at)
            shutil.copytree(home.data, place / "data")
            shutil.copytree(home.state, place / "state")
            shutil.copytree(as_it_was, place / "card")
            lived = in_a_child(partial(put, place, kill_at))
            card = find_carrier(place / "card", root)
            assert all(isinstance(entry, bytes) for pack in card.packs() for entry in card.read(pack))
            put(place)
            entries = [entry for pack in card.packs() for entry in card.read(pack)]
            assert len(entries) - len(set(entries)) <= 1, "only what was not noted is written twice"
            assert _numbers(entries, own) == set(range(1, written + 1)), kill_at
            if lived:
                break
        assert lived
        assert kill_at > 8
        assert bring(field, card).refused == {}
        assert field.numbers() == 1


def _numbers(entries: Iterable[bytes | PackDamage], journal: str) -> set[int]:
    """Which events of a journal lie in runs."""
    heads = [head_of(read_object(entry)) for entry in entries if isinstance(entry, bytes)]
    runs = [head for head in heads if isinstance(head, RunHead) and head.incarnation == journal]
    return {number for run in runs for number in range(run.first, run.last + 1)}


def _counted(count: Countdown, place: Path, office: str, *, point: Callable[[str], None]) -> Carrier:
    def both(here: str) -> None:
        point(here)
        count(here)

    return find_carrier(place, office, point=both)
