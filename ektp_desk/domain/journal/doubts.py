"""Asking an authority once of events that are alike: nine in ten of a journal are like some before them."""

from __future__ import annotations

from ektp_desk.domain.journal.authority import FALSE, Authority
from ektp_desk.domain.journal.events import Header
from ektp_desk.domain.journal.hearing import EventPlace, Journal

_Said = tuple[str, str, str, str, bool, bool]  # of a header what `Authority.doubt` asks of it


class Doubts:
    """What an authority says of events, quickest where they come in the order of their journals."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._journal: Journal = ("", "")
        self._first = self._last = (
            0  # events of the journal, between which those that are alike are judged so
        )
        self._found: dict[_Said, str] = {}

    def of(self, place: EventPlace, head: Header) -> str:
        """As `Authority.doubt`."""
        if place in self._authority.false:
            return FALSE
        if place.journal != self._journal or not self._first <= place.seq <= self._last:
            self._journal, self._first = place.journal, place.seq
            self._last = self._authority.steady_until(place)
            self._found.clear()
        said = (head.key, head.by, head.kind, head.entity, head.id == head.device, head.id == head.by)
        if said not in self._found:
            self._found[said] = self._authority.doubt(place, head)
        return self._found[said]
