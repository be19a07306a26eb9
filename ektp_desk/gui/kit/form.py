"""Panels: a card that asks something over a screen, made when it is asked and gone when it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.fields import Field, GoesOn
from ektp_desk.gui.kit.labels import Elided, set_tone
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.tokens import px
from ektp_desk.words import _
from ektp_desk.words.errors import message


class Panel(Overlay):
    """A title, rows of boxes, one line of help that also holds refusals, and acts at the foot.

    Enter does the blue act wherever the focus is, but on another button; Esc leaves. `goes_on` prints that
    Tab goes to the next box.
    """

    def __init__(
        self, host: QWidget, *, name: str, widest: int, title: str, help_text: str = "", goes_on: bool = False
    ) -> None:
        super().__init__(host, name=name, widest=widest)
        self.setAccessibleName(title)
        self._refusals: Mapping[str, Field] = {}
        self._blue: QAction | None = None
        self._help_text, self._help = help_text, Elided(help_text, "help")
        self._help.setObjectName(f"{name}_help")
        self.card.add_row(Elided(title, "lead"), *([None, GoesOn()] if goes_on else []))
        self.card.add(self._help)
        self._help.setVisible(bool(help_text))

    def put(self, *parts: QWidget | None) -> None:
        """Add a row; None takes the room that is left."""
        self.card.add_row(*parts)

    def foot(self, *acts: Act, gap: int = 8) -> None:
        """Add the acts: the first is blue and Enter's, as wide as there is room; Esc leaves."""
        back = Act(id=f"{self.objectName()}_back", text=_("Kembali"), keys=("Esc",), run=self.leave)
        self.acts = Acts([*acts, back], explain=self._say)
        self.acts.add_to(self)
        self.card.body.addSpacing(gap)
        first = self.acts.button(acts[0].id, kind="blue")
        rest = [self.acts.button(other.id, tall=True) for other in (*acts[1:], back)]
        self.card.add_row(first, None, *rest).setStretch(0, 1)
        self._blue = self.acts[acts[0].id]

    def say_beside(self, refusals: Mapping[str, Field]) -> None:
        """Say which box a refusal is about, by the beginning of its code; "" stands for every other."""
        self._refusals = refusals

    def refuse(self, error: EktpError) -> None:
        """Say a refusal beside the box it is about, or in place of the help."""
        beside = [start for start in self._refusals if error.code.startswith(start)]
        if beside:
            box = self._refusals[max(beside, key=len)]
            box.set_error(message(error), error.code)
            box.setFocus()
            box.edit.selectAll()
            return
        self._say(f"{message(error)} [{error.code}]")

    def _say(self, sentence: str) -> None:
        self._help.set_text(sentence)
        self._help.setVisible(True)
        set_tone(self._help, "bad", role="label")

    def calm(self) -> None:
        """Take back what was refused."""
        for box in self._refusals.values():
            box.clear_error()
        self._help.set_text(self._help_text)
        self._help.setVisible(bool(self._help_text))
        set_tone(self._help, None, role="help")

    def confirm(self) -> None:
        """Enter was pressed: the blue act."""
        if self._blue is not None:
            self.calm()
            self._blue.trigger()

    def stops(self) -> list[QWidget]:
        """Where Tab stops: whatever takes the focus, as it is read."""
        found = [
            part
            for part in self.card.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None
        ]
        return sorted(found, key=self._read_at)

    def _read_at(self, part: QWidget) -> tuple[int, int]:
        """The row and column of a part: what stands beside another may be a few px higher."""
        where = part.mapTo(self, part.rect().center())
        return where.y() // px(24), where.x()

    def begin(self) -> None:
        """Come to the front, the first box ready to be typed over."""
        first = self.first()
        self.open(first)

    def first(self) -> QWidget:
        """What holds the focus at first."""
        return self.stops()[0]


class Panels(QObject):
    """The one panel that may lie over a screen; over a view that is built anew it is asked again."""

    def __init__(self, host: Callable[[], QWidget]) -> None:
        super().__init__()
        self._host = host
        self._make: Callable[[QWidget], Panel] | None = None
        self.open: Panel | None = None

    def ask(self, make: Callable[[QWidget], Panel]) -> None:
        """Open a panel over the screen."""
        self.leave()
        self._make = make
        self.open = panel = make(self._host())
        panel.closed.connect(self._forget)
        panel.begin()

    def ask_again(self) -> None:
        """Open over a new view what lay over the old one."""
        if self._make is not None:
            make, self.open = self._make, None
            self.ask(make)

    def leave(self) -> None:
        """Close it, answered or not."""
        if self.open is not None:
            self.open.leave()

    def refuse(self, error: EktpError) -> None:
        """Say there why it could not be done."""
        if self.open is not None:
            self.open.refuse(error)

    def _forget(self) -> None:
        gone, self.open, self._make = self.open, None, None
        if gone is not None:
            gone.deleteLater()
