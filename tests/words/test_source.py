"""How sentences stand in the code, so that each can be said in another language at any moment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import ektp_desk
from ektp_desk.words import _
from ektp_desk.words.language.spoken import FOLDER

ROOT = Path(ektp_desk.__file__).parent
LONGER = 3  # letters: a translated button or head of a column stays within the room of its source
HEADS = ("ActButton", "Column")
BARE_KEY = re.compile(r"(?<![\w+{.\-–\[%=/])(?:Alt\+)?[A-Z](?![\w}'\-+\]=/])(?!\.[\dA-Z])")
NO_KEYS = frozenset(  # letters of sexes, of desks, of units
    {
        "Angka dasar, L, P dan jumlah",
        "Huruf meja ini tidak dipakai. Pilih A, B, C …; I, O dan Q mirip angka.",
        "Jumlah tidak sama dengan L ditambah P. Angka tetap disimpan apa adanya; periksa sumbernya.",
        "Tak dikenal: pulang sebelum ditanya namanya; L dan P menurut daftar atau keterangan di meja.",
        "{n} B",
    }
)


def calls(nodes: Iterable[ast.AST], *, early: bool = True) -> Iterator[tuple[ast.Call, bool]]:
    """Every call, and whether it runs as early as its module is imported."""
    for node in nodes:
        if isinstance(node, ast.Call):
            yield node, early
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            body = node.body if isinstance(node.body, list) else [node.body]
            yield from calls([*getattr(node, "decorator_list", ()), node.args], early=early)
            yield from calls(body, early=False)
        else:
            yield from calls(ast.iter_child_nodes(node), early=early)


def calls_in(code: str) -> Iterator[tuple[ast.Call, bool]]:
    return calls([ast.parse(code)])


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def test_no_sentence_is_chosen_before_its_language() -> None:
    """Commands write their help as they are imported; they are imported once the language is known."""
    early = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in ROOT.rglob("*.py")
        if path.relative_to(ROOT).parts[0] != "cli"
        for call, at_import in calls_in(path.read_text(encoding="utf-8"))
        if at_import and name_of(call) in ("_", "n_")
    ]
    assert early == []


def test_what_a_function_says_is_not_early() -> None:
    code = "A = _('Antrean')\ndef f(said=_('Meja')): return _('Orang')\nB = lambda: _('Kartu')"
    assert [call.args[0].value for call, early in calls_in(code) if early] == ["Antrean", "Meja"]  # type: ignore[attr-defined]  # literals


def test_no_button_and_no_head_of_a_column_outgrows_its_source(english: None) -> None:
    long = {source: told for source, told in _heads() if len(told) > len(source) + LONGER}
    assert long == {}


def _heads() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "gui").rglob("*.py"):
        for call, _early in calls_in(path.read_text(encoding="utf-8")):
            said = call.args[0] if call.args and name_of(call) in HEADS else None
            if isinstance(said, ast.Call) and name_of(said) == "_" and isinstance(said.args[0], ast.Constant):
                source = str(said.args[0].value)
                yield source, _(source)


def test_a_letter_that_is_a_key_is_marked_as_one() -> None:
    """Only so it is named with Alt where letters act with Alt alone; commands have no such keys."""
    with (FOLDER / "ektp_desk.pot").open("rb") as file:
        said = [
            message
            for message in read_po(file)
            if message.id
            and message.context != "sex"
            and not any(place.startswith("ektp_desk/cli/") for place, _line in message.locations)
        ]
    bare = {str(message.id) for message in said if BARE_KEY.search(str(message.id))}
    assert bare == NO_KEYS
    assert len([message for message in said if "[K]" in message.id]) > 5
