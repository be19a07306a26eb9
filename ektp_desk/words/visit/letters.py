"""Letters of desks in words: that several laptops have one, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from ektp_desk.words import _


def shared_words(letters: str, *, short: bool = False) -> str:
    """`letters` with spaces between, at least one."""
    said = ", ".join(letters.split())
    if short:
        return _("Huruf {letters} di dua laptop").format(letters=said)
    return _(
        "Huruf {letters} dibuka di lebih dari satu laptop: yang belakangan pindah ke huruf lain."
    ).format(letters=said)


def theirs_words(theirs: Mapping[str, str]) -> str:
    """`A laptop 02 · B laptop 03`: whose the letters of other laptops are."""
    said = (
        _("{letter} laptop {number}").format(letter=letter, number=number or "–")
        for letter, number in theirs.items()
    )
    return " \N{MIDDLE DOT} ".join(said)
