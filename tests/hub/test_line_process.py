"""The process that sends beside the window: killed, doubled, left alone."""

from __future__ import annotations

import io
import signal
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
from tests.hub.outboxes import Between, between, put
from tests.hub.processes import FarLaptop, FarOffice

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


@contextmanager
def laid(
    far: FarOffice, place: Path, *, count: int, size: int = 60_000, most: int | None = None
) -> Iterator[tuple[FarLaptop, Between]]:
    """A laptop that sent nothing yet, and the line that it goes by."""
    laptop = far.laptop(place, count=count, size=size)
    with between(far.hub) as (line, through):
        laptop.goes_by(through, most=most)
        yield laptop, line


def is_all_sent(news: LineNews) -> bool:
    return not (news.runs or news.files) and all(link.state is LinkState.IDLE for link in news.links)


def held(line: Between, count: int) -> tuple[Event, Event]:
    """Set when so many bytes have passed; no more pass until the other is."""
    reached, released = Event(), Event()

    def hold(link: str) -> None:
        if line.passed[link] > count:
            reached.set()
            released.wait(60)

    line.heard = hold
    return reached, released


def test_what_a_killed_process_left_the_next_one_sends_and_nothing_twice(
    tmp_path: Path, far: FarOffice
) -> None:
    with laid(far, tmp_path, count=13, size=400_000, most=24) as (laptop, line):
        in_mid_body, killed = held(line, 2_000_000)
        with sending(laptop.outbox) as first:
            assert in_mid_body.wait(60)
            first.started.kill()
            first.started.wait()
            killed.set()
        with sending(laptop.outbox) as second:
            news = second.until(is_all_sent)
            assert (news.aside, news.heard != "") == (0, True)
            came = news.came
            put(laptop.outbox, laptop.objects[24:])
            second.ask(LineAsk("look"))
            second.until(lambda news: is_all_sent(news) and news.came > came)
            assert second.leave() == 0
        laptop.all_is_there()
        whole = sum(map(len, laptop.objects))
        assert line.passed[_HERE] < whole + 2 * 2**20, "no more than the body that was cut goes twice"


def test_one_that_sleeps_while_its_line_goes_sends_the_rest_when_it_wakes(
    tmp_path: Path, far: FarOffice
) -> None:
    with laid(far, tmp_path, count=6, size=400_000) as (laptop, line):
        in_mid_body, asleep = held(line, 1_000_000)
        with sending(laptop.outbox) as process:
            assert in_mid_body.wait(60)
            process.started.send_signal(signal.SIGSTOP)
            line.is_dead.add(_HERE)
            asleep.set()
            process.started.send_signal(signal.SIGCONT)
            process.until(lambda news: news.links[0].state is LinkState.WAITING)
            line.is_dead.clear()
            process.ask(LineAsk("now"))
            process.until(is_all_sent)
        laptop.all_is_there()


def test_two_never_send_at_once_and_the_second_takes_over(tmp_path: Path, far: FarOffice) -> None:
    with laid(far, tmp_path, count=2) as (laptop, _line):
        with sending(laptop.outbox) as first, sending(laptop.outbox) as second:
            one, other = (
                each.until(lambda news: news.is_busy or is_all_sent(news)) for each in (first, second)
            )
            assert {one.is_busy, other.is_busy} == {True, False}
            sends, waits = (second, first) if one.is_busy else (first, second)
            with pytest.raises(EktpError, match=r"^line\.busy$"):
                sync_once(laptop.outbox)
            sends.started.kill()
            waits.until(is_all_sent)
        laptop.all_is_there()


def test_a_pause_ends_what_is_on_its_way_and_now_goes_on(tmp_path: Path, far: FarOffice) -> None:
    with laid(far, tmp_path, count=20, size=800_000) as (laptop, line):
        in_mid_body, paused = held(line, 1_000_000)
        with sending(laptop.outbox) as process:
            assert in_mid_body.wait(60)
            process.ask(LineAsk("pause"))
            news = process.until(lambda news: news.is_paused)
            paused.set()
            if news.links[0].state is not LinkState.IDLE:
                news = process.until(lambda news: news.links[0].state is LinkState.IDLE)
            assert news.files > 0
            assert process.leave() == 0
        with sending(laptop.outbox) as process:
            assert process.until(lambda news: bool(news.links)).is_paused, "for this day"
            process.ask(LineAsk("now"))
            process.until(is_all_sent)
        laptop.all_is_there()


def test_trouble_is_named_and_now_tries_again(tmp_path: Path, far: FarOffice) -> None:
    """And what it says names nobody: counts, codes and addresses."""
    with laid(far, tmp_path, count=2) as (laptop, line):
        line.is_dead.add(_HERE)
        with sending(laptop.outbox) as process:
            news = process.until(lambda news: news.links[0].state is LinkState.WAITING)
            assert (news.links[0].code, news.files) == ("line.cut", 2)
            line.is_dead.clear()
            process.ask(LineAsk("now"))
            news = process.until(is_all_sent)
            assert (news.links[0].code, [news.links[0].address]) == (
                "",
                list(laptop.outbox.read()[0].addresses),
            )
            said = msgspec.to_builtins(news)
    texts = {key: value for key, value in {**said, **said["links"][0]}.items() if isinstance(value, str)}
    assert set(texts) <= {"heard", "name", "state", "address", "network", "code", "why"}


def test_another_network_wakes_whoever_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes = tmp_path / "route"
    monkeypatch.setattr("ektp_desk.sync.__main__._NETWORKS", (routes, tmp_path / "none"))
    process = LineProcess(Outbox(tmp_path, tmp_path), io.BytesIO(), io.BytesIO())
    heard = [process._is_elsewhere()]
    for said in ("wlan0", "wlan0", "usb0"):
        routes.write_text(said, encoding="ascii")
        heard.append(process._is_elsewhere())
    assert heard == [False, True, False, True]
