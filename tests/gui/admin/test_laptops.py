"""An ADB makes a kit with one panel, sees how far each laptop was heard of, and cuts a lost one off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.desk import kits
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.keys.passphrases import word_list
from ektp_desk.desk.kits import found_by_kit, read_kit_file
from ektp_desk.domain.journal.bodies import DayConfirmed
from ektp_desk.gui.admin.laptop_panels import KitPanel, MadePanel
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.laptops import LaptopStanding, laptop_standings
from ektp_desk.usecases.session import Session
from ektp_desk.wire.kit import read_kit, write_kit
from tests.gui.admin.page import AdminPage
from tests.gui.desks import DeskPage, open_desk, open_window
from tests.gui.reports.page import PaperPrinters
from tests.kept import CHEAP, WORDS, lay_founded, morning, new_kit
from tests.offices import TestOffice
from tests.reports.reading import placed_text
from tests.store.several.kits import laptops_of

pytestmark = [pytest.mark.gui, pytest.mark.journey]
LAPTOPS = "7"


@pytest.fixture(autouse=True)
def sealed_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Seal kits at low cost; the names of the threads that did."""
    threads = list[str]()

    def quick(*given: Any, **named: Any) -> bytes:
        threads.append(current_thread().name)
        return write_kit(*given, **{**named, "cost": CHEAP})

    monkeypatch.setattr(kits, "write_kit", quick)
    return threads


def panel_of(page: DeskPage) -> KitPanel:
    (panel,) = [part for part in page.shown() if isinstance(part, KitPanel)]
    return panel


def fill(page: DeskPage, file: Path, paper: Path, words: str) -> None:
    panel = panel_of(page)
    panel.file.set_path(str(file))
    panel.page.set_path(str(paper))
    panel.proof.edit.setFocus()
    page.press("Ctrl+A").type(words).press("Return")


def words_on(pdf: bytes) -> list[str]:
    """The six words of a kit's page, column by column."""
    texts = [piece.text.strip() for piece in placed_text(pdf)]
    known = set(word_list())
    return [text for text in texts if text in known][:6]


def test_a_kit_goes_to_a_stick_and_its_words_to_another_place_alone(
    qtbot: QtBot, folders: Folders, tmp_path: Path, sealed_on: list[str]
) -> None:
    stick, papers, there = tmp_path / "stik", tmp_path / "lembar", Folders(tmp_path / "b", tmp_path / "s")
    stick.mkdir()
    with open_desk(qtbot, folders, sample=False) as page:
        office = AdminPage(page.sign_in()).come(LAPTOPS)
        assert office.row("01")[1:] == ["Laptop kantor", "Sel, 2 April, 07.30", "0", "laptop ini"]
        page.press("Ctrl+Del")
        assert "Laptop ini sendiri tidak dapat dicabut" in page.words()

        page.press("Ins").type("Laptop biru")
        fill(page, stick, stick, page.passphrase)
        assert panel_of(page).page.field.has_error()
        fill(page, stick, papers, "bukan ini")
        assert (panel_of(page).proof.has_error(), list(stick.iterdir())) == (True, [])
        assert page.tell(lambda session: len(laptop_standings(session))) == 1, "nothing was written"
        fill(page, stick, papers, page.passphrase)

        file, paper = stick / "kit-02.kit", papers / "kit-02.pdf"
        assert page.labels()["kit_file"].endswith("kit-02.kit")
        assert "Tidak ada printer di sini. Bawa berkas lembarnya ke printer." in page.words()  # seen unasked
        assert [name.partition("_")[0] for name in sealed_on] == ["papers"], "no save waits for it"
        words = words_on(paper.read_bytes())
        assert (len(words), office.keeps(" ".join(words))) == (6, []), (
            "on the page, and nowhere on the screen"
        )
        made = found_by_kit(there, read_kit_file(file), " ".join(words), clock=morning())
        assert made.number == "02"
        page.press("Return")
        assert office.row("02")[1:] == ["Laptop lapangan", "belum pernah", "–", "kit belum dipakai"]
        assert office.chosen() == "02"
        page.press("Ctrl+P")
        assert "keenam kata tidak disimpan" in page.words()
        page.press("Ctrl+Del").type("lembarnya tertinggal di angkot").press("Tab").type(page.passphrase)
        page.press("Return")
        assert office.row("02")[1:] == ["Laptop lapangan", "belum pernah", "–", "dicabut"]
        assert "lembarnya tertinggal di angkot" in page.words()


def test_a_new_kit_is_chosen_also_where_the_list_is_read_after_its_sealing(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed, stick, began_late = Event(), tmp_path / "stik", list[bool]()
    stick.mkdir()

    class Told(MadePanel):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            sealed.set()  # what was asked for before answers only after the panel has been shown

    def late(session: Session) -> Sequence[LaptopStanding]:
        began_late.append(not sealed.is_set())
        assert sealed.wait(10)
        return laptop_standings(session)

    with open_desk(qtbot, folders, sample=False) as page:
        office = AdminPage(page.sign_in()).come(LAPTOPS)
        page.press("Ins")
        monkeypatch.setattr("ektp_desk.gui.admin.laptops.MadePanel", Told)
        monkeypatch.setattr("ektp_desk.gui.admin.laptops.laptop_standings", late)
        fill(page, stick, tmp_path / "lembar", page.passphrase)
        page.press("Return")
        assert (began_late[0], office.names(), office.chosen()) == (True, ["01", "02"], "02")


def test_a_page_is_printed_as_it_was_saved(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, printed = tmp_path / "stik", tmp_path / "kertas"
    stick.mkdir()
    printed.mkdir()
    monkeypatch.setattr("ektp_desk.gui.admin.laptops.InstalledPrinters", lambda: PaperPrinters(printed))
    with open_desk(qtbot, folders, sample=False) as page:
        AdminPage(page.sign_in()).come(LAPTOPS)
        page.press("Ins")
        fill(page, stick, tmp_path / "lembar", page.passphrase)
        page.press("Ctrl+P", "Return")
        assert [paper.name for paper in printed.iterdir()] == ["Canon G2010.pdf"]
        assert "Dikirim ke Canon G2010" in page.words()


def test_a_lost_laptop_is_cut_off_at_what_has_come(qtbot: QtBot, folders: Folders, tmp_path: Path) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in()

        def hear_of_one(session: Session) -> None:
            at = TestOffice(folders, session.user.id, morning(), page.desk, session)
            with laptops_of(at, tmp_path) as laptops:
                joined = laptops.join(laptops.kit(), by=at.user, words=WORDS)
                joined.say(DayConfirmed(local="2019-04-02T07:30:00+08:00"))
                at.store.receive(joined.written())

        page.tell(hear_of_one)
        office = AdminPage(page).come(LAPTOPS)
        office.choose("02")
        page.press("Ctrl+Del")
        assert page.labels()["revoke_until"] == "Yang dihitung: sampai 02/a peristiwa 3."
        page.press("Return")
        assert "Tulis dahulu sebabnya" in page.words()
        page.type("hilang di jalan").press("Tab").type("bukan ini").press("Return")
        assert office.sees("revoke"), "not without the ADB's own passphrase"
        page.press("Ctrl+A").type(page.passphrase).press("Return")

        assert office.row("02")[4] == "dicabut"
        (row,) = [row for row in page.tell(laptop_standings) if row.number == "02"]
        assert [(cut.reason, cut.until) for cut in row.cuts] == [("hilang di jalan", ("02/a 3",))]
        assert "hilang di jalan" in page.words()
        page.press("Ctrl+Del")
        assert not office.sees("revoke")
        assert "masuk hanya dengan kit baru" in page.words()


def test_a_field_laptop_says_that_this_is_done_at_the_office(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    office, there = Folders(tmp_path / "office", tmp_path / "state"), folders
    user = lay_founded(office)
    with Desk(office, clock=morning(), cost=CHEAP) as desk:
        kit = new_kit(desk, desk.sign_in(user, WORDS))
    found_by_kit(there, read_kit(kit.data), kit.words, clock=morning())
    with open_window(qtbot, there, WORDS, clock=morning()) as page:
        AdminPage(page.sign_in()).come(LAPTOPS)
        assert "Laptop diatur di kantor" in [part.accessibleName().split(".")[0] for part in page.shown()]
        page.press("Ins")
        assert not [part for part in page.shown() if isinstance(part, KitPanel)]
        page.press("1")
        assert page.focus() == "users_table"
