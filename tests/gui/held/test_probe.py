"""The probe itself: it tells a stretch that is too long, whatever the machine's moment."""

from __future__ import annotations

from time import thread_time

from tests.gui.probe import Probe


def test_a_stretch_of_more_than_the_limit_is_told() -> None:
    probe = Probe()
    probe.during("long", lambda: _work(400))
    probe.during("short", lambda: _work(10))
    assert [name for _ms, name in probe.worst(100)] == ["long"]


def _work(ms: float) -> None:
    until = thread_time() + ms / 1000
    while thread_time() < until:
        pass
