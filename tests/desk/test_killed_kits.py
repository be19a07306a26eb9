"""A kit's opening that is killed at each place between two writes: then there is nothing, or a laptop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.kits import found_by_kit
from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Folders
from ektp_desk.wire.kit import read_kit
from tests.desk import dying_kit
from tests.kept import new_kit
from tests.offices import CHEAP
from tests.store.several.field import field_in
from tests.store.several.kits import proven

ROOT = Path(__file__).parents[2]


@pytest.mark.journey
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_kit_whose_opening_was_killed_anywhere_left_nothing_or_a_laptop(
    folders: Folders, tmp_path: Path
) -> None:
    """The same kit then opens in the same folder, or everybody signs in to what is there."""
    with field_in(folders, tmp_path) as field:
        kit, root = new_kit(field.office.desk, field.office.session, cost=CHEAP), tmp_path / "killed"
        file = tmp_path / "02.kit"
        file.write_bytes(kit.data)
        line = [sys.executable, "-m", "tests.desk.dying_kit", str(file), str(root)]
        done = subprocess.run(
            line, input=f"{kit.words}\n", capture_output=True, text=True, cwd=ROOT, timeout=200, check=False
        )
        assert done.returncode == 0, done.stderr
        *places, lived = done.stdout.split("\n")[:-1]
        whole = 0
        for number in range(1, int(lived)):
            there = dying_kit.place_of(root, number)
            try:
                with Desk(there, clock=field.office.clock, cost=CHEAP) as desk:
                    desk.sign_in(field.adi, field.words)
                    whole += 1
                    assert desk.told == []
                    proven(desk.held_store())
            except EktpError as error:
                left = (error.code, places[number - 1])
                assert left == ("office.none", left[1])
                found_by_kit(there, read_kit(kit.data), kit.words, clock=field.office.clock)
                with Desk(there, clock=field.office.clock, cost=CHEAP) as desk:
                    desk.sign_in(field.adi, field.words)
        assert 0 < whole < len(places)
        assert "file named" in places
