"""The report over a period and the names behind figures, counted again from the journal's own bytes."""

from __future__ import annotations

import math
from collections import Counter
from statistics import median

import pytest

from tests.journeys.paper import Lived, live_and_print, rows_between
from tests.journeys.test_true_figures import GROUP_ROWS, SERVED, group_of

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Live the rehearsal's visit on a clock that passes; give its journal and its papers."""
    return live_and_print(tmp_path_factory.mktemp("papers"))


def groups(lived: Lived) -> Counter[str]:
    return Counter(group_of(code) for code in lived.endings().values())


def waits(lived: Lived) -> list[int]:
    given = {h["id"]: lived.at(h) for h, _ in lived.said("ticket_given")}
    begun = {h["id"]: lived.at(h) for h, _ in reversed(lived.said("ticket_served"))}
    return sorted(int((begun[t] - given[t]).total_seconds() // 60) for t in begun)


def late(lived: Lived) -> int:
    ended = {h["id"]: lived.at(h) for h, _ in lived.said("ticket_ended")}
    served = [t for t, code in lived.endings().items() if code in SERVED]
    return sum(ended[t].strftime("%H.%M.%S") > "16.00.00" for t in served)


def dash(n: int) -> str:
    return str(n) if n else "–"


def test_the_row_of_the_visit_and_the_sum_are_the_journals(lived: Lived) -> None:
    counted, numbered, home = groups(lived), len(lived.given()), lived.sent_home()
    finished = sum(code == "recorded" for code in lived.endings().values())
    figures = [
        numbered + home, numbered, home, *(counted[group] for group in GROUP_ROWS), 0, finished, late(lived),
        int(median(waits(lived))),
    ]  # fmt: skip
    lines = lived.period.splitlines()

    row = next(at for at, line in enumerate(lines) if line.startswith("02-04-2019"))
    first = next(at for at in range(row, len(lines)) if lines[at] == str(numbered + home))
    assert lines[first : first + len(figures)] == [dash(n) for n in figures]
    total = lines.index("Jumlah", first)
    assert lines[total + 1 : total + 1 + len(figures)] == [str(n) for n in figures]


def test_the_periods_terms_by_sex_are_the_journals(lived: Lived) -> None:
    printed = rows_between(lived.period, "Menurut L/P", "Datang:", head=5)
    known = lived.sexes()
    by_group: dict[str, Counter[str]] = {group: Counter() for group in GROUP_ROWS}
    for ticket, code in lived.endings().items():
        by_group[group_of(code)][known.get(ticket, "")] += 1
    expected = {GROUP_ROWS[g]: [dash(c[s]) for s in ("L", "P", "")] for g, c in by_group.items()}

    assert {name: row[:3] for name, row in printed.items() if name in expected} == expected
    everybody = sum(by_group.values(), Counter())
    numbered = (*(everybody[sex] for sex in ("L", "P", "")), everybody.total())
    assert printed["Diberi nomor"] == [str(n) for n in numbered]
    assert printed["Orang yang datang"][3] == str(everybody.total() + lived.sent_home())


def test_the_head_of_the_period_says_the_same(lived: Lived) -> None:
    minutes = waits(lived)
    p90 = minutes[math.ceil(0.9 * len(minutes)) - 1]
    head = lived.period.partition("Per kunjungan")[0]

    assert (
        f"{groups(lived)['served']}\ndari {len(lived.given()) + lived.sent_home()} orang yang datang" in head
    )
    assert f"{late(lived)} dilayani sesudah jam tutup" in head
    assert (
        f"separuh menunggu paling lama {int(median(minutes))} menit, 9 dari 10 paling lama {p90} menit"
        in " ".join(head.split())
    )


def test_every_number_stands_once_among_the_names_under_its_term(lived: Lived) -> None:
    numbers = {h["id"]: h["id"].rpartition(":")[2] for h, _ in lived.said("ticket_given")}
    lines = lived.names.splitlines()

    for ticket, number in numbers.items():
        assert lines.count(number) == 1, number
        before = [line.removesuffix(" (lanjutan)") for line in lines[: lines.index(number)]]
        heading = [line for line in before if line in GROUP_ROWS.values()][-1]
        assert heading == GROUP_ROWS[group_of(lived.endings()[ticket])]
    for group, n in groups(lived).items():
        assert f"{GROUP_ROWS[group]}\n{n} orang (" in lived.names
    niks = {body["nik"] for _, body in lived.said("recording_started") if body["nik"]}
    assert niks
    assert not any(nik in lived.names for nik in niks)
