"""Every sentence a person reads, Indonesian at the source, for window, commands and paper alike.

`_` translates now, `N_` only marks (for tables built at import), `n_` counts.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_CATALOGUES = Path(__file__).parents[2] / "resources" / "i18n"
_DOMAIN = "ektp_desk"
_current: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str) -> None:
    """Choose the language of every later sentence: `id`, or one that has a catalogue."""
    global _current  # noqa: PLW0603  one process speaks one language to its one user
    _current = gettext.translation(_DOMAIN, _CATALOGUES, languages=[language], fallback=True)


def teach_libraries() -> None:
    """Let the library of commands speak as the desk does: it asks gettext's own, global catalogue."""
    gettext.bindtextdomain("messages", _CATALOGUES)
    os.environ["LANGUAGE"] = "id"


def _(text: str) -> str:
    """Give the sentence in the user's language; `text` is a literal, never a built string."""
    return _current.gettext(text)


def n_(one: str, many: str, number: int) -> str:
    """Give the form that fits `number`; Indonesian takes the same text for both."""
    return _current.ngettext(one, many, number)


def N_(text: str) -> str:  # noqa: N802  gettext's own name, which extractors look for
    """Mark a sentence for translation and give it back as it is."""
    return text
