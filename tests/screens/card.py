"""The scenes of the card that mirrors a laptop: in Kantor, in the strip, and on F1."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ektp_desk.gui.shell.workplace import Workplace
from ektp_desk.gui.work import Go
from tests.gui.desks import DeskPage
from tests.screens.scene import Scene, own_folder


def _workplace(page: DeskPage) -> Workplace:
    assert page.window.workplace is not None
    return page.window.workplace


def _section(page: DeskPage) -> DeskPage:
    _workplace(page.sign_in()).go(Go("admin", section="card"))
    page.settle()
    return page


def _which(page: DeskPage) -> None:
    _section(page).press("K").type("/tm")


def _chosen(page: DeskPage) -> Path:
    card = own_folder()
    _section(page).press("K").type(str(card)).press("Return")
    return card


def _pulled(page: DeskPage, *keys: str) -> None:
    card = _chosen(page)
    card.rename(card.with_name(f"{card.name}-pulled"))
    page.press("S", *keys)


def _refused(page: DeskPage) -> None:
    card = own_folder()
    (card / "ektp").mkdir()
    (card / "ektp" / "CARRIER.ID").write_bytes(b"ektp-carrier 1\n" + b"ab" * 32 + b"\n" + b"cd" * 16 + b"\n")
    _section(page).press("K").type(str(card)).press("Return")


def _one_copy(page: DeskPage) -> None:
    work = _workplace(page.sign_in()).work
    work.session = replace(work.session, at_office=False)
    page.press("F1")


CARD = (
    Scene("2-hari-ini", "kartu lepas", lambda page: _pulled(page, "F1")),
    Scene("2-hari-ini", "satu salinan", _one_copy),
    Scene("9-kantor", "kartu belum", _section),
    Scene("9-kantor", "kartu mana", _which),
    Scene("9-kantor", "kartu ditolak", _refused),
    Scene("9-kantor", "kartu siap", _chosen),
    Scene("9-kantor", "kartu lepas", _pulled),
)
