"""The template changes when a sentence does, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = """
from ektp_desk.words import N_, _, n_
# Translators: on the button that ends a visit
A = _("Tutup kunjungan")
B = N_("Zona waktu")
C = n_("{n} orang", "{n} orang", 3)
"""


@pytest.fixture(scope="session")
def strings(load: Callable[[str], ModuleType]) -> ModuleType:
    return load("strings")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "ektp_desk"
    folder.mkdir()
    (folder / "one.py").write_text(SOURCE, encoding="utf-8")
    return folder


def test_every_kind_of_mark_is_collected_with_its_comment(strings: ModuleType, package: Path) -> None:
    text = strings.collect(package)
    for sentence in ('msgid "Tutup kunjungan"', 'msgid "Zona waktu"', 'msgid_plural "{n} orang"'):
        assert sentence in text
    assert "#. on the button that ends a visit" in text


def test_lines_moved_about_change_nothing(strings: ModuleType, package: Path) -> None:
    before = strings.collect(package)
    (package / "one.py").write_text("\n\n\n" + SOURCE, encoding="utf-8")
    assert strings.collect(package) == before


def test_neither_a_day_nor_a_folder_of_this_machine_gets_in(strings: ModuleType, package: Path) -> None:
    text = strings.collect(package)
    assert str(package.parent) not in text
    assert "Date" not in text
    assert "#: ektp_desk/one.py\n" in text


def test_a_stale_template_is_refused_with_the_command_that_mends_it(
    strings: ModuleType, package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(strings, "ROOT", package.parent)
    monkeypatch.setattr(strings, "TEMPLATE", package.parent / "i18n" / "ektp_desk.pot")
    assert strings.main([]) == 0
    assert strings.main(["--check"]) == 0
    (package / "two.py").write_text('_("Baru")\n', encoding="utf-8")
    assert strings.main(["--check"]) == 1
    assert "poe strings" in capsys.readouterr().err
