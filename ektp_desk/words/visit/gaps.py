"""What a paper's figures do not contain: on paper in the office's language, on the screen in the user's."""

from __future__ import annotations

from ektp_desk.words import _
from ektp_desk.words.numbers import count


class Gap(str):
    """A sentence in the language in which its paper was made; `here` says it in the one that holds now."""

    _text: str
    _facts: dict[str, int | str]

    def __new__(cls, text: str, **facts: int | str) -> Gap:
        """`text` is a marked sentence; its facts are written alike in every language, but for numbers."""
        made = super().__new__(cls, _said(text, facts))
        made._text, made._facts = text, facts
        return made

    def here(self) -> str:
        """To whoever reads the screen."""
        return _said(self._text, self._facts)


def here(missing: tuple[str, ...]) -> str:
    return ". ".join(gap.here() if isinstance(gap, Gap) else gap for gap in missing)


def _said(text: str, facts: dict[str, int | str]) -> str:
    return _(text).format(
        **{name: count(one) if isinstance(one, int) else one for name, one in facts.items()}
    )
