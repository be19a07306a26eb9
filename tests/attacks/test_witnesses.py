"""A witness whom a correction names is held against the key that signed, by `verify` and another reader."""

from __future__ import annotations

import pytest

from ektp_desk.usecases.people.commands import Ground, correct, erase_person
from tests.attacks.plain import examine
from tests.attacks.scene import ADI, Scene, found
from tests.attacks.test_second_reading import exported
from tests.offices import WORDS
from tests.people.lists_of_people import keep_list, row

SAID: dict[str, object] = {"field": "name", "value": "Orang Contoh", "was": "", "ground": "KK"}


@pytest.mark.parametrize(
    ("named", "beside", "is_true"),
    [
        ("", "adi", True),
        ("", "nobody", False),
        ("", "maria", False),
        ("maria", "maria", True),
        ("maria", "adi", False),
        ("maria", "nobody", False),
        ("adi", "adi", False),
        ("adi", "maria", False),
    ],
)
def test_a_correction_of_adis_counts_only_beside_whom_it_names(
    scene: Scene, named: str, beside: str, *, is_true: bool
) -> None:
    ids = {"": "", "adi": scene.adi, "maria": scene.office.user}
    keys = {
        "nobody": None,
        "adi": scene.own_key(scene.adi, ADI),
        "maria": scene.own_key(scene.office.user, WORDS),
    }
    said = SAID | {"witness": ids[named]}

    seq = scene.forger.append("claim_corrected", "person", "p1", said, by=scene.adi, second=keys[beside])

    told = [(one.code, one.seq) for one in found(scene.connection)]
    assert told == ([] if is_true else [("event.false_second", seq)])
    assert bool(examine(exported(scene.connection))) is not is_true


def test_an_erased_correction_keeps_a_witness_whom_nobody_can_doubt(scene: Scene) -> None:
    session = scene.office.session
    keep_list(session, row(1, "p1", "YULIANA CONTOH"))
    correct(session, "p1", "name", value="Orpa", ground="KK", passphrase=ADI, witness=scene.adi)

    erase_person(session, "p1", ground=Ground.REQUEST, note="surat", passphrase=WORDS)

    (body,) = scene.connection.execute("SELECT body FROM events WHERE kind = 'claim_corrected'").fetchone()
    assert body is None
    assert found(scene.connection) == []
    assert examine(exported(scene.connection)) == []
