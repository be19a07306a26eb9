"""What every kind of event has: a said part that may hold personal data, and so hides itself."""

from __future__ import annotations

import msgspec


class Body(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The said part of an event; unknown fields of a later version are read over."""

    def __repr__(self) -> str:
        """Show only the kind: a body may hold a name or a NIK."""
        return type(self).__name__
