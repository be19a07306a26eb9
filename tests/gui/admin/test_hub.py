"""An ADB makes the office's hub with two keys, sees it answer, moves it, and others see how it stands."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.kits import found_by_kit
from ektp_desk.desk.office_hub import _STARTED, forget_ended, make_hub
from ektp_desk.domain.hub import HUB_SIGNS
from ektp_desk.domain.journal.signing import paper_code
from ektp_desk.gui.admin.hub_panels import HubPanel, HubRestorePanel, addresses_here
from ektp_desk.hub.running import end_serving, holder_of
from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.laptops.commands import move_hub
from ektp_desk.usecases.laptops.hub import HubSeen
from ektp_desk.usecases.laptops.queries import office_hub
from ektp_desk.usecases.session import Session
from ektp_desk.wire.kit import read_kit
from tests.gui.admin.page import AdminPage, sign_in_as
from tests.gui.desks import DeskPage, open_desk, open_window
from tests.hub.lines import made_hub, running
from tests.kept import CHEAP, WORDS, lay_founded, morning, new_kit
from tests.screens.hub import ShownHub

pytestmark = [pytest.mark.gui, pytest.mark.journey]
HUB = "9"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """What this machine proposes: loopback, and a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        found = f"https://127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setattr("ektp_desk.gui.admin.hub.addresses_here", lambda: [found])
    return found


@contextmanager
def ended(folder: Path) -> Iterator[None]:
    """Whatever a test leaves running in a hub's folder."""
    try:
        yield
    finally:
        if folder.exists():
            end_serving(folder)
        for process in _STARTED:  # who serves gives the folder back before the process is gone
            process.wait(60)
        forget_ended()


def said_hub(session: Session) -> tuple[str, str]:
    """Its key and its addresses, as the journal has them."""
    hub = office_hub(session.store)
    return (hub.key, hub.addresses) if hub else ("", "")


def test_a_hub_is_made_and_runs_after_two_keys(qtbot: QtBot, folders: Folders, address: str) -> None:
    place = folders.beside("-hub")
    with ended(place), open_desk(qtbot, folders, sample=False) as page:
        office = AdminPage(page.sign_in()).come(HUB)
        assert page.focus() == "hub_none"
        page.press("Ins")
        (panel,) = [part for part in page.shown() if isinstance(part, HubPanel)]
        assert (panel.place.field.text(), panel.where.text()) == (str(place), address)
        page.press("Return")
        assert page.tell(said_hub)[1] == address
        assert holder_of(place) is not None, "made and started"
        assert state(page) == "Hub menjawab"
        assert code(page) in page.words()
        assert f"Berjalan di komputer ini, port {address.rpartition(':')[2]}" in page.words()

        page.press("Ctrl+Del")
        assert state(page) == "Hub tidak berjalan"
        assert holder_of(place) is None
        assert "Laptop menyimpan kirimannya" in page.words()
        page.press("Return")
        assert state(page) == "Hub menjawab"
        assert office.sees("hub_open")


def state(page: DeskPage) -> str:
    (shown,) = [part for part in page.shown() if part.objectName() == "hub_state"]
    return shown.accessibleName()


def code(page: DeskPage) -> str:
    """The hub's code, as its page in a browser says it."""
    return page.labels()["hub_code"]


def test_a_wrong_address_and_a_full_folder_are_said_beside_their_boxes(
    qtbot: QtBot, folders: Folders, tmp_path: Path, address: str
) -> None:
    full = tmp_path / "surat"
    full.mkdir()
    (full / "surat.txt").write_text("bukan hub", encoding="utf-8")
    with open_desk(qtbot, folders, sample=False) as page:
        AdminPage(page.sign_in()).come(HUB)
        page.press("Ins")
        (panel,) = [part for part in page.shown() if isinstance(part, HubPanel)]
        panel.where.edit.setFocus()
        page.press("Ctrl+A").type("http://a/b").press("Return")
        assert panel.where.has_error()
        panel.where.set_text(address)
        panel.place.set_path(str(full))
        page.press("Return")
        assert panel.place.field.has_error()
        assert "Folder ini sudah berisi hal lain" in page.words()
        assert page.tell(said_hub) == ("", "")
        assert not folders.beside("-hub").exists()


def test_its_page_is_opened_and_its_start_with_the_machine_written(
    qtbot: QtBot, folders: Folders, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[str]()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with ended(folders.beside("-hub")), open_desk(qtbot, folders, sample=False) as page:
        AdminPage(page.sign_in()).come(HUB)
        page.press("Ins", "Return", "Return")
        assert opened == [f"{address}/"]
        page.press("B")
        unit = tmp_path / "config" / "systemd" / "user" / "ektp-desk-hub.service"
        assert f'"{folders.beside("-hub")}"' in unit.read_text(encoding="utf-8")
        page.press("C")
        assert "systemctl --user enable ektp-desk-hub.service" in QGuiApplication.clipboard().text()
        assert "loginctl enable-linger" in page.words()


def test_a_second_place_is_chosen_and_given_up_and_a_lost_hub_comes_back_from_a_copy(
    qtbot: QtBot, folders: Folders, tmp_path: Path, address: str
) -> None:
    (tmp_path / "salinan").mkdir()
    place, backup = folders.beside("-hub"), tmp_path / "cadangan"
    with ended(place), open_desk(qtbot, folders, sample=False) as page:
        office = AdminPage(page.sign_in()).come(HUB)
        page.press("Ins", "Return", "F", "Return")
        assert "Pilih dahulu foldernya" in page.words()
        assert not office.sees("hub_copy_end")
        page.type(str(tmp_path / "salinan")).press("Return")
        assert "satu saja, di disk hub" not in page.words()
        page.press("F", "Ctrl+Del")
        assert "satu saja, di disk hub" in page.words()

        assert not office.sees("hub_restore"), "it answers"
        known = page.tell(said_hub)
        page.press("Ctrl+Del")
        shutil.copytree(place, backup)
        page.press("P")
        assert not office.sees("hub_addresses_asked"), "it lies here, and stays where it is"
        page.press("Escape")
        shutil.rmtree(place)
        page.press("L", "P", "Return")
        assert "Pilih dahulu foldernya" in page.words()
        page.type(str(tmp_path)).press("Return")
        assert "Di folder itu tidak ada hub" in page.words()
        page.press("Ctrl+A").type(str(backup))
        (panel,) = [part for part in page.shown() if isinstance(part, HubRestorePanel)]
        assert panel.where is not None
        panel.where.set_text("http://a/b")
        page.press("Return")
        assert (panel.where.has_error(), place.exists()) == (True, False)
        panel.where.set_text(address)
        page.press("Return")
        qtbot.waitUntil(lambda: state(page) == "Hub menjawab", timeout=60_000)
        assert "Hub dipulihkan." in page.words()
        assert page.tell(said_hub) == known, "the same hub, at this machine's address"
        assert holder_of(place) is not None
        page.press("Ctrl+R")
        assert "hasilnya tampil di sini" in page.words()


def test_while_much_arrives_the_hub_is_looked_at_seldom(qtbot: QtBot, folders: Folders) -> None:
    looked = list[str]()

    class Counted(ShownHub):
        def look(self, session: Session) -> HubSeen | None:
            looked.append(session.user.name)
            return super().look(session)

    with open_desk(qtbot, folders) as page:
        object.__setattr__(page.window._environment, "hub", lambda: Counted(None))
        AdminPage(page.sign_in()).come(HUB)
        workplace = page.window.workplace
        assert workplace is not None
        before = len(looked)
        for _time in range(3):
            workplace.work.read_anew()
            page.settle()
        assert len(looked) == before == 1
        page.press("1", HUB)
        assert len(looked) == 2


def test_an_address_half_written_stays_in_another_look(qtbot: QtBot, folders: Folders, address: str) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        AdminPage(page.sign_in()).come(HUB)
        page.press("Ins", "Tab", "Tab", "End").type(" 10.0.0.9")
        page.press("F11")
        (panel,) = [part for part in page.shown() if isinstance(part, HubPanel)]
        assert panel.where.text() == f"{address} 10.0.0.9"


def test_addresses_are_changed_by_one_act_and_a_lost_hub_gets_a_successor(
    qtbot: QtBot, folders: Folders, address: str
) -> None:
    first, second = folders.beside("-hub"), folders.beside("-hub-2")
    with ended(first), ended(second), open_desk(qtbot, folders, sample=False) as page:
        AdminPage(page.sign_in()).come(HUB)
        page.press("Ins", "Return")
        before = page.tell(said_hub)
        page.press("Ins", "End").type(" 127.0.0.1:9").press("Return")
        assert page.tell(said_hub) == (before[0], f"{address} https://127.0.0.1:9")
        assert "https://127.0.0.1:9: diam" in page.words()
        end_serving(first)
        page.press("L")
        assert state(page) == "Hub tidak berjalan"
        page.press("Ctrl+Ins")
        assert "Hub lama tidak dipakai lagi" in page.words()
        page.press("Return")
        after = page.tell(said_hub)
        assert (after[0] != before[0], after[1]) == (True, f"{address} https://127.0.0.1:9")
        assert holder_of(second) is not None


def test_whoever_is_no_adb_sees_the_hub_and_makes_none(qtbot: QtBot, folders: Folders, address: str) -> None:
    with open_desk(qtbot, folders, sample=False) as page:
        page.sign_in()
        page.tell(lambda session: add_user(session, "Noh Contoh", ("queue",), passphrase=WORDS))
        sign_in_as(page, "Noh Contoh", WORDS)
        page.press("Ctrl+K")
        tabs = [part.objectName() for part in page.shown() if part.objectName().startswith("section_")]
        page.press(str(tabs.index("section_hub") + 1 - tabs.index("section_backup")))
        assert page.focus() == "hub_none"
        page.press("Ins")
        assert not [part for part in page.shown() if isinstance(part, HubPanel)]


def test_a_field_laptop_sees_which_hub_and_whether_it_answers(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    office, there, hub = Folders(tmp_path / "office", tmp_path / "state"), folders, tmp_path / "hub"
    user, silent = lay_founded(office), "https://127.0.0.1:9"
    with Desk(office, clock=morning(), cost=CHEAP) as desk:
        session = desk.sign_in(user, WORDS)
        make_hub(desk, session, hub, [silent])
        with running(hub, tls=True) as serving:
            move_hub(session, [silent, f"https://127.0.0.1:{serving.port}"])
            kit = new_kit(desk, session)
            found_by_kit(there, read_kit(kit.data), kit.words, clock=morning())
            with open_window(qtbot, there, WORDS, clock=morning()) as page:
                office_page = AdminPage(page.sign_in()).come(HUB)
                assert state(page) == "Hub menjawab"
                assert code(page) == paper_code(serving.public, HUB_SIGNS)
                assert f"{silent}: diam" in page.words()
                assert "Ada di komputer lain" in page.words()
                assert page.focus() == "hub_laptops"
                assert office_page.names() == ["?"], "the office's laptop, which has not said whom it knows"
                seen = [office_page.sees(name) for name in ("hub_open", "hub_stop", "hub_addresses")]
                assert seen == [True, False, False]


def test_somebody_else_at_the_hubs_address_is_not_taken_for_it(
    qtbot: QtBot, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(made_hub(tmp_path / "foreign"), tls=True) as foreign:
        address = f"https://127.0.0.1:{foreign.port}"
        monkeypatch.setattr("ektp_desk.gui.admin.hub.addresses_here", lambda: [address])
        with open_desk(qtbot, folders, sample=False) as page:
            AdminPage(page.sign_in()).come(HUB)
            page.press("Ins", "Return")
            assert "Program lain sudah memakai alamat dan port itu." in page.words()
            assert state(page) == "Yang menjawab bukan hub kantor ini"
            assert f"{address}: bukan hub ini" in page.words()


def test_of_this_machine_only_what_others_reach_is_proposed() -> None:
    assert addresses_here()
    assert not [one for one in addresses_here() if "//127." in one or "//169.254." in one]
