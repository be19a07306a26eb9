"""A refusal without a place of its own: a banner above the screen, gone at the next act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Banner, on_key
from ektp_desk.words.errors import message


class Refusal(QObject):
    """Lies over the top of the page, so that nothing below it moves; Esc takes it away."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.banner = Banner("bad", "", name="refusal")
        self.banner.setParent(host)
        self.banner.hide()
        host.installEventFilter(self)
        on_key(self.banner, "Esc", self.clear)

    def show_error(self, error: EktpError) -> None:
        """Say what happened, what is safe and what to do."""
        what, _dot, then = message(error).partition(". ")
        self.banner.say("bad", f"{what}." if then else what, then=then, code=error.code)
        self._place()
        self.banner.show()
        self.banner.raise_()

    def clear(self) -> None:
        """Take it away."""
        self.banner.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.banner.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        left, width = px(200), self._host.width() - px(216)
        self.banner.setGeometry(left, px(64), width, self.banner.heightForWidth(width))
