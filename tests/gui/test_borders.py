"""What the window names of the rest: no store, no query, no word of the journal; and it holds only Qt."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import ektp_desk.gui
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity
from ektp_desk.store.asking.named import queries

GUI = Path(ektp_desk.gui.__path__[0])
MODULES = sorted(GUI.rglob("*.py"))
KINDS = {kind.name for kind in CATALOGUE.values()}
SLOTS = {kind.slot for kind in CATALOGUE.values() if kind.slot}
ASKING = {"ask", "one", "value", "values"}
OF_THE_JOURNAL = (KINDS | SLOTS) - {"sent_home"}  # a widget is called so, too
QT = ("PySide6", "shiboken6")
ACTS = "ektp_desk.gui.kit.act"  # who makes acts is a piece of its screen
PHRASES = {"__init__.py", "words.py"}
WITHOUT_QT = {
    "kit/ticket_table.py": "columns and cells of a table that is Qt's",
}


def named(path: Path) -> str:
    return path.relative_to(GUI).as_posix()


def stores(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "store":
            yield ast.unparse(node)


def named_queries(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            said = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
            yield from (str(name) for name in said if name in queries())


def words_of_the_journal(tree: ast.Module) -> Iterator[str]:
    """Kinds and slots by name, and whatever else than an entity comes from the journal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in OF_THE_JOURNAL:
            yield str(node.value)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ektp_desk.domain.journal"):
            yield from (alias.name for alias in node.names if alias.name != Entity.__name__)


def ticket_names(tree: ast.Module) -> Iterator[str]:
    """A ticket's name is cut by `TicketId` alone."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="rpartition"), args=[ast.Constant(value=":")]):
                yield ast.unparse(node)


Rule = Callable[[ast.Module], Iterator[str]]
RULES: tuple[Rule, ...] = (stores, named_queries, words_of_the_journal, ticket_names)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_window_knows_no(rule: Rule) -> None:
    found = {named(path): list(rule(tree_of(path))) for path in MODULES}

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (stores, "session.store.life(entity, name)"),
        (named_queries, "session.value('open_visit', str)"),
        (words_of_the_journal, "told = 'ticket_served'"),
        (words_of_the_journal, "life.said('visit.plan', body)"),
        (words_of_the_journal, "from ektp_desk.domain.journal.bodies import ClaimCorrected"),
        (ticket_names, "ticket.rpartition(':')[2]"),
    ],
)
def test_what_the_window_shall_not_know_is_seen(rule: Rule, source: str) -> None:
    assert list(rule(ast.parse(source)))


def test_what_needs_no_qt_stands_elsewhere() -> None:
    """But for tables of acts and phrases; whatever else stays has its reason here."""
    found = {named(path) for path in MODULES if path.name not in PHRASES and not is_of_a_screen(path)}

    assert found == set(WITHOUT_QT)


def is_of_a_screen(path: Path) -> bool:
    nodes = list(ast.walk(tree_of(path)))
    told = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    told += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return any(name.startswith(QT) or name == ACTS for name in told)
