"""Lists grouped by families: what the rows between persons say belongs to the persons beneath."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ektp_desk.domain.lists.layout.labels import labels_in
from ektp_desk.domain.lists.meanings import Meaning
from tests.sheets.conftest import Read
from tests.sheets.layouts import (
    BIP_2012,
    BIP_2016,
    BIP_EKTP,
    BIP_LUWU,
    KK,
    OPENSID,
    bip_2012,
    bip_ektp,
    born,
    filled,
    nik_of,
    sex,
)
from tests.sheets.making import Cells, make_csv, make_xlsx, name

OTHER_KK = "5302321012159002"


def families_of_2016() -> list[Cells]:
    """Make two families of a village, each beneath its own rows and header."""

    def one(number: int) -> list[object]:
        cells = {"No": number, "Nama Lengkap": name(number), "NIK": nik_of(number), "Tempat Lahir": "Soe",
                 "Tgl/Bln/Th": f"{born(number):%d-%m-%Y}", "JK": sex(number), "SHDK": "ANAK"}  # fmt: skip
        return filled(BIP_2016, cells)

    return [
        ["BUKU INDUK PENDUDUK"],
        ["KECAMATAN : NUNBENA"],
        ["DESA : NOEBESI"],
        [f"No. KK : {KK}"],
        ["Nama Kepala Keluarga : MARIA TEFA"],
        ["Alamat : Jalan A, Nama Dusun : Oebesi, RT/RW : 003/001"],
        list(BIP_2016),
        one(1),
        one(2),
        ["Jumlah anggota keluarga : 2"],
        [f"No. KK : {OTHER_KK}"],
        ["Alamat : Jalan B, Nama Dusun : , RT/RW : 004/002"],
        list(BIP_2016),
        one(3),
        ["JUMLAH", 3],
    ]


def test_families_give_their_number_and_address_to_the_persons_beneath(tmp_path: Path, read: Read) -> None:
    seen, rows = read(make_xlsx(tmp_path / "a.xlsx", {"Noebesi": families_of_2016()}), "bip")

    assert [(r.number, r.kk_number, r.address, r.dusun, r.rt, r.rw) for r in rows] == [
        (8, KK, "Jalan A", "Oebesi", "003", "001"),
        (9, KK, "Jalan A", "Oebesi", "003", "001"),
        (14, OTHER_KK, "Jalan B", "", "004", "002"),
    ]
    assert {row.village for row in rows} == {"53.02.32.2003"}
    assert (seen.counts.rows_read, seen.counts.warned, seen.counts.refused) == (3, 0, 0)
    assert seen.counts.by_village == {"53.02.32.2003": 3}


def test_a_family_row_that_covers_the_column_of_niks_is_nobody(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["NO.KK", f": {KK}", "NAMA.KK", ": YOSEF SAE", "ALAMAT", ": Jalan C"],
        list(BIP_2012),
        bip_2012(1),
        [None, f"NO.KK : {OTHER_KK}"],
        bip_2012(3),
        [None, "No. KK", 5302321012159000],
        bip_2012(5),
    ]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "bip")

    assert [(row.number, row.kk_number, row.address) for row in taken] == [
        (3, KK, "Jalan C"),
        (5, OTHER_KK, ""),
        (7, "", ""),  # a number that a spreadsheet has rounded is not kept
    ]
    assert [row.marital for row in taken] == ["married"] * 3
    assert [(p.row, p.code) for p in seen.counts.problems if p.code.startswith("kk")] == [
        (7, "kk.unreadable")
    ]


@pytest.mark.parametrize(
    "family",
    [
        ["NO.KK", OTHER_KK, "NAMA.KK", "YOSEF SAE", "ALAMAT", "Jalan C"],
        ["NO. KK", OTHER_KK, "NAMA KK", "YOSEF SAE", "ALAMAT", "Jalan C"],
        ["NO.KK", OTHER_KK, "NAMA.KK :", "YOSEF SAE", "ALAMAT :", "Jalan C"],
        ["No. KK", OTHER_KK, "Nama Kepala Keluarga", "YOSEF SAE", "Alamat", "Jalan C"],
        ["No. KK :", OTHER_KK, "Kepala Keluarga :", "YOSEF SAE", "Alamat :", "Jalan C"],
        ["NO.KK", OTHER_KK, "YOSEF SAE", None, "ALAMAT", "Jalan C"],
    ],
    ids=str,
)
@pytest.mark.parametrize("titles", [BIP_2012, BIP_2012[1:]], ids=["numbered", "not"])
def test_a_familys_number_beneath_the_niks_is_no_resident(
    tmp_path: Path, read: Read, family: list[Any], titles: list[str]
) -> None:
    gone = len(BIP_2012) - len(titles)
    rows: list[Cells] = [titles, bip_2012(1)[gone:], family, bip_2012(2)[gone:], bip_2012(3)[gone:]]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "bip")

    assert [row.number for row in taken] == [2, 4, 5]
    assert [(row.kk_number, row.address) for row in taken[1:]] == [(OTHER_KK, "Jalan C")] * 2
    assert seen.counts.refused == 0


def test_a_familys_number_whose_label_was_lost_is_known_by_its_head(tmp_path: Path, read: Read) -> None:
    family: Cells = [None, OTHER_KK, "NAMA.KK", "YOSEF SAE", "ALAMAT", "Jalan C"]

    _seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": [BIP_2012, family, bip_2012(1)]}), "bip")

    assert [(row.number, row.kk_number, row.address) for row in taken] == [(3, OTHER_KK, "Jalan C")]


def test_the_columns_of_an_electronic_book_are_told_by_their_values(tmp_path: Path, read: Read) -> None:
    rows = [[f"No. KK : {KK}"], BIP_EKTP, bip_ektp(1), bip_ektp(2, **{"Stat Rkm": "BIO_CAPTURED"})]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows), "bip")

    assert [row.siak_status for row in taken] == ["CARD_SHIPPED", "BIO_CAPTURED"]
    assert [(row.marital, row.wktp_class, row.kk_number) for row in taken] == [("never", "WAJIB", KK)] * 2
    assert seen.mapping.titles()["Nama Ibu"] == "ignored"


@pytest.mark.parametrize("odd", [["TIDAK JELAS"], ["-", "?"], ["", "TIDAK JELAS", ""]])
def test_a_status_that_nobody_knows_turns_no_column_off(tmp_path: Path, read: Read, odd: list[str]) -> None:
    statuses = [*odd, "CARD_SHIPPED", "BIO_CAPTURED", "CARD_SHIPPED"]
    rows = [BIP_EKTP, *(bip_ektp(at, **{"Stat Rkm": one}) for at, one in enumerate(statuses, 1))]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows), "bip")

    assert [row.siak_status for row in taken][len(odd) :] == statuses[len(odd) :]
    assert seen.mapping.titles()["Stat Rkm"] == "status_code"
    unknown = [at for at, one in enumerate(odd, 2) if one]
    assert [p.row for p in seen.counts.problems if p.code == "status.unknown"] == unknown


def test_a_class_that_nobody_knows_turns_no_column_off(tmp_path: Path, read: Read) -> None:
    classes = ["LAIN", "WKTP S/D 31-12-2025", "WKTP PEMULA 2026", "WAJIB"]
    rows = [[nik_of(at), name(at), one] for at, one in enumerate(classes)]

    _seen, taken = read(make_csv(tmp_path / "a.csv", [["NIK", "NAMA", "STATUS"], *rows]), "belum-rekam")

    assert [row.wktp_class for row in taken] == classes


def test_a_sheets_name_tells_the_village_that_nothing_else_does(tmp_path: Path, read: Read) -> None:
    def sheet(number: int) -> list[Cells]:
        return [["KECAMATAN : NUNBENA"], BIP_2012, bip_2012(number)]

    path = make_xlsx(tmp_path / "a.xlsx", {"Noebesi": sheet(1), "Lembar 2": sheet(3), "FETO MONE": sheet(5)})

    _seen, taken = read(path, "bip")

    assert [row.village for row in taken] == ["53.02.32.2003", "", "53.02.32.2005"]


FAMILY_ROWS: list[list[list[Any]]] = [
    [["No. KK :", OTHER_KK], ["Alamat :", "Jalan C", "RT :", "003", "RW :", "001", "Dusun :", "Oebesi"]],
    [[None, "No. KK :", OTHER_KK],
     [None, "Alamat :", "Jalan C", "RT :", "003", "RW :", "001", "Dusun :", "Oebesi"]],
    [[None, "No. KK", OTHER_KK], [None, "Alamat", "Jalan C", "RT", 3, "RW", 1, "Dusun", "Oebesi"]],
    [[None, "No. KK :", OTHER_KK, None, "Alamat :", "Jalan C", "RT/RW :", "003/001", "Dusun :", "Oebesi"]],
    [[1, f"No. KK : {OTHER_KK}", None, "Alamat : Jalan C, RT/RW : 003 / 001, Dusun : Oebesi"]],
    [["1.", "No. KK :", OTHER_KK, "Alamat :", "Jalan C", "RT :", "003", "RW :", "001", "Dusun :", "Oebesi"]],
    [[f"No. KK : {OTHER_KK}"], ["Alamat : Jalan C RT. 003 RW. 001 Dusun Oebesi"]],
    [[f"No. KK : {OTHER_KK}"], ["Alamat :", "Jalan C RT 003/RW 001 Dsn. Oebesi"]],
    [["NKK :", OTHER_KK], ["Alamat : Jalan C", "Dusun : Oebesi", "RT : 003 / RW : 001"]],
    [[f"No. KK : {OTHER_KK}\nAlamat : Jalan C, RT-RW : 003-001\nDusun : Oebesi"]],
]  # fmt: skip


@pytest.mark.parametrize("family", FAMILY_ROWS, ids=str)
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("titles", [BIP_EKTP, BIP_2012], ids=["ektp", "2012"])
def test_an_electronic_book_loses_no_familys_number_nor_where_it_lives(
    tmp_path: Path, read: Read, family: list[list[Any]], titles: list[str], *, again: bool
) -> None:
    person = bip_ektp if titles is BIP_EKTP else bip_2012
    head: list[Cells] = [["Nama Kepala Keluarga :", "YOSEF SAE"], *([titles] if again else [])]
    rows: list[Cells] = [[f"No. KK : {KK}"], titles, person(1), *family, *head, person(2), person(3)]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "bip")

    def number(text: str) -> int:
        return int(text) if text else 0

    assert [row.kk_number for row in taken] == [KK, OTHER_KK, OTHER_KK]
    assert [(row.dusun, number(row.rt), number(row.rw)) for row in taken[1:]] == [("Oebesi", 3, 1)] * 2
    assert all(row.address.startswith("Jalan C") for row in taken[1:])
    assert (seen.counts.refused, taken[0].address) == (0, "")


@pytest.mark.parametrize(
    ("cell", "rt", "rw"),
    [
        ("003/001", "003", "001"), ("001-002", "001", "002"), ("RT 001 / RW 002", "001", "002"),
        ("RT.001/RW.002", "001", "002"), ("RT: 1, RW: 2", "1", "2"), ("RW 002 / RT 001", "001", "002"),
        ("001 002", "001", "002"), ("003 / 001", "003", "001"), ("003", "003", ""), ("RT 003", "003", ""),
        ("RW 003", "", "003"), ("/001", "", "001"), ("-", "", ""), ("003/-", "003", ""), (3, "3", ""),
        ("", "", ""), ("RT 001 RW 002", "001", "002"), ("001/002/003", "001", "002/003"), ("3A/1", "3A", "1"),
    ],
)  # fmt: skip
def test_rt_and_rw_of_one_cell_are_told_apart(
    tmp_path: Path, read: Read, cell: object, rt: str, rw: str
) -> None:
    rows: list[Cells] = [["NIK", "NAMA", "RT/RW"], [nik_of(1), name(1), cell]]

    _seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))

    assert (taken[0].rt, taken[0].rw) == (rt, rw)


@pytest.mark.parametrize("titles", [BIP_2012, BIP_LUWU])
def test_older_books_are_read(tmp_path: Path, read: Read, titles: list[str]) -> None:
    row = filled(titles, dict(zip(BIP_2012, bip_2012(4), strict=True)))

    _seen, taken = read(make_csv(tmp_path / "a.csv", [titles, row], delimiter=";"), "bip")

    assert (taken[0].nik, taken[0].name, taken[0].marital) == (nik_of(4), name(4), "married")


def test_a_village_systems_file_is_read_by_labels_not_by_numbers(tmp_path: Path, read: Read) -> None:
    cells = {"alamat": "Jalan D", "rw": 1, "rt": 3, "nama": name(6), "no_kk": KK, "nik": nik_of(6), "sex": 1,
             "tempatlahir": "Soe", "tanggallahir": f"{born(6):%Y-%m-%d}", "status_kawin": 3,
             "status_rekam": 5, "ayah_nik": nik_of(46)}  # fmt: skip

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": [OPENSID, filled(OPENSID, cells)]}), "siak")

    assert (taken[0].nik, taken[0].sex, taken[0].rt, taken[0].marital) == (nik_of(6), "L", "3", "")
    assert "marital.number" in taken[0].problems
    assert taken[0].siak_status == "PRINT_READY_RECORD"
    assert seen.mapping.titles()["ayah_nik"] == "ignored"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([f"No. KK : {KK}"], {Meaning.KK_NUMBER: KK}),
        (["No. KK", ":", KK, None, "Nama Kepala Keluarga", ":", "X"], {Meaning.KK_NUMBER: KK}),
        ([f"NO.KK : {KK} NAMA.KK : X ALAMAT : Jalan Y"], {Meaning.KK_NUMBER: KK, Meaning.ADDRESS: "Jalan Y"}),
        (["Alamat", ": Jalan Desa", "lama"], {Meaning.ADDRESS: "Jalan Desa"}),
        (["Kelurahan/Desa", ": 2003 - NOEBESI"], {Meaning.VILLAGE_NAME: "NOEBESI"}),
        (["Kecamatan Nunbena"], {Meaning.DISTRICT_NAME: "Nunbena"}),
        (["Alamat", "RT", "RW"], {}),
        (["Nomor KK", "NIK", "Nama"], {}),
        (["Nama Kepala Keluarga : X"], {}),
        (["No", "NIK"], None),
        ([], None),
    ],
)
def test_labels_are_told_from_titles_and_people(row: list[str], said: dict[Meaning, str] | None) -> None:
    assert labels_in(row) == said


@example([float("inf"), float("-inf"), float("nan")])
@given(st.lists(st.text() | st.integers() | st.floats() | st.none() | st.booleans(), max_size=6))
def test_any_row_has_labels_or_none(row: list[str | int | float | None]) -> None:
    said = labels_in(row)
    assert said is None or all(isinstance(value, str) and value for value in said.values())
