"""Refusals that a person can understand: a code here, the sentence in `words/`."""

from __future__ import annotations

import msgspec

# What JSON raises that somebody changed: msgspec lets the other two through as they are. A nesting too deep
# for it is a form that no desk writes.
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class EktpError(Exception):
    """Something expected went wrong and nothing was changed.

    `code` names the refusal (`ticket.not_called`); `facts` fill the sentence that
    `words.errors.sentence` gives for it. Facts never hold a name or a NIK: they may
    stand in a log. `file` is the name of the file that is meant, where several were chosen: for
    the person who chose them, and for no log.
    """

    file = ""

    def __init__(self, code: str, /, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class StoreDamaged(EktpError):
    """The store does not hold what it once acknowledged; no new work may hide that."""
