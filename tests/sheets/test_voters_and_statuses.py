"""Voter lists, with NIKs hidden or whole, and the ministry's statuses: never sorted by a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.values.marital import Marital
from ektp_desk.domain.lists.values.statuses import SiakStatus, in_order, read_status
from tests.sheets.conftest import Read
from tests.sheets.layouts import DPT_KABKO, DPT_NINE, KK, born, dpt, nik_of
from tests.sheets.making import Cells, make_csv, make_xlsx, name


def nine(number: int, nik: str) -> list[str]:
    """Make a row of the nine elements."""
    return [name(number), nik, KK, "Soe", f"{born(number):%d-%m-%Y}", "LP"[number % 2], "B", "", "Noebesi"]


def test_hidden_niks_are_kept_and_are_nobody(tmp_path: Path, read: Read) -> None:
    hidden = nik_of(2)[:12] + "****"
    rows = [DPT_NINE, nine(1, nik_of(1)), nine(2, hidden), nine(2, hidden), nine(3, "53020552****")]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows), "dpt")

    assert [(row.nik, row.is_starred, row.has_nik) for row in taken] == [
        (nik_of(1), False, True), (hidden, True, False), (hidden, True, False)
    ]  # fmt: skip
    assert [(p.row, p.code, p.severity.value) for p in seen.counts.problems] == [
        (3, "nik.starred", "warning"),
        (4, "nik.starred", "warning"),
        (5, "nik.not_16_digits", "refused"),
    ]
    told = seen.counts.document(seen.mapping, ListKind.DPT)
    assert (told["accepted"], told["residents"], told["duplicates"], told["warned"]) == (3, 1, 0, 2)
    assert told["by_sex"] == {"L": 0, "P": 1}


def test_a_clean_list_of_nine_elements_has_nothing_to_warn_of(tmp_path: Path, read: Read) -> None:
    seen, taken = read(make_csv(tmp_path / "a.csv", [DPT_NINE, nine(1, nik_of(1))]), "dpt")

    assert seen.counts.problems == []
    assert (taken[0].marital, taken[0].kk_number, taken[0].village) == ("never", KK, "")


def test_the_village_of_a_polling_station_stands_above_its_list(tmp_path: Path, read: Read) -> None:
    def sheet(village: str, *rows: Cells) -> list[Cells]:
        return [["DAFTAR PEMILIH TETAP"], ["KECAMATAN", ": NUNBENA"], ["DESA/KELURAHAN", f": {village}"],
                ["TPS", ": 002"], DPT_KABKO, [str(n) for n in range(1, 17)], *rows]  # fmt: skip

    path = make_xlsx(
        tmp_path / "a.xlsx",
        {
            "TPS 1": sheet("NOEBESI", dpt(1), dpt(2, TPS="", **{"STATUS (B/S/P)": "P"})),
            "TPS 2": sheet("NUNBENA", dpt(3)),
        },
    )

    seen, taken = read(path, "dpt")

    assert [(r.village, r.tps, r.marital) for r in taken] == [
        ("53.02.32.2003", "001", "never"),
        ("53.02.32.2003", "002", "once"),
        ("53.02.32.2002", "001", "never"),
    ]
    assert seen.counts.warned == 0
    assert seen.mapping.titles()["STATUS KTP-el"] == "ignored"


def test_statuses_are_counted_in_the_order_of_the_process(tmp_path: Path, read: Read) -> None:
    codes = ["CARD_ISSUED", "print ready record", "PRR", "5", "4", "BIO_CAPTURED", "HILANG", "", "2"]
    rows = [["NIK", "STATUS"], *([nik_of(at), code] for at, code in enumerate(codes))]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows), "status")

    told = seen.counts.document(seen.mapping, ListKind.STATUS)
    assert list(told["by_status"].items()) == [
        ("BELUM_REKAM", 1),
        ("BIO_CAPTURED", 1),
        ("PRINT_READY_RECORD", 3),
        ("CARD_PRINTED", 1),
        ("CARD_ISSUED", 1),
        ("", 1),
        ("HILANG", 1),
    ]
    assert [(p.row, p.code) for p in seen.counts.problems] == [(8, "status.unknown"), (9, "status.missing")]
    assert taken[6].siak_status == "HILANG"
    assert (told["accepted"], told["warned"], told["by_village"]) == (9, 2, {"": 9})


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1", SiakStatus.NOT_YET_DUE), ("8", SiakStatus.CARD_ISSUED), ("9", None), ("05", None),
        ("SENT FOR CARD PRINTING", SiakStatus.SENT_FOR_CARD_PRINTING), ("AR", SiakStatus.ADJUDICATE_RECORD),
        ("Belum Rekam", SiakStatus.NOT_RECORDED), ("CARD_LOST", None),
    ],
)  # fmt: skip
def test_a_status_is_read_by_its_label(text: str, status: SiakStatus | None) -> None:
    assert read_status(text) is status


def test_no_order_follows_a_village_systems_numbers() -> None:
    assert in_order("PRINT_READY_RECORD") < in_order("CARD_PRINTED") < in_order("CARD_ISSUED") < in_order("X")


@pytest.mark.parametrize(
    ("text", "marital"),
    [
        ("BELUM KAWIN", "never"), ("Kawin Belum Tercatat", "married"),
        ("Cerai Hidup Belum Tercatat", "divorced"),
        ("CM", "widowed"), ("S", "married"), ("3", None), ("3 CERAI HIDUP", None), ("", None),
    ],
)  # fmt: skip
def test_a_marriage_is_read_by_its_label_and_never_by_its_number(text: str, marital: str | None) -> None:
    found = Marital.parse(text)
    assert (found.value if found else None) == marital
