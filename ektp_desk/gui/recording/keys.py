"""Which keys F3 answers to; each is printed where it acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.parts import ActButton, on_key
from ektp_desk.gui.recording.page import WorkPage
from ektp_desk.gui.recording.steps.board import STEP_KEYS
from ektp_desk.gui.recording.steps.row import EXCEPTION_KEYS
from ektp_desk.gui.recording.view import RecordingView

_PAPER_KEYS = {"kk": "6", "f102": "7", "marriage": "8"}


def bind_keys(view: RecordingView) -> None:
    """Bind all of them."""
    _bind_captures(view)
    work = view.work
    on_key(view, "Ctrl+Enter", view.press_blue)
    on_key(view, "Esc", view.step_back)
    on_key(work, "Ctrl+N", work.ask_walk_in)
    on_key(work, "Ctrl+Z", partial(_click_seen, work.invitation.not_yet))
    for key, button in (("F9", work.foot.finish), ("F8", work.foot.aside), ("Ctrl+B", work.foot.end)):
        on_key(work, key, button.click)
    for key, button in (("P", view.called.again), ("L", view.called.skip)):
        on_key(view.called, key, button.click)
    # Wherever no text is written: a panel in the steps' place takes letters and digits as text.
    for scope in (work.board, work.papers.side, work.papers.line, work.who.card, work.foot):
        for modality in Modality:
            _bind_step(view, scope, modality)
        for paper, key in _PAPER_KEYS.items():
            _bind_paper(view, scope, paper, key)
        _bind_letters(view, scope)


def _bind_captures(view: RecordingView) -> None:
    """Bind what is printed while a photo or a signature is taken; the panels hear Space and Enter."""
    work, photo, signature = view.work, view.work.photo, view.work.signature
    for key, button in (("O", photo.file), ("F", photo.cannot)):
        on_key(photo, key, button.click)
    for key, button in (
        ("U", signature.again),
        ("H", signature.undo),
        ("1", signature.retake),
        ("T", signature.cannot),
    ):
        on_key(signature, key, partial(_click_seen, button))
    for panel in (photo, signature):
        on_key(panel, "V", work.who.card.toggle_nik)
        on_key(panel, "G", work.who.card.change.click)
        on_key(panel, "N", lambda: _beside(work, work.papers.note.setFocus))
        for paper, key in _PAPER_KEYS.items():
            on_key(panel, key, partial(_beside, work, partial(work.papers.paper_asked.emit, paper)))


def _click_seen(button: ActButton) -> None:
    if button.isVisible():
        button.click()


def _beside(work: WorkPage, act: Callable[[], object]) -> None:
    """Act on the papers while they are seen: in the dense form a panel covers them and their keys."""
    if work.papers.side.isVisible():
        act()


def _bind_step(view: RecordingView, scope: QWidget, modality: Modality) -> None:
    on_key(scope, STEP_KEYS[modality], lambda: view.toggle(modality))
    on_key(scope, EXCEPTION_KEYS[modality], lambda: view.exception_asked.emit(modality))


def _bind_paper(view: RecordingView, scope: QWidget, paper: str, key: str) -> None:
    on_key(scope, key, lambda: view.work.papers.paper_asked.emit(paper))


def _bind_letters(view: RecordingView, scope: QWidget) -> None:
    work = view.work
    on_key(scope, "E", lambda: view.exception_asked.emit(work.board.marked()))
    on_key(scope, "=", work.board.all_asked.emit)
    on_key(scope, "V", work.who.card.toggle_nik)
    on_key(scope, "G", work.who.card.change.click)
    on_key(scope, "N", work.papers.note.setFocus)
