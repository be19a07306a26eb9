"""What a traceback, a failed assertion or a log would show of a value: never a person, never a key."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import msgspec

import ektp_desk

PERSONAL = {
    "name", "nik", "kk_number", "birth", "born", "birth_place", "address", "dusun", "cells", "people",
    "second_person", "note", "passphrase", "seed", "key", "secret", "store_key", "office_secret", "words",
    "recovery", "desa_name",
}  # fmt: skip
HARMLESS = {
    ("DueObject", "name"),  # a digest
    ("LinkNews", "name"),  # an interface or a local address
    ("LinkNews", "address"),  # the hub's
    ("LinkWay", "name"),
    ("PackName", "key"),  # the name of a public key
    ("TransportKey", "key"),  # public
    ("Kind", "name"),  # of an event
    ("Place", "name"),  # of a region
    ("Query", "name"),
    ("SlotOffice", "name"),  # the regency's, as the sign-in shows it before anybody has signed in
    ("_Declared", "name"),  # of a list
    ("Check", "name"),  # of what a doctor looks at
    ("SelfTestStep", "name"),  # of a self-test
    ("Entry", "name"),  # of a file in a backup
    ("Envelope", "name"),  # a digest
    ("SealedRun", "name"),
    ("RunHead", "key"),  # a public one
    ("KeptPackage", "name"),
    ("RegionRow", "name"),  # of a region
    ("ReportRegion", "name"),
    ("_PlaceWords", "desa_name"),  # a village as a list writes it, before it is looked up
    ("Letterhead", "address"),  # the office's
    ("VisitReport", "people"),  # how many
    ("Rehearsed", "people"),  # how many
    ("TableRow", "cells"),  # figures of a printed table
    ("TableRow", "note"),
    ("Chapter", "name"),  # of the manual
    ("Lane", "words"),  # whether a printed column holds words
    ("Point", "name"),  # of what a laptop needs for a trip
    ("Header", "key"),  # the name of a public one
    ("Author", "key"),
    ("_Table", "name"),  # of a view
    ("_Table", "key"),  # its column
    ("Layout", "key"),  # of a list's columns
    ("ListTitle", "name"),
    ("Tag", "name"),  # of a page of HTML
    ("Village", "key"),  # its region's code
    ("Village", "name"),
    ("Doubt", "people"),  # how many
    ("Grounds", "people"),  # how many of each list
}


def classes() -> Iterator[type[Any]]:
    """Every class of the program that holds fields."""
    for module in pkgutil.walk_packages(ektp_desk.__path__, "ektp_desk."):
        if module.name.startswith("ektp_desk.gui") or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and value.__module__ == module.name and fields_of(value):
                yield value


def fields_of(held: type[Any]) -> tuple[str, ...]:
    if dataclasses.is_dataclass(held):
        return tuple(field.name for field in dataclasses.fields(held))
    if issubclass(held, msgspec.Struct):
        return held.__struct_fields__
    return tuple(getattr(held, "_fields", ()))


NAMES = {"modality": "photo", "field": "name"}  # what an event may decide: nothing else is taken


class Said(str):
    """A field's value that has every attribute."""

    def __getattr__(self, _name: str) -> str:
        return ""


def filled(held: type[Any]) -> object:
    """An instance whose every field says its own name between signs."""
    said = {field: Said(NAMES.get(field, f"<{field}>")) for field in fields_of(held)}
    if not dataclasses.is_dataclass(held):
        if hasattr(held, "__post_init__"):  # what it refuses is not looked at here
            unjudged = {"__post_init__": lambda _self: None}
            held = msgspec.defstruct(held.__name__, [], bases=(held,), namespace=unjudged, frozen=True)
        return held(**said)
    made = object.__new__(held)
    for field, value in said.items():
        object.__setattr__(made, field, value)
    return made


def test_no_repr_shows_a_person_or_a_key() -> None:
    looked_at = list(classes())
    shown = {
        (held.__name__, field)
        for held in looked_at
        for field in PERSONAL & set(fields_of(held))
        if f"<{field}>" in repr(filled(held))
    }

    assert len(looked_at) > 80
    assert shown == HARMLESS
