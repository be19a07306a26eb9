"""`python -m ektp_desk.sync FOLDER OBJECTS`: sends beside the window, until nobody holds its standard input.

It hears `LineAsk` there and says `LineNews` on standard output, a line of JSON each. A process, since a desk
that is locked goes on sending while the one that held its keys ends; it has neither store nor keys but the
line's own. It ends at once, wherever it is: what was cut goes on from the byte that the hub has.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from ektp_desk.domain.errors import UNREADABLE, EktpError
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending import LineSender
from ektp_desk.usecases.exchange.line import LineAsk, LineNews

_SPACE, _LOOK = 0.25, 5.0  # seconds between two lines at least, and at most until the next look
_PATIENCE = 1.0  # seconds for another to let go, each time
_SLEPT = 2.0  # seconds
_NETWORKS = Path("/proc/net/route"), Path("/proc/net/if_inet6")


class LineProcess:
    """Speaks and hears; its main thread waits for changes."""

    def __init__(self, outbox: Outbox, hears: IO[bytes], says: IO[bytes]) -> None:
        self._outbox, self._hears, self._says = outbox, hears, says
        self._sender: LineSender | None = None
        self._early = list[LineAsk]()  # what was asked before there was a line
        self._lock, self._changed = threading.Lock(), threading.Event()
        self._last: LineNews | None = None
        self._seen = _asleep(), _ways()

    def run(self) -> None:
        threading.Thread(target=self._listen, name="asked", daemon=True).start()
        while True:
            try:
                with self._outbox.held(patience=_PATIENCE):
                    self._serve()
            except EktpError as error:
                if error.code != "line.busy":
                    raise
                self._say(LineNews(is_busy=True))

    def _serve(self) -> None:
        sender = LineSender(self._outbox, changed=self._changed.set)
        sender.begin()
        with self._lock:
            self._sender = sender
            for asked in self._early:
                sender.hear(asked)
        while True:
            self._changed.clear()
            begun = time.monotonic()
            self._say(sender.news)
            took = time.monotonic() - begun  # counting what is left of very much is dear
            threading.Event().wait(max(_SPACE, 20 * took))
            self._changed.wait(_LOOK)
            if self._is_elsewhere():
                sender.control.wake()  # whoever waits to try again has waited
            sender.look_at_day()

    def _is_elsewhere(self) -> bool:
        """Whether the machine slept, or is in another network, since this was asked last."""
        (slept, ways), self._seen = self._seen, (_asleep(), _ways())
        return self._seen[0] - slept > _SLEPT or self._seen[1] != ways

    def _say(self, news: LineNews) -> None:
        if news == self._last:
            return
        self._last = news
        try:
            self._says.write(msgspec.json.encode(news) + b"\n")
            self._says.flush()
        except OSError:
            os._exit(0)  # nobody is there

    def _listen(self) -> None:
        for line in self._hears:
            try:
                asked = msgspec.json.decode(line, type=LineAsk)
            except UNREADABLE:
                continue  # of a later release
            with self._lock:
                if self._sender is None:
                    self._early.append(asked)
                else:
                    self._sender.hear(asked)
            self._changed.set()
        os._exit(0)  # whoever started this has ended


def _asleep() -> float:
    """Seconds that the machine slept, where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return 0.0 if boot is None else time.clock_gettime(boot) - time.monotonic()


def _ways() -> list[str]:
    """Which networks there are, where the system shows that in files."""
    found = list[str]()
    for file in _NETWORKS:
        with suppress(OSError):
            found.append(file.read_text(encoding="ascii"))
    return found


def _die(_of: threading.ExceptHookArgs) -> None:
    """A link that a fault of the program ended leaves no half: whoever started this starts it again."""
    os._exit(1)


def main() -> None:
    """Say nothing of a fault but the exit code: a traceback's text is nobody's."""
    threading.excepthook = _die
    if hasattr(os, "nice"):
        os.nice(5)  # whoever saves goes first
    folder, objects = map(Path, sys.argv[1:3])
    try:
        LineProcess(Outbox(folder, objects), sys.stdin.buffer, sys.stdout.buffer).run()
    except EktpError as error:
        sys.exit(error.code)


if __name__ == "__main__":
    main()
