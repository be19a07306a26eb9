"""`report`: every paper by its name, as PDF, spreadsheet and JSON; names only with a purpose."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pypdf
import pytest

from ektp_desk.domain.paper.kinds import PaperKind
from ektp_desk.settings import Folders
from tests.cli.desk_commands import command
from tests.offices import WORDS, office_in
from tests.paper.days import record, school_visit

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that was at a school, its state where the commands look for it."""
    root = tmp_path_factory.mktemp("reports")
    with office_in(Folders(root / "data", root / "state")) as office:
        visit = school_visit(office, root)
        record(office, visit, "BELA CONTOH")
    return root / "data"


@pytest.fixture(autouse=True)
def _state(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EKTP_DESK_STATE", str(data.parent / "state"))


def report(data: Path, *words: str | Path) -> tuple[int, str, str]:
    done = command("report", *words, "--data", data, "--today", "2019-04-02", passphrase=WORDS)
    return done.code, done.out, done.err


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_paper_is_made_by_its_name(data: Path, tmp_path: Path, kind: PaperKind) -> None:
    target = tmp_path / "kertas.pdf"

    code, out, err = report(data, kind.value, "--purpose", "diperiksa", "--out", target)

    assert (code, out) == (0, ""), err
    assert len(pypdf.PdfReader(target).pages) >= 1


def test_figures_come_as_one_document(data: Path) -> None:
    done = command("report", "school", "--data", data, "--json", "--today", "2019-04-02", passphrase=WORDS)

    assert done.code == 0, done.err
    assert [line["rombel"] for line in done.document["classes"]] == ["XI IPS 1", "XII IPA 1"]
    assert done.document["total"]["recorded"] == {"L": 0, "P": 1, "unknown": 0, "total": 1}

    period = command(
        "report", "served", "--data", data, "--json", "--from", "2019-04-01", "--to", "2019-04-30",
        "--region", "53.02.32", "--today", "2019-04-02", passphrase=WORDS,
    )  # fmt: skip
    assert period.document["total"]["arrived"] == 1
    assert period.document["visits"][0]["equation"]["served"] == 1


def test_a_spreadsheet_is_written_where_the_paper_has_tables(data: Path, tmp_path: Path) -> None:
    code, _out, err = report(data, "visit", "--out", tmp_path / "a.xlsx")
    assert code == 0, err
    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert len([name for name in parts.namelist() if "worksheets/sheet" in name]) == 4

    code, _out, err = report(data, "letter", "--out", tmp_path / "b.xlsx")
    assert code == 1
    assert "[report.no_table]" in err


def test_names_need_a_purpose_and_numbers_a_range(data: Path, tmp_path: Path) -> None:
    code, _out, err = report(data, "names", "--out", tmp_path / "a.pdf")
    assert (code, "[report.needs_purpose]" in err) == (1, True)

    code, _out, err = report(data, "numbers", "--numbers", "C101-103", "--out", tmp_path / "b.pdf")
    assert code == 0, err
    assert "C101" in pypdf.PdfReader(tmp_path / "b.pdf").pages[0].extract_text()

    code, _out, _err = report(data, "numbers", "--numbers", "101", "--out", tmp_path / "b.pdf")
    assert code == 2
