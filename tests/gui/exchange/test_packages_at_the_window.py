"""A visit's letters and package from F10, and by every stick of F7."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.domain.roles import Role
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import find_carrier
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.visits.letters.queries import letters_of
from tests.gui.exchange.page import ExchangePage
from tests.gui.lists.page import ListsPage
from tests.gui.today.page import TodayPage
from tests.gui.worlds import open_world_of
from tests.kept import new_kit
from tests.offices import found_office_in
from tests.store.several.field import Field
from tests.store.several.kits import laptops_of

pytestmark = [pytest.mark.gui]


def test_an_adb_gives_letters_and_a_package_by_keys_and_the_next_stick_brings_what_changed(
    qtbot: QtBot, field: Field, tmp_path: Path
) -> None:
    laptop, office, stick = field.joined(), field.office, tmp_path / "stick"
    field.arrive(laptop)
    root = office_root(office.connection).hex()
    office.desk.sign_out()
    office.desk.let_go()
    stick.mkdir()
    with open_world_of(qtbot, office.folders, office.user, clock=office.clock) as world:
        page = ListsPage(world)
        page.press("P")
        assert page.at() == "package_letters"
        assert page.sees("Belum ada paket yang ditulis di laptop ini.")
        assert page.sees("Laptop: 01, 02")
        page.type("A=09")
        page.press("Enter")
        assert page.at() == "package_letters"
        assert page.sees("device.unknown")

        page.type("A=02")  # what was refused is marked
        page.press("Tab")
        page.type(str(tmp_path / "away"))
        page.press("Enter")
        assert page.at() == "package_place"
        assert page.sees("carrier.missing"), "the letters are kept, and the stick is asked for once more"
        assert world.tell(lambda session: letters_of(session, field.visit)) == {"A": laptop.device}
        page.press("Ctrl+A")
        page.type(str(stick))
        page.press("Enter")
        assert page.told[-1].startswith("Paket 1 untuk 1 laptop ada di stik dan dibaca kembali.")
        assert import_packs(laptop.desk, laptop.session, find_carrier(stick, root)).packages == 1

        page.press("P")
        assert page.sees(", masih sama dengan kantor. Berlaku sampai ")
        page.press("Ctrl+A")
        page.type("B=02")
        page.press("Enter")
        assert page.told[-1] == "Huruf disimpan. Paketnya ikut dengan stik berikut (F7)."
        page.press("P")
        assert page.sees("sudah lama: sesudahnya ada yang berubah")
        page.press("Esc")

        exchange = ExchangePage(world)
        exchange.carry(stick)
        exchange.press("S")
        (said,) = [said for way, said in exchange.stick_lines() if way == "ditulis" and "Paket" in said]
        assert said.startswith("Paket Desa "), "by the visit's name"
        assert import_packs(laptop.desk, laptop.session, find_carrier(stick, root)).packages == 1
        assert letters_of(laptop.session, field.visit) == {"B": laptop.device}


def test_a_laptop_without_a_visit_is_led_to_the_stick_of_the_office(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    """It can neither load a list nor should plan a visit that the office has planned already."""
    with found_office_in(folders) as office, laptops_of(office, tmp_path) as laptops:
        adi = add_user(office.session, "Adi Contoh", [Role.SUPERVISOR])
        made = laptops.open_kit(new_kit(office.desk, office.session), by=adi.id, words=adi.passphrase)
        made.desk.sign_out()
        made.desk.let_go()
        told = "Kunjungan dan daftarnya datang dengan paket kantor"
        with open_world_of(
            qtbot, made.desk.folders, adi.id, clock=office.clock, words=adi.passphrase
        ) as world:
            today = TodayPage(world)
            assert told in today.empty_words()
            went = list[Go]()
            world.work.go_asked.connect(went.append)
            today.press(Qt.Key.Key_Return)
            assert went == [Go("exchange")]
            assert ListsPage(world).sees(f"{told}: pasang stik dari kantor, lalu F7, K.")
