"""A list as offices really have it is read right, and what is wrong with it is told with its place."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import msgspec
import pytest

from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.lists.rows import RecordStatus
from tests.sheets.conftest import Read
from tests.sheets.making import (
    EXPORT_TITLES,
    MESSY,
    SIAK_TITLES,
    Cells,
    csv_text,
    make_csv,
    make_xlsx,
    messy_rows,
    name,
    people,
    person,
)


def test_a_messy_workbook_is_counted_row_by_row(tmp_path: Path, read: Read) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", {"Data": messy_rows(), "Catatan": [["lihat lembar Data"]]})

    reading, rows = read(path)

    told = reading.counts.document(reading.mapping)
    assert {key: told[key] for key in MESSY} == MESSY
    assert [(p["row"], p["column"], p["code"], p["severity"]) for p in told["problems"]] == [
        (9, "NIK", "nik.sex_differs", "warning"),
        (10, "KODE_DESA", "region.unknown", "warning"),
        (11, "TMPT_LHR", "cell.error", "warning"),
        (11, "KET_DISABILITAS", "cell.error", "warning"),
        (13, "KODE_DESA", "region.outside", "warning"),
        (13, "NIK", "nik.region_differs", "warning"),
        (16, "NIK", "nik.damaged", "refused"),
        (17, "NIK", "nik.damaged", "refused"),
        (18, "NIK", "nik.missing", "refused"),
        (19, "NAMA_LGKP", "name.missing", "refused"),
        (20, "TGL_LHR", "date.unreadable", "refused"),
        (21, "TGL_LHR", "date.future", "refused"),
    ]
    assert {p["sheet"] for p in told["problems"]} == {"Data"}
    assert [row.number for row in rows] == [6, 7, 8, 9, 10, 11, 12, 13]
    assert told["by_sex"] == {"L": 5, "P": 2}
    assert told["by_village"] == {"": 1, "53.02.32.2003": 5, "53.03.01.2005": 1}
    assert reading.mapping.left_out == ("Catatan",)
    assert reading.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_a_row_says_is_kept_without_its_padding(tmp_path: Path, read: Read) -> None:
    _reading, rows = read(make_xlsx(tmp_path / "a.xlsx", {"Data": messy_rows()}))

    assert rows[0].nik == person(0)[0]
    assert (rows[0].village, rows[0].district) == ("53.02.32.2003", "53.02.32")
    assert rows[1].name == "Drs. Ne'u Benu, M.Si"
    assert rows[1].record_status is RecordStatus.RECORDED
    assert (rows[2].nik, rows[2].birth_date) == (person(2)[0], "1982-03-03")
    assert rows[3].nik == person(3)[0]
    assert (rows[4].village, rows[4].district, rows[4].problems) == ("", "53.02.32", ("region.unknown",))
    assert rows[5].birth_place == ""


def test_the_same_list_as_csv_gives_the_same_rows(tmp_path: Path, read: Read) -> None:
    clean = [SIAK_TITLES, *people(30)]
    _, from_xlsx = read(make_xlsx(tmp_path / "a.xlsx", {"": clean}))
    _, from_csv = read(make_csv(tmp_path / "a.csv", clean))

    assert [msgspec.structs.replace(row, sheet="") for row in from_xlsx] == from_csv
    assert len(from_csv) == 30


def test_the_offices_own_csv_export_is_read(tmp_path: Path, read: Read) -> None:
    rows = [
        [1, f'="{person(1)[0]}"', name(1), "PEREMPUAN", "Soe", "02-02-1981", "NUNBENA", "NOEBESI",
         "WKTP PEMULA 2026", "BLM_RKM_KTP"],
        [2, f'="{person(2)[0]}"', name(2), "LAKI-LAKI", "Soe", "03-03-1982", "Kec. Kot'Olin", "Desa Kot`olin",
         "WKTP S/D 31-12-2025", "BLM_RKM_KTP"],
    ]  # fmt: skip
    text = csv_text([EXPORT_TITLES, *rows], delimiter=";").replace('"=""', '="').replace('"""', '"')
    (tmp_path / "b.csv").write_text(text, encoding="utf-8-sig")

    reading, taken = read(tmp_path / "b.csv")

    assert [row.village for row in taken] == ["53.02.32.2003", "53.02.20.2001"]
    assert [row.wktp_class for row in taken] == ["WKTP PEMULA 2026", "WKTP S/D 31-12-2025"]
    assert [row.record_status for row in taken] == [RecordStatus.NOT_RECORDED] * 2
    assert reading.mapping.titles()["Status"] == "wktp_class"
    assert [row.number for row in taken] == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_is_told_by_the_bytes(
    tmp_path: Path, read: Read, encoding: str, delimiter: str
) -> None:
    rows = [SIAK_TITLES, *people(5), person(5, NAMA_LGKP="José Nuñez, S.Pd; M.Si")]

    _, taken = read(make_csv(tmp_path / "wrong.xlsx", rows, encoding=encoding, delimiter=delimiter))

    assert [row.name for row in taken][4:] == [name(4), "José Nuñez, S.Pd; M.Si"]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["unmarked", "marked"])
@pytest.mark.parametrize("odd", range(3))
def test_a_row_in_another_encoding_spoils_neither_itself_nor_the_others(
    tmp_path: Path, read: Read, odd: int, mark: bytes
) -> None:
    names = ["JOSÉ TEFA", "NUÑEZ BENU", "ANDRÉ – SAE"]
    rows = [csv_text([person(at, NAMA_LGKP=called)]) for at, called in enumerate(names)]
    encoded = [row.encode("cp1252" if at == odd else "utf-8") for at, row in enumerate(rows)]
    (tmp_path / "a.csv").write_bytes(mark + csv_text([SIAK_TITLES]).encode() + b"".join(encoded))

    _, taken = read(tmp_path / "a.csv")

    assert [row.name for row in taken] == names


def test_a_csv_row_is_the_line_it_begins_on(tmp_path: Path, read: Read) -> None:
    rows = [["Daftar\nbelum rekam"], SIAK_TITLES, person(1, TMPT_LHR="Kota\nSoe"), person(2, NIK="123")]

    reading, taken = read(make_csv(tmp_path / "a.csv", rows))

    assert [row.number for row in taken] == [4]
    assert [problem.row for problem in reading.counts.problems] == [6]


def test_a_header_of_two_rows_is_read_as_one(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        ["DAFTAR"],
        ["No", "NIK", "Nama Lengkap", "Lahir", None, "JK", "Alamat", None, None],
        [None, None, None, "Tempat", "Tanggal", None, "Jalan", "RT", "RW"],
        [1, person(2)[0], name(2), "Soe", "03-03-1982", "L", "Jl. Basuki", "003", "001"],
    ]

    reading, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}))

    assert reading.mapping.sheets[0].header_row == 3
    assert (taken[0].birth_place, taken[0].birth_date) == ("Soe", "1982-03-03")
    assert (taken[0].address, taken[0].rt, taken[0].rw) == ("Jl. Basuki", "003", "001")


def test_a_sheet_per_village_is_one_list_and_hidden_sheets_are_said(tmp_path: Path, read: Read) -> None:
    sheets: dict[str, list[Cells]] = {
        "Noebesi": [SIAK_TITLES, *people(3)],
        "Lama": [SIAK_TITLES, *people(9)],
        "Feto Mone": [[], SIAK_TITLES, person(20, KODE_DESA="2005")],
    }

    reading, taken = read(make_xlsx(tmp_path / "a.xlsx", sheets, hidden=["Lama"]))

    assert [(row.sheet, row.number) for row in taken][2:] == [("Noebesi", 4), ("Feto Mone", 3)]
    assert [sheet.header_row for sheet in reading.mapping.sheets] == [1, 2]
    assert reading.mapping.left_out == ("Lama",)


def test_a_correction_takes_the_place_of_guessing(tmp_path: Path, read: Read) -> None:
    rows = [["NIK", "Nama", "JK", "Nama panggilan"], [person(1)[0], "Yos", "P", name(1)]]
    path = make_xlsx(tmp_path / "a.xlsx", {"S": rows})
    guessed = read(path)[0].mapping
    corrected = Mapping(sheets=(guessed.sheets[0].with_meaning(3, Meaning.NAME),))

    reading, taken = read(path, mapping=corrected)

    assert taken[0].name == name(1)
    assert [c.meaning.value for c in reading.mapping.sheets[0].columns] == ["nik", "ignored", "sex", "name"]


def test_the_mapping_shows_first_values_with_numbers_of_people_hidden(tmp_path: Path, read: Read) -> None:
    reading, _ = read(make_csv(tmp_path / "a.csv", [SIAK_TITLES, *people(9)]))

    columns = reading.mapping.sheets[0].columns
    assert columns[0].samples == ("530232**********",) * 3
    assert columns[1].samples == (name(0), name(1), name(2))


def test_no_person_shows_in_what_could_be_logged(tmp_path: Path, read: Read) -> None:
    reading, taken = read(make_csv(tmp_path / "a.csv", [SIAK_TITLES, *people(9)]))

    shown = f"{taken} {reading} {reading.mapping} {reading.counts} {reading.counts.problems}"
    assert not any(row.nik in shown or row.name in shown for row in taken)


def test_the_numbers_of_father_and_mother_are_not_the_persons(tmp_path: Path, read: Read) -> None:
    titles = ["Nama", "NIK", "JK", "Tanggal Lahir", "Nama", "NIK"]
    father = [name(7), person(7)[0]]

    reading, taken = read(
        make_csv(tmp_path / "a.csv", [titles, [name(2), person(2)[0], "L", "03-03-1982", *father]])
    )

    assert (taken[0].name, taken[0].nik) == (name(2), person(2)[0])
    assert [c.meaning.value for c in reading.mapping.sheets[0].columns][4:] == ["ignored", "ignored"]
