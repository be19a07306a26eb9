"""Letters of desks in words: that several laptops have one, and what to do."""

from __future__ import annotations

from ektp_desk.words import _


def shared_words(letters: str, *, short: bool = False) -> str:
    """`letters` with spaces between, at least one."""
    said = ", ".join(letters.split())
    if short:
        return _("Huruf {letters} di dua laptop").format(letters=said)
    return _(
        "Huruf {letters} dibuka di lebih dari satu laptop: yang belakangan pindah ke huruf lain."
    ).format(letters=said)
