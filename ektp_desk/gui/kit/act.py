"""One table of acts for each screen: word, keys, when it can be done, why not, and what it does.

Buttons, shortcuts, tooltips, names for the ear, the help page and a user's rights all read the table. A
`QAction` carries each act: Qt keeps word, key and state together, and no key is bound that no table names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.roles import Role
from ektp_desk.gui.kit.buttons import ActButton, Kind
from ektp_desk.gui.kit.keycap import sequences
from ektp_desk.gui.kit.state import OPENED

Words = str | Callable[[], str]
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody can do on a screen.

    `keys` are written as on their caps, the first is printed; "Enter" is both of them. While `when` is
    false the act is neither seen nor bound. While `why_not` gives a sentence it is seen at rest, and says
    that sentence when it is pressed. `roles` may do it; none named: whoever may use the screen. Without a
    `text` the key moves or chooses, and help does not list it. The key of one that is not `bound` is only
    printed: it belongs to the window, or to whichever button holds the focus. One that `opens` something to
    fill in, and writes nothing by that, is done again where a locked window had that open.
    """

    id: str
    text: Words = ""
    keys: tuple[str, ...] = ()
    run: Callable[[], object]
    short: Words = ""
    when: Callable[[], bool] | None = None
    why_not: Callable[[], str] | None = None
    roles: Collection[Role] = ()
    bound: bool = True
    opens: bool = False


class Acts(QObject):
    """The acts of one screen, each a `QAction` once it was added to the widget in which its keys act."""

    def __init__(
        self,
        acts: Collection[Act],
        *,
        explain: Callable[[str], object] | None = None,
        roles: Collection[Role] | None = None,
    ) -> None:
        super().__init__()
        if roles is None and any(act.roles for act in acts):
            raise TypeError  # who names roles in a table must say whose they are
        self._explain = explain  # None: no act of the table rests, or its button alone says why
        self._acts = {act.id: act for act in acts}
        self._allowed = {act.id for act in acts if not act.roles or set(act.roles) & set(roles or ())}
        self._actions = {act.id: self._action(act) for act in self._acts.values()}
        self.refresh()

    def add_to(
        self,
        scope: QWidget,
        *ids: str,
        context: Qt.ShortcutContext = _WITHIN,
    ) -> None:
        """Let the keys of these acts, or of all that have no scope yet, act while `scope` holds the focus."""
        free = [id_ for id_, act in self._acts.items() if act.bound and not self[id_].associatedObjects()]
        for id_ in ids or free:
            self._actions[id_].setShortcutContext(context)
            scope.addAction(self._actions[id_])

    def button(
        self,
        id_: str,
        *,
        kind: Kind = "normal",
        icon: str | None = None,
        large: bool = False,
        tall: bool = False,
        name: str = "",
    ) -> ActButton:
        """Make a button of an act; it shows what the table says for as long as it stands."""
        button = ActButton("", kind=kind, icon=icon, large=large, tall=tall, name=name or id_)
        button.follow(self._actions[id_])
        return button

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def refresh(self) -> None:
        """Ask the table anew; called whenever what the screen shows has changed."""
        for id_, act in self._acts.items():
            action = self._actions[id_]
            seen = id_ in self._allowed and (act.when is None or act.when())
            text = _said(act.text)
            action.setText(text)
            action.setIconText(_said(act.short) or text)
            action.setStatusTip(act.why_not() if seen and act.why_not else "")
            action.setVisible(seen)
            action.setEnabled(seen)

    def _action(self, act: Act) -> QAction:
        action = QAction(self)
        action.setObjectName(act.id)
        action.setData(act.keys[0] if act.keys else "")
        # Before the keys, which Qt would bind anew for each of these.
        action.setAutoRepeat(False)  # each press is an act
        action.setShortcutContext(_WITHIN)
        action.setShortcuts([sequence for key in act.keys for sequence in sequences(key)])
        # To a method, which Qt holds weakly: a partial would keep the table, and its screen, for ever.
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self) -> None:
        act = self._acts[self.sender().objectName()]
        if why := act.why_not() if act.why_not else "":
            if self._explain is not None:
                self._explain(why)
        else:
            for id_, action in self._actions.items():
                action.setProperty(OPENED, act.opens and id_ == act.id)
            act.run()


def _said(words: Words) -> str:
    return words if isinstance(words, str) else words()
