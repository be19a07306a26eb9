"""Whether two of what was written down may be one, for a person to decide."""

from ektp_desk.domain.nearness.names import is_near, near_pairs, parts_of
from ektp_desk.domain.nearness.typed import (
    NameWords,
    TypedWords,
    distance,
    folded_words,
    plain_words,
    slips,
    with_joined,
)

__all__ = [
    "NameWords",
    "TypedWords",
    "distance",
    "folded_words",
    "is_near",
    "near_pairs",
    "parts_of",
    "plain_words",
    "slips",
    "with_joined",
]
