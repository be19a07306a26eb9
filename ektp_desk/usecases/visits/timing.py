"""Waits, arrivals and the forecast finish: computed from times, stored nowhere."""

from __future__ import annotations

import math
from collections import Counter
from datetime import datetime, time, timedelta
from statistics import median

from ektp_desk.domain.paper.figures import Interval, Waits
from ektp_desk.usecases.shapes import PrivateStruct

_MINUTES = 15
_STEP = timedelta(minutes=_MINUTES)
_GAP = timedelta(hours=12)
_MORNING = time(5)  # who is served before it is served in the evening that went on


class Times(PrivateStruct, frozen=True):
    """One ticket's times, local, with the equation's term it ended in (empty while open)."""

    given_at: datetime
    served_at: datetime | None
    ended_at: datetime | None
    outcome_group: str
    given: bool = True  # whether `given_at` is when it was given, or only when it was first heard of
    together: bool = False  # with a group that came all at once
    home: bool = False  # the team goes to them: nobody waits at the desk


def waits(times: list[Times], closing: time) -> Waits:
    """Median and 90th percentile (nearest rank) of waiting in whole minutes, and the day's end."""
    minutes = sorted(
        _waited(t.given_at, t.served_at) for t in times if t.served_at and t.given and not t.home
    )
    ended = [t.ended_at for t in times if t.ended_at]
    late = [
        t
        for t in times
        if t.outcome_group == "served" and t.ended_at and _is_late(t.ended_at.time(), closing)
    ]
    return Waits(
        median=math.floor(median(minutes)) if minutes else None,
        p90=minutes[math.ceil(0.9 * len(minutes)) - 1] if minutes else None,
        last_ended=max(ended) if ended else None,
        served_after_hours=len(late),
    )


def _waited(given: datetime, served: datetime) -> int:
    """Whole minutes; none where the clock went back in between."""
    return max(0, (served - given) // timedelta(minutes=1))


def _is_late(served: time, closing: time) -> bool:
    """By the hour at which they were served: work goes on past midnight, and no day begins before five."""
    return served > closing or served < min(closing, _MORNING)


def intervals(times: list[Times]) -> tuple[Interval, ...]:
    """Count numbers given and people served in each quarter of an hour from the first to the last.

    A gap of more than half a day is left out: a laptop's clock may have jumped by years.
    """
    arrived = Counter(_floor(t.given_at) for t in times)
    together = Counter(_floor(t.given_at) for t in times if t.together)
    served = Counter(_floor(t.ended_at) for t in times if t.ended_at and t.outcome_group == "served")
    moments = sorted({*arrived, *served})
    starts = moments[:1]
    for later in moments[1:]:
        while later - starts[-1] <= _GAP and starts[-1] < later:
            starts.append(starts[-1] + _STEP)
        if starts[-1] < later:
            starts.append(later)
    return tuple(Interval(start, arrived[start], served[start], together[start]) for start in starts)


def _floor(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // _MINUTES * _MINUTES, second=0, microsecond=0)


def mean_service(times: list[Times]) -> int | None:
    """The mean minutes at a desk of those who were served; None before anybody was."""
    spans = [
        t.ended_at - t.served_at for t in times if t.served_at and t.ended_at and t.ended_at > t.served_at
    ]
    if not spans:
        return None
    return max(1, round(sum(spans, timedelta()) / len(spans) / timedelta(minutes=1)))


def forecast(times: list[Times], *, now: datetime, desks: int) -> datetime | None:
    """Say when the queue will be empty at the pace so far; None when nobody waits or no pace is known."""
    pace = mean_service(times)
    waiting = sum(1 for t in times if not t.ended_at and not t.home)
    if pace is None or not waiting:
        return None
    return now + timedelta(minutes=pace * math.ceil(waiting / max(1, desks)))
