"""Template and translations change when a sentence does, and with nothing else; what is wrong is named."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

SOURCE = """
from ektp_desk.words import N_, _, n_
# Translators: on the button that ends a visit
A = _("Tutup kunjungan")
B = N_("Zona waktu")
C = n_("{n} orang", "{n} orang", 3)
D = NP_("one", "Orang")
"""
HEAD = """# A glossary of the translator's own.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

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
    assert 'msgctxt "one"\nmsgid "Orang"' in text
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


@pytest.fixture
def english(strings: ModuleType, package: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A translator's file beside a template of its own, with one sentence that the source lost."""
    monkeypatch.setattr(strings, "ROOT", package.parent)
    monkeypatch.setattr(strings, "TEMPLATE", package.parent / "i18n" / "ektp_desk.pot")
    path = package.parent / "i18n" / "en" / "LC_MESSAGES" / "ektp_desk.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'{HEAD}msgid "Zona waktu"\nmsgstr "Time zone"\n\nmsgid "Lama"\nmsgstr "Old"\n', encoding="utf-8"
    )
    return path


def test_a_new_sentence_comes_into_a_translation_empty_and_a_lost_one_leaves_it(
    strings: ModuleType, english: Path
) -> None:
    assert strings.main([]) == 0
    compiled = gettext.GNUTranslations(BytesIO(english.with_suffix(".mo").read_bytes()))
    text = english.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert 'msgid "Zona waktu"\nmsgstr "Time zone"' in text
    assert 'msgid "Tutup kunjungan"\nmsgstr ""' in text
    assert "Lama" not in text
    assert compiled.gettext("Zona waktu") == "Time zone"


def test_an_untranslated_sentence_is_named_until_somebody_translates_it(
    strings: ModuleType, english: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strings.main([])
    capsys.readouterr()
    assert strings.main(["--check"]) == 1
    assert "ektp_desk.po: untranslated: Tutup kunjungan" in capsys.readouterr().err
    text = english.read_text(encoding="utf-8")
    english.write_text(
        text.replace('"Tutup kunjungan"\nmsgstr ""', '"Tutup kunjungan"\nmsgstr "Close the visit"')
        .replace('"Orang"\nmsgstr ""', '"Orang"\nmsgstr "Person"')
        .replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "{n} person"\nmsgstr[1] "{n} people"'),
        encoding="utf-8",
    )
    assert strings.main([]) == 0
    assert strings.main(["--check"]) == 0


def test_a_translation_is_compiled_to_the_same_bytes_each_time(strings: ModuleType, english: Path) -> None:
    strings.main([])
    first = english.read_bytes(), english.with_suffix(".mo").read_bytes()
    english.with_suffix(".mo").unlink()
    strings.main([])
    assert (english.read_bytes(), english.with_suffix(".mo").read_bytes()) == first


@pytest.mark.parametrize(
    ("source", "told", "what"),
    [
        ("{n} baris", "{n} {n:row|rows}", ""),
        ("{n} baris", "rows", "other placeholders"),
        ("{n} baris", "{m} rows", "other placeholders"),
        ("{n} baris", "{n rows", "other placeholders"),
        ("Pilih…", "Pick", "begins or ends otherwise"),
        ("Baris {rows}:", "Rows {rows}", "begins or ends otherwise"),
        ("lalu ", "then", "begins or ends otherwise"),
        (" lalu", "then", "begins or ends otherwise"),
        ("Tekan Ctrl+K.", "Press K.", "without Ctrl+K"),
        ("Tekan N untuk nomor.", "Press M for a number.", "without N"),
        ("Kunjungan & daftar", "Visits and lists", "without &"),
        ("Perlu --user.", "Needs a user.", "without --user"),
    ],
)
def test_a_translation_that_says_something_else_is_named(
    strings: ModuleType, source: str, told: str, what: str
) -> None:
    catalog = Catalog(locale="en")
    catalog.add(source, told)
    assert list(strings.wrong(catalog)) == ([f"{what}: {source}"] if what else [])


def test_a_guess_is_no_translation(strings: ModuleType) -> None:
    guessed = BytesIO(b'#, fuzzy\nmsgid "Baru"\nmsgstr "New"\n')
    assert list(strings.wrong(read_po(guessed, locale="en"))) == ["fuzzy: Baru"]


def test_every_language_says_every_sentence(strings: ModuleType) -> None:
    """Or somebody reads two languages on one screen."""
    root = strings.ROOT
    there = {
        message.id for message in read_po(BytesIO(strings.collect(root / "ektp_desk").encode())) if message.id
    }
    (path,) = (root / "resources" / "i18n").glob("*/LC_MESSAGES/ektp_desk.po")
    catalog = strings.read(path)

    assert list(strings.wrong(catalog)) == []
    assert {message.id for message in catalog if message.id} == there
