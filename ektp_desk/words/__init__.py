"""Every sentence a person reads, Indonesian at the source, for window, commands and paper alike.

`_` translates now, `N_` only marks (for tables built at import), `NP_` marks one of two senses, `n_` counts.
A key that is a letter stands in brackets, `tekan [K]`: it is named as it is pressed, alone or with Alt.
Screens and commands speak the user's language, chosen by `speak`; what leaves the office is written
`officially`, in Indonesian.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable

from ektp_desk.words.language.counting import counting
from ektp_desk.words.language.spoken import (
    FOLDER,
    MARK,
    SOURCE,
    all_official,
    catalogue,
    languages,
    name_keys,
    official,
    officially,
    sentence_of,
    speak,
    spoken,
)

__all__ = [
    "NP_",
    "N_",
    "SOURCE",
    "Sentence",
    "_",
    "all_official",
    "languages",
    "n_",
    "name_keys",
    "official",
    "officially",
    "speak",
    "spoken",
    "teach_libraries",
]


Sentence = Callable[[], str]
"""What stands long enough to be said again in another language."""


def teach_libraries() -> None:
    """Let the library of commands speak as the desk does: it asks gettext's own, global catalogue.

    Its own words are English: where the user's language has no translation of them, they stay so.
    """
    gettext.bindtextdomain("messages", FOLDER)
    os.environ["LANGUAGE"] = spoken()


def _(text: str) -> str:
    """The sentence in the user's language; `text` is a literal, never a built string."""
    return sentence_of(text)


def n_(one: str, many: str, number: int) -> str:
    """The form that fits `number`; Indonesian takes the same text for both."""
    return counting(catalogue().ngettext(one, many, number))


def N_(text: str) -> str:  # noqa: N802  gettext's own name, which extractors look for
    """Mark a sentence for translation and give it back as it is."""
    return text


def NP_(sense: str, text: str) -> str:  # noqa: N802  the same
    """Mark one of the senses that Indonesian has one word for: `Orang` is "Person" or "People"."""
    return f"{sense}{MARK}{text}"
