"""The commands, as scripts rely on them: exit codes, one document, no traceback."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pypdf
import pytest

from ektp_desk.domain.chance.inventing import InventedPerson, Inventor
from ektp_desk.domain.places import RegionCode
from ektp_desk.settings import RESOURCES, Folders
from ektp_desk.sheets.wordlists import load_names
from ektp_desk.sheets.write import write_list
from tests.cli.desk_commands import WORDS, Done, command
from tests.kept import lay_founded

pytestmark = pytest.mark.journey
VILLAGE = RegionCode.parse("53.02.32.2003")


@pytest.fixture
def people() -> list[InventedPerson]:
    """Invent thirty residents of one desa."""
    inventor = Inventor(random.Random(7), load_names(RESOURCES / "names"))
    return [inventor.invent(VILLAGE, born_between=(date(1960, 1, 1), date(2002, 1, 1))) for _ in range(30)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Lay a founded office where the commands look for its state."""
    lay_founded(Folders(tmp_path / "D", tmp_path / "state"))
    return tmp_path / "D"


@pytest.fixture
def founded(tmp_path: Path) -> Path:
    """Found an office by command: a real one, with its recovery page beside it."""
    folder = tmp_path / "D"
    made = command("office", "init", "--data", folder, "--region", "53.02", "--user", "adb", cwd=tmp_path)
    assert made.code == 0, made.err
    return folder


def imported(data: Path, people: list[InventedPerson], *more: str) -> Done:
    path = data.parent / "daftar.xlsx"
    write_list(path, people, title="DAFTAR BELUM REKAM")
    return command(
        "import", path, "--kind", "belum-rekam", "--as-of", "2019-04-02", "--json", "--data", data, *more
    )


def test_an_office_begins_with_a_recovery_page_outside_its_folder(founded: Path) -> None:
    (page,) = founded.parent.glob("pemulihan-*.pdf")

    text = pypdf.PdfReader(page).pages[0].extract_text()

    assert "TIMOR TENGAH SELATAN" in text
    assert "27" in text
    assert not list(founded.rglob("*.pdf"))


def test_a_recovery_page_is_not_written_beside_what_it_opens(tmp_path: Path) -> None:
    done = command("office", "init", "--data", tmp_path / "D", "--region", "53.02", "--user", "adb",
                   "--out", tmp_path / "D" / "page.pdf")  # fmt: skip

    assert done.code == 1
    assert "[recovery.in_data_folder]" in done.err


def test_an_office_is_founded_once(founded: Path) -> None:
    again = command(
        "office", "init", "--data", founded, "--region", "53.02", "--user", "adb", cwd=founded.parent
    )

    assert again.code == 1
    assert "[office.exists]" in again.err


def test_a_list_becomes_a_document_and_a_register(data: Path, people: list[InventedPerson]) -> None:
    first = imported(data, people)
    again = imported(data, people)

    assert first.code == 0, first.err
    document = first.document
    assert document["rows_read"] == document["accepted"] + document["refused"] == 30
    assert (document["residents"], document["duplicates"], document["as_of"]) == (30, 0, "2019-04-02")
    assert list(document) == [
        "files", "kind", "list", "as_of", "dry_run", "rows_read", "accepted", "warned", "refused",
        "duplicates", "residents", "by_sex", "by_village", "mapping", "problems",
    ]  # fmt: skip
    assert (document["files"], document["list"], document["kind"]) == (
        ["daftar.xlsx"],
        "daftar",
        "belum-rekam",
    )
    assert document["by_village"] == {"53.02.32.2003": 30}
    assert sum(document["by_sex"].values()) == 30
    assert document["mapping"]["TGL_LHR"] == "birth_date"
    assert again.document["duplicates"] == 30


def test_a_dry_run_stores_nothing(data: Path, people: list[InventedPerson]) -> None:
    dry = imported(data, people, "--dry-run")
    real = imported(data, people)

    assert dry.document["dry_run"] is True
    assert real.document["duplicates"] == 0


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_list_of_which_nothing_can_be_taken_is_told_and_not_kept(data: Path, dry: list[str]) -> None:
    path = data.parent / "rusak.csv"
    path.write_text("NIK;NAMA_LGKP\n5,30232E+15;DAUD CONTOH\n", encoding="utf-8")

    done = command("import", path, "--kind", "belum-rekam", "--json", "--data", data, *dry)

    assert done.code == 1
    assert "[import.none_accepted]" in done.err
    problem = {"sheet": "", "row": 2, "column": "NIK", "code": "nik.damaged", "severity": "refused"}
    assert problem in done.document["problems"]
    assert (done.document["accepted"], done.document["refused"]) == (0, 1)


def test_a_file_that_is_no_list_is_told_and_stores_nothing(data: Path) -> None:
    path = data.parent / "laporan.csv"
    path.write_bytes(b"%PDF-1.7 not a list")

    done = command("import", path, "--kind", "belum-rekam", "--data", data)

    assert done.code == 1
    assert "[import.pdf]" in done.err
    assert "Traceback" not in done.err
    assert not list((data / "lists").glob("*")) if (data / "lists").exists() else True


def test_a_wrong_passphrase_is_told(data: Path) -> None:
    done = command("verify", "--data", data, passphrase=WORDS + " salah")

    assert done.code == 1
    assert "[signin.wrong]" in done.err


def test_a_missing_folder_is_told_and_a_wrong_option_is_usage(tmp_path: Path) -> None:
    assert command("verify", "--data", tmp_path / "nothing").code == 1
    assert command("verify", "--nonsense", passphrase=None).code == 2


def test_a_report_without_a_visit_says_what_to_do(data: Path) -> None:
    done = command("report", "visit", "--data", data, "--json")

    assert done.code == 1
    assert "[visit.none]" in done.err


def test_the_folder_holds_nobody_in_clear(data: Path, people: list[InventedPerson]) -> None:
    imported(data, people)
    written = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    written += [path.read_bytes() for path in (data.parent / "state").rglob("*") if path.is_file()]

    assert len(written) > 4
    for person in people:
        assert not any(
            known.encode(code) in content
            for known in (person.nik, person.name, person.name.upper())
            for code in ("utf-8", "utf-16-le")
            for content in written
        )


def test_without_a_terminal_the_passphrase_is_read_from_standard_input(data: Path) -> None:
    done = command("verify", "--data", data, passphrase=None)

    assert done.code == 1
    assert "[passphrase.unreadable]" in done.err
    assert "Warning" not in done.err


def test_keys_from_outside_are_for_invented_people_only(founded: Path) -> None:
    done = command("--data", founded, "--keys-fd", "0", passphrase=None)

    assert done.code == 1
    assert "[keys.only_sample]" in done.err


def test_a_rehearsal_whose_papers_have_no_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    done = command("rehearse", "--out", tmp_path / "file" / "papers", passphrase=None)

    assert done.code == 1
    assert "[file.cannot_write]" in done.err


def test_every_command_explains_itself() -> None:
    for words in (
        [],
        ["office"],
        ["office", "init"],
        ["import"],
        ["report"],
        ["rehearse"],
        ["verify"],
        ["rebuild"],
        ["salvage"],
    ):
        done = command(*words, "--help", passphrase=None)
        assert done.code == 0
        assert "--help" in done.out
        assert done.out.startswith("Cara pakai:")


def test_wrong_usage_is_told_in_the_users_language() -> None:
    done = command("report", "tahunan", passphrase=None)

    assert done.code == 2
    assert "bukan" in done.err
    assert "Error" not in done.err
    assert "Usage" not in done.err
