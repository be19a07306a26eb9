"""An office in the field, and a card of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ektp_desk.settings import Folders
from ektp_desk.sync.carrier import Carrier
from tests.exchange.carrying import card_of
from tests.store.several.field import Field, field_in


@pytest.fixture
def field(folders: Folders, tmp_path: Path) -> Iterator[Field]:
    with field_in(folders, tmp_path) as found:
        yield found


@pytest.fixture
def card(field: Field, tmp_path: Path) -> Carrier:
    return card_of(field, tmp_path / "card")
