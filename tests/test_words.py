"""Words: every code has its sentence, every sentence its code, and none has a hole that nobody fills."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import ektp_desk
from ektp_desk.domain.errors import EktpError
from ektp_desk.words.errors import SENTENCES, row_problem, sentence
from ektp_desk.words.numbers import count, share

ROOT = Path(ektp_desk.__file__).parent
CODE = re.compile(r"^[a-z][a-z0-9]*(\.[a-z0-9_]+)+$")
AREAS = {code.partition(".")[0] for code in SENTENCES}
NOT_CODES = {"desk.db", "desk.lock", "slots.json", "slots.copy.json", "sample.json"}


def texts_with_codes() -> set[str]:
    """Find every literal in the program that looks like a code of a known area, but the sentences' own."""
    found = set()
    for path in ROOT.rglob("*.py"):
        if "words/errors" in path.as_posix():
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                found.add(node.value)
    return {text for text in found if text.partition(".")[0] in AREAS} - NOT_CODES


def raised_codes() -> set[str]:
    """Find every code that is given to a refusal by name, whatever its area."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in ("EktpError", "StoreDamaged"):
                first = node.args[0] if isinstance(node, ast.Call) and node.args else None
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_code_has_its_sentence() -> None:
    assert raised_codes() - set(SENTENCES) == set()


def test_every_sentence_has_its_code() -> None:
    entity_slots = {"ticket.person", "visit.plan"}  # slots of the catalogue share the form of codes

    assert set(SENTENCES) - texts_with_codes() - entity_slots == set()


def test_a_sentence_ends_with_its_code() -> None:
    told = sentence(EktpError("desk.busy", number="A042"))

    assert told.endswith("[desk.busy]")
    assert "A042" in told


def test_a_row_is_spoken_of_as_a_row() -> None:
    assert "Baris" in row_problem("nik.not_16_digits")
    assert "Isian" not in row_problem("date.future")


def test_numbers_are_written_as_offices_write_them() -> None:
    assert count(298437) == "298.437"
    assert share(298437, 333762) == "89,42 %"
    assert share(1, 0) == "–"
