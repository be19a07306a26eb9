"""English is whole: on screens, in refusals, in commands, in tables made before it was chosen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Outcome
from ektp_desk.store.asking.named import queries
from ektp_desk.words import _, languages, speak, spoken
from ektp_desk.words.errors import SENTENCES, sentence
from ektp_desk.words.language.spoken import FOLDER
from ektp_desk.words.outcomes import outcome_word
from tests.words.indonesian import indonesian

# Walks every command in one process: each alone would start Python anew.
EVERY_HELP = """
import click
from ektp_desk.cli.main import main

def walk(command, path):
    context = click.Context(command, info_name=path)
    print(command.get_help(context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            walk(command.get_command(context, name), f"{path} {name}")

walk(main, "ektp-desk")
"""
# Part of what stands in commands: `import --kind belum-rekam`.
OF_COMMANDS = frozenset({"belum"})
HOLE = re.compile(r"\{\w*")  # the names to be filled in are the source's
OF_LISTS = frozenset({"nama"})  # the title of a column that a list must have


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The English translations as the translator writes them."""
    with (FOLDER / "en" / "LC_MESSAGES" / "ektp_desk.po").open("rb") as file:
        return read_po(file, locale="en")


def test_there_are_two_languages_and_the_source_comes_first() -> None:
    assert languages() == ("id", "en")


def test_a_language_without_a_catalogue_is_the_source(english: None) -> None:
    speak("fr")
    assert (spoken(), _("Antrean")) == ("id", "Antrean")


def test_no_translation_is_indonesian(catalogue: Catalog) -> None:
    left = {}
    for message in catalogue:
        told = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if message.id and any(indonesian(HOLE.sub("", text), but=OF_LISTS) for text in told):
            left[str(message.id)] = told
    assert left == {}


def test_every_refusal_has_its_english_sentence(english: None) -> None:
    same = [code for code, source in SENTENCES.items() if _(source) == source]

    assert same == []
    told = sentence(EktpError("desk.busy", number="A042"))
    assert told == "This desk still holds number A042. End or skip it first. [desk.busy]"


def test_tables_made_at_import_follow_the_language_spoken_later(english: None) -> None:
    assert outcome_word(Outcome.NO_DOCUMENTS) == "Documents not brought"
    speak("id")
    assert outcome_word(Outcome.NO_DOCUMENTS) == "Dokumen tidak dibawa"


def test_every_definition_keeps_its_term_before_the_colon(english: None) -> None:
    said = [_(text) for query in queries().values() for text in query.definitions]
    assert [text for text in said if not text.partition(": ")[2]] == []


@pytest.mark.journey
def test_no_help_of_a_command_is_indonesian(tmp_path: Path) -> None:
    text = _helps({"EKTP_DESK_LANGUAGE": "en"})

    assert "Usage: ektp-desk office user add" in text
    assert indonesian(text, but=OF_COMMANDS) == set()


@pytest.mark.journey
def test_commands_speak_as_the_window_was_told_to(tmp_path: Path) -> None:
    state = Path(os.environ["EKTP_DESK_STATE"])
    state.mkdir(parents=True, exist_ok=True)
    (state / "screen.json").write_text('{"theme": "terang", "size": 15, "language": "en"}', encoding="utf-8")
    assert "Usage: ektp-desk" in _helps({})

    (state / "screen.json").write_text("[]", encoding="utf-8")
    assert "Cara pakai:" in _helps({})


def _helps(environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_HELP],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
        timeout=100,
    )
    return done.stdout
