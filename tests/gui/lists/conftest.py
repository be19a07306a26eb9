"""Worlds and files for the stories of Kunjungan & daftar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.style import dress
from ektp_desk.settings import Folders
from ektp_desk.usecases.visits.commands import confirm_day
from tests.gui.lists.page import ListsPage
from tests.gui.worlds import World, open_world, open_world_of
from tests.sheets.making import SIAK_TITLES, make_xlsx, people, person


@pytest.fixture(autouse=True)
def _begins_at_once(forked_child: None) -> None:
    """Wait for no process to load: each story here draws or reads."""


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """An empty office on a morning whose date was confirmed."""
    dress(qapp)
    with open_world(qtbot, folders) as made:
        made.tell(confirm_day)
        yield made


@pytest.fixture
def page(world: World) -> ListsPage:
    """The place as it opens in an empty office."""
    return ListsPage(world)


@contextmanager
def open_again(qtbot: QtBot, folders: Folders, before: World) -> Iterator[World]:
    """Open the office of a world that was closed, as the same user on another start."""
    user = before.work.session.user.id
    with open_world_of(qtbot, folders, user, clock=before.clock) as world:
        yield world


@pytest.fixture
def misread(tmp_path: Path) -> Path:
    """A list whose births stand under a title that nobody knows."""
    titles = [title.replace("TGL_LHR", "LAHIR_DLM_AKTA") for title in SIAK_TITLES]
    return make_xlsx(tmp_path / "akta.xlsx", {"BELUM": [titles, *people(20)]})


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A list of 40 people of Noebesi in which all is well."""
    return make_xlsx(tmp_path / "belum_rekam_noebesi.xlsx", {"BELUM": [SIAK_TITLES, *people(40)]})


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A list of 12 rows: a NIK spoilt, one short, a birth date unlike its NIK, mothers' names."""
    rows = [[*person(number), "IBU CONTOH"] for number in range(12)]
    rows[3][0] = 5.30232e15
    rows[5][0] = "12345"
    rows[7][4] = "13-03-1970"
    titles = [*SIAK_TITLES, "NAMA_IBU"]
    return make_xlsx(tmp_path / "kacau.xlsx", {"BELUM": [["BELUM REKAM"], [], titles, *rows]})
