"""F7 from a laptop and from the office: what a stick brought further, and what is safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import find_carrier
from ektp_desk.usecases.exchange.queries import receipts, recordings_unsafe
from ektp_desk.usecases.laptops.courier import CarrierExport
from ektp_desk.usecases.laptops.queries import journals_known
from tests.exchange.test_safety import record
from tests.gui.desks import open_desk
from tests.gui.exchange.page import ExchangePage
from tests.gui.worlds import World, open_world_of
from tests.store.several.field import Field

pytestmark = [pytest.mark.gui]


def test_a_stick_goes_to_the_office_and_back_and_all_is_safe(
    field: Field, laptop: World, tmp_path: Path
) -> None:
    office, stick = field.office, tmp_path / "stick"
    stick.mkdir()
    page = ExchangePage(laptop)
    assert (page.text("unsafe"), page.text("step_title")) == ("2", "Stik ke kantor: dua arah")
    assert page.focus() == "carry_next"
    assert page.rows() == [["2", "0", "0", "0", "0", "0", "semua; belum terdengar kantor"]]
    assert not page.sees("inspect_next"), "only the office opens pictures"

    page.press("L")
    assert page.text("how_2").startswith("Titipkan stik itu")
    page.press("Return", "U", "D")
    assert page.asked == [Go("manual", behind="exchange", section="12-kirim"), Go("decisions")]
    assert page.sees("no_receipts")
    assert page.buttons("receipts") == ["receipts_back"], "one way out, by Enter or Esc"
    page.press("Esc")

    page.carry(tmp_path / "away")
    assert page.text("exchange_trouble_code") == "carrier.missing"
    page.carry(stick)
    assert not page.sees("exchange_trouble")
    assert page.told[-1] == "Stik selesai: 2 kiriman ditulis, 0 catatan diambil. S menyebut semuanya."
    page.press("S")
    assert page.stick_lines() == [
        ("diambil", "0 catatan dan 0 gambar baru diambil"),
        ("ditulis", "2 kiriman dan 0 gambar disalin dan dibaca kembali"),
    ]
    assert page.buttons("stick_news") == ["stick_news_back"]
    page.press("Return")
    assert page.rows() == [["2", "2", "2", "2", "0", "0", "semua; belum terdengar kantor"]]

    carrier = find_carrier(stick, office_root(office.connection).hex())
    import_packs(office.desk, office.session, carrier)
    export(office.desk, carrier)
    page.carry(stick)
    page.press("S")
    assert ("diambil", "Tanda terima kantor untuk 2 jurnal diambil") in page.stick_lines()
    page.press("Esc")
    assert page.rows() == [["2", "2", "2", "2", "2", "0", "2 hanya di satu disk"]]
    (one,) = [one for one in laptop.tell(receipts) if one.label == "02/a"]
    assert (one.opened, one.safe) == (one.heard, "–")

    make_backup(office.desk, office.session, tmp_path / "office.backup")
    export(office.desk, carrier)
    page.carry(stick)
    assert page.rows() == [["2", "2", "2", "2", "2", "2", "–"]]
    assert (page.text("unsafe"), page.text("step_title")) == ("2", "Semua aman")
    told = {one.label: one for one in laptop.tell(receipts)}
    last = laptop.tell(journals_known)
    assert set(told) == {"01/a", "02/a"} == {one.label for one in last}
    assert (told["02/a"].heard, told["02/a"].by) == (told["02/a"].safe, "01")
    assert told["02/a"].heard.startswith("1–")
    page.press("D")
    assert page.receipts() == [
        [one.heard, one.opened, one.safe, one.by] for one in (told["01/a"], told["02/a"])
    ]
    page.press("Return")
    assert page.text("ladder_sum") == "Jumlah: 2 direkam · 2 aman · 0 belum"

    with pytest.MonkeyPatch.context() as rotten:
        lacking = CarrierExport(runs=0, files=0, packs=0, lacking=1)
        rotten.setattr("ektp_desk.desk.exchange.courier.export", lambda *_, **__: lacking)
        page.carry(stick)
    assert page.text("exchange_trouble_code") == "capture.lacking"


@pytest.mark.journey
def test_first_screen_and_strip_say_how_many_are_not_safe(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, sample=True) as page:
        page.sign_in().press("F1")
        unsafe = page.tell(recordings_unsafe)
        assert unsafe > 80
        assert f"{unsafe} belum aman di kantor (F7)" in page.words()
        assert f"{unsafe} belum aman di kantor" in page.words().splitlines()
        page.press("F7")
        assert page.place == "exchange"
        assert page.labels()["unsafe"] == str(unsafe)


def test_what_the_last_stick_brought_is_told_until_the_next_one_and_what_it_refused(
    qtbot: QtBot, field: Field, laptop: World, tmp_path: Path
) -> None:
    office, stick = field.office, tmp_path / "stick"
    stick.mkdir()
    page = ExchangePage(laptop)
    assert not page.sees("last_stick")
    page.carry(stick)
    carrier = find_carrier(stick, office_root(office.connection).hex())
    import_packs(office.desk, office.session, carrier)
    before = set(stick.rglob("*.PCK"))
    export(office.desk, carrier)
    for pack in set(stick.rglob("*.PCK")) - before:
        pack.write_bytes(pack.read_bytes()[:-1])
    page.carry(stick)

    again = ExchangePage(laptop)  # as after a lock
    assert again.sees("last_stick")
    again.press("S")
    way, said = again.stick_lines()[0]
    assert way == "ditolak"
    assert said.startswith("Ada yang rusak di ")


def test_an_office_that_recorded_nobody_is_no_success(qtbot: QtBot, field: Field) -> None:
    office = field.office
    office.desk.sign_out()
    office.desk.let_go()
    with open_world_of(qtbot, office.folders, office.user, clock=office.clock) as world:
        page = ExchangePage(world)
        assert page.text("unsafe") == "0"
        assert page.tone("unsafe") is None, "green is only what is safe"


def test_the_office_opens_what_it_recorded_itself_and_is_led_to_another_disk(
    qtbot: QtBot, field: Field, tmp_path: Path
) -> None:
    office = field.office
    record(office.session, field.visit, "Orpa Contoh")
    office.desk.sign_out()
    office.desk.let_go()
    with open_world_of(qtbot, office.folders, office.user, clock=office.clock) as world:
        page = ExchangePage(world)
        assert page.focus() == "inspect_next"
        assert page.rows()[0][-1] == "1 belum diperiksa"

        page.press("P")
        assert page.told == ["Diperiksa: tidak ada gambar baru."]
        assert page.rows()[0][-1] == "1 hanya di satu disk"
        assert page.focus() == "back_up_next", "the next step has the focus"
        page.press("B")
        assert page.asked == [Go("admin", section="backup", at_once=True)]

        page.press("K", "Esc")
        assert page.focus() == "back_up_next"
