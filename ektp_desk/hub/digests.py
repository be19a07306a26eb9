"""A column held against many digests at once.

A database is given them as one value: SQLAlchemy's `in_` writes the question anew for each number of them,
which took longer than the answer, and a database takes some 32,000 values of one question.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ARRAY, ColumnElement, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


def is_among(column: ColumnElement[Any], digests: Iterable[str] | None = None) -> ColumnElement[bool]:
    """Whether the column has one of these; without them the parameter `digests` says which."""
    if digests is None:
        return _IsAmong(column, bindparam("digests", type_=_Digests))
    return _IsAmong(column, bindparam(None, list(digests), type_=_Digests))


class _Digests(TypeDecorator[Iterable[str]]):
    impl, cache_ok = Text, True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(Text) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str] | str:
        digests = list(value or ())
        return digests if dialect.name == "postgresql" else msgspec.json.encode(digests).decode()


class _IsAmong(FunctionElement[Any]):
    inherit_cache = True


@compiles(_IsAmong, "sqlite")
def _in_json(element: _IsAmong, compiler: SQLCompiler, **said: Any) -> str:
    column, digests = (compiler.process(one, **said) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({digests}))"  # noqa: S608  a column, and the mark of a value


@compiles(_IsAmong, "postgresql")
def _in_array(element: _IsAmong, compiler: SQLCompiler, **said: Any) -> str:
    column, digests = (compiler.process(one, **said) for one in element.clauses)
    return f"{column} = ANY({digests})"
