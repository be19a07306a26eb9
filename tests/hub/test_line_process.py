"""The process that sends beside the window: killed, doubled, left alone."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.sync.__main__ import LineProcess
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending import sync_once
from ektp_desk.usecases.exchange.line import LineAsk, LineNews, LinkState
from tests.exchange.scene import LAPTOP
from tests.hub.lines import RunningHub, desks, made_hub, running
from tests.hub.outboxes import between, lay_out, missing_at, objects, put

pytestmark = [pytest.mark.journey, pytest.mark.timeout(60)]
_HERE = "127.0.0.1"


class Process:
    """What the window would see of it."""

    def __init__(self, started: subprocess.Popen[bytes]) -> None:
        self.started = started

    def until(self, holds: Callable[[LineNews], bool]) -> LineNews:
        """Read its lines up to one of which something holds."""
        assert self.started.stdout is not None
        for line in self.started.stdout:
            news = msgspec.json.decode(line, type=LineNews)
            if holds(news):
                return news
        raise AssertionError("it has ended")

    def ask(self, asked: LineAsk) -> None:
        assert self.started.stdin is not None
        self.started.stdin.write(msgspec.json.encode(asked) + b"\n")
        self.started.stdin.flush()

    def leave(self) -> int:
        """End as a window that is killed would: nobody holds its input any more."""
        assert self.started.stdin is not None
        self.started.stdin.close()
        return self.started.wait()


@contextmanager
def sending(outbox: Outbox) -> Iterator[Process]:
    line = [sys.executable, "-m", "ektp_desk.sync", str(outbox.folder), str(outbox.objects)]
    started = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield Process(started)
    finally:
        started.kill()
        started.wait()
        for pipe in (started.stdin, started.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made, desks(made, LAPTOP):
        yield made


def is_all_sent(news: LineNews) -> bool:
    return not (news.runs or news.files) and all(link.state is LinkState.IDLE for link in news.links)


def test_what_a_killed_process_left_the_next_one_sends_and_nothing_twice(
    tmp_path: Path, hub: RunningHub
) -> None:
    made, reached = objects(13, size=400_000), Event()
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, made[:24])

        def count(_link: str) -> None:
            if line.passed[_HERE] > 2_000_000:
                reached.set()

        line.heard = count
        with sending(outbox) as first:
            assert reached.wait(60)
            first.started.kill()
            first.started.wait()
        with sending(outbox) as second:
            news = second.until(is_all_sent)
            assert (news.aside, news.heard != "", news.links[0].address) == (0, True, through)
            came = news.came
            put(outbox, made[24:])
            second.ask(LineAsk("look"))
            second.until(lambda news: is_all_sent(news) and news.came > came)
            assert second.leave() == 0
        assert missing_at(hub, made) == []
        whole = sum(map(len, made))
        assert line.passed[_HERE] < whole + 2 * 2**20, "no more than the body that was cut goes twice"


def test_two_never_send_at_once_and_the_second_takes_over(tmp_path: Path, hub: RunningHub) -> None:
    outbox = lay_out(tmp_path, hub, [f"http://127.0.0.1:{hub.port}"])
    with sending(outbox) as first, sending(outbox) as second:
        one, other = (each.until(lambda news: news.is_busy or is_all_sent(news)) for each in (first, second))
        assert {one.is_busy, other.is_busy} == {True, False}
        sends, waits = (second, first) if one.is_busy else (first, second)
        with pytest.raises(EktpError, match=r"^line\.busy$"):
            sync_once(outbox)
        sends.started.kill()
        waits.until(is_all_sent)


def test_a_pause_ends_what_is_on_its_way_and_now_goes_on(tmp_path: Path, hub: RunningHub) -> None:
    made, reached, paused = objects(20, size=800_000), Event(), Event()
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, made)

        def hold(_link: str) -> None:
            if line.passed[_HERE] > 1_000_000:
                reached.set()
                paused.wait(60)

        line.heard = hold
        with sending(outbox) as process:
            assert reached.wait(60)
            process.ask(LineAsk("pause"))
            news = process.until(lambda news: news.is_paused)
            paused.set()
            if news.links[0].state is not LinkState.IDLE:
                news = process.until(lambda news: news.links[0].state is LinkState.IDLE)
            assert news.files > 0
            assert process.leave() == 0
        with sending(outbox) as process:
            assert process.until(lambda news: bool(news.links)).is_paused, "for this day"
            process.ask(LineAsk("now"))
            process.until(is_all_sent)
        assert missing_at(hub, made) == []


def test_trouble_is_named_and_now_tries_again(tmp_path: Path, hub: RunningHub) -> None:
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, objects(2))
        line.is_dead.add(_HERE)
        with sending(outbox) as process:
            news = process.until(lambda news: news.links[0].state is LinkState.WAITING)
            assert (news.links[0].code, news.files) == ("line.cut", 2)
            line.is_dead.clear()
            process.ask(LineAsk("now"))
            assert process.until(is_all_sent).links[0].code == ""


def test_another_network_wakes_whoever_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes = tmp_path / "route"
    monkeypatch.setattr("ektp_desk.sync.__main__._NETWORKS", (routes, tmp_path / "none"))
    process = LineProcess(Outbox(tmp_path, tmp_path), io.BytesIO(), io.BytesIO())
    heard = [process._is_elsewhere()]
    for said in ("wlan0", "wlan0", "usb0"):
        routes.write_text(said, encoding="ascii")
        heard.append(process._is_elsewhere())
    assert heard == [False, True, False, True]


def test_it_says_nothing_of_anybody(tmp_path: Path, hub: RunningHub) -> None:
    """Its lines hold counts, codes and addresses: nothing that could be a name."""
    with between(hub) as (_line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, objects(2))
        with sending(outbox) as process:
            said = msgspec.to_builtins(process.until(is_all_sent))
    texts = {key: value for key, value in {**said, **said["links"][0]}.items() if isinstance(value, str)}
    assert set(texts) <= {"heard", "name", "state", "address", "network", "code", "why"}
