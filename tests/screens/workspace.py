"""Scenes of the queue's one search and its lists: who has an outcome, who has not come, who was found."""

from __future__ import annotations

from ektp_desk.words.sexes import sex_letter
from tests.gui.desks import DeskPage
from tests.screens.scene import Scene


def _finished(page: DeskPage, *keys: str) -> None:
    page.sign_in().press("Ctrl+Tab", *keys, *["Down"] * 2)


def _corrected(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+Tab", "Ctrl+B", "3", "T", "Return", "Return", *["Ctrl+Down"] * 3)


def _correcting(page: DeskPage, *keys: str) -> None:
    _finished(page)
    page.press("Ctrl+B", *keys)


def _correcting_unrecorded(page: DeskPage) -> None:
    _finished(page, "Ctrl+Down", "Ctrl+Down")
    page.press("Ctrl+B")


def _new(page: DeskPage) -> DeskPage:
    _correcting(page, "1")
    return page.press("Ctrl+N")


def _corrects_to(page: DeskPage, text: str) -> None:
    _correcting(page, "1")
    page.type(text)


def _to_come(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+Tab", "Ctrl+Tab", "Down")


def _missed(page: DeskPage) -> DeskPage:
    """Write down at a home somebody who is not named as the one who was sought."""
    page.sign_in().press("Ctrl+H").type("Mama Yuli").press("Tab").type("berjalan").press("Tab")
    page.type("Dusun Tiga").press("Return", "F8", "Ctrl+Shift+H", "Home", "Return")
    page.press("Ctrl+N").type("MELKI CONTOH").press(
        "Tab", sex_letter("L"), "Return", "Esc", "Ctrl+F9", "T", "Return"
    )
    return page.press("Esc", "Ctrl+Tab", "Ctrl+Tab", "Home")


def _found(page: DeskPage, text: str, *keys: str) -> None:
    page.sign_in().type(text).press(*keys)


def _menu(page: DeskPage) -> None:
    page.sign_in().press("Ctrl+.")


def _contact(page: DeskPage, *keys: str, typed: str = "") -> None:
    page.sign_in().press("Ctrl+Tab", "Alt+T").type(typed).press(*keys)


WORKSPACE = (
    Scene("3-antrean", "selesai", _finished),
    Scene("3-antrean", "selesai tidak penuh", lambda page: _finished(page, "Ctrl+Down", "Ctrl+Down")),
    Scene("3-antrean", "selesai dibetulkan", _corrected),
    Scene("3-antrean", "betulkan", _correcting),
    Scene("3-antrean", "betulkan tanpa rekaman", _correcting_unrecorded),
    Scene("3-antrean", "betulkan orang", lambda page: _correcting(page, "1")),
    Scene("3-antrean", "betulkan baru", _new),
    Scene(
        "3-antrean",
        "betulkan orang baru",
        lambda page: _new(page).type("Dorkas Contoh").press("Tab", "Tab", "Tab", "Space", "Return"),
    ),
    Scene("3-antrean", "betulkan orang dicari", lambda page: _corrects_to(page, "yu")),
    Scene("3-antrean", "betulkan hasil", lambda page: _correcting(page, "3", "T", "Enter")),
    Scene("3-antrean", "telepon", _contact),
    Scene("3-antrean", "telepon ditolak", lambda page: _contact(page, "Return", typed="08")),
    Scene("3-antrean", "belum datang", _to_come),
    Scene("3-antrean", "belum bertemu", _missed),
    Scene("3-antrean", "tidak dicari lagi", lambda page: _missed(page).press("F9")),
    Scene(
        "3-antrean",
        "sudah tidak dicari",
        lambda page: _missed(page).press("F9", "Return", "Ctrl+Tab", "Ctrl+Tab", "Home"),
    ),
    Scene("3-antrean", "cari nama", lambda page: _found(page, "yu")),
    Scene("3-antrean", "cari mirip", lambda page: _found(page, "yublyna puay")),
    Scene("3-antrean", "cari nomor", lambda page: _found(page, "39")),
    Scene("3-antrean", "cari tidak ada", lambda page: _found(page, "zzz")),
    Scene("3-antrean", "lainnya", _menu),
)
