"""A look at the hub from anywhere: which of its addresses answer, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import HubStanding
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.outbox import LineFacts

_PATIENCE = 4.0  # seconds for all addresses together: somebody sits before it


@dataclass(frozen=True, slots=True)
class AddressSeen:
    """What an address gave: the code of what is in the way, or how the hub stands and its clock is ahead."""

    url: str
    trouble: str = "line.cut"
    standing: HubStanding | None = None
    ahead: float = 0.0  # seconds


def look_at_hub(facts: LineFacts, now: Callable[[], datetime]) -> list[AddressSeen]:
    """Ask all addresses at once, and send nothing of the desk's; who has not answered by then is silent."""
    heard, until = SimpleQueue[AddressSeen](), monotonic() + _PATIENCE

    def ask(url: str) -> None:
        heard.put(_seen(url, facts, now))

    for url in facts.addresses:
        Thread(target=ask, args=(url,), name="looking", daemon=True).start()
    found = dict[str, AddressSeen]()
    while len(found) < len(set(facts.addresses)):
        try:
            one = heard.get(timeout=max(0.0, until - monotonic()))
        except Empty:
            break
        found[one.url] = one
    return [found.get(url, AddressSeen(url)) for url in facts.addresses]


def _seen(url: str, facts: LineFacts, now: Callable[[], datetime]) -> AddressSeen:
    try:
        with HubLine(url, facts, b"") as line:
            said = datetime.fromisoformat(line.hello().at)
            ahead = (said - now()).total_seconds()
            return AddressSeen(url, "", _standing(line), ahead)
    except EktpError as error:
        return AddressSeen(url, error.code)


def _standing(line: HubLine) -> HubStanding | None:
    """None where a hub of another release says it otherwise."""
    try:
        return line.standing()
    except EktpError as error:
        if error.code != "line.foreign":
            raise
        return None
