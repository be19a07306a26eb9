"""The offer of a slip: one quiet button with its key, whose number says whose slip it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.parts import ActButton
from ektp_desk.words import _


class SlipOffer(QObject):
    """Stands in a free corner of `host`, lower right, and takes no room of its own; `asked` on a press."""

    asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host, self._number, self._wanted = host, "", False
        self.button = ActButton(_("Cetak bukti"), "Ctrl+P", kind="quiet", name="slip")
        self.button.setParent(host)
        self.button.asked.connect(self.asked)
        self.button.setToolTip(_("Printer atau kertas lain: Ctrl+Shift+P"))
        self.button.hide()
        host.installEventFilter(self)

    def offer(self, number: str) -> None:
        """Offer this number's slip, or none."""
        self._number = number
        self._place()

    def stand(self, *, there: bool) -> None:
        """Be there only on pages that leave the corner free."""
        self._wanted = there
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.button.set_text(_("Cetak bukti {number}").format(number=self._number or "A001"))
        self.button.adjustSize()
        size = self.button.sizeHint()
        left, top = self._host.width() - size.width(), self._host.height() - size.height()
        self.button.setGeometry(left, top, size.width(), size.height())
        self.button.setVisible(self._wanted and bool(self._number))
        self.button.raise_()
