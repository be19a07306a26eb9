"""Carrying on a card or stick, both ways at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.usecases.laptops.courier import CarrierImport, Courier, StickNews, pass_by


def carry_both_ways(
    courier: Courier,
    place: Path,
    clock: Callable[[], Moment],
    *,
    passed: Callable[[int, int], None] = pass_by,
) -> StickNews:
    """Take in what is new on a card or stick, then put on it what it has not: with the word on what came.

    What was carried is kept until the next time. One without a mark has nothing to give, and becomes the
    office's. Raises as `Courier`.
    """
    try:
        found = courier.take_in(place, passed=passed)
    except EktpError as error:
        if error.code != "carrier.missing":
            raise
        found = CarrierImport()
    done, at = courier.put_on(place, passed=passed), clock()
    news = StickNews(at=at.text, offset=at.offset, found=found, done=done)
    courier.keep_news(news)
    return news
