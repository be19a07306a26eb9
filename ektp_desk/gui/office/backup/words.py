"""What the age of a backup and a journal's beginning read like."""

from __future__ import annotations

from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Note
from ektp_desk.usecases.admin.queries import Incarnation, Safety
from ektp_desk.words import N_, _
from ektp_desk.words.dates import ago
from ektp_desk.words.numbers import tenths

_REASONS = {
    "first": N_("awal kantor ini"),
    "no_anchor": N_("folder disalin atau dipindahkan"),
    "other_anchor": N_("sebelumnya ada kantor lain di sini"),
    "older_anchor": N_("folder lama dikembalikan"),
    "restored": N_("dipulihkan dari cadangan"),
}
_UNITS = (N_("{n} B"), N_("{n} KB"), N_("{n} MB"), N_("{n} GB"))


def age_note(safety: Safety) -> Note:
    """Say how old the last backup is: a warning once the office's days have passed."""
    if safety.made_at is None:
        said, short = _("Belum pernah dicadangkan"), _("Belum ada cadangan")
        return Note(Shape.LOOK if safety.overdue else Shape.WAITING, said, short, loud=safety.overdue)
    said = _("Cadangan terakhir {when}").format(when=ago(safety.days))
    short = _("Cadangan {when}").format(when=ago(safety.days))
    return Note(Shape.LOOK if safety.overdue else Shape.DONE, said, short, loud=safety.overdue)


def reason_words(journal: Incarnation) -> str:
    """Say why a journal was begun; a reason of a later release is told as it is written."""
    return _(_REASONS[journal.reason]) if journal.reason in _REASONS else journal.reason


def size_words(size: int) -> str:
    """Write a file's size: `1,3 MB`."""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    said = tenths(number) if unit and number < 100 else str(round(number))
    return _(_UNITS[unit]).format(n=said)
