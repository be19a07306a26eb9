"""A real FAT and a real exFAT: what a desk writes there is whole, and so it is whenever the stick is pulled.

Runs where images can be mounted (root, and a kernel's driver or `fusefat`, `exfat-fuse`); else it says why
not.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from ektp_desk.desk.exchange.outgoing import export, seal_runs
from ektp_desk.domain.errors import EktpError
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import Carrier, mark_carrier
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.wire.pack import PackDamage
from tests.exchange.carrying import bring, card_of
from tests.exchange.images import EXFAT, FAT, FileSystem, as_it_lies, faults, mounted, new_image
from tests.exchange.test_courier import capturing, photo_of
from tests.store.several.field import Field

BOTH = pytest.mark.parametrize("of", [FAT, EXFAT], ids=lambda of: of.name)


@BOTH
def test_a_stick_of_this_file_system_brings_a_photo_to_the_office(
    field: Field, tmp_path: Path, of: FileSystem
) -> None:
    image, place = new_image(of, tmp_path / "stick.img"), tmp_path / "stick"
    laptop = capturing(field)
    photo_of(laptop, field.visit)
    with mounted(of, image, place):
        done = export(laptop.desk, card_of(field, place))
        names = sorted(path.name for path in (place / "ektp").rglob("*") if path.is_file())
        assert (place / "EKTP" / "carrier.id").exists(), "names have no case there"
    assert faults(of, image) == ""
    assert names == [*(f"{number:08}.PCK" for number in range(1, done.packs + 1)), "CARRIER.ID"]

    with mounted(of, image, place):
        found = bring(field, card_of(field, place))
    assert (found.events, found.files, found.refused, found.damaged) == (len(laptop.written()), 1, {}, [])


def test_a_stick_that_is_full_says_so_and_keeps_what_it_has(field: Field, tmp_path: Path) -> None:
    """On exFAT, which has no room for the folder either; with room again all goes on."""
    image, place = new_image(EXFAT, tmp_path / "stick.img"), tmp_path / "stick"
    laptop = field.joined()
    with mounted(EXFAT, image, place):
        stick = card_of(field, place)
        export(laptop.desk, stick)
        before = [pack.path.read_bytes() for pack in stick.packs()]
        fill(place)
        give_numbers(laptop.session, field.visit, letter="A", count=2)
        with pytest.raises(EktpError, match=r"^carrier\.full$"):
            export(laptop.desk, stick)
    assert faults(EXFAT, image) == ""
    with mounted(EXFAT, image, place):
        assert [pack.path.read_bytes() for pack in stick.packs()] == before
        (place / "FILM" / "000.AVI").unlink()
        export(laptop.desk, stick)
    assert faults(EXFAT, image) == ""
    with mounted(EXFAT, image, place):
        assert bring(field, card_of(field, place)).damaged == []
    assert field.numbers() == 2


def fill(place: Path) -> None:
    """Somebody's films, up to some hundred kilobytes."""
    (place / "FILM").mkdir()
    with suppress(OSError):
        for number in count():
            with (place / "FILM" / f"{number:03}.AVI").open("wb", buffering=0) as film:
                for _ in range(16):
                    film.write(bytes(2**18))


@BOTH
def test_a_stick_of_this_file_system_that_is_pulled_at_any_write_has_all_that_was_kept(
    field: Field, tmp_path: Path, of: FileSystem
) -> None:
    """Each copy is the medium as it lies then; the office takes what is there, and later the rest."""
    image, place = new_image(of, tmp_path / "stick.img"), tmp_path / "stick"
    laptop, pulled = field.joined(), list[tuple[str, Path, int]]()
    give_numbers(laptop.session, field.visit, letter="A", count=1)
    seal_runs(laptop.desk)
    give_numbers(laptop.session, field.visit, letter="A", count=2)
    kept = 0

    def pull(here: str) -> None:
        nonlocal kept
        kept += here == "pack kept"
        copy = as_it_lies(image, tmp_path / f"pulled{len(pulled)}.img")
        pulled.append((here, copy, kept))

    with mounted(of, image, place):
        root = office_root(field.office.connection).hex()
        export(laptop.desk, mark_carrier(place, root, point=pull))
    assert kept > 2
    last = {(here, after): copy for here, copy, after in pulled}
    for (here, after), copy in last.items():
        with mounted(of, copy, place):
            stick = Carrier(place, "as it was")
            read = [list(stick.read(pack)) for pack in stick.packs()]
        assert not [one for pack in read for one in pack if isinstance(one, PackDamage)], (here, after)
        assert len(read) in {after, after + (here == "pack named")}, (here, after)
    middle = [copy for here, copy, _after in pulled if here == "piece written"][-1]
    with mounted(of, middle, place):
        stick = card_of(field, place)
        bring(field, stick)
        assert field.numbers() < 3
        laptop.store.runs.forget_carried(stick.id, laptop.store.runs.carried(stick.id))
        export(laptop.desk, stick)
        bring(field, stick)
    assert field.numbers() == 3
    assert not list(place.rglob("*"))
