"""Scenes of the queue beyond its first look: the chosen number, who goes first, what was undone."""

from __future__ import annotations

from tests.gui.desks import DeskPage
from tests.screens.scene import Scene


def _first(page: DeskPage) -> None:
    """Put one more number first; one who missed the call is back, and another is chosen."""
    page.sign_in().press("End", "Up", "Up", "Ctrl+Up", "1", "Home", "Down", "Down", "Ctrl+Up", "Up")


def _undone(page: DeskPage) -> None:
    page.sign_in().press("F8", "Ctrl+Z", "1")


def _marked(page: DeskPage) -> DeskPage:
    return page.sign_in().press("Home", "Down", "Space", "Down", "Space", "Down", "Down", "Space", "Down")


def _undoing(page: DeskPage) -> None:
    """Many acts: some stand alone, others rest on one another."""
    page.sign_in().press("F8", "Ins", "Ins", "Return", "F9", "P", "Return", "Return", "F8")
    page.press("End", "Ctrl+Up", "1", "Home", "Down", "Ctrl+Up", "Alt+2", "Ctrl+Z")


def _looking_for(page: DeskPage, number: str, *keys: str) -> None:
    page.sign_in().press(*keys).type(number).press("Return")


def _lorry(page: DeskPage) -> None:
    """Bring a group with a long name while the queue is full."""
    page.sign_in().press("Ctrl+Ins").type("24").press("Tab", "Tab").type(
        "Desa Noebesi, Dusun Tiga dan Empat, RT 09"
    )
    page.press("Tab").type("Kepala Dusun Contoh").press("Tab", "Space", "Return")


def _unfolded(page: DeskPage) -> None:
    _lorry(page)
    page.press("End", "Right")


def _chosen(page: DeskPage) -> None:
    _lorry(page)
    page.press("End")


def _two_desks(page: DeskPage) -> None:
    """Call somebody at a second desk and come back to the first."""
    page.sign_in().press("Ctrl+M", "Return", "Return", "Ctrl+M")


def _three_desks(page: DeskPage) -> None:
    _two_desks(page)
    page.press("Ctrl+Shift+M", "Return")


def _card(page: DeskPage) -> None:
    """Serve somebody who came for a card."""
    page.sign_in().press("F9", "P", "Return", "End", "Up", "Ctrl+Return", "Return")


def _ask_home(page: DeskPage, dusun: str, rt: str, address: str) -> None:
    page.press("Ctrl+H").type("Ibu Contoh, 0812 0000 0000").press("Tab").type("berjalan").press("Tab").type(
        dusun
    )
    page.press("Tab").type(rt).press("Tab").type("2").press("Tab").type(address).press("Return")


def _homes(page: DeskPage) -> None:
    page.sign_in()
    _ask_home(
        page, "Dusun Tiga", "9", "di belakang gereja, rumah bercat biru di ujung jalan tanah yang panjang"
    )
    _ask_home(page, "Dusun Dua", "3", "dekat sumur")
    _ask_home(page, "Dusun Dua", "12", "")
    page.press("F8", "Ctrl+Shift+H")


QUEUE = (
    Scene("3-antrean", "di meja diubah", lambda page: page.sign_in().press("Up", "Ctrl+Up")),
    Scene("3-antrean", "layar nomor", lambda page: page.sign_in().press("Ctrl+D")),
    Scene("3-antrean", "rumah baru", lambda page: page.sign_in().press("Ctrl+H", "Return")),
    Scene("3-antrean", "daftar rumah", _homes),
    Scene("3-antrean", "tanpa rumah", lambda page: page.sign_in().press("Ctrl+Shift+H")),
    Scene("3-antrean", "meja kedua", lambda page: page.sign_in().press("Ctrl+M")),
    Scene("3-antrean", "dua meja", _two_desks),
    Scene("3-antrean", "tiga meja", _three_desks),
    Scene("3-antrean", "meja ketiga", lambda page: page.sign_in().press("Ctrl+M", "Return", "Ctrl+Shift+M")),
    Scene("3-antrean", "ambil kartu", _card),
    Scene("3-antrean", "dilewati", lambda page: page.sign_in().press("F8")),
    Scene("3-antrean", "rombongan baru", lambda page: page.sign_in().press("Ctrl+Ins").type("24")),
    Scene("3-antrean", "rombongan", _chosen),
    Scene("3-antrean", "rombongan dibuka", _unfolded),
    Scene("3-antrean", "hari lain", lambda page: page.sign_in().press("Down", "Ctrl+Up", "J")),
    Scene("3-antrean", "belum dibagikan", lambda page: _looking_for(page, "A999", "F8")),
    Scene("3-antrean", "dari laptop lain", lambda page: _looking_for(page, "B012")),
    Scene("3-antrean", "nomor terpilih", lambda page: page.sign_in().press("Down", "Ctrl+Up")),
    Scene("3-antrean", "didahulukan", _first),
    Scene("3-antrean", "dibatalkan", _undone),
    Scene("3-antrean", "daftar perbuatan", _undoing),
    Scene("3-antrean", "ditandai", _marked),
    Scene("3-antrean", "satu hasil untuk yang ditandai", lambda page: _marked(page).press("F9", "6")),
)
