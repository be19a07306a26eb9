"""The drawings of the visit report, measured: a column is as high as its number, and stands at its hour."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import pytest
from reportlab.graphics.shapes import Drawing, Line, Rect, String

from ektp_desk.domain.paper.figures import Equation
from ektp_desk.reports.charts import arrivals_chart
from ektp_desk.reports.equation_bar import equation_bar
from ektp_desk.reports.paper.ink import PRIMARY, SEMIBOLD, SKY, WARN, Style, register_fonts
from tests.reports import facts

WIDE, BASE, HIGH = 480.0, 11.0, 54.0  # points; the highest column is as high as there is room


def columns(drawing: Drawing, *colours: object) -> list[tuple[float, float, float]]:
    """Left edge, width and height of the columns that stand on the base line, left to right."""
    found = [each for each in drawing.contents if isinstance(each, Rect) and each.y == BASE]
    return sorted((each.x, each.width, each.height) for each in found if each.fillColor in colours)


def texts(drawing: Drawing) -> dict[str, String]:
    """What is written, by its words; each once."""
    found = [each for each in drawing.contents if isinstance(each, String)]
    assert len({each.text for each in found}) == len(found)
    return {each.text: each for each in found}


def hours(drawing: Drawing) -> dict[str, float]:
    """Where the hours under the base line have their middle."""
    assert all(each.textAnchor == "middle" for each in texts(drawing).values() if each.y < BASE)
    return {words: each.x for words, each in texts(drawing).items() if each.y < BASE}


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts()


@pytest.mark.parametrize("minutes", [30, 15])
def test_each_stretch_of_the_day_has_two_columns_as_high_as_its_numbers(minutes: int) -> None:
    report = {30: facts.story(), 15: facts.long_day()}[minutes]
    drawing = arrivals_chart(report, WIDE)
    slot, most = WIDE / len(report.intervals), max(each.arrived for each in report.intervals)

    came, served = columns(drawing, SKY, WARN), columns(drawing, PRIMARY)

    assert f"Kedatangan dan pelayanan per {minutes} menit" in texts(drawing)
    for at, each in enumerate(report.intervals):
        left = at * slot + slot * 0.08
        assert came[at] == pytest.approx((left, slot * 0.4, each.arrived / most * HIGH))
        assert served[at] == pytest.approx((left + slot * 0.44, slot * 0.4, each.served / most * HIGH))
    assert len(came) == len(served) == len(report.intervals)


def test_hours_scale_and_closing_stand_where_they_belong() -> None:
    drawing = arrivals_chart(facts.story(), WIDE)
    slot, written = WIDE / 19, texts(drawing)

    full = {f"{hour:02d}.00": (2 * hour - 15) * slot + slot / 2 for hour in range(8, 17)}
    assert hours(drawing) == pytest.approx({"07.30": slot / 2} | full)
    lines = [(each.x1, each.x2, each.y1, each.y2) for each in drawing.contents if isinstance(each, Line)]
    for n in (10, 20):
        assert (0, WIDE, BASE + n / 26 * HIGH, BASE + n / 26 * HIGH) in lines
        assert written[str(n)].y == pytest.approx(BASE + n / 26 * HIGH - 2.4)
    assert "30" not in written
    (closing,) = [line for line in lines if line[0] == line[1]]
    assert closing[0] == pytest.approx(17 * slot)  # 16.00
    assert written["26"].x == pytest.approx(16 * slot + slot * 0.28)
    surge = written["lonjakan terbesar 15.30–16.00, 4,3 kali biasanya hari itu"]
    closed = written["jam tutup 16.00; sesudahnya 31 dilayani"]
    assert surge.x + Style(7.4, SEMIBOLD).width(surge.text) + 10 == pytest.approx(closed.x)
    assert written["datang 151"].x < written["dilayani 132"].x == WIDE


def test_a_surge_of_a_quarter_hour_is_named_by_both_its_ends() -> None:
    drawing = arrivals_chart(facts.long_day(), WIDE)

    assert "lonjakan 07.45–08.00, 11,3 kali biasanya hari itu" in texts(drawing)
    assert columns(drawing, WARN) == [pytest.approx((3 * 10 + 0.8, 4, HIGH))]
    assert texts(drawing)["68"].x == pytest.approx(32.8)
    assert hours(drawing) == pytest.approx({f"{hour:02d}.00": (hour - 7) * 40 + 5 for hour in range(7, 19)})


def test_a_surge_late_in_the_day_is_named_to_the_left_of_its_column() -> None:
    calm = tuple(each for each in facts.intervals() if each.arrived != 22)
    written = texts(arrivals_chart(replace(facts.story(), intervals=calm), WIDE))
    (words,) = [each for text, each in written.items() if text.startswith("lonjakan 15.30–16.00")]
    assert words.x + Style(7.4, SEMIBOLD).width(words.text) + 8 == pytest.approx(written["26"].x)
    assert words.y == written["26"].y


def test_a_narrow_chart_leaves_hours_out_and_a_short_day_stays_short() -> None:
    assert [*hours(arrivals_chart(facts.long_day(), 240))] == [
        f"{hour:02d}.00" for hour in (7, *range(8, 19, 2))
    ]
    short = replace(facts.story(), intervals=facts.intervals()[:3])
    assert [column[0] for column in columns(arrivals_chart(short, WIDE), SKY, WARN)] == pytest.approx(
        [46 * (at + 0.08) for at in range(3)]
    )


def test_the_bar_is_shared_out_by_the_numbers_in_its_legend() -> None:
    drawing = equation_bar(facts.story(), WIDE)
    bars = [(each.x, each.width) for each in drawing.contents if isinstance(each, Rect)]
    words = ["132 dilayani", "2 sebagian", "3 tidak dilayani", "5 pergi", "1 dijadwal ulang", "8 tanpa nomor"]

    assert [text for text in texts(drawing) if text[0].isdigit()] == words
    wide = [int(text.split()[0]) / 151 * (WIDE - 5 * 0.7) for text in words]
    lefts = [end - own + at * 0.7 for at, (end, own) in enumerate(zip(accumulate(wide), wide, strict=True))]
    *filled, hollow = zip(lefts, wide, strict=True)
    assert bars == [*map(pytest.approx, filled), pytest.approx((hollow[0] + 0.4, hollow[1] - 0.8))]
    assert texts(drawing)["belum jelas 0"].x == WIDE


def test_a_legend_that_is_too_long_goes_on_in_the_next_row() -> None:
    rows = {words: (each.x, each.y) for words, each in texts(equation_bar(facts.story(), 240)).items()}

    top = equation_bar(facts.story(), 240).height - 11 - 12
    first = [words for words, (_, y) in rows.items() if y == top]
    assert first == ["132 dilayani", "2 sebagian", "belum jelas 0"]
    assert rows["3 tidak dilayani"] == (rows["132 dilayani"][0], top - 13)
    assert rows["8 tanpa nomor"][1] == top - 26


def test_a_term_too_small_to_see_is_widened_and_the_bar_stays_as_long() -> None:
    many = replace(facts.story(), equation=Equation(numbered=10_000, served=9_998, lost=2))
    bars = [each for each in equation_bar(many, WIDE).contents if isinstance(each, Rect)]

    assert [(each.x, each.width) for each in bars] == [
        pytest.approx((0, WIDE - 0.7 - 1.6)),
        pytest.approx((WIDE - 1.6, 1.6)),
    ]
