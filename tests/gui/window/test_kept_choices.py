"""How the screen was chosen to be, and what each office's papers were, in one small file about nobody."""

from __future__ import annotations

import json

import pytest

from ektp_desk.settings import Folders, ScreenChoice, read_screen, write_screen


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '{"screen": {"theme": "malam", "size": "99", "language": 3}}', '{"screen": 1}']
)
def test_what_cannot_be_read_is_the_default(folders: Folders, text: str) -> None:
    folders.kept.parent.mkdir(parents=True, exist_ok=True)
    folders.kept.write_text(text, encoding="utf-8")
    assert read_screen(folders.screen) == ScreenChoice()


def test_a_choice_that_the_disk_refuses_is_said_and_not_lost_for_now(folders: Folders) -> None:
    folders.kept.mkdir(parents=True)
    assert not write_screen(folders.screen, ScreenChoice("matahari"))
    assert list(folders.kept.parent.glob("*.part")) == []


def test_the_file_names_nobody(folders: Folders) -> None:
    assert write_screen(folders.screen, ScreenChoice())
    assert folders.choices.keep(printer="Epson")
    kept = json.loads(folders.kept.read_text(encoding="utf-8"))
    screen, office = kept.pop("screen"), kept.popitem()[1]
    assert screen == {"theme": "terang", "size": "15", "language": "id"}
    assert (office, kept) == ({"printer": "Epson"}, {})


def test_what_an_earlier_release_kept_in_two_files_still_holds(folders: Folders) -> None:
    folders.state.mkdir(parents=True)
    old = folders.state / "screen.json"
    old.write_text('{"theme": "matahari", "size": 17, "language": "en"}', encoding="utf-8")
    beside = folders.choices.before
    assert beside is not None
    beside.write_text('{"printer": "Epson"}', encoding="utf-8")
    assert read_screen(folders.screen) == ScreenChoice("matahari", 17, "en")
    assert folders.choices.get("printer") == "Epson"

    assert folders.choices.keep(**{"report.kind": "served"})
    assert write_screen(folders.screen, ScreenChoice("terang", 17, "en"))
    old.unlink()
    beside.unlink()
    assert read_screen(folders.screen) == ScreenChoice("terang", 17, "en")
    assert (folders.choices.get("printer"), folders.choices.get("report.kind")) == ("Epson", "served")


def test_the_language_of_the_environment_goes_before_the_kept_one_and_is_nobodys_choice(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert write_screen(folders.screen, ScreenChoice(language="id"))
    monkeypatch.setenv("EKTP_DESK_LANGUAGE", "en")
    assert read_screen(folders.screen).language == "en"
    assert write_screen(folders.screen, ScreenChoice("matahari", language="en"))  # only the sun was chosen
    monkeypatch.setenv("EKTP_DESK_LANGUAGE", "fr")
    assert read_screen(folders.screen) == ScreenChoice("matahari", language="id")
