"""Every person's row is accepted or refused, and no row of anything else is counted as a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets.conftest import Read, Seen
from tests.sheets.layouts import (
    BIP_EKTP,
    DAPODIK_ABOVE,
    DAPODIK_BENEATH,
    KK,
    OPENSID,
    bip_ektp,
    filled,
    nik_of,
    pupil,
)
from tests.sheets.making import SIAK_TITLES, Cells, make_csv, make_xlsx, name, person


def refused(seen: Seen) -> list[tuple[int, str]]:
    return [(p.row, p.code) for p in seen.counts.problems if p.severity.value == "refused"]


def test_a_missing_nik_is_refused_also_where_the_list_says_little_else(tmp_path: Path, read: Read) -> None:
    numbered: list[Cells] = [["NO", "NIK", "NAMA"], ["1", nik_of(1), name(1)], ["2", "", name(2)]]
    placed: list[Cells] = [
        ["NIK", "NAMA", "RT", "RW"],
        [nik_of(1), name(1), "1", "2"],
        ["", name(2), "1", "2"],
    ]

    for file, rows in (("a.csv", numbered), ("b.csv", placed)):
        seen, _taken = read(make_csv(tmp_path / file, rows))
        assert seen.counts.rows_read == 2
        assert refused(seen) == [(3, "nik.missing")]


def test_a_rounded_nik_without_a_name_is_refused_as_damaged(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [["NIK", "STATUS"], [nik_of(1), "PRR"], ["5,3E+15", "PRR"], ["'5.3E+15", "PRR"]]

    seen, _taken = read(make_csv(tmp_path / "a.csv", rows), "status")

    assert refused(seen) == [(3, "nik.damaged"), (4, "nik.damaged")]


def test_an_address_like_a_label_hides_nobody(tmp_path: Path, read: Read) -> None:
    def row(number: int, address: str, nik: str) -> Cells:
        cells = {"alamat": address, "dusun": "Oebesi", "nama": name(number), "nik": nik, "sex": "1",
                 "tanggallahir": "01-02-1990"}  # fmt: skip
        return filled(OPENSID, cells)

    rows = [
        OPENSID,
        row(1, "Dusun : Oebesi", "5,3E+15"),
        row(2, "RT: 3", f"'{nik_of(2)}"),
        row(3, "DUSUN", ""),
    ]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows), "bip")

    assert [row.nik for row in taken] == [nik_of(2)]
    assert refused(seen) == [(2, "nik.damaged"), (4, "nik.missing")]


def test_a_familys_number_beneath_nik_is_the_familys(tmp_path: Path, read: Read) -> None:
    rows: list[Cells] = [
        BIP_EKTP,
        ["No. KK :", None, KK],
        bip_ektp(1),
        [None, "No. KK", KK],
        bip_ektp(2),
    ]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "bip")

    assert [(row.nik, row.kk_number) for row in taken] == [(nik_of(1), KK), (nik_of(2), KK)]
    assert seen.counts.rows_read == 2


@pytest.mark.parametrize("form", ["{}", "({})"])
def test_a_row_that_numbers_the_columns_is_nobody(tmp_path: Path, read: Read, form: str) -> None:
    rows: list[Cells] = [SIAK_TITLES, [form.format(at) for at in range(1, 12)], person(1)]

    seen, _taken = read(make_csv(tmp_path / "a.csv", rows))

    assert (seen.counts.rows_read, seen.counts.accepted) == (1, 1)


@pytest.mark.parametrize("nothing", ['=""', "-", "–", "'", "\u200b"])
def test_a_sign_for_nothing_is_a_missing_nik(tmp_path: Path, read: Read, nothing: str) -> None:
    school: list[Cells] = [DAPODIK_ABOVE, DAPODIK_BENEATH, pupil(1, NIK=nothing)]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": school}), "dapodik")
    strict, _taken = read(make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1), person(2, NIK=nothing)]))

    assert [(p.code, p.severity.value) for p in seen.counts.problems] == [("nik.not_given", "warning")]
    assert [row.has_nik for row in taken] == [False]
    assert refused(strict) == [(3, "nik.missing")]
