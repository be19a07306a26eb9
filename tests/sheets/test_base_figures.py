"""The half-year's base figures: by region, found by meaning; what is broken is unknown and never a zero."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.lists.cells import CellError
from ektp_desk.domain.lists.layout.titles import meaning_of
from ektp_desk.domain.lists.meanings import BaseFigure, ListKind
from ektp_desk.domain.lists.rows import Figure
from ektp_desk.domain.lists.values.figures import read_figure
from tests.sheets.conftest import Read
from tests.sheets.layouts import dkb, figures
from tests.sheets.making import Cells, Formula, make_csv, make_xlsx, name


def workbook(rows: list[Cells]) -> dict[str, list[Cells]]:
    """Make a workbook as it comes: other tables around, the sheet of cards renamed."""
    return {
        "PendudukJK": [["Wilayah", "Laki-laki", "Perempuan", "Jumlah"], ["Noebesi", 1, 2, 3]],
        "KTP(rev)": dkb(rows),
        "KK": [["Wilayah", "Jumlah KK"], ["Noebesi", 9]],
    }


def test_figures_stand_by_village_and_add_up_once(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["NUNBENA", *figures(300)],
        ["Lill'ana", *figures(100)],
        ["NOEBESI", *figures(200)],
        ["KOTA SOE", *figures(50)],
        ["Kel. SOE", *figures(50)],
        ["JUMLAH", *figures(350)],
        ["TIMOR TENGAH SELATAN", *figures(350)],
    ]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", workbook(rows)), "dkb")

    assert [(r.number, r.region, r.name) for r in taken] == [
        (6, "53.02.32", "Nunbena"),
        (7, "53.02.32.2001", "Lill ana"),
        (8, "53.02.32.2003", "Noebesi"),
        (9, "53.02.01", "Kota Soe"),
        (10, "53.02.01.1001", "SoE"),
        (12, "53.02", "Kabupaten Timor Tengah Selatan"),
    ]
    assert taken[2].figures[BaseFigure.WAJIB_KTP] == Figure(200, 201, 401)
    told = seen.counts.document(seen.mapping, ListKind.DKB)
    assert (told["rows_read"], told["accepted"], told["warned"], told["refused"]) == (6, 6, 0, 0)
    assert told["villages"] == 3
    assert told["figures"]["wajib_ktp"] == {"L": 350, "P": 353, "jumlah": 703}
    assert list(told["figures"]) == ["wajib_ktp", "sudah_rekam", "belum_rekam", "sudah_cetak", "belum_cetak"]
    assert (told["residents"], told["by_sex"], told["by_village"]) == (0, {"L": 0, "P": 0}, {})
    assert seen.mapping.left_out == ("PendudukJK", "KK")


def test_a_broken_figure_is_unknown_and_so_is_its_sum(tmp_path: Path, read: Read) -> None:
    broken = ["Noebesi", *figures(200)]
    broken[2], broken[4], broken[9] = Formula("#REF!"), None, "banyak"
    rows: list[Cells] = [["KEC. NUNBENA"], broken, ["Lill ana", *figures(100)[:14], 7]]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", workbook(rows)), "dkb")

    assert taken[0].figures[BaseFigure.WAJIB_KTP] == Figure(200, None, 401)
    assert [(p.sheet, p.row, p.column, p.code, p.severity.value) for p in seen.counts.problems] == [
        ("KTP(rev)", 7, "Wajib KTP Perempuan", "cell.error", "warning"),
        ("KTP(rev)", 7, "Sudah Rekam KTP Laki-laki", "figure.missing", "warning"),
        ("KTP(rev)", 7, "Belum Rekam KTP Jumlah", "figure.unreadable", "warning"),
        ("KTP(rev)", 8, "Belum Cetak KTP Jumlah", "figure.sum_differs", "warning"),
    ]
    told = seen.counts.document(seen.mapping, ListKind.DKB)
    assert told["figures"]["wajib_ktp"] == {"L": 300, "P": None, "jumlah": 602}
    assert (told["accepted"], told["warned"]) == (2, 2)


def test_regions_are_found_by_code_before_name(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["53.02.32", "Nunbena", *figures(1)],
        [5302322003, "NOEBESI", *figures(2)],
        ["53.02.32.2999", "Entah", *figures(3)],
        ["53.02.32.2003", "NOEBESI", *figures(4)],
        ["5304010001", "NOEBESI", *figures(5)],
        ["5304", "Timor Tengah Selatan", *figures(6)],
    ]
    titles = ("KODE", "WILAYAH")

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"X": dkb(rows, titles)}), "dkb")

    assert [row.region for row in taken] == ["53.02.32", "53.02.32.2003", "53.02"]
    assert [(p.row, p.code, p.severity.value) for p in seen.counts.problems] == [
        (8, "region.not_found", "refused"),
        (9, "region.repeated", "refused"),
        (10, "region.bps", "warning"),
        (10, "region.repeated", "refused"),
        (11, "region.bps", "warning"),
        (6, "figure.below_differs", "warning"),
        (11, "figure.below_differs", "warning"),
    ]
    told = seen.counts.document(seen.mapping, ListKind.DKB)
    assert told["figures"]["wajib_ktp"]["L"] == 6  # the regency's own: it has more than these


def test_a_database_form_is_read_by_its_flat_titles(tmp_path: Path, read: Read) -> None:
    parts = ("lk", "pr", "jml")
    groups = ("wajib_ktp", "rekam", "belum_rekam", "ktp", "blm_ktp")
    titles = ["kode_wilayah", "semester", "tahun", *(f"{group}_{part}" for group in groups for part in parts)]

    seen, taken = read(
        make_csv(tmp_path / "a.csv", [titles, ["53.02.32.2003", "2", "2018", *figures(7)]]), "dkb"
    )

    assert taken[0].figures == {
        group: Figure(*figures(7)[3 * at : 3 * at + 3]) for at, group in enumerate(BaseFigure)
    }
    assert seen.counts.warned == 0


def test_a_list_of_people_is_no_base_figures(tmp_path: Path, refused_with: Any) -> None:
    path = make_csv(tmp_path / "a.csv", [["NIK", "Nama"], ["5302320204039001", name(1)]])
    assert refused_with(path, "dkb").facts == {"looks_like": "belum-rekam"}
    sheet = make_xlsx(tmp_path / "b.xlsx", {"KTP": dkb([["Noebesi", *figures(1)]])})
    assert refused_with(sheet, "belum-rekam").facts == {"looks_like": "dkb"}


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Wajib KTP Laki-laki", "wajib_ktp_l"), ("SUDAH REKAM KTP PEREMPUAN", "sudah_rekam_p"),
        ("Belum Rekam KTP Jumlah", "belum_rekam_jumlah"), ("blm_ktp_pr", "belum_cetak_p"),
        ("ktp_lk", "sudah_cetak_l"), ("Sudah Cetak KTP L + P", "sudah_cetak_jumlah"), ("Wilayah", "region"),
        ("Desa/Kelurahan", "village_name"), ("Jumlah KK", None), ("Jumlah", None),
        ("WAJIB KTP", "wajib_ktp_jumlah"), ("Jumlah Wajib KTP-el", "wajib_ktp_jumlah"),
        ("Belum Rekam", "belum_rekam_jumlah"), ("Telah Perekaman KTP-el", "sudah_rekam_jumlah"),
        ("% Rekam", None), ("Persentase rekam", None), ("Status rekam", None), ("Tanggal rekam", None),
        ("Kecamatan / Desa", "region"),
    ],
)  # fmt: skip
def test_titles_of_figures_are_read_by_their_words(title: str, meaning: str | None) -> None:
    assert meaning_of(title, ListKind.DKB) == meaning


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        (1204, (1204, "")), (1204.0, (1204, "")), ("1.204", (1204, "")), ("12,204", (12204, "")),
        ("1 204", (1204, "")), (0, (0, "")), ("0", (0, "")), (-1, (None, "figure.unreadable")),
        (1.5, (None, "figure.unreadable")),
        ("-", (None, "figure.unreadable")), (None, (None, "figure.missing")),
        ("1.20", (None, "figure.unreadable")), (CellError("#REF!"), (None, "cell.error")),
        (True, (None, "figure.unreadable")), (float("inf"), (None, "figure.unreadable")),
    ],
)  # fmt: skip
def test_a_figure_is_read_or_unknown(cell: Any, figure: tuple[int | None, str]) -> None:
    assert read_figure(cell) == figure


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.dates() | st.none())
def test_no_cell_becomes_a_zero_that_nobody_wrote(cell: Any) -> None:
    figure, code = read_figure(cell)
    assert (figure is None) == bool(code)
    if figure == 0:
        assert cell in (0, 0.0) or set(str(cell)) & set("0\u0660")
