"""How far the visits are with their targets; asked where it is shown, since it reads whole lists."""

from __future__ import annotations

from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape


class Progress(Shape, frozen=True):
    """Different people of one visit: `recorded` are of the targets, `outside` were recorded besides them."""

    visit: str
    targets: int
    recorded: int
    outside: int

    @property
    def left(self) -> int:
        """Give how many targets are not recorded."""
        return self.targets - self.recorded


def progress(session: Session) -> dict[str, Progress]:
    """Give every visit's progress by its id."""
    return {found.visit: found for found in session.store.ask("progress_of_visits", Progress)}
