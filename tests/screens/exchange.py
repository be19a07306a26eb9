"""Scenes of F7: what is not safe, and the stick."""

from __future__ import annotations

from tests.gui.desks import DeskPage
from tests.screens.scene import Scene, own_folder


def _open(page: DeskPage) -> DeskPage:
    return page.sign_in().press("F7")


def _no_stick(page: DeskPage) -> None:
    _open(page).press("K").type(str(own_folder() / "tidak-ada")).press("Return")


def _carried(page: DeskPage) -> None:
    _open(page).press("K").type(str(own_folder())).press("Return")
    page.settle()


def _copied(page: DeskPage) -> DeskPage:
    """A backup on the office's own disk, or on one that the system does not name."""
    _open(page).press("R", "B").type(str(own_folder())).press("Return")
    page.settle()
    return page


EXCHANGE = (
    Scene("16-kirim", "penuh", _open),
    Scene("16-kirim", "kosong", _open, sample=False),
    Scene("16-kirim", "stik ditanya", lambda page: _open(page).press("K")),
    Scene("16-kirim", "stik tidak ada", _no_stick),
    Scene("16-kirim", "stik selesai", _carried),
    Scene("16-kirim", "cara membawanya", lambda page: _open(page).press("L")),
    Scene("16-kirim", "cadangan bukan salinan", _copied),
    Scene("16-kirim", "tetap satu disk", lambda page: _copied(page).press("F7")),
    Scene("16-kirim", "tanda terima", lambda page: _open(page).press("R", "D")),
)
