"""Sending: links that share one queue, one talk with the hub, and what a person asked. Sealed bytes alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Thread

from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import Clock, clock_in
from ektp_desk.sync.control import LineControl
from ektp_desk.sync.link import HubLink, LineParts
from ektp_desk.sync.metering import Metering
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending_queue import SendingQueue
from ektp_desk.sync.talking import HubTalk, SyncRound
from ektp_desk.sync.ways import LinkWay
from ektp_desk.usecases.exchange.line import LineAsk, LineNews

_LINKS, _PAUSED = "links", "paused"


def _nobody() -> None:
    """Nobody shows it."""


class LineSender:
    """Raises `line.none` where no desk has laid a line."""

    def __init__(
        self,
        outbox: Outbox,
        *,
        changed: Callable[[], None] = _nobody,
        doubts: bool = True,
        chance: Random | None = None,
    ) -> None:
        self._outbox, self.control, self._queue = outbox, LineControl(), SendingQueue(outbox)
        self._clock: Clock = clock_in(outbox.read()[0].offset)
        metering = Metering(outbox, self._clock, doubts=doubts)
        self.talk = HubTalk(outbox, self._clock, metering, self._queue)
        self._parts = LineParts(
            outbox,
            self._queue,
            self.talk,
            self.control,
            metering,
            changed,
            chance=chance or Random(),  # noqa: S311  when to come again is no secret
        )
        self._links = [HubLink(LinkWay(name), self._parts) for name in ways_of(outbox)]
        self.control.is_paused = outbox.fact(_PAUSED) == str(self._clock().day)

    def begin(self) -> None:
        """Let each link serve, on a thread that does not outlive the process."""
        for link in self._links:
            Thread(target=link.keep_going, name="link", daemon=True).start()

    def go_once(self) -> SyncRound:
        """One round by all links. Raises what stopped them where none came through."""
        with ThreadPoolExecutor(len(self._links), thread_name_prefix="link") as threads:
            ends = [end.exception() for end in [threads.submit(link.go_once) for link in self._links]]
        for error in ends:
            if error is not None and (all(ends) or not isinstance(error, EktpError)):
                raise error
        return self.talk.done

    def hear(self, asked: LineAsk) -> None:
        match asked.do:
            case "look":
                self._queue.forget_waiting()
            case "now":
                self._outbox.retry_aside()
                self._queue.forget_waiting()
                self._outbox.keep_fact(_PAUSED, "")
                self.control.is_paused = False
                self.talk.ask()
            case "pause":
                self._outbox.keep_fact(_PAUSED, str(self._clock().day))
                self.control.is_paused = True
            case "price":
                self._parts.metering.say(asked.network, is_metered=asked.is_metered)
            case "links":
                self._go_by(asked.links)
        self.control.wake()

    def _go_by(self, names: Sequence[str]) -> None:
        """Serve by other links from now on, which is kept."""
        choose_links(self._outbox, names)
        for link in self._links:
            link.leave()
        self._links = [HubLink(LinkWay(name), self._parts) for name in ways_of(self._outbox)]
        self.begin()

    def look_at_day(self) -> None:
        """A pause ends with its day."""
        if self.control.is_paused and self._outbox.fact(_PAUSED) != str(self._clock().day):
            self.control.pause(is_paused=False)

    @property
    def news(self) -> LineNews:
        runs, files, size = self._outbox.left()
        aside, done, metering = self._outbox.aside(), self.talk.done, self._parts.metering
        return LineNews(
            tuple(link.news for link in self._links),
            runs=runs,
            files=files,
            size=size,
            aside=sum(aside.values()),
            why=next(iter(aside), ""),
            came=done.packs,
            heard=done.heard,
            clock=done.clock,
            retired=done.retired,
            spent=metering.spent,
            most=metering.most,
            is_paused=self.control.is_paused,
            is_unsaid=self._outbox.is_unsaid,
        )


def choose_links(outbox: Outbox, names: Sequence[str]) -> None:
    """Go by these from now on; by what the system chooses where none is named."""
    outbox.keep_fact(_LINKS, " ".join(name for name in names if name))


def ways_of(outbox: Outbox) -> list[str]:
    """The links that were chosen; one that the system chooses where none was."""
    return outbox.fact(_LINKS).split() or [""]


def sync_once(outbox: Outbox, *, retries: bool = True) -> SyncRound:
    """One round, as somebody wants it now: also where it was paused, and with `retries` of what was refused.

    Raises `line.busy` where another sends here, `line.none`, `line.cut`, `line.foreign`.
    """
    with outbox.held():
        sender = LineSender(outbox, doubts=False)
        if retries:
            sender.hear(LineAsk("now"))
        return sender.go_once()
