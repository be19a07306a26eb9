"""The stage is set once: every story ends by taking back what it wrote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ektp_desk.settings import Folders
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.lists.commands import withdraw_list
from ektp_desk.usecases.people.queries import search
from ektp_desk.usecases.queue.commands import call_next, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, identify_walk_in
from tests.office.stage import LIST, Stage, imported
from tests.offices import found_office_in


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Set the stage once: every story ends by taking back what it wrote."""
    folder = tmp_path_factory.mktemp("peran")
    with found_office_in(Folders(folder / "data", folder / "state")) as office:
        made = Stage(office, folder)
        session = made.session(None)
        (folder / "daftar.csv").write_text(LIST, encoding="utf-8")
        (folder / "lain.csv").write_text(LIST.replace("9001", "9002"), encoding="utf-8")
        made.lists = (imported(made, session, "daftar.csv"), imported(made, session, "lain.csv"))
        withdraw_list(session, made.lists[1], reason="salah kecamatan")
        made.people = (search(session, "orpa")[0].id, "")
        made.visit = office.open_visit()
        made.tickets = give_numbers(session, made.visit, letter="A", count=3)
        call_next(session, made.visit, desk="A")
        serve(session, made.tickets[0], desk="A")
        made.person = identify_walk_in(
            session, made.tickets[0], WalkIn("Daud Contoh", "L", birth="1990-01-02")
        )
        made.people = (made.people[0], made.person)
        made.third = identify_walk_in(session, made.tickets[2], WalkIn("Noh Contoh", "L", birth="1991-01-02"))
        made.recording = begin(session, made.tickets[0], desk="A")
        add_user(session, "Noh Contoh", ["queue"])
        yield made
