"""Scenes of Kunjungan & daftar: kinds and files, what was understood, what is kept and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ektp_desk.usecases.lists.commands import expire_lists
from ektp_desk.words import _
from tests.ageing import confirm_until, live_on
from tests.gui.desks import DeskPage
from tests.screens.scene import Scene, own_folder
from tests.sheets.layouts import DAPODIK_ABOVE, DAPODIK_BENEATH, dkb, figures, pupil
from tests.sheets.making import SIAK_TITLES, Formula, make_csv, make_xlsx, people, person

_LONG = "daftar-orang-yang-belum-rekam-kecamatan-nunbena-dan-sekitarnya-per-maret-2019-versi-akhir.xlsx"
_MISREAD = (*SIAK_TITLES[:4], "LAHIR_DLM_AKTA", *SIAK_TITLES[5:])


_DATED = "belum-rekam-per-maret-2026.xlsx"


def _file(rows: Iterable[Any], name: str = "BLM_REKAM_NOEBESI.xlsx", sheet: str = "BELUM") -> Path:
    return make_xlsx(own_folder() / name, {sheet: list(rows)})


def _check(page: DeskPage, path: Path, kind: str = "1") -> DeskPage:
    """Check a file as a list of a kind."""
    return page.sign_in().press("F10", "I", kind).type(str(path)).press("Return")


def _messy() -> Path:
    rows: list[Any] = people(60)
    rows[3][0] = rows[17][0] = 5.30232e15
    rows[5][0] = "12345"
    for at in (7, 9, 30):
        rows[at][4] = "13-03-1970"
    rows[11][7] = "2999"
    rows.append(rows[0])
    titles = [*SIAK_TITLES, "NAMA_IBU"]
    return _file([["DAFTAR BELUM REKAM"], [], titles, *([*row, "IBU CONTOH"] for row in rows)])


def _misread(page: DeskPage) -> DeskPage:
    return _check(page, _file([_MISREAD, *people(40)]))


def _at_births(page: DeskPage) -> DeskPage:
    """Go to the column of births, which is not taken and stands last."""
    return _misread(page).press("Down", "End")


def _corrected(page: DeskPage) -> DeskPage:
    """Tell the second time what the column of births is."""
    return _at_births(page).press("Return").type(_("Tanggal lahir")).press("Return")


def _swapping(page: DeskPage) -> None:
    """Stand at the column of a NIK whose number stands under the family's title, and at the other's name."""
    titles = ["NO_KK", *SIAK_TITLES[1:], "NIK"]
    rows = ([*row, f"53023201010{at:05}"] for at, row in enumerate(people(9)))
    _check(page, _file([titles, *rows])).press("Down", "Home", "U", "Down")


def _remembered(page: DeskPage) -> None:
    _corrected(page).press("Return", "I", "1").type(str(_file([_MISREAD, *people(50)]))).press("Return")


def _one_village(page: DeskPage) -> None:
    """No column says where they live: the title does."""
    titles = SIAK_TITLES[:6]
    title = "DAFTAR PENDUDUK BELUM REKAM KTP-EL DESA NOEBESI KECAMATAN NUNBENA"
    _check(page, _file([[title], [], titles, *(row[:6] for row in people(40))]))


def _unplaced(page: DeskPage) -> DeskPage:
    """Nothing says where they live; one is refused besides."""
    rows: list[Any] = [row[:6] for row in people(60)]
    rows[3][0] = "12345"
    return _check(page, _file([["DAFTAR BELUM REKAM"], SIAK_TITLES[:6], *rows]))


def _villages(page: DeskPage) -> None:
    sheets = {
        f"Desa {at + 1}": [
            SIAK_TITLES,
            *(person(at * 10 + n, KODE_DESA=f"20{at % 5 + 1:02d}") for n in range(9)),
        ]
        for at in range(30)
    }
    _check(page, make_xlsx(own_folder() / "per desa.xlsx", {**sheets, "Rekap": [["JUMLAH", 270]]})).press("A")


def _figures(page: DeskPage) -> None:
    rows: list[Any] = [["NUNBENA", *figures(300)], ["Lill'ana", *figures(100)], ["NOEBESI", *figures(200)]]
    rows[2][4] = Formula("#REF!")
    _check(page, _file(dkb(rows), "DKB semester II.xlsx", "KTP"), "6").press("A")


def _statuses(page: DeskPage) -> None:
    words = ("PRINT_READY_RECORD", "BIO_CAPTURED", "CARD_SHIPPED", "ADJUDICATE_RECORD", "CARD_LOST_RECORD")
    rows = [["NIK", "CURRENT_STATUS_CODE"], *([row[0], words[at % 5]] for at, row in enumerate(people(60)))]
    _check(page, make_csv(own_folder() / "status.csv", rows), "7").press("A")


def _marks(page: DeskPage) -> None:
    folder = own_folder()
    for name in ("desa a.xlsx", "desa b.xlsx", "desa c.csv", _LONG):
        (folder / name).write_bytes(b"contoh")
    page.sign_in().press("F10", "I", "1").type(f"{folder}/").press("Return", "Space", "Down", "Space")


def _completing(page: DeskPage) -> None:
    """Open the choices of a folder with more files than there is room for."""
    folder = own_folder()
    for at in range(12):
        (folder / f"desa {at}.xlsx").write_bytes(b"contoh")
    page.sign_in().press("F10", "I", "1").type(f"{folder}/")


def _school(page: DeskPage) -> None:
    rows = [DAPODIK_ABOVE, DAPODIK_BENEATH, *(pupil(at) for at in range(1, 9))]
    _check(page, _file(rows, "SMA CONTOH.xlsx", "Daftar Peserta Didik"))


def _withdrawn(page: DeskPage) -> DeskPage:
    return _lists(page).press("C").type("salah kecamatan").press("Return")


def _lists(page: DeskPage) -> DeskPage:
    return page.sign_in().press("F10", "D")


def _expired(page: DeskPage) -> DeskPage:
    """See the sample's list when the office's days are over."""
    page.sign_in().tell(lambda session: live_on(session, 367))
    return page.press("F10", "D")


def _due(page: DeskPage) -> DeskPage:
    """See it while its rows can come back."""
    page.sign_in().tell(lambda session: expire_lists(confirm_until(session, 367)))
    return page.press("F10", "D")


def _repeated(page: DeskPage) -> None:
    """Load a file, and check it again."""
    path = _file([SIAK_TITLES, *people(40)])
    _check(page, path).press("Return", "I", "1").type(str(path)).press("Return")


def _changed(page: DeskPage) -> None:
    """Try to load a file of which another program has made another by now."""
    path = _file([_MISREAD, *people(40)], _LONG)
    _check(page, path)
    make_xlsx(path, {"BELUM": [_MISREAD, *people(1)]})
    page.press("Return")


def _one_refused(page: DeskPage) -> None:
    """Mark two files of which one is no table."""
    folder = own_folder()
    make_xlsx(folder / "desa a.xlsx", {"A": [SIAK_TITLES, *people(3)]})
    (folder / _LONG).write_bytes(b"PK\x03\x04 not a workbook")
    page.sign_in().press("F10", "I", "1").type(f"{folder}/").press("Return", "A", "Return")


def _nothing_fits(page: DeskPage) -> None:
    rows = people(12)
    for row in rows:
        row[0] = "123"
    _check(page, _file([SIAK_TITLES, *rows]))


def _many_lists(page: DeskPage) -> None:
    """Hold more lists than there is room for, one with a very long name, one withdrawn."""
    page.sign_in().press("F10")
    for at, name in enumerate(("daftar a.xlsx", "daftar b.xlsx", _LONG, "daftar d.xlsx")):
        rows = [person(100 * at + row) for row in range(30)]  # in no other of them
        page.press("I", "1").type(str(_file([SIAK_TITLES, *rows], name))).press("Return", "Return")
    page.press("C").type("terkirim dua kali, yang benar menyusul dari ADB pekan depan").press("Return")


LISTS = (
    Scene("7-daftar", "penuh", lambda page: page.sign_in().press("F10")),
    Scene("7-daftar", "kosong", lambda page: page.sign_in().press("F10"), sample=False),
    Scene("7-daftar", "rencana", lambda page: page.sign_in().press("F10", "N")),
    Scene("7-daftar", "satu daftar", _lists),
    Scene("7-daftar", "banyak", _many_lists),
    Scene("7-daftar", "cabut", lambda page: _lists(page).press("C")),
    Scene("7-daftar", "cabut tanpa sebab", lambda page: _lists(page).press("C", "Return")),
    Scene("7-daftar", "dicabut", _withdrawn),
    Scene("7-daftar", "dikembalikan", lambda page: _withdrawn(page).press("B")),
    Scene("7-daftar", "akan dihapus", _due),
    Scene("7-daftar", "kedaluwarsa", _expired),
    Scene("7-daftar", "kunjungan tanpa daftar", lambda page: _expired(page).press("K")),
    Scene("7-daftar", "rencana desa", lambda page: page.sign_in().press("F10", "N", "Return")),
    Scene("7-muat", "jenis", lambda page: page.sign_in().press("F10", "I")),
    Scene("7-muat", "berkas", lambda page: page.sign_in().press("F10", "I", "1")),
    Scene(
        "7-muat", "berkas tertulis", lambda page: page.sign_in().press("F10", "I", "1").type(str(_messy()))
    ),
    Scene("7-muat", "tidak ada", lambda page: _check(page, own_folder() / _LONG)),
    Scene("7-muat", "beberapa berkas", _marks),
    Scene("7-muat", "melengkapi", _completing),
    Scene("7-muat", "berkas salah", lambda page: _check(page, _pdf())),
    Scene("7-muat", "jenis lain", _school),
    Scene("7-muat", "satu dari beberapa", _one_refused),
    Scene("7-pratinjau", "pernah dimuat", _repeated),
    Scene("7-pratinjau", "berkas berubah", _changed),
    Scene("7-pratinjau", "tidak ada baris", _nothing_fits),
    Scene("7-pratinjau", "bersih", lambda page: _check(page, _file([SIAK_TITLES, *people(40)]))),
    Scene(
        "7-pratinjau", "tanggal ditebak", lambda page: _check(page, _file([SIAK_TITLES, *people(4)], _DATED))
    ),
    Scene("7-pratinjau", "kacau", lambda page: _check(page, _messy())),
    Scene("7-pratinjau", "nama panjang", lambda page: _check(page, _file([SIAK_TITLES, *people(4)], _LONG))),
    Scene("7-pratinjau", "baris", lambda page: _check(page, _messy()).press("L")),
    Scene("7-pratinjau", "ubah kolom", lambda page: _at_births(page).press("U")),
    Scene("7-pratinjau", "kolom bertukar", _swapping),
    Scene("7-pratinjau", "arti tidak ada", lambda page: _at_births(page).press("U").type("xyz")),
    Scene("7-pratinjau", "diubah", _corrected),
    Scene("7-pratinjau", "diingat", _remembered),
    Scene("7-pratinjau", "satu desa", _one_village),
    Scene("7-pratinjau", "tanpa desa", _unplaced),
    Scene("7-pratinjau", "sebut desa", lambda page: _unplaced(page).press("D").type("noe")),
    Scene(
        "7-pratinjau",
        "desa disebut",
        lambda page: _unplaced(page).press("D").type("noebesi").press("Return"),
    ),
    Scene("7-pratinjau", "per desa", _villages),
    Scene("7-pratinjau", "angka dasar", _figures),
    Scene("7-pratinjau", "status", _statuses),
)


def _pdf() -> Path:
    path = own_folder() / "daftar-contoh.csv"
    path.write_bytes(b"%PDF-1.7")
    return path
