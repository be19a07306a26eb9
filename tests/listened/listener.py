"""Writes what AT-SPI tells, a JSON line each; the system's own Python runs it, which has GObject's binding.

It answers a line on its input by one of kind `answer`, once all is written that the window had told by then:
`until` at once, `active` when the window has the keyboard, `rects` with the place of
each part that shows, in the screen's pixels.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

HEARD = ("announcement", "text-changed", "property-change", "state-changed", "children-changed")


class Listener:
    """Hears one window; asks it between events, so that what it told before it answers comes first."""

    def __init__(self) -> None:
        gi: Any = importlib.import_module("gi")
        gi.require_version("Atspi", "2.0")
        self._atspi: Any = importlib.import_module("gi.repository.Atspi")
        self._glib: Any = importlib.import_module("gi.repository.GLib")
        self._waits_for_keyboard = False
        listener = self._atspi.EventListener.new(self._on_event)
        for kind in (*(f"object:{kind}" for kind in HEARD), "window:activate"):
            listener.register(kind)
        self._glib.io_add_watch(sys.stdin, self._glib.IO_IN, self._on_line)

    def run(self) -> None:
        """Listen until it is ended."""
        self._atspi.event_main()

    def _on_line(self, *_where: object) -> bool:
        asked = sys.stdin.readline().strip()
        if asked == "active":
            self._waits_for_keyboard = True
            self._look_for_keyboard()
        elif asked:
            self._answer(asked)
        return bool(asked)

    def _on_event(self, event: Any) -> None:
        with suppress(self._glib.GError):  # what ended meanwhile
            if event.type.startswith("object:"):
                self._write_event(event)
            self._look_for_keyboard()

    def _write_event(self, event: Any) -> None:
        value = event.any_data if isinstance(event.any_data, str) else ""
        told = {"kind": event.type.removeprefix("object:"), "text": value, "on": bool(event.detail1)}
        if told["kind"].startswith(("announcement", "state-changed:focused")):
            told |= {"role": event.source.get_role_name(), "name": event.source.get_name()}
        _write(told | {"at": time.monotonic()})

    def _look_for_keyboard(self) -> None:
        state = self._atspi.StateType
        if self._waits_for_keyboard and any(
            frame.get_state_set().contains(state.ACTIVE) for frame in self._frames()
        ):
            self._waits_for_keyboard = False
            self._answer("active")

    def _answer(self, asked: str) -> None:
        """Once what the window told before it answered was written: nothing overtakes that on the bus."""
        found = [self._placed(part) for part in self._parts(*self._frames())] if asked == "rects" else []
        for frame in self._frames():
            frame.get_extents(self._atspi.CoordType.SCREEN)  # never kept: it is asked
        low = self._glib.PRIORITY_LOW
        self._glib.idle_add(_write, {"kind": "answer", "text": asked, "parts": found}, priority=low)

    def _frames(self) -> list[Any]:
        desktop = self._atspi.get_desktop(0)
        apps = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
        return [app.get_child_at_index(at) for app in apps if app for at in range(app.get_child_count())]

    def _parts(self, *above: Any) -> Iterator[Any]:
        """All that shows, with what it lies in."""
        for part in above:
            if part is not None and part.get_state_set().contains(self._atspi.StateType.SHOWING):
                yield part
                children = (part.get_child_at_index(at) for at in range(part.get_child_count()))
                yield from self._parts(*children)

    def _placed(self, part: Any) -> dict[str, Any]:
        place = part.get_extents(self._atspi.CoordType.SCREEN)
        rect = [place.x, place.y, place.width, place.height]
        return {"role": part.get_role_name(), "name": part.get_name(), "rect": rect}


def _write(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Listener().run()
