"""Folds: from one entity's life to its rows, by pure functions; the one table of them is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.journal.folds.lists import fold_layout, fold_list
from ektp_desk.domain.journal.folds.office import OF_DEVICES, fold_device, fold_office, fold_user
from ektp_desk.domain.journal.folds.person import fold_pair, fold_person
from ektp_desk.domain.journal.folds.recording import fold_recording
from ektp_desk.domain.journal.folds.row import Rows
from ektp_desk.domain.journal.folds.ticket import fold_ticket
from ektp_desk.domain.journal.folds.visit import fold_group, fold_visit
from ektp_desk.domain.journal.life import Life


@dataclass(frozen=True, slots=True)
class Fold:
    """How an entity's rows come about: the function, and each table with its key column."""

    rows: Callable[[str, Life], Rows]
    tables: Mapping[str, str]


FOLDS = {
    Entity.OFFICE: Fold(fold_office, {"offices": "id", "policies": "office"}),
    Entity.USER: Fold(fold_user, {"users": "id", "user_keys": "user"}),
    Entity.DEVICE: Fold(fold_device, OF_DEVICES),
    Entity.LIST: Fold(fold_list, {"lists": "id", "list_files": "list"}),
    Entity.LAYOUT: Fold(fold_layout, {"layouts": "id"}),
    Entity.VISIT: Fold(fold_visit, {"visits": "id", "visit_lists": "visit", "desks": "visit"}),
    Entity.GROUP: Fold(fold_group, {"groups": "id"}),
    Entity.TICKET: Fold(
        fold_ticket, {"tickets": "entity", "stops": "ticket", "doubles": "ticket", "reopenings": "ticket"}
    ),
    Entity.PERSON: Fold(
        fold_person,
        {"people": "id"} | dict.fromkeys(("claims", "corrections", "absences", "contacts"), "person"),
    ),
    Entity.PAIR: Fold(fold_pair, {"pairs": "id"}),
    Entity.RECORDING: Fold(fold_recording, {"recordings": "id", "modalities": "recording"}),
}
