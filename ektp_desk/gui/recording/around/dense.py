"""A card whose form follows the room of this screen, which needs the dense one sooner than the shell."""

from __future__ import annotations

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Card


class DenseCard(Card):
    """`slim` takes 4 px above and below instead of the card's own; the shell's form leaves it alone."""

    dense = False
    slim = True

    def set_small(self, small: bool) -> None:  # noqa: ARG002, FBT001  a slot for the shell's signal
        """Keep the form that the screen gave."""
        self.fit_margins()

    def set_dense(self, *, dense: bool) -> None:
        """Take the dense form, or leave it."""
        self.dense = dense
        self.fit_margins()

    def fit_margins(self) -> None:
        """Set the room around what the card holds."""
        side = px(12 if self.dense else 16)
        top = px(4 if self.dense or self.slim else 12)
        self.body.setContentsMargins(side, top, side, top)
