"""What stands in the place of the steps: a panel made when it is asked, or whom to ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ektp_desk.gui.kit import Card, EmptyState
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.words import _

BESIDE_A_CAPTURE = ("reveal_nik", "data_differs", "change_person", "note", "paper_marriage")


class StepsPanel(Card):
    """Its blue act and its way back stand in the bar below while it is open, in place of the steps' own.

    Enter submits wherever the focus is in it, but on a button; Ctrl+Enter also from the bar. `beside` names
    the screen's acts that are printed beside it and act in it too.
    """

    beside: tuple[str, ...] = ()

    def __init__(
        self, *, name: str, gap: int, blue: Act, back: Callable[[], object], also: Iterable[Act] = ()
    ) -> None:
        super().__init__(gap=gap, name=name)
        leave, answer = f"{name}_back", f"{name}_answer"
        table = (
            blue,
            Act(id=leave, text=_("Kembali"), keys=("Esc",), run=back),
            Act(id=answer, keys=("Ctrl+Enter",), run=self.submit),
            *also,
        )
        self.acts = Acts(table, explain=self.say)
        self.acts.setParent(self)  # they go with it, on this thread
        self.bar = (self.acts.button(blue.id, kind="blue"), self.acts.button(leave, tall=True))
        self._of_the_page = (leave, answer)

    def add_to(self, page: QWidget) -> None:
        """Let the way back and Ctrl+Enter act on the whole page, the bar's buttons too."""
        self.acts.add_to(page, *self._of_the_page)

    def remove_from(self, page: QWidget) -> None:
        for id_ in self._of_the_page:
            page.removeAction(self.acts[id_])

    def submit(self) -> None:
        raise NotImplementedError

    def take_focus(self) -> None:
        self.setFocus()

    def say(self, sentence: str) -> None:
        """Say in the panel why something was not done."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.submit()
        else:
            super().keyPressEvent(event)


_ASKS, _IGNORED = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored


class StepsPlace(QStackedWidget):
    """The steps, the invitation or an open panel; only the page that is shown asks for height."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self.panel: StepsPanel | None = None
        for page in pages:
            self.addWidget(page)
        self.turn_to(pages[0])

    def turn_to(self, page: QWidget) -> None:
        for at in range(self.count()):
            other = self.widget(at)
            if other is not None:
                other.setSizePolicy(_ASKS, _ASKS if other is page else _IGNORED)
        self.setCurrentWidget(page)

    def put(self, panel: StepsPanel | None) -> None:
        """Open a panel in place of the one that is open, or none."""
        gone, self.panel = self.panel, panel
        if panel is not None:
            self.addWidget(panel)
            self.turn_to(panel)
        if gone is not None:
            self.removeWidget(gone)
            gone.hide()
            gone.deleteLater()


def invitation(acts: Acts) -> Card:
    """What stands there while nobody is chosen: whom to ask for, and the way back when nobody has come."""
    words = _("Cari di atas. Yang tidak ada di daftar ditulis sebagai orang baru.")
    buttons = [acts.button(id_) for id_ in ("new_person", "not_yet")]
    card = Card()
    card.add(EmptyState(_("Tanyakan namanya"), words, buttons=buttons, name="ask_name"), 1)
    return card
