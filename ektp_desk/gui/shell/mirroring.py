"""Mirrors the laptop on its card after each finished recording, and soon after any other act; asks nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.events import Entity
from ektp_desk.gui.kit.words import mirror_note
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.gui.work import Work
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.laptops.queries import finished_here, mirror_news

_EVERY = 30_000  # ms
_AFTER = 300.0  # seconds from the first act that the card has not
_RESTS = 300.0  # seconds, after trouble that each try would make worse
_EASILY_SEEN = frozenset({"carrier.missing", "carrier.other_office", "carrier.full", "carrier.read_only"})


class Mirroring(QObject):
    """One card, one copy at a time, beside everything else; `work.mirror` and the strip say how it stands.

    What stands in the way is tried again by itself: each half minute where looking costs nothing.
    """

    def __init__(self, work: Work, shell: Shell, *, seconds: Callable[[], float] = monotonic) -> None:
        super().__init__(shell)
        self._work, self._shell, self._seconds = work, shell, seconds
        self._finished = 0  # recordings
        self._since: float | None = None  # the first act that the card has not
        self._again: float | None = None  # when trouble is looked at once more
        self._is_whole = True  # the next copy looks after all that ever was put there
        self._runs = self._is_due = False
        self._tick = QTimer(self, interval=_EVERY)
        self._tick.timeout.connect(self.look)
        work.changed.connect(self._on_changed)
        work.mirrored.connect(self._show)
        work.mirror_asked.connect(self._on_asked)
        shell.renewed.connect(self._show)  # perhaps in another language
        work.left.connect(self._tick.stop)

    def begin(self) -> None:
        """Say how it stands by the store's word, and bring the card up to it."""

        def known(answer: tuple[MirrorNews, int]) -> None:
            news, self._finished = answer
            self._work.take_mirror(news)
            self._tick.start()
            self._mirror()

        self._work.ask(lambda session: (mirror_news(session), finished_here(session)), known)

    def _show(self) -> None:
        self._shell.strip.show_card(mirror_note(self._work.mirror, self._work.session.today))

    def look(self) -> None:
        """See whether something is due; a timer asks, and tests."""
        now = self._seconds()
        waited = self._since is not None and now - self._since >= _AFTER
        if waited or (self._again is not None and now >= self._again):
            self._mirror()

    def _on_asked(self) -> None:
        self._is_whole = True
        self._mirror()

    def _on_changed(self, changes: Changes) -> None:
        if changes.origin is not Origin.OWN or not changes.entities or self._work.mirror.place is None:
            return
        if self._since is None:
            self._since = self._seconds()
        if Entity.VISIT in changes.entities:  # a day that was opened or signed: who did goes home
            self._mirror()
        elif Entity.RECORDING in changes.entities:
            self._work.ask(finished_here, self._on_finished, over="finished here")

    def _on_finished(self, count: int) -> None:
        if count > self._finished:
            self._finished = count
            self._mirror()

    def _mirror(self) -> None:
        if self._work.mirror.place is None:
            return
        self._is_due = self._runs
        if self._runs:
            return
        self._runs, self._since, self._again = True, None, None
        is_whole = self._is_whole
        self._work.carry(lambda courier: courier.mirror(is_whole=is_whole), self._on_done, self._on_failed)

    def _on_done(self, news: MirrorNews) -> None:
        self._runs, self._is_whole = False, news.trouble is not None
        if news.trouble is not None:
            easily = news.trouble.code in _EASILY_SEEN
            self._again = self._seconds() + (0 if easily else _RESTS)
        self._work.take_mirror(news)
        if self._is_due and news.trouble is None:
            self._mirror()

    def _on_failed(self, error: EktpError) -> None:
        """Not the card: the store, or this laptop's own disk."""
        self._on_done(replace(self._work.mirror, trouble=error))
