"""`office breach`: counts in a terminal, on paper and in a sheet; names to who says what for."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from ektp_desk.cli.office import office
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import give_numbers
from tests.kept import new_kit
from tests.offices import CHEAP, WORDS, office_in


def breached(folders: Folders, *words: str | Path, passphrase: str = WORDS) -> Result:
    reading, writing = os.pipe()
    os.write(writing, passphrase.encode() + b"\n")
    os.close(writing)
    line = ["breach", *map(str, words), "--data", str(folders.data), "--passphrase-fd", str(reading)]
    return CliRunner().invoke(office, line)


def test_counts_first_and_names_when_they_are_asked_for(folders: Folders, tmp_path: Path) -> None:
    with office_in(folders) as made:
        visit = made.open_visit()
        give_numbers(made.session, visit, letter="A")
        made.record_one(visit, "Yuliana Contoh")
        new_kit(made.desk, made.session, cost=CHEAP)
    pdf, sheet, named = (tmp_path / name for name in ("a.pdf", "a.xlsx", "b.xlsx"))

    told = breached(folders, "02")

    assert told.exit_code == 0, told.output
    for words in (
        "Laptop lapangan 02",
        "Paling banyak 1 orang",
        "BELUM DICABUT",
        "apakah kitnya pernah dibuka",
    ):
        assert words in told.output
    assert "Yuliana" not in told.output
    assert breached(folders, "02", "--out", pdf).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert breached(folders, "02", "--out", sheet).exit_code == 0
    assert "Yuliana" not in text_in(sheet)
    unnamed = breached(folders, "02", "--names", "--out", named)
    assert (unnamed.exit_code, "[report.needs_purpose]" in unnamed.output, named.exists()) == (1, True, False)
    done = breached(folders, "02", "--names", "--purpose", "pemberitahuan", "--out", named)
    assert done.exit_code == 0, done.output
    assert "Yuliana Contoh" in text_in(named)
    assert "[device.unknown]" in breached(folders, "09").output


def text_in(path: Path) -> str:
    book = CalamineWorkbook.from_path(path)
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(str(cell) for row in rows for cell in row)
