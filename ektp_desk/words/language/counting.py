"""Translations that choose a form by a number.

The source needs none (`1 orang`, `2 orang`), so its sentences name their numbers and no more. A language
that inflects writes its forms into the translation: `{n} {n:row|rows}`. The first is taken for one, the
second for any other number; the number itself may be written already (`1.234`).
"""

from __future__ import annotations

from string import Formatter


class Counting(str):
    """A sentence whose `format` knows forms; text for everything else."""

    __slots__ = ()

    def format(self, *args: object, **facts: object) -> str:
        """Fill the sentence in, each `{n:one|many}` by its number."""
        return _FORMS.vformat(self, args, facts)


class _Forms(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_FORMS = _Forms()


def counting(text: str) -> str:
    """A `Counting` where the sentence has forms, else the sentence."""
    return Counting(text) if "|" in text and "{" in text else text
