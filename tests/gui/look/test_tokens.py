"""The colours keep the contrast that the table promises."""

from __future__ import annotations

from typing import get_args

import pytest

from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.gui.kit.charts import OUTLINED, Fill
from ektp_desk.gui.kit.shapes import Shape, tone_of
from ektp_desk.gui.kit.tokens import MATAHARI, TERANG, Tokens, fitting
from ektp_desk.gui.today.words import FILLS
from ektp_desk.reports.equation_bar import COLOURS


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 (1 to 21)."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=[TERANG, MATAHARI], ids=["terang", "matahari"])
def theme(request: pytest.FixtureRequest) -> Tokens:
    table: Tokens = request.param
    return table


@pytest.mark.parametrize("word", ["ink", "ink2", "primary", "ok", "warn", "bad", "off_ink"])
@pytest.mark.parametrize("ground", ["surface", "paper", "rail", "keycap", "selected"])
def test_words_can_be_read_on_every_ground(theme: Tokens, word: str, ground: str) -> None:
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("tone", ["primary", "ok", "warn", "bad"])
def test_words_can_be_read_on_their_own_tint(theme: Tokens, tone: str) -> None:
    assert contrast(getattr(theme, tone), getattr(theme, f"tint_{tone}")) >= 5.4


@pytest.mark.parametrize("line", ["edge", "focus"])
def test_borders_and_the_focus_ring_can_be_seen(theme: Tokens, line: str) -> None:
    assert contrast(getattr(theme, line), theme.surface) >= 3
    assert contrast(getattr(theme, line), theme.paper) >= 3


def test_the_focus_ring_can_be_seen_on_every_ground_that_it_is_drawn_on(theme: Tokens) -> None:
    light = (theme.rail, theme.keycap, theme.selected, theme.differs, theme.tint_warn, theme.tint_bad)
    assert min(contrast(theme.focus, ground) for ground in light) >= 3
    assert min(contrast(theme.on_ink, ground) for ground in (theme.ink, theme.woven)) >= 3


def test_a_part_of_a_chart_has_a_fill_or_an_edge_that_can_be_seen(theme: Tokens) -> None:
    fills = {fill: getattr(theme, fill) for fill in get_args(Fill) if fill not in OUTLINED}
    assert {fill for fill, shade in fills.items() if contrast(shade, theme.surface) < 3} == set()
    assert contrast(theme.chart_blue, theme.surface) >= 3


def test_the_toast_can_be_read_on_its_ink(theme: Tokens) -> None:
    assert contrast(theme.on_ink, theme.ink) >= 4.5
    assert contrast(theme.on_ink_ok, theme.ink) >= 3


@pytest.mark.parametrize("word", ["ink", "ink2", "primary", "ok", "warn", "bad"])
def test_in_the_sun_every_word_has_ten_times_the_light_of_its_ground(word: str) -> None:
    assert contrast(getattr(MATAHARI, word), MATAHARI.surface) >= 10


def test_in_the_sun_every_line_is_black_and_twice_as_thick() -> None:
    assert {MATAHARI.edge, MATAHARI.hairline, MATAHARI.keyline} == {"#000000"}
    assert (MATAHARI.line, MATAHARI.ring) == (2 * TERANG.line, 2 * TERANG.ring)


def test_in_the_sun_the_parts_of_the_day_keep_a_colour_each() -> None:
    assert len({getattr(MATAHARI, fill) for fill in FILLS.values()}) == len(TicketGroup)


@pytest.mark.parametrize(
    ("chosen", "theme", "room", "shown"),
    [
        (15, TERANG, (1366, 698), 15),
        (15, MATAHARI, (1366, 698), 20),  # as drawn: a third larger
        (20, MATAHARI, (1360, 690), 20),  # the largest there is
        (15, MATAHARI, (1093, 560), 16),  # Windows at 125 %: as large as fits
        (20, TERANG, (1024, 560), 15),
        (17, TERANG, (1920, 1000), 17),
        (15, MATAHARI, (640, 400), 15),
        (22, TERANG, (1366, 698), 22),  # who needs them scrolls
        (30, MATAHARI, (1024, 560), 30),
    ],
)
def test_letters_are_as_large_as_chosen_and_as_the_window_has_room_for(
    chosen: int, theme: Tokens, room: tuple[int, int], shown: int
) -> None:
    assert fitting(chosen, theme, room) == shown


@pytest.mark.parametrize(
    ("chosen", "room", "ratio", "shown"),
    [
        (15, (1093, 543), 1.25, 15),
        (15, (910, 441), 1.5, 12),  # 18 pixels of the screen
        (20, (910, 441), 1.5, 12),
        (15, (683, 313), 2.0, 9),
        (15, (300, 200), 1.5, 10),  # never under 15 pixels of the screen
        (15, (300, 200), 0.8, 15),
    ],
)
def test_letters_that_the_system_enlarges_give_way_to_a_small_screen(
    chosen: int, room: tuple[int, int], ratio: float, shown: int
) -> None:
    assert fitting(chosen, TERANG, room, ratio=ratio) == shown


def test_green_is_only_for_what_is_done_here_or_finished_for_good() -> None:
    assert {shape for shape in Shape if tone_of(shape) == "ok"} == {Shape.DONE, Shape.FINISHED}


def test_the_equation_has_the_same_colours_on_screen_and_paper_and_one_each() -> None:
    screen = {group: getattr(TERANG, fill).lower() for group, fill in FILLS.items()}
    paper = {group: f"#{colour.hexval()[2:]}" for group, colour in COLOURS.items()}
    assert screen == paper
    assert len(set(screen.values())) == len(TicketGroup)
