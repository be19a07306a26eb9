"""English for one test; the next speaks Indonesian again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ektp_desk.words import SOURCE, speak


@pytest.fixture
def english() -> Iterator[None]:
    """Let this test's screens and commands speak English."""
    speak("en")
    yield
    speak(SOURCE)
