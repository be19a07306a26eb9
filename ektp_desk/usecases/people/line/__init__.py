"""One person's whole line: what lists, the desk and the ministry say, newest first, and what lies ahead."""

from ektp_desk.usecases.people.line.entries import (
    Ahead,
    AheadKind,
    Done,
    Entry,
    Named,
    Status,
    Timeline,
    Undone,
)
from ektp_desk.usecases.people.line.reading import person_line

__all__ = [
    "Ahead",
    "AheadKind",
    "Done",
    "Entry",
    "Named",
    "Status",
    "Timeline",
    "Undone",
    "person_line",
]
