"""The office's rules that it may set: what each is called, what it may be, and what holds until then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ektp_desk.domain.errors import EktpError

_HOUR = re.compile(r"(?:[01][0-9]|2[0-3])\.[0-5][0-9]")


class Policy(StrEnum):
    CLOSING_HOUR = "closing_hour"  # of a visit planned from now on: "16.00"
    IDLE_MINUTES = "idle_minutes"  # until the desk locks itself
    LIST_DAYS = "list_days"  # that raw rows of a list are kept; 0: until somebody withdraws it
    PERSON_DAYS = "person_days"  # that personal data of a closed visit are kept; 0: until somebody asks
    FILE_DAYS = "file_days"  # that a field laptop keeps captured files that are safe; 0: for ever
    BACKUP_DAYS = "backup_days"  # without a backup until F1 reminds
    METERED_MB = "metered_mb"  # of captured files that go a day by a network that costs by the byte
    CAPTURE_PHOTO = "capture_photo"  # "attest": on the ministry's kit; "capture": on this laptop
    CAPTURE_SIGNATURE = "capture_signature"
    OUTSIDERS = "outsiders"  # who lives in another regency; "serve": as anybody, "refuse": may be sent home


ATTEST, CAPTURE = "attest", "capture"
SERVE, REFUSE = "serve", "refuse"
CHOICES = {
    Policy.CAPTURE_PHOTO: (ATTEST, CAPTURE),
    Policy.CAPTURE_SIGNATURE: (ATTEST, CAPTURE),
    Policy.OUTSIDERS: (SERVE, REFUSE),
}


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers that a rule may be."""

    least: int
    most: int
    zero: bool = False  # 0 may stand for "never"

    def holds(self, number: int) -> bool:
        return self.least <= number <= self.most or (self.zero and not number)


RANGES = {
    Policy.IDLE_MINUTES: Range(1, 60),
    Policy.LIST_DAYS: Range(7, 3650, zero=True),
    Policy.PERSON_DAYS: Range(90, 3650, zero=True),
    Policy.FILE_DAYS: Range(7, 3650, zero=True),
    Policy.BACKUP_DAYS: Range(1, 90),
    Policy.METERED_MB: Range(1, 9999),
}
DEFAULTS = {
    Policy.CLOSING_HOUR: "16.00",
    Policy.IDLE_MINUTES: "5",
    Policy.LIST_DAYS: "365",
    Policy.PERSON_DAYS: "0",
    Policy.FILE_DAYS: "14",
    Policy.BACKUP_DAYS: "7",
    Policy.METERED_MB: "50",
    Policy.CAPTURE_PHOTO: ATTEST,
    Policy.CAPTURE_SIGNATURE: ATTEST,
    Policy.OUTSIDERS: SERVE,
}


def check_policy(policy: Policy, value: str) -> str:
    """The value as it is kept.

    Raises `policy.bad_hour`, `policy.bad_choice`; `policy.bad_number` or `policy.bad_days` with the least
    and the most.
    """
    said = value.strip()
    if policy is Policy.CLOSING_HOUR:
        said = said.replace(":", ".")  # as other languages write hours
        if not _HOUR.fullmatch(said):
            raise EktpError("policy.bad_hour")
        return said
    if policy in CHOICES:
        if said not in CHOICES[policy]:
            raise EktpError("policy.bad_choice")
        return said
    span = RANGES[policy]
    if not said.isascii() or not said.isdigit() or len(said) > 5 or not span.holds(int(said)):
        raise EktpError(
            "policy.bad_days" if span.zero else "policy.bad_number", least=span.least, most=span.most
        )
    return str(int(said))
