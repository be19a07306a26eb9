"""A folder as somebody sees it who watched everything: what it holds, and what its place remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ektp_desk.desk.desk import Desk
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.settings import Folders

Place = tuple[str, str, int]  # device, incarnation, sequence


@dataclass
class Folder:
    """A data folder with its state folder, and what a person who watched knows of both."""

    folders: Folders
    holds: dict[bytes, Place] = field(default_factory=dict)
    journal: tuple[str, str] = ("", "")  # that it would go on in
    remembers: dict[Path, bytes] = field(default_factory=dict)  # by data folder, the link last acknowledged
    desk: Desk | None = None

    @property
    def anchor(self) -> bytes | None:
        """The link last acknowledged at this place, as far as the state folder remembers."""
        return self.remembers.get(self.folders.data)

    @property
    def end(self) -> int:
        """How far the folder holds its own journal."""
        return max(
            (seq for *journal, seq in self.holds.values() if tuple(journal) == self.journal), default=0
        )

    @property
    def knew_more(self) -> bool:
        """Whether the anchor at this place acknowledged what the data folder lacks."""
        return self.anchor is not None and self.anchor not in self.holds

    @property
    def goes_on(self) -> bool:
        """Whether the anchor lets the folder go on in its journal."""
        return self.anchor in self.holds and self.holds[self.anchor][:2] == self.journal


def place_of(event: Arrived) -> Place:
    return event.device, event.incarnation, event.seq
