"""The colours keep the contrast that the table promises."""

from __future__ import annotations

import pytest

from ektp_desk.domain.tickets import Group
from ektp_desk.gui.look.shapes import Shape, tone_of
from ektp_desk.gui.look.tokens import TERANG
from ektp_desk.gui.today.sentences import FILLS
from ektp_desk.reports.equation_bar import COLOURS


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the ratio of WCAG 2 (1 to 21)."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("word", ["ink", "ink2", "primary", "ok", "warn", "bad"])
@pytest.mark.parametrize("ground", ["surface", "paper", "rail", "keycap"])
def test_words_can_be_read_on_every_ground(word: str, ground: str) -> None:
    assert contrast(getattr(TERANG, word), getattr(TERANG, ground)) >= 4.5


@pytest.mark.parametrize("tone", ["primary", "ok", "warn", "bad"])
def test_words_can_be_read_on_their_own_tint(tone: str) -> None:
    assert contrast(getattr(TERANG, tone), getattr(TERANG, f"tint_{tone}")) >= 5.4


@pytest.mark.parametrize("line", ["edge", "focus"])
def test_borders_and_the_focus_ring_can_be_seen(line: str) -> None:
    assert contrast(getattr(TERANG, line), TERANG.surface) >= 3
    assert contrast(getattr(TERANG, line), TERANG.paper) >= 3


def test_the_toast_can_be_read_on_its_ink() -> None:
    assert contrast(TERANG.on_ink, TERANG.ink) >= 4.5
    assert contrast(TERANG.on_ink_ok, TERANG.ink) >= 3


def test_green_is_only_for_what_is_done_here_or_finished_for_good() -> None:
    assert {shape for shape in Shape if tone_of(shape) == "ok"} == {Shape.DONE, Shape.FINISHED}


def test_the_equation_has_the_same_colours_on_screen_and_paper_and_one_each() -> None:
    screen = {group: getattr(TERANG, fill).lower() for group, fill in FILLS.items()}
    paper = {group: f"#{colour.hexval()[2:]}" for group, colour in COLOURS.items()}
    assert screen == paper
    assert len(set(screen.values())) == len(Group)
