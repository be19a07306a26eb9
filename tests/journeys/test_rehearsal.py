"""The rehearsal as a person would start it."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from tests.cli.desk_commands import command

pytestmark = pytest.mark.journey


def test_a_rehearsal_says_that_nothing_is_missing(tmp_path: Path) -> None:
    done = command("rehearse", "--people", "80", "--out", tmp_path / "out", "--json", passphrase=None)

    assert done.code == 0, done.out + done.err
    told = done.document
    assert told["ok"] is True
    assert told["missing"] == []
    assert (told["people"], told["numbered"], told["unclear"], told["kills"]) == (80, 80, 0, 1)
    assert sum(told["outcomes"].values()) == told["numbered"]
    assert told["recorded"] == told["outcomes"]["recorded"]
    assert told["verified"] is True
    assert {"belum-rekam.xlsx", "laporan-kunjungan.pdf", "pemulihan.pdf"} <= set(told["reports"])
    text = pypdf.PdfReader(tmp_path / "out" / "laporan-kunjungan.pdf").pages[0].extract_text()
    assert f"dari {told['arrived']} orang yang datang" in text


def test_too_few_people_are_no_rehearsal(tmp_path: Path) -> None:
    done = command("rehearse", "--people", "3", "--out", tmp_path / "out", passphrase=None)

    assert done.code == 1
    assert "[rehearsal.too_few]" in done.err
