"""Hubs in the states that a page has to tell apart; nobody in them lives."""

from __future__ import annotations

import msgspec

from ektp_desk.domain.hub import HeardOfJournal, HubStanding, LaptopAtHub

EMPTY = HubStanding(
    code="4CQ7-MZ2T-7F3A-KLMN",
    at="2019-04-02T00:34:00.000+00:00",
    since="2019-03-27T23:12:00.000+00:00",
    offset=480,
    epoch=1_790_000_000,
    entries=0,
    size=0,
    free=41_000_000_000,
    laptops=(),
)
_LAPTOPS = (
    LaptopAtHub(
        "01", True, asked="2019-04-02T00:30:00+00:00", journals=(HeardOfJournal("01/a", ((1, 4120),)),)
    ),
    LaptopAtHub("02", asked="2019-04-01T23:00:00+00:00", journals=(HeardOfJournal("02/a", ((1, 912),)),)),
    LaptopAtHub(
        "03",
        asked="2019-04-01T08:40:00+00:00",
        journals=(HeardOfJournal("03/a", ((1, 88),)), HeardOfJournal("03/b", ((1, 1240),))),
    ),
    LaptopAtHub("05", asked="2019-03-29T08:10:00+00:00", journals=(HeardOfJournal("05/a", ((1, 31),)),)),
)
FULL = msgspec.structs.replace(EMPTY, entries=18_204, size=38_200_000_000, laptops=_LAPTOPS)
GAPS = msgspec.structs.replace(
    FULL,
    copies=2,
    scrubbed="2019-04-01T18:10:00.000+00:00",
    laptops=(
        *_LAPTOPS[:2],
        LaptopAtHub(
            "03",
            asked="2019-04-01T08:40:00+00:00",
            journals=(
                HeardOfJournal("03/a", ((1, 88),)),
                HeardOfJournal("03/b", ((1, 116), (120, 1240)), missing=12),
            ),
        ),
        LaptopAtHub("06", journals=(HeardOfJournal("", ((3, 12),)),)),
        LaptopAtHub(
            "07",
            is_revoked=True,
            asked="2019-03-14T01:22:00+00:00",
            journals=(HeardOfJournal("07/a", ((1, 439),)),),
            held={"device.revoked": 3},
        ),
    ),
)
TIGHT = msgspec.structs.replace(FULL, free=412_000_000)
