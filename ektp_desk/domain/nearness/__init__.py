"""Whether two of what was written down may be one, for a person to decide."""

from ektp_desk.domain.nearness.names import is_near, near_pairs, parts_of

__all__ = ["is_near", "near_pairs", "parts_of"]
