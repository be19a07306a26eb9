"""The page that a kit's words travel on, apart from its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, repr=False)
class KitPage:
    """Six words and whose kit they open; `regency_code` as `53.02`, `label` what the ADB calls the laptop.

    `office_code` is what whoever opens the kit compares.
    """

    office: str
    regency_code: str
    number: str
    label: str
    at_office: bool
    made_on: date
    words: tuple[str, ...]
    office_code: str
    sample: bool
