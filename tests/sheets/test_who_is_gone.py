"""Who has died or moved away, by the list's own word, is no target: the row is told and not taken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.lists.rows import Severity
from ektp_desk.domain.lists.values.gone import read_gone
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.lists.findings import gather
from tests.offices import DAY, TestOffice
from tests.sheets.conftest import Read, Seen
from tests.sheets.layouts import (
    BIP_EKTP,
    DPT_KABKO,
    OPENSID,
    SIAK,
    bip_ektp,
    born,
    dpt,
    filled,
    nik_of,
    sex,
    siak,
)
from tests.sheets.making import SIAK_TITLES, Cells, make_csv, make_xlsx, name, person


def told(seen: Seen) -> list[tuple[int, str, str]]:
    return [(p.row, p.code, p.severity.value) for p in seen.counts.problems]


def test_the_dead_and_the_moved_of_a_registry_are_not_taken(tmp_path: Path, read: Read) -> None:
    statuses = ["HIDUP", "MENINGGAL", "PINDAH", "HIDUP", "Meninggal Dunia", "PINDAH DATANG"]
    rows: list[Cells] = [SIAK, *(siak(at, Status=status) for at, status in enumerate(statuses, 1))]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "siak")

    assert [row.number for row in taken] == [2, 5, 7]
    assert told(seen) == [
        (3, "person.dead", "refused"),
        (4, "person.moved", "refused"),
        (6, "person.dead", "refused"),
    ]
    assert (seen.counts.refused, seen.counts.residents) == (3, 3)


def test_a_note_that_somebody_has_died_is_heard_beside_those_on_recording(tmp_path: Path, read: Read) -> None:
    notes = ["BLM_RKM_KTP", "MENINGGAL", "PINDAH KE KUPANG", "BLM_RKM_KTP", "SDH_RKM_KTP", "Alm."]
    rows = [SIAK_TITLES, *(person(at, KETERANGAN=note) for at, note in enumerate(notes, 1))]

    seen, taken = read(make_csv(tmp_path / "a.csv", rows))

    assert [row.number for row in taken] == [2, 5, 6]
    assert told(seen) == [
        (3, "person.dead", "refused"),
        (4, "person.moved", "refused"),
        (7, "person.dead", "refused"),
    ]


def test_a_village_systems_numbers_say_who_lives(tmp_path: Path, read: Read) -> None:
    def row(number: int, status: Any) -> list[Any]:
        cells: Mapping[str, Any] = {
            "nama": name(number), "nik": nik_of(number), "sex": sex(number), "status_dasar": status,
            "tanggallahir": f"{born(number):%Y-%m-%d}",
        }  # fmt: skip
        return filled(OPENSID, cells)

    rows: list[Cells] = [
        OPENSID,
        *(row(at, status) for at, status in enumerate((1, 2, 3, 4, "HIDUP", "MATI"))),
    ]

    seen, taken = read(make_xlsx(tmp_path / "a.xlsx", {"S": rows}), "siak")

    assert [row.number for row in taken] == [2, 5, 6]
    assert [one for one in told(seen) if one[1].startswith("person.")] == [
        (3, "person.dead", "refused"),
        (4, "person.moved", "refused"),
        (5, "person.away", "warning"),
        (7, "person.dead", "refused"),
    ]


@pytest.mark.parametrize(
    ("kind", "titles", "row"),
    [("bip", BIP_EKTP, bip_ektp(2, Status="MENINGGAL")), ("dpt", DPT_KABKO, dpt(2, KETERANGAN="MENINGGAL"))],
)
def test_the_dead_are_heard_in_a_column_that_says_else_what_nobody_keeps(
    tmp_path: Path, read: Read, kind: str, titles: list[str], row: list[Any]
) -> None:
    other = bip_ektp(1) if kind == "bip" else dpt(1)

    seen, taken = read(make_csv(tmp_path / "a.csv", [titles, other, row]), kind)

    assert [row.number for row in taken] == [2]
    assert (3, "person.dead", "refused") in told(seen)


def test_the_dead_of_a_list_do_not_stand_in_the_register(office: TestOffice, tmp_path: Path) -> None:
    path = make_csv(
        tmp_path / "a.csv", [SIAK, siak(1), siak(2, Status="MENINGGAL"), siak(3, Status="PINDAH")]
    )
    done = import_list(office.session, [path], "siak", name="", as_of=DAY)

    assert office.connection.execute("SELECT nik FROM register").fetchall() == [(nik_of(1),)]
    assert [(one.title, one.refused) for one in gather(done)] == [("1 baris ditolak", True)] * 2
    assert {one.code for one in gather(done)} == {"person.dead", "person.moved"}
    assert {p.severity for p in done.counts.problems} == {Severity.REFUSED}


DEAD = "MENINGGAL|sudah meninggal|Meninggal tgl 3-4-2018|MATI|Almarhumah|WAFAT|2"
MOVED = "PINDAH|telah pindah domisili|Pindah luar NTT|pindah ke Kupang|3"
HERE = (
    "PINDAH DATANG|Pindahan dari Kupang|Pindah RT 03|Pindah ke dusun II|Pindah KK|CERAI MATI|HIDUP|1||"
    "Ayah meninggal|BLM_RKM_KTP|Matius|7"
)
READ = {"person.dead": DEAD, "person.moved": MOVED, "person.away": "HILANG|TIDAK VALID|5", "": HERE}


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in READ.items() for text in texts.split("|")]
)
def test_what_a_status_says_of_somebody_is_read_by_its_beginning(text: str, code: str) -> None:
    assert read_gone(text, numbered=True) == code
    assert not text.isdigit() or not read_gone(text)
