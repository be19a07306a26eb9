"""Lists that were wrong or are old: withdrawn and brought back as they were, expired for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import SETTLING
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.admin.commands import set_policy
from ektp_desk.usecases.lists.commands import (
    Imported,
    bring_back_list,
    expire_lists,
    import_list,
    withdraw_list,
)
from ektp_desk.usecases.lists.queries import lists
from ektp_desk.usecases.visits.commands import plan_visit
from ektp_desk.usecases.visits.queries import visits
from ektp_desk.words.errors import message
from tests.ageing import confirm_until, confirm_week
from tests.offices import DAY, VILLAGE, TestOffice
from tests.sheets.making import SIAK_TITLES, make_csv, person

A_DAY = 24 * 3600  # seconds


def load(office: TestOffice, path: Path) -> Imported:
    return import_list(office.session, [path], "belum-rekam", name="", as_of=DAY)


def pass_days(office: TestOffice, days: int) -> None:
    """Let days pass, some of which are confirmed, the last of them too."""
    confirm_until(office.session, days)
    office.clock.wait(days * A_DAY)


def register(office: TestOffice) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = office.connection.execute("SELECT * FROM register ORDER BY row").fetchall()
    return found


def test_a_wrong_list_goes_and_comes_back_as_it_was(office: TestOffice, tmp_path: Path) -> None:
    done = load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1), person(2)]))
    before = register(office)

    withdraw_list(office.session, done.list_id, reason="  desa lain ")
    assert register(office) == []
    assert (lists(office.session)[0].state, lists(office.session)[0].withdrawn_why) == (
        "withdrawn",
        "desa lain",
    )
    with pytest.raises(EktpError, match="not_standing"):
        withdraw_list(office.session, done.list_id, reason="lagi")

    bring_back_list(office.session, done.list_id)
    assert register(office) == before
    with pytest.raises(EktpError, match="not_withdrawn"):
        bring_back_list(office.session, done.list_id)
    withdraw_list(office.session, done.list_id, reason="ternyata salah")
    assert register(office) == []


@pytest.mark.parametrize(("list_id", "reason", "code"), [("", " ", "no_reason"), ("none", "x", "unknown")])
def test_a_withdrawal_needs_a_list_and_a_reason(
    office: TestOffice, list_id: str, reason: str, code: str
) -> None:
    with pytest.raises(EktpError, match=code):
        withdraw_list(office.session, list_id, reason=reason)


def test_raw_rows_expire_after_the_offices_days_and_not_before(office: TestOffice, tmp_path: Path) -> None:
    done = load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1)]))
    set_policy(office.session, Policy.LIST_DAYS, "30")

    pass_days(office, 30)
    assert expire_lists(office.session) == []
    pass_days(office, 1)
    assert expire_lists(office.session) == ["a"]
    assert expire_lists(office.session) == []
    assert (register(office), len(list(office.folders.lists.glob("*")))) == ([], 1)
    confirm_week(office.session)
    office.clock.wait(SETTLING * A_DAY)
    assert expire_lists(office.session) == ["a"]

    assert (register(office), list(office.folders.lists.glob("*"))) == ([], [])
    assert lists(office.session)[0].state == "expired"
    assert expire_lists(office.session) == []
    with pytest.raises(EktpError, match="not_withdrawn"):
        bring_back_list(office.session, done.list_id)


def test_a_rule_of_no_days_lets_no_list_expire(office: TestOffice, tmp_path: Path) -> None:
    load(office, make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1)]))
    set_policy(office.session, Policy.LIST_DAYS, "0")
    pass_days(office, 20_000)
    assert expire_lists(office.session) == []


def test_an_expired_lists_file_is_a_new_list_and_the_old_one_has_no_targets(
    office: TestOffice, tmp_path: Path
) -> None:
    path = make_csv(tmp_path / "a.csv", [SIAK_TITLES, person(1), person(2)])
    old = load(office, path)
    pass_days(office, 31)
    set_policy(office.session, Policy.LIST_DAYS, "30")
    assert expire_lists(office.session) == ["a"]
    confirm_week(office.session)
    office.clock.wait(SETTLING * A_DAY)
    assert expire_lists(office.session) == ["a"]

    with pytest.raises(EktpError, match="not_standing") as refused:
        plan_visit(office.session, VILLAGE, day=office.session.today, lists=(old.list_id,))
    assert message(refused.value)
    again = load(office, path)

    assert again.loaded_before == ()  # its rows are gone: nothing is there twice
    assert (again.counts.accepted, again.counts.duplicates) == (2, 0)
    visit = plan_visit(office.session, VILLAGE, day=office.session.today, lists=(again.list_id,))
    assert [planned.id for planned in visits(office.session)] == [visit]
    assert [facts.state for facts in lists(office.session)] == ["standing", "expired"]
