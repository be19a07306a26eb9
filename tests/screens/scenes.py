"""The scenes of the contact sheets: how to reach each state of each screen by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from tests.gui.desks import DeskPage
from tests.gui.desks import unrecorded as _unrecorded

Way = Callable[[DeskPage], object]


@dataclass(frozen=True)
class Scene:
    """One state: the sheet it belongs to, its name, and the keys that lead there."""

    sheet: str
    name: str
    way: Way
    sample: bool = True


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
    _serve(page)
    page.type(_unrecorded(page).nik).press("Return")


def _list_file(page: DeskPage, content: bytes) -> None:
    path = Path(gettempdir()) / "daftar-contoh.csv"
    path.write_bytes(content)
    page.sign_in().press("F10", "I").type(str(path)).press("Return")


_GOOD = (
    b"NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;KETERANGAN\n"
    b'="5302321203029001";YULIANA CONTOH;LAKI-LAKI;SOE;12-03-2002;32;2003;BLM_RKM_KTP\n'
    b'="5302325203029002";ORPA CONTOH;PEREMPUAN;SOE;12-03-2002;32;2003;BLM_RKM_KTP\n'
    b"5,30232E+15;DAUD CONTOH;LAKI-LAKI;SOE;01-01-1990;32;2003;BLM_RKM_KTP\n"
    b'="5302324101909003";WELMINCE CONTOH;PEREMPUAN;SOE;02-01-1990;32;2003;BLM_RKM_KTP\n'
)

SCENES = (
    Scene("1-masuk", "baru", lambda page: page.settle()),
    Scene("1-masuk", "sandi salah", _wrong),
    Scene("2-hari-ini", "penuh", lambda page: page.sign_in().press("F1")),
    Scene("2-hari-ini", "kosong", lambda page: page.sign_in().press("F1"), sample=False),
    Scene("3-antrean", "penuh", lambda page: page.sign_in()),
    Scene("3-antrean", "kosong", lambda page: page.sign_in().press("F2"), sample=False),
    Scene("3-antrean", "hasil", lambda page: page.sign_in().press("S")),
    Scene(
        "3-antrean", "tidak ditemukan", lambda page: page.sign_in().press("/").type("A999").press("Return")
    ),
    Scene("4-perekaman", "siapa", _serve),
    Scene("4-perekaman", "mencari", _searching),
    Scene("4-perekaman", "kosong", lambda page: page.sign_in().press("F3"), sample=False),
    Scene("4-perekaman", "orang baru", _then(_serve, "Ctrl+N", "Return")),
    Scene("4-perekaman", "langkah", _then(_identified, "1", "2")),
    Scene("4-perekaman", "lengkap", _then(_identified, "=")),
    Scene("4-perekaman", "kurang", _then(_identified, "1", "Ctrl+Return")),
    Scene("4-perekaman", "dikecualikan", _then(_identified, "J")),
    Scene("5-tutup-hari", "belum jelas", lambda page: page.sign_in().press("F1", "H")),
    Scene("5-tutup-hari", "ditolak", lambda page: page.sign_in().press("F1", "H", "Ctrl+Return")),
    Scene("6-laporan", "penuh", lambda page: page.sign_in().press("F6")),
    Scene("6-laporan", "kosong", lambda page: page.sign_in().press("F6"), sample=False),
    Scene("7-daftar", "penuh", lambda page: page.sign_in().press("F10")),
    Scene("7-daftar", "kosong", lambda page: page.sign_in().press("F10"), sample=False),
    Scene("7-daftar", "rencana", lambda page: page.sign_in().press("F10", "N")),
    Scene("7-daftar", "pratinjau", lambda page: _list_file(page, _GOOD)),
    Scene("7-daftar", "berkas salah", lambda page: _list_file(page, b"%PDF-1.7")),
)
