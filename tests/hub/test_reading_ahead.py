"""The next body is read while the hub takes one in, and goes whatever becomes of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.hub_line import BodyAnswer, HubLine
from ektp_desk.sync.pace import LEAST_BODY
from ektp_desk.sync.sending import LineSender
from ektp_desk.sync.talking import HubTalk
from tests.exchange.scene import LAPTOP
from tests.hub.lines import RunningHub, desks, made_hub, running
from tests.hub.outboxes import lay_out, missing_at, objects, put


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made, desks(made, LAPTOP):
        yield made


@pytest.mark.parametrize("is_cut", [False, True], ids=["straight", "cut behind each body"])
def test_a_body_is_read_while_the_hub_takes_the_one_before_in(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch, *, is_cut: bool
) -> None:
    outbox, made = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"]), objects(12)
    put(outbox, made)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", LEAST_BODY)
    note, ahead, cuts = HubTalk.note, list[bool](), count()

    def noted(talk: HubTalk, answer: BodyAnswer, names: Sequence[str], line: HubLine) -> dict[str, str]:
        ahead.append(links[-1]._ahead is not None)
        if is_cut and next(cuts) % 2:
            raise EktpError("line.stopped")  # behind the answer: the round begins anew
        return note(talk, answer, names, line)

    monkeypatch.setattr(HubTalk, "note", noted)
    links = LineSender(outbox, doubts=False)._links
    links[0].go_once()
    assert (missing_at(hub, made), outbox.left()) == ([], (0, 0, 0))
    assert len(ahead) > 6, "there are several bodies"
    assert True in ahead
    assert not links[0]._queue.is_moving, "what was read ahead is sent or given back"


def test_what_was_read_ahead_and_another_link_carries_is_left_to_it(tmp_path: Path, hub: RunningHub) -> None:
    outbox = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"])
    put(outbox, objects(4))
    sender = LineSender(outbox, doubts=False)
    link, queue = sender._links[0], sender._queue
    queue.put(queue.claim(), {one.name: 0 for one in outbox.due(100)})
    link._read_ahead()
    read = link._ahead
    assert read is not None
    assert queue.repeat(0, 1e6) is read.of, "an idle link takes it"
    assert link._taken_ahead() is None
    assert read.of.carriers == 1
    assert queue.finish(read.of, {})
