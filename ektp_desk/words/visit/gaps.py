"""What a paper's figures do not contain: on paper in the office's language, on the screen in the user's."""

from __future__ import annotations

from ektp_desk.words import _
from ektp_desk.words.numbers import count


class Gap(str):
    """A sentence in the language in which its paper was made; `here` says it in the one that holds now."""

    _text: str
    _numbers: dict[str, int]

    def __new__(cls, text: str, **numbers: int) -> Gap:
        """`text` is a marked sentence."""
        made = super().__new__(cls, _said(text, numbers))
        made._text, made._numbers = text, numbers
        return made

    def here(self) -> str:
        """To whoever reads the screen."""
        return _said(self._text, self._numbers)


def here(missing: tuple[str, ...]) -> str:
    return ". ".join(gap.here() if isinstance(gap, Gap) else gap for gap in missing)


def _said(text: str, numbers: dict[str, int]) -> str:
    return _(text).format(**{name: count(number) for name, number in numbers.items()})
