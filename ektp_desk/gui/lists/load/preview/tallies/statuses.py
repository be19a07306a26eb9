"""The ministry's statuses as a list writes them, beside their words."""

from __future__ import annotations

from ektp_desk.words import _
from ektp_desk.words.statuses import status_word


def status_words(status: str) -> tuple[str, str]:
    """Give a status as it is written and what it says; one that is not known says so itself."""
    if not status:
        return _("tanpa status"), ""
    return status, status_word(status) or _("tidak dikenal, disimpan apa adanya")
