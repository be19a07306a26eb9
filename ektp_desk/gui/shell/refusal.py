"""A refusal without a place of its own: a banner over the header, gone at the next act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import ActButton, Banner
from ektp_desk.gui.kit.news import BannerKind
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.words import N_, _

_COMPARE = N_("Cocokkan kertas"), "Ctrl+K", "admin"
_LEADS = {
    "stop.left_open": (N_("Perekaman"), "F3", "recording"),
    "folder.copied": _COMPARE,
    "folder.other_anchor": _COMPARE,
    "folder.older_anchor": _COMPARE,
}
"""Where news leads: the button's words and key, and the place."""


class Refusal(QObject):
    """Lies beside the place's name, or over it where words need the room; no number, button or row moves.

    Esc takes it away, whatever holds the focus; only the next Esc is the screen's. News that leads
    to a place has its button.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._said: tuple[BannerKind, EktpError] | None = None
        self._banner: Banner | None = None
        shell.installEventFilter(self)
        shell.renewed.connect(self._say_again)

    def show_error(self, error: EktpError) -> None:
        self._say("bad", error)

    def show_news(self, error: EktpError) -> None:
        """Tell what was found and mended: nothing was refused."""
        self._say("warn", error)

    def _say(self, kind: BannerKind, error: EktpError) -> None:
        self.clear()
        self._said = kind, error
        go = None
        if error.code in _LEADS:
            words, key, place = _LEADS[error.code]
            go = ActButton(_(words), key, name="refusal_go")
            go.asked.connect(lambda: self._shell.place_asked.emit(place))
        self._banner = banner = Banner("bad", "", low=True, button=go, name="refusal")
        banner.setParent(self._shell)
        banner.say_error(kind, error)
        self._place()
        banner.show()
        banner.raise_()

    def _say_again(self) -> None:
        if self._said is not None:
            self._say(*self._said)

    def clear(self) -> None:
        gone, self._banner, self._said = self._banner, None, None
        if gone is not None:
            gone.hide()
            gone.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size and letters, and take Esc before the screen does."""
        if self._banner is not None:
            if event.type() is QEvent.Type.Resize:
                self._place()
            elif event.type() is QEvent.Type.LayoutRequest:  # other letters: first the header takes its room
                QTimer.singleShot(0, self, self._place)
            elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                return self._on_escape(event)
        return super().eventFilter(watched, event)

    def _on_escape(self, event: QKeyEvent) -> bool:
        """Claim the key from the screen's shortcuts, then act on it; nobody nearer wanted it."""
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.clear()
        return True

    def _place(self) -> None:
        if (banner := self._banner) is None:
            return
        header, gap = self._shell.header, px(2)
        room: QRect = header.room_left().translated(header.mapTo(self._shell, QPoint()))
        side = px(12)  # as the cards below: touching the edge it would look like part of the frame
        low = room.height() - 2 * gap
        left = room.left() + header.behind_title()
        if banner.heightForWidth(room.right() - side - left) > room.height():
            left = room.left() + side  # beside the place's name it would reach over what lies below
        width = room.right() - side - left
        banner.setGeometry(left, room.top() + gap, width, max(banner.heightForWidth(width), low))
