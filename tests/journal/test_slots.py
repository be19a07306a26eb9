"""A body whose field names a slot decides only what is its own: nothing that another kind of act decides."""

from __future__ import annotations

from typing import Any, get_origin

import msgspec
import pytest

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.catalogue import CATALOGUE, Kind
from ektp_desk.domain.journal.life import live
from tests.journal.lives import LEFT, chosen, event

NAMED = [kind for kind in CATALOGUE.values() if "{" in kind.slot and kind.entity is not None]
FIXED = [kind.slot for kind in CATALOGUE.values() if kind.slot and "{" not in kind.slot]
FOREIGN = [
    (kind, slot) for kind in NAMED for slot in FIXED if slot.startswith(kind.slot.partition("{")[0])
]  # fmt: skip


def said(kind: Kind, field: str) -> bytes:
    """Write a body of a kind whose slot is filled with this, as a foreign program might."""
    fields = msgspec.structs.fields(kind.body)
    name = kind.slot.partition("{")[2].rstrip("}")
    empty: dict[str, Any] = {f.name: () if get_origin(f.type) is tuple else f.type() for f in fields}
    return msgspec.json.encode(empty | {name: field})


def test_every_slot_that_a_field_names_is_looked_at() -> None:
    assert {kind.name for kind in NAMED} == {
        "absence_explained",
        "claim_corrected",
        "correction_reviewed",
        "modality_set",
        "policy_set",
        "reopening_reviewed",
    }
    assert {slot for _kind, slot in FOREIGN} >= {"person.met", "recording.end", "recording.subject"}


@pytest.mark.parametrize(("kind", "slot"), FOREIGN, ids=lambda one: getattr(one, "name", one))
def test_no_field_reaches_what_another_kind_decides(kind: Kind, slot: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(said(kind, slot.partition(".")[2]), type=kind.body)


def test_a_field_that_names_its_own_slot_is_read() -> None:
    for kind, own in (("claim_corrected", "birth"), ("modality_set", "fingers"), ("policy_set", "met")):
        assert msgspec.json.decode(said(CATALOGUE[kind], own), type=CATALOGUE[kind].body)


def test_nothing_here_can_say_such_a_body_either() -> None:
    with pytest.raises(ValueError, match="field"):
        b.ClaimCorrected(field="met", value="", was="", ground="KK")
    with pytest.raises(ValueError, match="modality"):
        b.ModalitySet(modality="end", state="attested", count=0)


def test_a_settlement_holds_only_a_version_of_the_slot_that_it_names() -> None:
    issue = event("a", b.TicketGiven(letter="A", serial=1, purpose="record"))
    life = live([issue, event("b", LEFT, "a"), event("c", chosen("a", "b"), "b")])

    assert life.decided("ticket.outcome") is None
    assert life.decided("ticket.issue") is issue
