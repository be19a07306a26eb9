"""What one number given and one person served ask, as a program: `python -m tests.bench.asked FOLDER`.

It writes one JSON object: the act, and the number of its named queries.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ektp_desk.settings import Folders
from tests.gui.counting import counted
from tests.gui.desks import open_desk
from tests.gui.patience import Patience
from tests.gui.walks.hand import open_desa
from tests.gui.walks.walk import Walk

KEYS = {"number_given": "Ins", "person_served": "Return"}


def main(folder: str) -> None:
    """Open a desa's day there, give two numbers, call the first, and count."""
    _app = QApplication([])
    place = Path(folder)
    asked: dict[str, int] = {}
    with open_desk(Patience(), Folders(place / "data", place / "state"), sample=False) as page:
        open_desa(Walk(page), place)
        page.press("Ins", "Ins", "Return")
        for act, key in KEYS.items():
            with counted() as found:
                page.press(key)
            asked[act] = len(found.queries)
    sys.stdout.write(json.dumps(asked) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
