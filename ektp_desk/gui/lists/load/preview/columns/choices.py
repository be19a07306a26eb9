"""What a column may become, in the order of what its values look like, and what each choice entails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ektp_desk.domain.lists.layout.likeness import by_likeness, left_with, likeness
from ektp_desk.domain.lists.meanings import ListKind, Meaning
from ektp_desk.domain.places import letters
from ektp_desk.gui.lists.load.preview.columns.shown import ColumnShown
from ektp_desk.gui.lists.load.preview.meanings import MEANINGS, meanings_of
from ektp_desk.words import _


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning in words: `how` says how it is read, or which column it is taken from."""

    meaning: Meaning
    word: str
    how: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that a column may become; `at_hand` is what Enter takes before anything is typed."""

    offered: Sequence[Choice]
    at_hand: Meaning

    def matching(self, text: str) -> list[Choice]:
        """Give those with the typed letters, the ones that begin so first."""
        key = letters(text)
        fit = [choice for choice in self.offered if key in letters(choice.word)]
        return sorted(fit, key=lambda choice: not letters(choice.word).startswith(key))


def choices_for(column: ColumnShown, columns: Sequence[ColumnShown], kind: ListKind) -> Choices:
    """Word what a column may become. What it is now is at hand, else what its values look like most.

    Of a column that is not taken and looks like nothing, "not taken" is at hand: Enter changes nothing.
    """
    holders = {
        other.meaning: other
        for other in columns
        if other.layout == column.layout and other.taken and other.place != column.place
    }
    order = by_likeness([*meanings_of(kind), Meaning.IGNORED], column.samples, held=holders)
    looks = bool(order) and likeness(order[0], column.samples) > 0
    at_hand = order[0] if looks and not column.taken else column.meaning
    return Choices([_choice(meaning, column, holders) for meaning in order], at_hand)


def _choice(meaning: Meaning, column: ColumnShown, holders: dict[Meaning, ColumnShown]) -> Choice:
    if meaning is Meaning.IGNORED:
        word, how = _("tidak diambil"), _("kolom ini tidak dibaca")
    else:
        word, how = _(MEANINGS[meaning][0]), _(MEANINGS[meaning][1])
    if meaning is column.meaning:
        return Choice(meaning, word, _("arti sekarang"))
    holder = holders.get(meaning)
    if holder is None:
        return Choice(meaning, word, how)
    if left_with(column.meaning, holder.samples) is Meaning.IGNORED:
        return Choice(meaning, word, _("{title} lalu tidak diambil").format(title=holder.title))
    return Choice(meaning, word, _("bertukar dengan {title}").format(title=holder.title))
