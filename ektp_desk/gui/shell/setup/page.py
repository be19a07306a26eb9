"""What the ways to an office have in common: boxes, what was refused, how far it is, Enter and Esc."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.jobs import ActJobs
from ektp_desk.gui.kit import ActButton, Banner, Card, ProgressCard, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out, stacked
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.icons import Diamond
from ektp_desk.gui.kit.news import Countdown
from ektp_desk.gui.kit.page import Page
from ektp_desk.gui.kit.paths import Look
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.tokens import is_small
from ektp_desk.usecases.admin.backup_places import BackupPlace
from ektp_desk.words import _
from ektp_desk.words.errors import message

T = TypeVar("T")
_SHOW_AFTER_MS = 600


class SetupPage(Page):
    """One step to an office; `left` says that somebody went back.

    Enter does `go`, whose word is `verb`; while something runs, or after wrong words, it rests and says why.
    What is wrong with one box stands below it (`beside`, by the beginning of the code), the rest in a banner.
    """

    def __init__(self, jobs: ActJobs, *, name: str, title: str, about: str, verb: str, doing: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._jobs, self._title = jobs, title
        self._about = label(about, "body", tone="ink2", wrap=True)
        self.verb, self.busy = verb, False
        self._refused: EktpError | None = None  # as the banner says it
        self.beside: dict[str, Field] = {}
        self.card = Card(gap=6 if is_small() else 10, name=f"{name}_card")
        self.banner = Banner("bad", low=True, name=f"{name}_refused")
        self.banner.hide()
        self.progress = ProgressCard(doing, name=f"{name}_progress")
        self.progress.hide()
        self.progress.may_stop(False)  # noqa: FBT003  reads as its sentence
        self.waiting = Countdown(self)
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self.progress.show)
        table = [
            Act(id=f"{name}_go", text=self._go_word, keys=("Enter",), why_not=self._why_resting, run=self.go),
            Act(
                id=f"{name}_back",
                text=_("Kembali"),
                keys=("Esc",),
                why_not=self._cannot_leave,
                run=self.go_back,
            ),
        ]
        self.acts = Acts(table)
        self.acts.setParent(self)
        self.entered.connect(self.acts[f"{name}_go"].trigger)
        self.waiting.ticked.connect(lambda _left: self.acts.refresh())
        self.waiting.ended.connect(self.acts.refresh)

    def go(self) -> None:
        raise NotImplementedError

    def begin(self) -> None:
        """Come to the front."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop what runs, where that can be."""

    def can_stop(self) -> bool:
        return False

    def go_back(self) -> None:
        if not self.busy:
            self.left.emit()
        elif self.can_stop():
            self.stop()

    def lay_out_page(self) -> None:
        """Put title, boxes, refusal, progress and buttons below one another, once the card is filled."""
        name, head = self.objectName(), label(self._title, "title")
        row = lay_out(QHBoxLayout(), Diamond(32), head, gap=12, grows=head)
        go, back = self.acts.button(f"{name}_go", kind="blue"), self.acts.button(f"{name}_back", tall=True)
        foot = lay_out(QHBoxLayout(), (go, 2), (back, 1), gap=8)
        gap = 6 if is_small() else 12
        self._about.setVisible(not is_small())  # the boxes need the room
        stacked(None, row, self._about, self.card, self.banner, self.progress, foot, None, gap=gap, on=self)

    def work(self, act: Callable[[], T], done: Callable[[T], object], *, line: str = "") -> None:
        """Run one step aside; what is refused is said here."""
        self.busy, self._refused = True, None
        self.banner.hide()
        for box in self.beside.values():
            box.clear_error()
        self.progress.step(0, 0, line=line)
        self.progress.may_stop(self.can_stop())
        self._patience.start()
        self.acts.refresh()
        self._jobs.act(act, done=partial(self._done, done), failed=self._failed)

    def looking(self, find: Callable[[str], list[BackupPlace]]) -> Look:
        """Let a path's box look aside for what fits its text."""
        return lambda text, hear: self._jobs.act(partial(find, text), done=hear, failed=_nothing)

    def refuse(self, error: EktpError) -> None:
        """Say why not, beside the box it is about or below all of them; a wait is counted on the button."""
        what, _dot, then = message(error).partition(". ")
        starts = [start for start in self.beside if error.code.startswith(start)]
        if starts:
            box = self.beside[max(starts, key=len)]
            box.set_error(what, error.code)
            box.edit.type_over()
        else:
            self._refused = error
            self._about.hide()  # a long refusal needs its room
            self.banner.say("bad", f"{what}." if then else what, then=then, code=error.code)
            self.banner.show()
        wait = int(error.facts.get("wait", 0)) or int(error.facts.get("seconds", 0))
        if wait:
            self.waiting.start(wait)

    def state(self) -> object:
        """What a page of another look shall show as well."""
        return self._refused

    def put_back(self, state: object) -> None:
        if isinstance(state, EktpError):
            self.refuse(state)

    def _done(self, done: Callable[[T], object], answer: T) -> None:
        self._rest()
        done(answer)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, EktpError):
            raise error
        self.refuse(EktpError(error.code, **error.facts))  # without a traceback, which holds what was typed

    def _rest(self) -> None:
        self.busy = False
        self._patience.stop()
        self.progress.hide()
        self.acts.refresh()

    def _go_word(self) -> str:
        return self._why_resting() or self.verb

    def _why_resting(self) -> str:
        if self.busy:
            return _("Sedang dikerjakan…")
        left = self.waiting.left()
        return _("Tunggu {seconds} detik").format(seconds=left) if left else ""

    def _cannot_leave(self) -> str:
        return _("Tunggu sampai selesai.") if self.busy and not self.can_stop() else ""


def _nothing(error: Exception) -> None:
    """What cannot be looked at offers nothing."""
    if not isinstance(error, EktpError):
        raise error


class SetupDone(Page):
    """What was made, in one large line, and the keys that go on from there."""

    heard_as = HeardAs.Grouping
    wears_ring = True

    def __init__(self, acts: Acts, *, name: str, title: str, large: str, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        acts.setParent(self)
        acts.add_to(self)
        card = Card(gap=10, bar="primary", name=f"{name}_card")
        shown = label(large, "figure", wrap=True, name=f"{name}_large")
        card.stack(label(title, "lead", wrap=True), 4, shown, 4)
        for at, line in enumerate(lines):
            card.add(label(line, "body", wrap=True, name=f"{name}_line_{at}"))
        self._card, self._acts = card, acts

    def lay_out_page(self, *buttons: ActButton, blue: str = "") -> None:
        """Put the buttons below what is said; Enter does the `blue` act, wherever the focus is."""
        if blue:
            self.entered.connect(self._acts[blue].trigger)
        foot = lay_out(QHBoxLayout(), *((button, 1) for button in buttons), gap=8)
        stacked(None, self._card, foot, None, gap=12, on=self)
