"""Lists that were loaded, and what a person once said that a layout's columns mean."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Layout, ListFacts

Corrections = dict[str, tuple[Meaning, ...]]


def lists(session: Session) -> list[ListFacts]:
    """Give the imported lists, newest first."""
    return session.store.ask("lists", ListFacts)


def loaded_before(session: Session, digests: Sequence[str], list_id: str) -> tuple[str, ...]:
    params = {"digests": json.dumps(digests), "list": list_id}
    return tuple(str(name) for name in session.values("lists_of_files", **params))


def corrections_of(session: Session, kind: str) -> Corrections:
    """Give the remembered meanings of a kind's layouts, by `SheetColumns.layout`.

    A layout that a later release has taught a meaning unknown here is left to guessing.
    """
    found: Corrections = {}
    for layout in session.store.ask("layouts", Layout, kind=kind):
        words = json.loads(layout.meanings)
        if set(words) <= set(Meaning):
            found[layout.layout] = tuple(map(Meaning, words))
    return found
