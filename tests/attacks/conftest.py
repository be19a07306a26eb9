"""The attacked office for every attack."""

from __future__ import annotations

import pytest

from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.visits.commands import count_sent_home
from tests.attacks.forging import Forger
from tests.attacks.scene import ADI, Scene, found
from tests.offices import TestOffice


@pytest.fixture
def scene(office: TestOffice) -> Scene:
    visit = office.open_visit()
    adi = add_user(office.session, "Adi Contoh", ["operator"], passphrase=ADI).id
    count_sent_home(office.session, visit)
    made = Scene(office, visit, adi, Forger(office.connection))
    made.forger.key = made.own_key(adi, ADI)
    assert found(office.connection) == []
    return made
