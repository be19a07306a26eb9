"""Finds in the code which use cases write, so that none is added without a word on who may.

A function writes that calls a port which keeps something (`KEEPERS`), or a function of the use cases that
does. Names are followed through imports; what is called through an object that no import names is not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import ektp_desk.usecases

PACKAGE = "ektp_desk.usecases"
KEEPERS = {
    "write",
    "keep_list",
    "let_in",
    "change",
    "shut_out",
}  # of `Session` and the ports
PORTS = {f"{PACKAGE}.session", f"{PACKAGE}.ports"}  # the way itself, not one who goes it


def writers() -> set[str]:
    """The public functions that write, as `module.function`."""
    modules = list(_modules())
    calls = {name: found for module, tree in modules for name, found in _calls(module, tree)}
    passed_on = {
        f"{module}.{name}": {full} for module, tree in modules for name, full in _imported(tree).items()
    }
    return {name for name in _writing(calls | passed_on) - set(passed_on) if "._" not in name}


def _writing(calls: dict[str, set[str]]) -> set[str]:
    writing = {name for name, called in calls.items() if called & KEEPERS}
    while more := {name for name, called in calls.items() if called & writing} - writing:
        writing |= more
    return writing


def _modules() -> Iterator[tuple[str, ast.Module]]:
    root = Path(ektp_desk.usecases.__path__[0])
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        module = ".".join((PACKAGE, *(part for part in parts if part != "__init__")))
        if module not in PORTS:
            yield module, ast.parse(path.read_text(encoding="utf-8"))


def _calls(module: str, tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Each function with what it names or calls: ours by their full name, methods by their own."""
    known = _imported(tree) | {node.name: f"{module}.{node.name}" for node in tree.body if _defines(node)}
    for node in tree.body:
        for function in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(function, ast.FunctionDef):
                names = {known[n.id] for n in ast.walk(function) if isinstance(n, ast.Name) and n.id in known}
                methods = {n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)}
                yield f"{module}.{function.name}", names | (methods & KEEPERS)


def _imported(tree: ast.Module) -> dict[str, str]:
    """What a module imports from the use cases, by the name it has here."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE)
        for alias in node.names
    }


def _defines(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.ClassDef]:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)
