"""A column held against many digests at once.

A database is given them as one value: SQLAlchemy's `in_` writes the question anew for each number of them,
which took longer than the answer, and a database takes some 32,000 values of one question. As one text, too:
PostgreSQL's driver looks at each value of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Dialect, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType


def is_among(column: ColumnElement[Any], digests: Iterable[str] | None = None) -> ColumnElement[bool]:
    """Whether the column has one of these; without them the parameter `digests` says which."""
    if digests is None:
        return _IsAmong(column, bindparam("digests", type_=_Digests))
    return _IsAmong(column, bindparam(None, list(digests), type_=_Digests))


class _Digests(UserDefinedType[Iterable[str]]):
    """Its mark stands bare: what it is, each database is told where it is used."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Iterable[str] | None], str]:
        return _as_array if dialect.name == "postgresql" else _as_json


def _as_array(digests: Iterable[str] | None) -> str:
    return f"{{{','.join(digests or ())}}}"


def _as_json(digests: Iterable[str] | None) -> str:
    return msgspec.json.encode([*(digests or ())]).decode()


class _IsAmong(FunctionElement[Any]):
    inherit_cache = True


@compiles(_IsAmong, "sqlite")
def _in_json(element: _IsAmong, compiler: SQLCompiler, **said: Any) -> str:
    column, digests = (compiler.process(one, **said) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({digests}))"  # noqa: S608  a column, and the mark of a value


@compiles(_IsAmong, "postgresql")
def _in_array(element: _IsAmong, compiler: SQLCompiler, **said: Any) -> str:
    column, digests = (compiler.process(one, **said) for one in element.clauses)
    return f"{column} = ANY({digests}::text[])"
