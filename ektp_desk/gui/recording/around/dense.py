"""The dense form of this screen, which begins sooner than the shell's small one: who takes it, and when."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Card

_WIDE_FROM, _TALL_FROM = 1094, 560  # what head, steps and cards at the side need


class RoomyScreen(QWidget):
    """Tells itself by `set_dense` which form its own room allows."""

    _small = True

    def set_dense(self, *, dense: bool) -> None:
        """Take the dense form, or leave it."""
        raise NotImplementedError

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the shell's form too: small is always dense."""
        self._small = small
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Choose the form again."""
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no more room than the dense form while another screen is seen."""
        super().hideEvent(event)
        self.set_dense(dense=True)

    def _fit(self) -> None:
        tight = self.width() < px(_WIDE_FROM) or self.height() < px(_TALL_FROM)
        self.set_dense(dense=self._small or tight)


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
