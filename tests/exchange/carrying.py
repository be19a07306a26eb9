"""A card of an office in the field, and the office that takes in what is on it."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.desk.exchange.incoming import import_packs
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.carrier import Carrier, mark_carrier
from ektp_desk.usecases.laptops.courier import CarrierImport
from tests.store.several.field import Field


def card_of(field: Field, place: Path) -> Carrier:
    """A card of the office, laid at a place unless it lies there."""
    place.mkdir(exist_ok=True)
    return mark_carrier(place, office_root(field.office.connection).hex())


def bring(field: Field, card: Carrier) -> CarrierImport:
    """Let the office take in what a card has."""
    return import_packs(field.office.desk, field.office.session, card)
