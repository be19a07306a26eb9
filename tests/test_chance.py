"""Chance in tests: printed, and the same again when it is asked for."""

from __future__ import annotations

import re

import pytest

from tests.examples import seeded


def test_what_failed_by_chance_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = seeded()
    name, seed = capsys.readouterr().out.strip().split("=")
    monkeypatch.setenv(name, seed)

    assert re.fullmatch(r"\d+", seed)
    assert [seeded().random(), seeded().random()] == [first.random()] * 2
