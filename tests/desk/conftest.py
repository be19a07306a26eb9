"""Where the stories of backups put them, and who leaves in those of keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.roles import Role
from ektp_desk.seal.slots import Unlocked
from ektp_desk.usecases.admin.commands import add_user
from tests.desk.store_keys import ADI
from tests.offices import TestOffice


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Where a backup goes: on a stick."""
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb" / "kantor.ektpbackup"


@pytest.fixture
def adi(office: TestOffice) -> str:
    """An operator, who will leave."""
    return add_user(office.session, "Adi Contoh", [Role.OPERATOR], passphrase=ADI).id


@pytest.fixture
def held(office: TestOffice, adi: str) -> Unlocked:
    """What Adi opened on his last day."""
    return office.desk.slots.unlock(adi, ADI)
