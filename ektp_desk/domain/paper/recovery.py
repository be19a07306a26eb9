"""What stands on papers other than reports: plain facts, drawn by `reports/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryPage:
    """The office's recovery key on paper: 27 words, and the same key as `AGE-SECRET-KEY-1…`.

    Lives only between making the key and printing it; its repr says nothing. `office_code` names
    the office by its root: who compares it knows that what they look at is theirs. `regency_code` as
    `53.02`.
    """

    office: str  # the regency: "Kabupaten Timor Tengah Selatan"
    regency_code: str
    install: str
    made_on: date
    words: tuple[str, ...]
    key: str
    office_code: str
    sample: bool
