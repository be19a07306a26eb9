"""The stage is set once: every story ends by taking back what it wrote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ektp_desk.settings import Folders
from tests.office.stage import Stage, set_stage
from tests.offices import found_office_in


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Set the stage once: every story ends by taking back what it wrote."""
    folder = tmp_path_factory.mktemp("peran")
    with found_office_in(Folders(folder / "data", folder / "state")) as office:
        yield set_stage(office, folder)
