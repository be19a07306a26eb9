"""Shows the chosen list: its state and dates in words at once, its story when the store has told it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.gui.lists.held.facts import Passage, Story, story_of
from ektp_desk.gui.lists.held.panel import ListPanel, ShownList
from ektp_desk.gui.lists.words import kind_of_list, near_date
from ektp_desk.gui.work import Work
from ektp_desk.usecases.shapes import ListFacts
from ektp_desk.words import _
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.dates import clock, digits_date

_NAMES_NO_VILLAGE = (ListKind.DKB, ListKind.STATUS)  # nobody's visit can be planned from these


class Showing(QObject):
    """Only the story of the list last asked for is shown."""

    def __init__(self, work: Work, panel: ListPanel) -> None:
        super().__init__(panel)
        self._work, self._panel = work, panel
        self._asked = 0

    def show(self, facts: ListFacts, today: date) -> None:
        """Show a list as it stands."""
        self._asked += 1
        mine = self._asked
        self._panel.show_list(_shown(facts, today, ""))

        def read(story: Story) -> None:
            if mine != self._asked:
                return
            until = _until(story.kept_until) if facts.state is not ListState.EXPIRED else ""
            self._panel.show_list(_shown(facts, today, until))
            villages = [(v.title if v else _("Desa tidak dikenal"), n) for v, n in story.villages]
            self._panel.show_story(villages, [_line(passage, today) for passage in story.passages])

        self._work.ask(lambda session: story_of(session, facts), read)


def _shown(facts: ListFacts, today: date, until: str) -> ShownList:
    as_of = digits_date(date.fromisoformat(facts.as_of))
    about = [kind_of_list(facts.kind), _("per {day}").format(day=as_of), as_read(facts.source)]
    return ShownList(
        facts.name, " · ".join(part for part in about if part), facts.rows, facts.state,
        _state(facts, today, until), facts.kind not in _NAMES_NO_VILLAGE, _why(facts),
    )  # fmt: skip


def _state(facts: ListFacts, today: date, until: str) -> str:
    if facts.state is ListState.WITHDRAWN:
        at = near_date(facts.withdrawn_at.date(), today) if facts.withdrawn_at else ""
        return _("dicabut {day}").format(day=at)
    if facts.state is ListState.EXPIRED:
        return _("kedaluwarsa: barisnya sudah dihapus")
    return " · ".join(part for part in (_("berlaku"), until) if part)


def _why(facts: ListFacts) -> str:
    if facts.state is ListState.EXPIRED:
        return _("Rekaman dan nomor antrean tetap. Untuk kunjungan baru, muat daftar yang lebih baru.")
    return facts.withdrawn_why if facts.state is ListState.WITHDRAWN else ""


def _until(day: date | None) -> str:
    return _("disimpan s.d. {day}").format(day=digits_date(day)) if day else ""


def _line(passage: Passage, today: date) -> str:
    when = f"{near_date(passage.at.date(), today)} {clock(passage.at)}"
    if not passage.by:
        return _("{when} · {what}").format(when=when, what=passage.what)
    return _("{when} · {what} oleh {name}").format(
        when=when,
        what=passage.what,
        name=passage.by.replace(" ", "\u00a0"),  # no name is broken in two
    )
