"""Two copies of one folder both count on to `b`: what stands on paper still tells which laptop wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ektp_desk.desk import opening
from ektp_desk.domain.journal.labels import mark_of, next_label
from tests.offices import unmarked
from tests.store.several.laptops import events_in, laptop, onlooker, store_of


def ids(prefix: str) -> Callable[[], str]:
    """Ids that no chance makes: marks that meet by chance would fail a test in 400."""
    numbers = iter(range(1000))
    return lambda: f"{prefix}{next(numbers)}"


def test_copies_of_one_folder_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "new_id", ids("salinan-"))
    with laptop(tmp_path / "satu") as one, laptop(tmp_path / "dua") as other, onlooker() as office:
        office.receive(events_in(store_of(one)))
        office.receive(events_in(store_of(other)))
        heads = office.heads()

        labels = [head.split()[0] for head in heads]
        assert [unmarked(label) for label in labels] == ["01/a", "01/b", "01/b"]
        assert len(set(labels)) == 3
        assert store_of(one).heads()[0] in heads
        assert store_of(other).heads()[0] in heads


def test_a_copy_of_a_copy_counts_on(tmp_path: Path) -> None:
    with laptop(tmp_path / "satu") as first:
        label = store_of(first).heads()[0].split()[0]
    with laptop(tmp_path / "satu") as same:
        assert store_of(same).heads()[0].split()[0] == label
        same.folders.anchor(same.slots.install).unlink()
    with laptop(tmp_path / "satu") as again:
        assert [unmarked(head.split()[0]) for head in store_of(again).heads()] == ["01/c", "01/a", "01/b"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["01/a"], "01/b"),
        (["01/a", "01/b"], "01/c"),  # as the first release wrote them
        (["01/a", "01/z-KT", "01/b-ZZ"], "01/aa"),
        (["01/z-BB", "01/aa-BB", "01/b-ZZ"], "01/ab"),
    ],
)
def test_labels_count_on_whatever_their_marks(before: list[str], after: str) -> None:
    assert unmarked(next_label(before, "x")) == after
    assert next_label(before, "x") == f"{after}-{mark_of('x')}"


def test_marks_are_spread_over_all_of_their_letters() -> None:
    marks = Counter(mark_of(f"inkarnasi-{number}") for number in range(20_000))

    assert len(marks) == 400
    assert max(marks.values()) < 100  # 50 on the average
    assert not set("".join(marks)) & set("AEIOUY01")
