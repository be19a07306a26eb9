"""Each named query has one function, whose shape and parameters are the query's own."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import sys
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import ektp_desk
from ektp_desk.store.asking.named import queries
from ektp_desk.store.opening import STORE, open_database

ROOT = Path(ektp_desk.__file__).parent
ASKS = {"ask", "one", "value", "values"}
SCALAR = {"value", "values"}
MAY_ASK = re.compile(r"\bask\(|\b\w*(?:session|store)\s*\.(?:ask|one|values?)\(")
# Behind `heads` and `find_people` of the port.
OF_THE_STORE = {"heads", "hits_by_name", "hits_by_nik", "words_of_names"}


class Question(NamedTuple):
    """One place that asks a named query: as what, with which parameters."""

    name: str
    where: str  # the module
    function: str
    columns: frozenset[str]
    params: frozenset[str]


def asked_in(path: Path, module: str) -> Iterator[Question]:
    text = path.read_text(encoding="utf-8")
    if not MAY_ASK.search(text):
        return
    lines = text.splitlines()
    for function in [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]:
        if not MAY_ASK.search("\n".join(lines[function.lineno - 1 : function.end_lineno])):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and _asks(call.func):
                name = ast.literal_eval(call.args[0])
                yield Question(name, module, function.name, _columns(call, module), _params(call))


def _asks(function: ast.expr) -> bool:
    """Whether somebody asks a store, or a session for it."""
    if isinstance(function, ast.Name):
        return function.id == "ask"
    if not isinstance(function, ast.Attribute) or function.attr not in ASKS:
        return False
    return ast.unparse(function.value).endswith(("session", "store"))


def _columns(call: ast.Call, module: str) -> frozenset[str]:
    if isinstance(call.func, ast.Attribute) and call.func.attr in SCALAR:
        return frozenset({"value"})
    importlib.import_module(module)
    shape = eval(ast.unparse(call.args[1]), vars(sys.modules[module]))  # noqa: S307  our own source
    if dataclasses.is_dataclass(shape):
        return frozenset(field.name for field in dataclasses.fields(shape))
    return frozenset(shape.__struct_fields__)


def _params(call: ast.Call) -> frozenset[str]:
    return frozenset(str(keyword.arg) for keyword in call.keywords)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    """All of the program's, read when a test wants them: each worker collects this module."""
    return [
        question
        for path in sorted(ROOT.rglob("*.py"))
        if path != ROOT / "usecases" / "session.py"  # where asking is made of asking
        for question in asked_in(path, ".".join(("ektp_desk", *path.relative_to(ROOT).with_suffix("").parts)))
    ]


class Values(dict[str, Any]):
    """Binds whatever a statement wants, and remembers what that was."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: set[str] = set()

    def __missing__(self, name: str) -> int:
        self.wanted.add(name)
        return 1


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    opened = open_database(tmp_path_factory.mktemp("questions") / STORE, b"q" * 32)
    yield opened
    opened.close()


def test_each_named_query_is_asked_by_one_function_of_the_use_cases(questions: list[Question]) -> None:
    asking: dict[str, list[str]] = {name: [] for name in queries()}
    for question in questions:
        asking[question.name].append(f"{question.where}.{question.function}")

    several = {name: places for name, places in asking.items() if len(places) > 1}
    nowhere = {name for name, places in asking.items() if not places}
    elsewhere = {
        question.name: question.where
        for question in questions
        if question.name not in OF_THE_STORE and not question.where.startswith("ektp_desk.usecases.")
    }
    beside = {
        question.name: question.where
        for question in questions
        if question.name not in OF_THE_STORE and not question.where.endswith(".queries")
    }

    assert several == {}
    assert nowhere == {"heads"}
    assert elsewhere == {}
    assert beside == {}


def test_a_query_gives_its_functions_shape(connection: Any, questions: list[Question]) -> None:
    given = dict[str, tuple[Set[str], Set[str]]]()
    for question in questions:
        values = Values()
        cursor = connection.execute(queries()[question.name].sql, values)
        given[question.name] = {column[0] for column in cursor.description}, values.wanted

    assert given == {question.name: (question.columns, question.params) for question in questions}
