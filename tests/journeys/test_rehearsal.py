"""The rehearsal as a person would start it."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from ektp_desk.cli.rehearsal.papers import NAMES
from tests.cli.desk_commands import command

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


def test_a_rehearsal_says_that_nothing_is_missing(tmp_path: Path) -> None:
    done = command("rehearse", "--people", "60", "--out", tmp_path / "out", "--json", passphrase=None)

    assert done.code == 0, done.out + done.err
    told = done.document
    assert told["ok"] is True
    assert told["missing"] == []
    assert (told["people"], told["numbered"], told["unclear"], told["kills"]) == (60, 60, 0, 1)
    assert told["visits"] == {"desa": 48, "sekolah": 12}
    assert (told["homes"], told["arrived"]) == (3, 65)
    assert told["captured"] == told["kept"] > 0
    assert told["sealed"] == told["safe"] == told["recorded"] > 0
    assert told["copies"] == 2
    assert told["received"] > 0
    assert min(told["links"]["line"], told["links"]["stick"]) > 0
    assert sum(told["outcomes"].values()) == told["numbered"]
    assert told["recorded"] == told["outcomes"]["recorded"]
    assert told["verified"] is True
    assert set(told["reports"]) == set(NAMES)
    village = pypdf.PdfReader(tmp_path / "out" / "laporan-kunjungan.pdf").pages[0].extract_text()
    assert "53 datang" in village.splitlines()  # 48 with a number, 5 sent home without one
    school = pypdf.PdfReader(tmp_path / "out" / "laporan-sekolah.pdf").pages[0].extract_text()
    assert "XI IPA 1" in school
    homes = pypdf.PdfReader(tmp_path / "out" / "kunjungan-rumah.pdf").pages[0].extract_text()
    assert "Rumah yang masih didatangi\n3" in homes  # printed before the team set out
    again = pypdf.PdfReader(tmp_path / "out" / "kunjungan-ulang.pdf")
    assert again.pages[0].extract_text()


def test_too_few_people_are_no_rehearsal(tmp_path: Path) -> None:
    done = command("rehearse", "--people", "39", "--out", tmp_path / "out", passphrase=None)

    assert done.code == 1
    assert "[rehearsal.too_few]" in done.err
