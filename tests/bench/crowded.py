"""A crowded day as a program: `python -m tests.bench.crowded DATA STATE` tells how long each act held it.

It writes one JSON object: the act, and the ms of its longest wait.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ektp_desk.settings import Folders
from tests.bench.probe import probing
from tests.gui.held.day import walk
from tests.gui.held.village import open_village
from tests.gui.patience import Patience


def main(data: str, state: str) -> None:
    """Live the day in the office that lies there."""
    _app = QApplication([])
    with open_village(Patience(), Folders(Path(data), Path(state))) as page, probing() as probe:
        walk(page, probe)
        probe.during("repaint", page.window.repaint)
        page.settle()
    sys.stdout.write(json.dumps(probe.held) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
