"""The ministry's statuses as a list writes them, beside their words."""

from __future__ import annotations

from ektp_desk.words import _
from ektp_desk.words.statuses import status_word


def status_words(status: str) -> tuple[str, str]:
    """Give what a status says and how it is written; one that is not known stands as it is written."""
    if not status:
        return _("tanpa status"), ""
    word = status_word(status)
    return (word, status) if word else (status, _("tidak dikenal, disimpan apa adanya"))
