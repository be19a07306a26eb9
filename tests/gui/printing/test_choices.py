"""Choices for comfort: kept beside the anchor, and nobody's loss when they are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.settings import Choices


def test_what_was_chosen_is_there_after_a_start(tmp_path: Path) -> None:
    path = tmp_path / "state" / "pilihan.json"
    Choices(path).keep(printer="Epson", **{"report.kind": "served"})

    again = Choices(path)

    assert (again.get("printer"), again.get("report.kind"), again.get("else", "usual")) == (
        "Epson",
        "served",
        "usual",
    )
    assert [each.name for each in path.parent.iterdir()] == ["pilihan.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe", b"null"])
def test_a_spoilt_file_chose_nothing_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pilihan.json"
    path.write_bytes(content)
    choices = Choices(path)
    assert choices.get("printer") == ""

    choices.keep(printer="Epson")

    assert Choices(path).get("printer") == "Epson"


def test_a_folder_that_refuses_costs_the_comfort_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    choices = Choices(tmp_path / "file" / "pilihan.json")

    choices.keep(printer="Epson")

    assert choices.get("printer") == "Epson"


def test_without_a_file_a_choice_lasts_as_long_as_the_window() -> None:
    choices = Choices()
    choices.keep(printer="Epson")

    assert choices.get("printer") == "Epson"
