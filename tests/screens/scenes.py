"""The scenes of the contact sheets: how to reach each state of each screen by keys."""

from __future__ import annotations

from collections.abc import Callable

from tests.gui.desks import DeskPage, attest
from tests.gui.desks import unrecorded as _unrecorded
from tests.screens.captures import CAPTURES
from tests.screens.lists import LISTS
from tests.screens.looks import LOOKS
from tests.screens.office import OFFICE
from tests.screens.people import PEOPLE
from tests.screens.queue import QUEUE
from tests.screens.scene import Scene, Way
from tests.screens.trouble import TROUBLE
from tests.screens.visits import VISITS


def _wrong(page: DeskPage) -> None:
    page.press("1").type("bukan ini").press("Return")


def _then(way: Callable[[DeskPage], None], *keys: str) -> Way:
    """Go a way, then press more keys."""

    def go(page: DeskPage) -> None:
        way(page)
        page.press(*keys)

    return go


def _searching(page: DeskPage) -> None:
    _serve(page)
    page.type("ma")


def _serve(page: DeskPage) -> None:
    """Serve the called number on F3."""
    page.sign_in().press("Return")


def _identified(page: DeskPage) -> None:
    attest(page)
    page.press("Return")
    page.type(_unrecorded(page).nik).press("Return")


def _excepted(page: DeskPage) -> None:
    _identified(page)
    page.press("J", "Tab", "2").type("Ibu Contoh").press("Return")


def _walk_in(page: DeskPage, name: str, born: str) -> None:
    attest(page)
    page.press("Return")
    page.press("Ctrl+N").type(name).press("Tab", "1", "Tab").type(born).press("Return")


def _long_name(page: DeskPage) -> None:
    _walk_in(page, "YOHANES BAPTISTA MARIA FRANSISKUS XAVERIUS TEFNAI NENOBAIS TEFLOPO CONTOH", "1-1-1990")


def _under_16(page: DeskPage) -> None:
    _walk_in(page, "MELKI CONTOH", "1-1-2015")
    page.press("=", "Ctrl+Return")


def _crowd(page: DeskPage) -> None:
    page.sign_in()
    for many in ("200", "200", "100"):
        page.press("B").type(many).press("Return")


def _too_many(page: DeskPage) -> None:
    page.sign_in().press("B").type("250").press("Return")


def _ready_to_close(page: DeskPage) -> None:
    page.sign_in().press("F1", "H")
    while page.focus() == "unclear_table":
        page.press("S", "P", "Return")
    page.press("Return")  # every exception is accepted


def _closed(page: DeskPage) -> None:
    _ready_to_close(page)
    page.type("Ferdinan Contoh").press("Ctrl+Return")


def _paper(page: DeskPage, down: int) -> DeskPage:
    """Choose the paper that stands so far down the list."""
    return page.sign_in().press("F6", "L", *["Down"] * down)


def _names(page: DeskPage) -> None:
    _paper(page, 6).press("Return").type("dibawa ke kepala desa").press("Tab")
    page.type(page.passphrase).press("Return")


def _letter_refused(page: DeskPage) -> None:
    """Leave a place in the letter that nobody fills."""
    _paper(page, 9).press("U").type(" Hormat kami, {kepala dinas}").press("Ctrl+Return")


SCENES = (
    Scene("1-masuk", "baru", lambda page: page.settle()),
    Scene("1-masuk", "sandi salah", _wrong),
    Scene("2-hari-ini", "penuh", lambda page: page.sign_in().press("F1")),
    Scene("2-hari-ini", "kosong", lambda page: page.sign_in().press("F1"), sample=False),
    Scene("2-hari-ini", "ditutup", _then(_closed, "F1")),
    Scene("3-antrean", "penuh", lambda page: page.sign_in()),
    Scene("3-antrean", "kosong", lambda page: page.sign_in().press("F2"), sample=False),
    Scene("3-antrean", "hasil", lambda page: page.sign_in().press("S")),
    Scene("3-antrean", "tidak ditemukan", lambda page: page.sign_in().press("/").type("xyz").press("Return")),
    Scene("3-antrean", "hasil tanpa tanggal", lambda page: page.sign_in().press("S", "U", "Return")),
    Scene("3-antrean", "banyak nomor", _too_many),
    Scene("3-antrean", "ramai", _crowd),
    Scene("3-antrean", "meja bebas", lambda page: page.sign_in().press("L")),
    Scene("3-antrean", "nama panjang", _then(_long_name, "F8")),
    Scene("3-antrean", "ditutup", _then(_closed, "F2")),
    Scene("4-perekaman", "ditutup", _then(_closed, "F3")),
    Scene("4-perekaman", "siapa", _serve),
    Scene("4-perekaman", "mencari", _searching),
    Scene("4-perekaman", "kosong", lambda page: page.sign_in().press("F3"), sample=False),
    Scene("4-perekaman", "orang baru", _then(_serve, "Ctrl+N", "Return")),
    Scene("4-perekaman", "langkah", _then(_identified, "1", "2")),
    Scene("4-perekaman", "lengkap", _then(_identified, "=")),
    Scene("4-perekaman", "kurang", _then(_identified, "1", "Ctrl+Return")),
    Scene("4-perekaman", "dikecualikan", _then(_identified, "J")),
    Scene("4-perekaman", "pengecualian tersimpan", _excepted),
    Scene("4-perekaman", "nama panjang", _long_name),
    Scene("4-perekaman", "di bawah 16", _under_16),
    Scene("5-tutup-hari", "belum jelas", lambda page: page.sign_in().press("F1", "H")),
    Scene("5-tutup-hari", "ditolak", lambda page: page.sign_in().press("F1", "H", "Ctrl+Return")),
    Scene("5-tutup-hari", "siap", _ready_to_close),
    Scene("5-tutup-hari", "terima kasih", _closed),
    Scene("15-petunjuk", "pertama", lambda page: page.sign_in().press("Ctrl+F1")),
    Scene("15-petunjuk", "tabel", lambda page: page.sign_in().press("Ctrl+F1", "End")),
    Scene("6-laporan", "penuh", lambda page: page.sign_in().press("F6")),
    Scene("6-laporan", "kosong", lambda page: page.sign_in().press("F6"), sample=False),
    Scene("6-laporan", "ditutup", _then(_closed, "F6")),
    Scene("6-laporan", "masa", lambda page: page.sign_in().press("F6", "L", "Down")),
    Scene("6-laporan", "nomor antrean", lambda page: _paper(page, 8)),
    Scene("6-laporan", "nama terkunci", lambda page: _paper(page, 3)),
    Scene("6-laporan", "nama", _names),
    Scene("6-laporan", "surat", lambda page: _paper(page, 9)),
    Scene("6-laporan", "teks surat", lambda page: _paper(page, 9).press("U")),
    Scene("6-laporan", "teks surat ditolak", _letter_refused),
    Scene("6-laporan", "kertas", lambda page: _paper(page, 6).press("L")),
    Scene("6-laporan", "mencari kertas", lambda page: page.sign_in().press("F6", "/").type("siswa")),
    Scene("7-daftar", "lain hari", _then(_closed, "F10")),
    *QUEUE,
    *CAPTURES,
    *LISTS,
    *OFFICE,
    *PEOPLE,
    *TROUBLE,
    *LOOKS,
    *VISITS,
)
