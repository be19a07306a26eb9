"""`import` of several files and kinds by real commands: one document, notes beside it, exits as told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.settings import Folders
from tests.cli.desk_commands import Done, command
from tests.kept import lay_founded
from tests.sheets.layouts import SIAK, dkb, figures, nik_of, siak
from tests.sheets.making import make_csv, make_xlsx, name

pytestmark = pytest.mark.journey


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Lay a founded office where the commands look for its state."""
    lay_founded(Folders(tmp_path / "D", tmp_path / "state"))
    return tmp_path / "D"


def loaded(data: Path, kind: str, *words: str | Path) -> Done:
    return command("import", *words, "--kind", kind, "--json", "--data", data, "--today", "2019-04-02")


def test_several_files_are_one_list_and_the_same_file_again_is_said(data: Path) -> None:
    one = make_csv(data.parent / "a.csv", [SIAK, siak(1), siak(2, NIK="1")])
    two = make_xlsx(data.parent / "b.xlsx", {"S": [SIAK, siak(1), siak(3, NIK="")]})

    done, again = loaded(data, "siak", one, two, "--list", "Nunbena"), loaded(data, "siak", two)

    assert (done.code, done.err) == (0, "")
    told = done.document
    assert (told["files"], told["list"], told["kind"]) == (["a.csv", "b.xlsx"], "Nunbena", "siak")
    assert (told["rows_read"], told["accepted"], told["refused"]) == (4, 2, 2)
    assert (told["duplicates"], told["residents"]) == (1, 1)
    assert [(p["sheet"], p["row"], p["code"]) for p in told["problems"]] == [
        ("a.csv", 3, "nik.not_16_digits"),
        ("b.xlsx › S", 3, "nik.missing"),
    ]
    assert again.code == 0
    assert "“Nunbena”" in again.err
    assert again.document["duplicates"] == 1


def test_who_loads_a_list_says_where_those_live_of_whom_it_does_not(data: Path) -> None:
    file = make_xlsx(data.parent / "a.xlsx", {"S": [["NIK", "NAMA"], [nik_of(1), name(1)]]})

    lost = loaded(data, "belum-rekam", file, "--dry-run")
    said = loaded(data, "belum-rekam", file, "--village", "noebesi", "--dry-run")
    wrong = loaded(data, "belum-rekam", file, "--village", "Kota Kupang")

    assert (lost.document["by_village"], said.document["by_village"]) == ({"": 1}, {"53.02.32.2003": 1})
    assert [problem["code"] for problem in said.document["problems"] if "region" in problem["code"]] == []
    assert (wrong.code, "[place.no_such_village]" in wrong.err) == (1, True)


def test_figures_and_statuses_add_their_own_parts_to_the_document(data: Path) -> None:
    book = make_xlsx(data.parent / "dkb.xlsx", {"KTP": dkb([["Kec. Nunbena"], ["Noebesi", *figures(4)]])})
    seen = make_csv(data.parent / "status.csv", [["NIK", "STATUS"], [nik_of(1), "5"], [nik_of(2), "PRR"]])

    base, status = loaded(data, "dkb", book), loaded(data, "status", seen)
    wrong = loaded(data, "dkb", seen)

    assert list(base.document)[-2:] == ["villages", "figures"]
    assert base.document["villages"] == 1
    assert base.document["figures"]["belum_cetak"] == {"L": 1, "P": 2, "jumlah": 3}
    assert list(status.document)[-1] == "by_status"
    assert status.document["by_status"] == {"PRINT_READY_RECORD": 2}
    assert (wrong.code, wrong.out) == (1, "")
    assert "[import.wrong_kind]" in wrong.err
    assert "(status)" in wrong.err


def test_a_refusal_names_its_file_of_several_and_no_log_does(data: Path) -> None:
    good = make_csv(data.parent / "a.csv", [SIAK, siak(1)])
    broken = data.parent / "rusak parah.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")

    done, alone = loaded(data, "siak", good, broken), loaded(data, "siak", broken)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("rusak parah.xlsx: ")
    assert done.err.rstrip().endswith("[import.damaged]")
    assert alone.err.rstrip() == done.err.rstrip().removeprefix("rusak parah.xlsx: ")
    logs = list(data.parent.rglob("*.log"))
    assert not any("rusak parah" in log.read_text(encoding="utf-8") for log in logs)


def test_sheets_that_are_not_read_are_named_beside_the_document(data: Path) -> None:
    book = make_xlsx(data.parent / "a.xlsx", {"Petunjuk": [["Isi NIK sebagai teks"]], "S": [SIAK, siak(1)]})

    done = loaded(data, "siak", book)

    assert (done.code, done.document["accepted"]) == (0, 1)
    assert "Petunjuk" in done.err
