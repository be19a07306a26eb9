"""Folds of lists and of the layouts they come in; a list's people are loaded, not folded."""

from __future__ import annotations

import json

from ektp_desk.domain.journal.bodies import (
    LayoutCorrected,
    ListDue,
    ListExpired,
    ListImported,
    ListWithdrawn,
)
from ektp_desk.domain.journal.folds.row import Row, Rows, when
from ektp_desk.domain.journal.life import Life
from ektp_desk.domain.lists.standing import ListState


def fold_list(entity: str, life: Life) -> Rows:
    said = life.said("list.rows", ListImported)
    if said is None:
        return {}
    row: Row = {
        "id": entity,
        "kind": said.kind,
        "name": said.name,
        "as_of": said.as_of,
        "source": said.source,
        "rows_file": said.rows_file,
        "rows": said.rows,
        "imported_at": when(life.decided("list.rows")),
    }
    files: list[Row] = [{"list": entity, "digest": digest} for digest in dict.fromkeys(said.files)]
    return {"lists": [row | _standing(life)], "list_files": files}


def _standing(life: Life) -> Row:
    withdrawn = life.said("list.standing", ListWithdrawn)
    state = ListState.WITHDRAWN if withdrawn else ListState.STANDING
    for kind, later in ((ListDue, ListState.DUE), (ListExpired, ListState.EXPIRED)):
        if any(isinstance(event.body, kind) for event in life.events):
            state = later
    return {
        "state": state.value,
        "withdrawn_at": when(life.decided("list.standing")),
        "withdrawn_why": withdrawn.reason if withdrawn else "",
    }


def fold_layout(entity: str, life: Life) -> Rows:
    """`meanings` as a JSON list."""
    said = life.said("layout.meanings", LayoutCorrected)
    if said is None:
        return {}
    row: Row = {"id": entity, "kind": said.kind, "layout": said.layout}
    return {"layouts": [row | {"meanings": json.dumps(said.meanings)}]}
