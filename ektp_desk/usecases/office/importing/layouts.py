"""What a person once said that a layout's columns mean: remembered by kind and layout, asked no more.

An event and no setting: it has an author, travels with the journal, and can be withdrawn. Asking each month
would train people to press Enter.
"""

from __future__ import annotations

import json

from ektp_desk.domain.journal.bodies import LayoutCorrected
from ektp_desk.domain.journal.events import Act, Entity
from ektp_desk.domain.lists.mapping import SheetColumns
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Layout

Corrections = dict[str, tuple[Meaning, ...]]


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


def remember(session: Session, kind: str, columns: SheetColumns) -> None:
    """Remember how a person understood a sheet's columns; saying what is remembered already writes nothing.

    Raises `role.not_allowed`.
    """
    if corrections_of(session, kind).get(columns.layout) == columns.meanings:
        return
    body = LayoutCorrected(
        kind=kind, layout=columns.layout, meanings=tuple(m.value for m in columns.meanings)
    )
    session.write(Act(Entity.LAYOUT, f"{kind}:{columns.layout}", body))
