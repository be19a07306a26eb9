"""Panels: a card that asks something over a screen, made when it is asked and gone when it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.buttons import ActButton, Kind
from ektp_desk.gui.kit.cards import Part
from ektp_desk.gui.kit.fields import Field, GoesOn
from ektp_desk.gui.kit.labels import Elided, RefusalText, label, set_tone, still_said
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.tokens import Tone, px
from ektp_desk.words import _
from ektp_desk.words.errors import message


class Panel(Overlay):
    """A title, rows of boxes, help that also holds refusals, and acts at the foot.

    Enter does the blue act wherever the focus is, but on another button; Esc leaves. `goes_on` prints that
    Tab goes to the next box. With `beside` the help stands beside the title and the way back behind it:
    for a panel whose acts are spread over it.
    """

    def __init__(
        self,
        host: QWidget,
        *,
        name: str,
        widest: int,
        title: str,
        help_text: str = "",
        goes_on: bool = False,
        beside: bool = False,
        tone: Tone | None = None,
    ) -> None:
        super().__init__(host, name=name, widest=widest)
        self.setAccessibleName(title)
        self._refusals: Mapping[str, Field] = {}
        self._brief = False
        self._refused: RefusalText | None = None  # what stands in place of the help
        self._blue: QAction | None = None
        self._back: ActButton | None = None
        self._beside, self._help_text = beside, help_text
        self._help = Elided("", "help") if beside else label("", "help", wrap=True)
        self._help.setObjectName(f"{name}_help")
        words = Elided(title, "lead", tone=tone)
        if beside:
            self.head = self.card.add_row(words, self._help, gap=16)
            self.head.setStretch(1, 1)
        else:
            self.head = self.card.add_row(words, *([None, GoesOn()] if goes_on else []))
            self.card.add(self._help)
        self._write(help_text)

    def put(self, *parts: Part) -> None:
        """Add a row."""
        self.card.add_row(*parts)

    def take(
        self, *acts: Act, blue: str = "", back_word: str = "", back_keys: tuple[str, ...] = ("Esc",)
    ) -> None:
        """Let the acts' keys act here, with Esc; Enter does the `blue` one."""
        word = back_word or _("Kembali")
        back = Act(id=self._back_id(), text=word, keys=back_keys, run=self.leave)
        calmed = [replace(act, run=partial(self._run, act)) for act in acts]
        self.acts = Acts([*calmed, back], explain=self._say)
        self.acts.setParent(self)  # they go with it, on this thread
        self.acts.add_to(self)
        self._blue = self.acts[blue] if blue else None
        if self._beside:
            self.head.addWidget(self.back(kind="quiet"))

    def back(self, *, kind: Kind = "normal", tall: bool = False) -> ActButton:
        """The button of Esc, the last where Tab stops."""
        self._back = self.acts.button(self._back_id(), kind=kind, tall=tall)
        return self._back

    def _back_id(self) -> str:
        return f"{self.objectName()}_back"

    def foot(self, *acts: Act, also: tuple[Act, ...] = (), gap: int = 8) -> None:
        """Take the acts, and lay out their buttons; of `also` only the keys act."""
        self.take(*acts, *also, blue=acts[0].id)
        self.put_foot(*(act.id for act in acts), gap=gap)

    def seen(self, *others: Act) -> None:
        """Lay out the foot of what only tells: one way out, by Enter or Esc, and what else can be done."""
        self.take(*others, blue=self._back_id(), back_word=_("Selesai"), back_keys=("Enter", "Esc"))
        self.card.body.addSpacing(8)
        rest = [self.acts.button(act.id, tall=True) for act in others]
        self.card.add_row((self.acts.button(self._back_id(), kind="blue"), 1), *rest)

    def put_foot(self, blue: str, *others: str, gap: int = 8) -> None:
        """Add the last row: the blue act, Enter's, as wide as there is room, others, and the way back."""
        self.card.body.addSpacing(gap)
        rest = [self.acts.button(id_, tall=True) for id_ in others]
        first = self.acts.button(blue, kind="blue")
        self.card.add_row(first, None, *rest, self.back(tall=True)).setStretch(0, 1)

    def _run(self, act: Act) -> None:
        self.calm()
        act.run()

    def say_beside(self, refusals: Mapping[str, Field], *, brief: bool = False) -> None:
        """Say which box a refusal is about, by the beginning of its code; "" stands for every other.

        Where boxes stand side by side a refusal is `brief`: its first sentence.
        """
        self._refusals, self._brief = refusals, brief

    def refuse(self, error: EktpError) -> None:
        """Say a refusal beside the box it is about, or in place of the help."""
        beside = [start for start in self._refusals if error.code.startswith(start)]
        if beside:
            box = self._refusals[max(beside, key=len)]
            said = message(error)
            box.set_error(said.partition(". ")[0] if self._brief else said, error.code)
            box.setFocus()
            box.edit.selectAll()
            return
        self._say(f"{message(error)} [{error.code}]")

    def state(self) -> object:
        return self._refused

    def put_back(self, state: object) -> None:
        if (refused := still_said(state)) is not None:
            self._say(refused.sentence)

    def _say(self, sentence: str) -> None:
        self._refused = RefusalText(sentence)
        say(self, sentence, urgent=True)
        self._write(sentence)
        set_tone(self._help, "bad", role="label")

    def _write(self, words: str) -> None:
        if isinstance(self._help, Elided):
            self._help.set_text(words)
        else:
            self._help.setText(words)
            self._help.setVisible(bool(words))

    def calm(self) -> None:
        """Take back what was refused."""
        for box in self._refusals.values():
            box.clear_error()
        self._refused = None
        self._write(self._help_text)
        set_tone(self._help, None, role="help")

    def confirm(self) -> None:
        """Enter was pressed: the blue act."""
        if self._blue is not None:
            self._blue.trigger()

    def stops(self) -> list[QWidget]:
        """Where Tab stops: whatever takes the focus, as it is read, and last the way back."""
        found = [part for part in self.card.findChildren(QWidget) if _is_stop(part)]
        return sorted(found, key=lambda part: (part is self._back, *self._read_at(part)))

    def _read_at(self, part: QWidget) -> tuple[int, int]:
        """The row and column of a part: what stands beside another may be a few px higher."""
        where = part.mapTo(self, part.rect().center())
        return where.y() // px(24), where.x()

    def begin(self) -> None:
        """Come to the front, the first box ready to be typed over."""
        first = self.first()
        self.open(first)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def first(self) -> QWidget:
        """What holds the focus at first."""
        return next(part for part in self.stops() if part.isEnabled() and part.isVisibleTo(self))


def _is_stop(part: QWidget) -> bool:
    """Of buttons of which one is chosen only that one takes part: arrows go to the others.

    Nor does what lies over a box, which has a key of its own.
    """
    if not part.focusPolicy() & Qt.FocusPolicy.TabFocus or part.focusProxy() is not None:
        return False
    if isinstance(part.parentWidget(), QLineEdit):
        return False
    group = part.group() if isinstance(part, QRadioButton) else None
    return group is None or part is (group.checkedButton() or group.buttons()[0])


class Panels(QObject):
    """The one panel that may lie over a screen; over a view that is built anew it is asked again."""

    def __init__(self, host: Callable[[], QWidget]) -> None:
        super().__init__()
        self._host = host
        self._make: Callable[[QWidget], Panel] | None = None
        self.open: Panel | None = None

    def ask(self, make: Callable[[QWidget], Panel]) -> Panel:
        """Open a panel over the screen."""
        self.leave()
        self._make = make
        self.open = panel = make(self._host())
        panel.closed.connect(self._forget)
        panel.begin()
        return panel

    def ask_again(self) -> None:
        """Open over a new view what lay over the old one; the focus will go back to what it came from."""
        if self._make is None or self.open is None:
            return
        make, last, self.open = self._make, self.open, None
        self.ask(make).before = last.before

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
            gone.setParent(None)  # until it is deleted, another may stand there under the same names
            gone.deleteLater()


def panel_over(screen: QWidget) -> Panel | None:
    """The panel that lies over a screen; None where nothing is asked."""
    panels = screen.findChildren(Panel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next((panel for panel in panels if panel.isVisibleTo(screen)), None)
