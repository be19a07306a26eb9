"""Every refusal in words: what happened, what is safe, what to do, and its code."""

from __future__ import annotations

from ektp_desk.domain.errors import EktpError
from ektp_desk.words import _
from ektp_desk.words.errors.keys import KEYS
from ektp_desk.words.errors.lists import LISTS
from ektp_desk.words.errors.store import STORE
from ektp_desk.words.errors.visit import VISIT

SENTENCES = {**STORE, **KEYS, **VISIT, **LISTS}


def message(error: EktpError) -> str:
    """Give a refusal's sentence without its code."""
    return _(SENTENCES[error.code]).format(**error.facts)


def sentence(error: EktpError) -> str:
    """Give a refusal's sentence with its code at the end: `… [signin.wrong]`."""
    return f"{message(error)} [{error.code}]"
