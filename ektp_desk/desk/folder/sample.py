"""What is known of a sample office before it is opened: each start looks for it, so it loads little."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.places import RegionCode, zone_of
from ektp_desk.seal.files import refuse_irregular, write_whole
from ektp_desk.settings import Clock, Folders, clock_in

REGION = RegionCode.parse("53.02")
FACTS = "sample.json"


@dataclass(frozen=True, slots=True)
class Sample:
    """What opens the sample office; `shift` seconds make its clock a working hour at any hour.

    Made around the real hour it would show an empty hall at night, and waits of many hours in the morning.
    The passphrase may lie here in clear: it opens nothing but invented people.
    """

    user: str
    passphrase: str = field(repr=False)
    visit: str
    shift: int


def sample_of(folders: Folders) -> Sample | None:
    """None where the folder holds no whole sample; a half-made one is none."""
    try:
        refuse_irregular(folders.data / FACTS)
        return Sample(**json.loads((folders.data / FACTS).read_text(encoding="utf-8")))
    except (OSError, EktpError, ValueError, TypeError):
        return None


def keep_facts(folders: Folders, sample: Sample) -> None:
    """Write the facts down: the last step of making a sample."""
    write_whole(folders.data / FACTS, json.dumps(asdict(sample)).encode())


def sample_clock(sample: Sample) -> Clock:
    real = clock_in(zone_of(REGION).utc_offset_minutes)

    def now() -> Moment:
        moment = real()
        return replace(moment, utc=moment.utc + timedelta(seconds=sample.shift))

    return now
