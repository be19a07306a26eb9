"""Files that came through many hands: nobody gets another's NIK, family or village."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.lists.layout.labels import labels_in
from ektp_desk.domain.lists.meanings import Meaning
from tests.sheets.conftest import Read
from tests.sheets.layouts import (
    BIP_2012,
    BIP_EKTP,
    DAPODIK_ABOVE,
    DAPODIK_BENEATH,
    DPT_NINE,
    KK,
    bip_2012,
    bip_ektp,
    nik_of,
    pupil,
)
from tests.sheets.making import Cells, make_csv, make_xlsx, name

OTHER_KK = "5302321012159002"


def test_a_fathers_nik_is_no_pupils(tmp_path: Path, read: Read, refusal: object) -> None:
    above = ["No", "Nama", "JK", "NISN", "Tanggal Lahir", "Data Ayah", None]
    beneath = [None] * 5 + ["Nama", "NIK"]
    rows: list[Cells] = [above, beneath, [1, name(1), "P", "001", "2001-02-02", name(5), nik_of(5)]]
    title: list[Cells] = [["Data siswa dan wali"], ["Nama", "NIK"], [name(2), nik_of(2)]]

    code = refusal(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), kind="dapodik")  # type: ignore[operator]  # a fixture
    _seen, taken = read(make_xlsx(tmp_path / "b.xlsx", {"S": title}), "dapodik")

    assert code == "import.not_a_list"
    assert [row.nik for row in taken] == [nik_of(2)]


def test_a_familys_rows_in_any_writing_end_the_family_before(tmp_path: Path, read: Read) -> None:
    in_cells: list[Cells] = [
        ["No. KK", ":", KK, None, "Alamat", ":", "Jalan A", "RT/RW", ":", "003/001"],
        BIP_EKTP, bip_ektp(1), ["No. KK", ":", OTHER_KK], bip_ektp(2),
    ]  # fmt: skip
    bare: list[Cells] = [
        [f"NO.KK {KK} NAMA.KK YOSEF ALAMAT JALAN A"],
        BIP_2012, bip_2012(1), [None, f"NO.KK {OTHER_KK}"], bip_2012(2),
    ]  # fmt: skip

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": in_cells, "T": bare}), "bip")

    assert [(row.kk_number, row.rt) for row in taken] == [
        (KK, "003"),
        (OTHER_KK, ""),
        (KK, ""),
        (OTHER_KK, ""),
    ]
    assert seen.counts.refused == 0


def test_a_village_above_is_left_with_its_district_and_a_family_with_its_village(
    tmp_path: Path, read: Read
) -> None:
    rows: list[Cells] = [
        ["KECAMATAN : NOEBANA"], ["DESA : FATUMNASI"], [f"No. KK : {KK}", "RT/RW : 003/001"],
        BIP_EKTP, bip_ektp(1),
        ["KECAMATAN : FATUMNASI"], bip_ektp(2),
        ["DESA : NENAS"], bip_ektp(3),
        ["Kecamatan Fatumnasi"], bip_ektp(4),
    ]  # fmt: skip

    _seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "bip")

    assert [(row.village, row.kk_number, row.rt) for row in taken] == [
        ("53.02.24.2002", KK, "003"),
        ("", "", ""),  # a Fatumnasi lies in this district too
        ("53.02.12.2001", "", ""),
        ("53.02.12.2001", "", ""),  # a page's head again
    ]


@pytest.mark.parametrize("filled", ["0", "0000", "0000000000000000", "9999999999999999", 0])
def test_a_number_that_forms_are_filled_with_is_nobodys(tmp_path: Path, read: Read, filled: object) -> None:
    rows: list[Cells] = [DAPODIK_ABOVE, DAPODIK_BENEATH, pupil(1, NIK=filled), pupil(2, NIK=filled)]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "dapodik")

    assert [(row.has_nik, row.problems) for row in taken] == [(False, ("nik.not_given",))] * 2
    assert seen.counts.duplicates == 0


@pytest.mark.parametrize("hidden", ["5302************", "53023202******01", "************9001", "*" * 16])
def test_a_nik_hidden_anywhere_is_kept_and_nobody(tmp_path: Path, read: Read, hidden: str) -> None:
    row = [name(2), hidden, KK, "Soe", "03-03-1982", "L", "B", "", "Noebesi"]

    seen, taken = read(make_csv(tmp_path / "a.csv", [DPT_NINE, row]), "dpt")

    assert [(row.nik, row.has_nik) for row in taken] == [(hidden, False)]
    assert [p.code for p in seen.counts.problems] == ["nik.starred"]


def test_marks_of_direction_are_taken_off_where_no_digit_turns_around(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["NIK", "NAMA"],
        [f"\u202a{nik_of(1)}\u202c", "\u200fMaria\u202e Tefa\u2069"],
        [f"\u2066{nik_of(2)}\u2069", name(2)],
        [f"\u202e{nik_of(3)}", name(3)],
    ]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows))

    assert [(row.nik, row.name) for row in taken] == [(nik_of(1), "Maria Tefa"), (nik_of(2), name(2))]
    assert [(p.row, p.code) for p in seen.counts.problems if p.severity.value == "refused"] == [
        (4, "nik.not_16_digits")
    ]


def test_a_bare_family_number_is_read_and_a_longer_one_is_not() -> None:
    assert labels_in([f"NO.KK {KK} NAMA.KK X"]) == {Meaning.KK_NUMBER: KK}
    assert labels_in([f"NO.KK {KK}1"]) is None


def test_a_list_beneath_many_blank_lines_is_read(tmp_path: Path, read: Read, refusal: object) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\r\n" * 9000 + f"NIK,NAMA\r\n{nik_of(1)},{name(1)}\r\n".encode())
    empty = tmp_path / "b.csv"
    empty.write_bytes(b"\n" * 9000)

    _seen, taken = read(path)

    assert [(row.number, row.nik) for row in taken] == [(9002, nik_of(1))]
    assert refusal(empty) == "import.empty"  # type: ignore[operator]  # a fixture
