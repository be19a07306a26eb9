"""One queue for all links, how much of it goes at once, and how long trouble is waited out."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ektp_desk.sync.outbox import FILE, RUN, DueObject, Outbox
from ektp_desk.sync.pace import LEAST_BODY, MOST_BODY, Backoff, BodyPace
from ektp_desk.sync.sending_queue import SendingQueue


def due(at: int, kind: str = RUN, size: int = 10) -> DueObject:
    return DueObject(f"{kind}{at}", kind, size)


class TestQueue:
    """One queue, asked by hand."""

    @pytest.fixture
    def queue(self, tmp_path: Path) -> SendingQueue:
        outbox = Outbox(tmp_path / "line", tmp_path / "objects")
        outbox.add([(one.name, one.kind, "v1", one.size) for one in (due(1), due(2), due(1, FILE, 30))])
        return SendingQueue(outbox)

    def offered(self, queue: SendingQueue) -> list[str]:
        page = queue.claim()
        queue.put(page, {one.name: 0 for one in page})
        return [one.name for one in page]

    def test_files_wait_until_the_runs_that_may_name_them_are_there(self, queue: SendingQueue) -> None:
        assert self.offered(queue) == ["run1", "run2", "file1"]
        runs = queue.next(100)
        assert runs is not None
        assert [one.name for one in runs.objects] == ["run1", "run2"]
        assert queue.next(100) is None
        assert queue.finish(runs, {})
        files = queue.next(100)
        assert files is not None
        assert [one.name for one in files.objects] == ["file1"]

    def test_an_idle_link_repeats_the_open_body_and_the_first_counts(self, queue: SendingQueue) -> None:
        self.offered(queue)
        body = queue.next(100)
        assert body is not None
        body.begin(now=100.0, speed=1.0)
        assert queue.repeat(now=101.0, speed=1.0) is None, "it would come later"
        assert queue.repeat(now=101.0, speed=10.0) is body
        assert queue.repeat(now=101.0, speed=10.0) is None, "two links are enough"
        assert queue.finish(body, {})
        assert not queue.finish(body, {})
        queue.fail(body)
        assert queue.outbox.left() == (0, 1, 30)

    def test_a_run_that_comes_later_goes_before_files_that_wait(self, queue: SendingQueue) -> None:
        self.offered(queue)
        runs = queue.next(100)
        assert runs is not None
        queue.finish(runs, {})
        queue.outbox.add([("run3", RUN, "v2", 10)])
        assert queue.claim() == [], "something waits"
        assert [one.name for one in queue.claim(31)] == ["run3"], "but not enough for a body"
        queue.give_back([due(3)])
        queue.forget_waiting()
        assert self.offered(queue) == ["run3", "file1"]

    def test_what_no_link_could_carry_is_offered_anew(self, queue: SendingQueue) -> None:
        self.offered(queue)
        body = queue.next(10)
        assert body is not None
        body.begin(now=100.0, speed=5.0)
        assert queue.repeat(now=102.0, speed=0.1) is None
        assert queue.repeat(now=105.0, speed=0.1) is body, "its link stands still"
        queue.fail(body)
        assert queue.claim() == []
        queue.fail(body)
        queue.forget_waiting()
        assert self.offered(queue) == ["run1", "run2", "file1"]


def test_what_went_is_offered_again_without_a_look_at_all_that_was_ever_sent(tmp_path: Path) -> None:
    """Each receipt asks it: beside all of five years it took a third of a second a body."""
    outbox = Outbox(tmp_path / "line", tmp_path / "objects")
    outbox.add([("run1", RUN, "v1", 10), ("file1", FILE, "v1", 30), ("file2", FILE, "v1", 30)])
    outbox.note_sent(["run1", "file1"])
    with outbox.opened():
        asked = list[str]()
        connection = outbox._connected()
        connection.set_trace_callback(asked.append)
        assert not outbox.offer_sent(set(), runs=False)
        assert asked == []
        assert outbox.offer_sent({"file1", "file2"}, runs=False)
        updates = [one for one in asked if one.startswith("UPDATE")]
        plan = [row[3] for one in updates for row in connection.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert plan[0].startswith("SEARCH outbox USING INDEX")
    assert outbox.left() == (0, 2, 60)
    assert outbox.offer_sent(set(), runs=True)
    assert outbox.left() == (1, 2, 70)


def test_a_body_lasts_about_four_seconds_within_its_bounds() -> None:
    pace = BodyPace()
    pace.measured(pace.size, 1.0)
    assert pace.size == 4 * 64 * 2**10
    for _full in range(9):
        pace.measured(pace.size, 0.1)
    assert pace.size == MOST_BODY
    for _slow in range(20):
        pace.measured(pace.size, 600.0)
    assert pace.size == LEAST_BODY
    pace.measured(4_096, 0.001)
    assert pace.size == LEAST_BODY, "a small body says nothing of the line"


def test_trouble_is_tried_again_without_end_in_five_minutes_at_most() -> None:
    backoff = Backoff(Random(1))
    waits = [backoff.next() for _try in range(2_000)]
    assert all(0.5 * min(300, 2.0**at) <= wait <= min(300, 2.0**at) for at, wait in enumerate(waits[:12]))
    assert all(150 <= wait <= 300 for wait in waits[12:])
    assert len({round(wait, 3) for wait in waits[12:]}) > 1_000, "laptops do not come together"
    backoff.reset()
    assert backoff.next() <= 1


def test_due_are_the_runs_and_then_the_files_of_the_visit_that_is_soonest_whole(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "line", tmp_path / "objects")
    rows = [("a", FILE, "v1", 30), ("b", FILE, "v2", 10), ("c", RUN, "v1", 1), ("d", FILE, "v2", 5)]
    outbox.add(
        [*rows, ("e", RUN, "v2", 1), ("f", FILE, "v3", 15), ("g", FILE, "v1", 1), ("h", FILE, "v2", 9)]
    )
    outbox.set_aside({"h": "object.unnamed_file"})

    def names(most: int) -> str:
        return "".join(one.name for one in outbox.due(most))

    assert [names(most) for most in (9, 7, 4, 2, 1)] == ["cebdfag", "cebdfag", "cebd", "ce", "c"]
    outbox.note_sent(["c", "a"])
    assert names(9) == "egbdf", "one byte of v1 is left"
