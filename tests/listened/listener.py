"""Writes what AT-SPI tells, a JSON line each; the system's own Python runs it, which has GObject's binding.

`python3 listener.py`, until it is ended.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

HEARD = ("announcement", "text-changed", "property-change", "state-changed", "children-changed")


def main() -> None:
    """Listen from now on."""
    gi: Any = importlib.import_module("gi")
    gi.require_version("Atspi", "2.0")
    atspi: Any = importlib.import_module("gi.repository.Atspi")
    listener = atspi.EventListener.new(_write)
    for kind in HEARD:
        listener.register(f"object:{kind}")
    atspi.event_main()


def _write(event: Any) -> None:
    value = event.any_data if isinstance(event.any_data, str) else ""
    told = {"kind": event.type.removeprefix("object:"), "text": value, "on": bool(event.detail1)}
    if told["kind"].startswith(("announcement", "state-changed:focused")):
        told |= {"role": event.source.get_role_name(), "name": event.source.get_name()}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
