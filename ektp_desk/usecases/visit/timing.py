"""Waits, arrivals and the forecast finish: computed from times, stored nowhere."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta
from statistics import median

from ektp_desk.domain.paper.figures import Interval, Waits
from ektp_desk.usecases.shapes import Shape

_STEP = timedelta(minutes=30)


class Times(Shape, frozen=True):
    """One ticket's times, local, with the equation's term it ended in (empty while open)."""

    given_at: datetime
    served_at: datetime | None
    ended_at: datetime | None
    outcome_group: str


def waits(times: list[Times], closing: time) -> Waits:
    """Give median and 90th percentile (nearest rank) of waiting in whole minutes, and the day's end."""
    minutes = sorted((t.served_at - t.given_at) // timedelta(minutes=1) for t in times if t.served_at)
    ended = [t.ended_at for t in times if t.ended_at]
    late = [t for t in times if t.outcome_group == "served" and t.ended_at and t.ended_at.time() > closing]
    return Waits(
        median=math.floor(median(minutes)) if minutes else None,
        p90=minutes[math.ceil(0.9 * len(minutes)) - 1] if minutes else None,
        last_ended=max(ended) if ended else None,
        served_after_hours=len(late),
    )


def intervals(times: list[Times]) -> tuple[Interval, ...]:
    """Count numbers given and people served in each half hour from the first to the last."""
    arrived = [t.given_at for t in times]
    served = [t.ended_at for t in times if t.ended_at and t.outcome_group == "served"]
    if not arrived:
        return ()
    start, last = _floor(min(arrived)), max([*arrived, *served])
    found = []
    while start <= last:
        end = start + _STEP
        found.append(
            Interval(start, sum(start <= a < end for a in arrived), sum(start <= s < end for s in served))
        )
        start = end
    return tuple(found)


def _floor(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)


def mean_service(times: list[Times]) -> int | None:
    """Give the mean minutes at a desk of those who were served; None before anybody was."""
    spans = [t.ended_at - t.served_at for t in times if t.served_at and t.ended_at]
    if not spans:
        return None
    return max(1, round(sum(spans, timedelta()) / len(spans) / timedelta(minutes=1)))


def forecast(times: list[Times], *, now: datetime, desks: int) -> datetime | None:
    """Say when the queue will be empty at the pace so far; None when nobody waits or no pace is known."""
    pace = mean_service(times)
    waiting = sum(1 for t in times if not t.ended_at)
    if pace is None or not waiting:
        return None
    return now + timedelta(minutes=pace * math.ceil(waiting / max(1, desks)))
