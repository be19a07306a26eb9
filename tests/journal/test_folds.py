"""Folds of what nobody is asked to say, but what a file or another release may."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import VisitPlanned
from ektp_desk.domain.journal.folds.visit import fold_visit
from ektp_desk.domain.journal.life import live
from tests.journal.lives import event


def test_a_list_that_a_plan_names_twice_is_named_once() -> None:
    plan = VisitPlanned(
        kind="desa", village="", day="2019-04-02", lists=("b", "a", "b"), closing_hour="16.00"
    )

    rows = fold_visit("v", live([event("a", plan)]))

    assert [row["list"] for row in rows["visit_lists"]] == ["b", "a"]
