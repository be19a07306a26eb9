"""The parts of a day that the walks have in common: a list laid in, a signature drawn, a paper saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ektp_desk.gui.recording.signature import SignaturePad
from tests.gui.walks.walk import Walk

_TITLES = "NIK;NAMA_LGKP;JENIS_KLM;TMPT_LHR;TGL_LHR;KODE_KECAMATAN;KODE_DESA;KETERANGAN"
PEOPLE = {
    "5302325203929001": ("ORPA CONTOH", "PEREMPUAN", "12-03-1992"),
    "5302320101909002": ("DAUD CONTOH", "LAKI-LAKI", "01-01-1990"),
    "5302320202889003": ("YUNUS CONTOH", "LAKI-LAKI", "02-02-1988"),
    "5302325505709004": ("MERRY CONTOH", "PEREMPUAN", "15-05-1970"),
    "5302324107409005": ("NENEK CONTOH", "PEREMPUAN", "01-07-1940"),
}
ORPA, DAUD, YUNUS, MERRY, NENEK = PEOPLE


def lay_list(folder: Path) -> Path:
    """Write the list of five that the office sent along."""
    rows = [
        f'="{nik}";{name};{sex};SOE;{born};32;2003;BLM_RKM_KTP' for nik, (name, sex, born) in PEOPLE.items()
    ]
    path = folder / "daftar.csv"
    path.write_text("\n".join((_TITLES, *rows, "")), encoding="utf-8")
    return path


def open_desa(walk: Walk, folder: Path) -> None:
    """Load the list, plan the desa for today and open desk A: the list names one desa, today is the day."""
    walk.page.sign_in()
    walk.press("F10", "I", "1").type(str(lay_list(folder))).press("Enter")
    walk.press("Enter")  # loaded
    walk.press("Enter", "Enter", "Ctrl+Enter")  # planned
    assert walk.toast() == "Kunjungan direncanakan"
    assert walk.reads("targets") == "5"
    walk.press("Enter")
    assert walk.toast() == "Meja A dibuka"


def draw_signature(walk: Walk) -> None:
    """Draw a line of some length on the pad, as a pen does."""
    (pad,) = (each for each in walk.page.shown() if isinstance(each, SignaturePad))
    wide, high = pad.width(), pad.height()
    points = [QPoint(wide // 4 + n * wide // 60, high // 2 + (-1) ** n * high // 8) for n in range(20)]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    walk.page.settle()


def saved(home: Path, name: str) -> Path:
    """The one paper of this name that lies among the user's documents."""
    (found,) = (home / "home").rglob(f"{name}*.pdf")
    return found
