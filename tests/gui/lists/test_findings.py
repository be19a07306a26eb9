"""What a check found beyond single rows: sheets that are not read, findings too many to list."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.domain.lists.counts import ListCounts
from ektp_desk.domain.lists.mapping import Mapping
from ektp_desk.domain.lists.rows import Checked, Problem, Severity
from ektp_desk.gui.lists.findings import ProblemCards
from ektp_desk.usecases.lists.commands import Imported
from ektp_desk.usecases.lists.findings import gather
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World
from tests.sheets.layouts import DPT_KABKO, dpt, nik_of
from tests.sheets.making import SIAK_TITLES, Cells, make_xlsx, name, people

pytestmark = pytest.mark.gui


def cards(page: ListsPage) -> ProblemCards:
    """Those of the view that stands now: another form brings others."""
    found = page.preview.findChild(ProblemCards)
    assert found is not None
    return found


def test_sheets_that_are_not_read_are_named_on_the_page(page: ListsPage, tmp_path: Path) -> None:
    lost: list[Cells] = [["DESA LILL ANA"], *[[nik_of(n), name(n)] for n in range(5)]]
    sheets: dict[str, list[Cells]] = {
        "Noebesi": [SIAK_TITLES, *people(20)],
        "DPT 2019": [DPT_KABKO, dpt(1)],
        "Lill ana": lost,
    }

    page.load(make_xlsx(tmp_path / "a.xlsx", sheets))

    assert page.sees("baris dapat dimuat, dari 25")
    assert page.sees("1 lembar dilewati")
    assert page.sees("DPT 2019: Lembar ini")
    assert page.sees("Lill ana: Baris 2, 3, 4, 5, 6:")


def test_findings_that_are_not_shown_are_counted_first() -> None:
    counts = ListCounts(problems_kept=2)
    for row in range(1500):
        counts.add(Checked(None, (Problem("S", row, "NIK", "nik.damaged", Severity.REFUSED),)))

    found = gather(Imported("", Mapping(), counts, {}))

    assert found[0].title == "2 dari 1.500 temuan diperlihatkan"


def test_findings_out_of_sight_are_counted(page: ListsPage, world: World, tmp_path: Path) -> None:
    rows = people(20)
    rows[3][0], rows[5][0], rows[7][4], rows[9][7] = 5.30232e15, "12345", "13-03-1970", "2999"
    page.load(make_xlsx(tmp_path / "daftar.xlsx", {"A": [SIAK_TITLES, *rows]}))
    assert cards(page).rest.full_text() == "2 jenis temuan lagi"

    page.shell.resize(1024, 560)
    world.settle()
    assert cards(page).rest.full_text() == "3 jenis temuan lagi"

    assert page.sees("minta daftar dengan NIK sebagai teks.")  # what to do is in the small form too

    page.go_to("problems")
    page.press(*["Down"] * 60)
    assert cards(page).rest.full_text() == ""


def test_no_card_of_findings_is_cut_below(page: ListsPage, world: World, tmp_path: Path) -> None:
    rows = people(20)
    rows[3][0], rows[5][0], rows[7][4], rows[9][7] = 5.30232e15, "12345", "13-03-1970", "2999"
    page.load(make_xlsx(tmp_path / "daftar.xlsx", {"A": [SIAK_TITLES, *rows]}))
    for height in range(660, 800, 20):  # from where there is room for the first one
        page.shell.resize(1024, height)
        world.settle()
        drawn = cards(page).viewport().grab().toImage()
        foot = {drawn.pixel(x, drawn.height() - 1) for x in range(drawn.width())}
        assert len(foot) == 1, height


def test_repeated_niks_are_no_tick(page: ListsPage, tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "daftar.xlsx", {"A": [SIAK_TITLES, *people(20)]})
    page.load(path)
    assert page.sees("0 diberi tanda")
    page.press("Enter")
    page.load(path)
    assert page.sees("20 NIK berulang")
    assert not page.sees("0 diberi tanda")
