"""Wrong passphrases cost a wait, also after a restart, and say nothing of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.keys.tries import Tries
from ektp_desk.domain.errors import EktpError
from tests.offices import WORDS, TestOffice


class Wall:
    """The laptop's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def wrong(tries: Tries, user: str = "u1") -> EktpError:
    with pytest.raises(EktpError) as told, tries.trying(user):
        raise EktpError("signin.wrong")
    return told.value


def test_the_third_wrong_try_and_each_after_it_costs_more(tmp_path: Path) -> None:
    wall = Wall()
    tries = Tries(tmp_path / "t", wall=wall)
    waits = []
    for _ in range(8):
        error = wrong(tries)
        assert error.code == "signin.wrong"
        waits.append(error.facts["wait"])
        wall.now += int(error.facts["wait"])

    assert waits == [0, 0, 2, 5, 10, 30, 30, 30]


def test_who_must_wait_is_told_how_long_and_nothing_is_tried(tmp_path: Path) -> None:
    wall = Wall()
    tries = Tries(tmp_path / "t", wall=wall)
    for _ in range(3):
        wrong(tries)
    wall.now += 0.5

    error = wrong(tries)

    assert (error.code, error.facts) == ("signin.wait", {"seconds": 2})
    with tries.trying("u2"):
        pass  # another user waits for nobody


def test_a_restart_takes_no_wait_away_and_a_right_try_takes_all(tmp_path: Path) -> None:
    wall = Wall()
    for _ in range(3):
        wrong(Tries(tmp_path / "t", wall=wall))
    assert wrong(Tries(tmp_path / "t", wall=wall)).code == "signin.wait"

    wall.now += 2
    with Tries(tmp_path / "t", wall=wall).trying("u1"):
        pass
    assert wrong(Tries(tmp_path / "t", wall=wall)).facts == {"wait": 0}


def test_a_clock_set_back_costs_no_more_than_the_wait(tmp_path: Path) -> None:
    wall = Wall()
    tries = Tries(tmp_path / "t", wall=wall)
    for _ in range(3):
        wrong(tries)
    wall.now -= 10**9

    assert wrong(tries).facts == {"seconds": 2}
    wall.now += 2
    assert wrong(tries).code == "signin.wrong"


@pytest.mark.parametrize("left", [b"{", b'{"u\xff":{"count":3,"at":1.0}}'])
def test_a_damaged_count_is_none(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "t").write_bytes(left)

    assert wrong(Tries(tmp_path / "t", wall=Wall())).facts == {"wait": 0}


def test_the_desk_counts_at_the_sign_in_and_at_a_confirmation_alike(office: TestOffice) -> None:
    office.desk.__exit__(None, None, None)
    wall = Wall()
    with Desk(office.folders, clock=office.clock, wall=wall) as desk:
        session = desk.sign_in(office.user, WORDS)
        for _ in range(3):
            with pytest.raises(EktpError, match=r"^signin\.wrong$"):
                session.guard.confirm("bukan ini")
        with pytest.raises(EktpError, match=r"^signin\.wait$"):
            desk.unlock(office.user, WORDS)
        wall.now += 2
        session.guard.confirm(WORDS)
    assert b"Maria" not in office.folders.tries.read_bytes()
