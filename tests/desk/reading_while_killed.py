"""Gives numbers, telling each, while readings run: `python -m tests.desk.reading_while_killed DATA STATE`."""

from __future__ import annotations

import sys
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.settings import Folders
from tests.desk.test_lanes import ENDLESS, Office, slow
from tests.kept import CHEAP, morning


def main(data: str, state: str) -> None:
    with Desk(Folders(Path(data), Path(state)), clock=morning(), cost=CHEAP) as desk:
        office = Office(desk)
        office.ask("slow", lambda store: slow(store, most=ENDLESS), aside=True)
        while True:
            (ticket,) = office.number().result()
            office.ask("slow", lambda store: slow(store, most=1_000_000))
            sys.stdout.write(f"{ticket}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
