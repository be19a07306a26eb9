"""What is printed beside Esc is what Esc does, in every state from the choice of a kind to the kept list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.gui.kit import ListTable
from ektp_desk.usecases.lists.queries import lists
from tests.gui.lists.holding import hold_at_first_step
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World
from tests.sheets.layouts import DAPODIK_ABOVE, DAPODIK_BENEATH, pupil
from tests.sheets.making import SIAK_TITLES, make_xlsx, people, person

pytestmark = pytest.mark.gui

LEAVES = "Batal, tidak ada yang berubah"


@dataclass(frozen=True)
class Desk:
    """The place and what a state is reached with; its people stand in no other desk's lists."""

    page: ListsPage
    world: World
    folder: Path
    patch: pytest.MonkeyPatch
    first: int = 0

    def people(self, many: int) -> list[list[Any]]:
        return [person(self.first + number) for number in range(many)]

    def list(self, rows: int = 9) -> Path:
        return make_xlsx(self.folder / "daftar.xlsx", {"A": [SIAK_TITLES, *self.people(rows)]})

    def preview(self) -> None:
        """Check a list with a row to look at."""
        rows = self.people(9)
        rows[2][0] = "123"
        self.page.load(make_xlsx(self.folder / "daftar.xlsx", {"A": [SIAK_TITLES, *rows]}))

    def go_home(self) -> None:
        """Press Esc until the overview is there."""
        for _times in range(4):
            if self.page.where() != "overview":
                self.page.press("Esc")
        assert self.page.where() == "overview"

    def hold(self) -> None:
        hold_at_first_step(self.patch)

    def reading(self) -> None:
        """Wait until a held reading shows how far it is."""
        self.world.qtbot.waitUntil(lambda: "reading" in self.page.where(), timeout=10_000)


def kind(desk: Desk) -> None:
    desk.page.press("I")


def file(desk: Desk) -> None:
    desk.page.press("I", "1")


def completing(desk: Desk) -> None:
    desk.list()
    desk.page.press("I", "1")
    desk.page.type(f"{desk.folder}/")


def _marking(desk: Desk) -> None:
    desk.list()
    make_xlsx(desk.folder / "lain.xlsx", {"A": [SIAK_TITLES, *people(3)]})
    desk.page.press("I", "1")
    desk.page.paste(f"{desk.folder}/")
    desk.page.press("Enter", "Space")


def _checking(desk: Desk) -> None:
    desk.hold()
    path = desk.list(1_000)
    desk.page.press("I", "1")
    desk.page.paste(str(path))
    desk.page.start()
    desk.reading()


def _refused(desk: Desk) -> None:
    desk.page.load(desk.folder / "tidak-ada.xlsx")


def other_kind(desk: Desk) -> None:
    rows = [DAPODIK_ABOVE, DAPODIK_BENEATH, *map(pupil, range(1, 4))]
    desk.page.load(make_xlsx(desk.folder / "murid.xlsx", {"A": rows}))


def preview(desk: Desk) -> None:
    desk.preview()


def changed(desk: Desk) -> None:
    """Try to load a file that is another by now."""
    desk.preview()
    desk.list(5)
    desk.page.press("Enter")


def columns(desk: Desk) -> None:
    desk.preview()
    desk.page.press("Down")


def rows(desk: Desk) -> None:
    desk.preview()
    desk.page.press("L")


def tally(desk: Desk) -> None:
    desk.preview()
    desk.page.press("A")


def correcting(desk: Desk) -> None:
    desk.preview()
    desk.page.press("U")


def correcting_beside(desk: Desk) -> None:
    """Correct a column, with the focus back in the table of columns."""
    correcting(desk)
    table = desk.page.shell.findChild(ListTable, "columns")
    assert table is not None
    table.setFocus()


def _checking_again(desk: Desk) -> None:
    desk.page.load(desk.list(1_000))
    desk.hold()
    desk.page.press("U")
    desk.page.type("tidak diambil")
    desk.page.start()
    desk.reading()


def _storing(desk: Desk) -> None:
    desk.page.load(desk.list(1_000))
    desk.hold()
    desk.page.start()
    desk.reading()


def _storing_from_rows(desk: Desk) -> None:
    """Load with another table in front than the columns."""
    desk.page.load(desk.list(1_000))
    desk.page.press("A")
    desk.hold()
    desk.page.start(with_ctrl=True)
    desk.reading()


def _kept(desk: Desk) -> None:
    desk.page.load(desk.list())
    desk.page.press("Enter")


def _withdrawing(desk: Desk) -> None:
    _kept(desk)
    desk.page.press("C")


def _planning(desk: Desk) -> None:
    desk.page.press("N")


def planning_a_desa(desk: Desk) -> None:
    desk.page.press("N")
    desk.page.type("noe")


State = tuple[Callable[[Desk], None], str, list[str], str]
STATES: dict[str, State] = {
    # way, where it leads, what is printed on the buttons of Esc, where Esc leads
    "choosing the kind": (kind, "file", [LEAVES], "overview"),
    "choosing the file": (file, "file", [LEAVES], "overview"),
    "completing a path": (completing, "file, choices", ["Tutup pilihan"], "file"),
    "marking files": (_marking, "file", [LEAVES], "overview"),
    "reading": (_checking, "file, reading", ["Hentikan pemeriksaan"], "file"),
    "refused": (_refused, "file, refused", [LEAVES], "overview"),
    "another kind proposed": (other_kind, "file, refused", ["Pilih berkas lain"], "file"),
    "preview": (preview, "preview", [LEAVES], "overview"),
    "preview, file changed": (changed, "preview", [LEAVES], "overview"),
    "preview, at the columns": (columns, "preview", [LEAVES], "overview"),
    "preview, rows": (rows, "preview, rows", ["Kembali ke kolom"], "preview"),
    "preview, tally": (tally, "preview, tally", ["Kembali ke kolom"], "preview"),
    "correcting": (
        correcting, "preview, correction", ["Biarkan seperti semula"], "preview"
    ),
    "correcting, focus beside": (
        correcting_beside, "preview, correction", ["Biarkan seperti semula"], "preview"
    ),
    "checking again": (_checking_again, "preview, reading", ["Hentikan"], "preview"),
    "storing": (_storing, "preview, reading", ["Hentikan"], "preview"),
    "storing, tally in front": (
        _storing_from_rows, "preview, reading, tally", ["Hentikan"], "preview, tally"
    ),
    "planning": (_planning, "plan", ["Batal"], "overview"),
    "planning, desa at hand": (
        planning_a_desa, "plan, choices", ["Tutup pilihan"], "plan"
    ),
}  # fmt: skip
KEPT: dict[str, State] = {
    "stored": (_kept, "overview", [], "overview"),
    "withdrawing": (_withdrawing, "overview, withdrawal", ["Batal"], "overview"),
}


@pytest.mark.parametrize("by", ["key", "click"])
def test_esc_does_what_is_printed_beside_it(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    for state, expected in STATES.items():
        folder = tmp_path / state
        folder.mkdir()
        with monkeypatch.context() as patch:
            desk = Desk(page, world, folder, patch)
            leave(desk, state, expected, by)
            assert world.tell(lists) == [], state
        desk.go_home()


@pytest.mark.parametrize("by", ["key", "click"])
def test_esc_keeps_what_was_kept(
    page: ListsPage, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    for number, (state, expected) in enumerate(KEPT.items(), start=1):
        leave(Desk(page, world, tmp_path, monkeypatch, first=20 * number), state, expected, by)
        assert len(world.tell(lists)) == number, state


def leave(desk: Desk, state: str, expected: State, by: str) -> None:
    """Go to a state, and leave it by the key or by a click."""
    page = desk.page
    way, there, words, after = expected
    way(desk)
    assert (page.where(), page.esc_words()) == (there, words), state

    if by == "key" or not words:
        page.press("Esc")
    else:
        page.click_esc()

    assert page.where() == after, state
    if words[:1] in (["Hentikan"], ["Hentikan pemeriksaan"]):
        assert "dihentikan. Tidak ada yang disimpan." in page.told[-1], state
