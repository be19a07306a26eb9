"""An office that captures, with its desk open and somebody at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ektp_desk.seal.slots.content import Unlocked
from ektp_desk.usecases.session import Session
from tests.captures.taking import at_the_desk, capture_here
from tests.offices import WORDS, TestOffice


@dataclass
class Capturing:
    """An open recording in an office that captures."""

    office: TestOffice
    visit: str
    recording: str

    @property
    def session(self) -> Session:
        """Whoever is signed in now."""
        return self.office.session

    @property
    def objects(self) -> list[Path]:
        """The files in the folder of sealed files."""
        folder = self.office.folders.objects
        return sorted(folder.iterdir()) if folder.is_dir() else []

    @property
    def keys(self) -> Unlocked:
        """What the first user, an ADB, may open."""
        return self.office.desk.unlock(self.office.user, WORDS)


@pytest.fixture
def capturing(office: TestOffice) -> Capturing:
    """Serve somebody in an office that captures."""
    visit = office.open_visit()
    capture_here(office.session)
    return Capturing(office, visit, at_the_desk(office.session, visit))
