"""Pictures of more than a pack: each lies whole in one, and what a pulled card has not is put there again."""

from __future__ import annotations

import hashlib
from random import Random

import pytest

from ektp_desk.desk.exchange.outgoing import export
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.recordings import Modality
from ektp_desk.sync.carrier import Carrier
from tests.captures.taking import at_the_desk, capture_here
from tests.exchange.carrying import bring
from tests.store.several.field import Field
from tests.store.several.kits import Laptop

PICTURE = b"age-encryption.org/v1\n" + Random(7).randbytes(3 * 2**20)
COUNT = 4  # of three megabytes each: two packs


@pytest.fixture(autouse=True)
def _capturing(field: Field) -> None:
    capture_here(field.office.session)


def with_pictures(field: Field) -> Laptop:
    """A laptop that took them in one act, so that one run names all."""
    laptop = field.joined()
    acts, recording = [], at_the_desk(laptop.session, field.visit)
    for modality in list(Modality)[:COUNT]:
        content = PICTURE + modality.encode()
        file = hashlib.sha256(content).hexdigest()
        laptop.desk.objects().keep(file, content)
        said = ModalitySet(modality, "captured", 1, file=file, size=len(content), algorithm="photo-plain 1")
        acts.append(NewEvent(Entity.RECORDING, recording, said, field.visit))
    laptop.store.write(acts, at=laptop.session.clock())
    return laptop


def test_pictures_of_two_packs_all_arrive(field: Field, card: Carrier) -> None:
    """The parts of one did not lie in one pack, where the reader waits for them."""
    laptop = with_pictures(field)
    done = export(laptop.desk, card)

    found = bring(field, card)

    assert done.files == COUNT
    assert done.packs > 2
    assert (found.files, dict(found.refused)) == (COUNT, {})


def test_a_card_that_is_full_after_one_pack_has_the_rest_another_time(field: Field, card: Carrier) -> None:
    """Only what lies in a pack is noted as carried there."""
    laptop = with_pictures(field)
    written = []

    def full(here: str) -> None:
        if here == "pack kept":
            written.append(here)
        if len(written) == 2 and here == "piece written":
            raise OSError(28, "no room")

    with pytest.raises(EktpError, match=r"^carrier\.full$"):
        export(laptop.desk, Carrier(card.place, card.id, point=full))
    export(laptop.desk, card)

    assert bring(field, card).files == COUNT
