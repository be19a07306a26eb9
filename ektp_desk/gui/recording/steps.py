"""What is done to the steps, the papers and the note of the recording in hand, and the keys of it."""

from __future__ import annotations

from functools import partial

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import (
    CAPTURABLE,
    Document,
    DocumentState,
    Modality,
    ModalityState,
    Taken,
)
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.recording.board import KEYS, STEP_KEYS
from ektp_desk.gui.recording.capturing import Capturing
from ektp_desk.gui.recording.controller import Controller
from ektp_desk.gui.recording.exception import ExceptionPanel
from ektp_desk.gui.recording.panel import BESIDE_A_CAPTURE
from ektp_desk.gui.recording.words import marriage_word
from ektp_desk.usecases.recording import commands
from ektp_desk.usecases.recording.documents import answer_document, toggle_marriage, turn_document
from ektp_desk.words import _
from ektp_desk.words.outcomes import document_word, step_word

OF_THE_STEPS = (
    *(f"{act}_{modality}" for act in ("step", "except") for modality in Modality),
    *(f"paper_{document}" for document in Document),
    "all_complete",
    "contact",
    *BESIDE_A_CAPTURE,
)


def _except_word(modality: Modality) -> str:
    return _("Kecualikan: {step}").format(step=step_word(modality))


class Steps:
    """Whatever changes is saved at once."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self.capturing = Capturing(controller, self.ask_exception)
        self._second = ""  # whoever witnessed the last exception: mostly the same all day
        self._said: dict[tuple[str, Modality], Taken] = {}  # exceptions of the recording in hand

    def table(self) -> list[Act]:
        controller = self._controller

        def all_word() -> str:
            seen = controller.seen
            if seen is None or not {*seen.lacking} - seen.captures:
                return _("Dokumen dilihat")
            return _("Lainnya lengkap") if seen.captures else _("Kelimanya lengkap")

        return [
            *(
                Act(id=f"step_{modality}", keys=(key,), run=partial(self.turn, modality))
                for modality, key in STEP_KEYS.items()
            ),
            *(
                Act(
                    id=f"except_{modality}",
                    text=partial(_except_word, modality),
                    keys=(f"Alt+{key}",),
                    run=partial(self.ask_exception, modality),
                )
                for modality, key in STEP_KEYS.items()
            ),
            *(
                Act(
                    id=f"paper_{document}",
                    text=document_word(document),
                    keys=(KEYS[document],),
                    run=partial(self.turn_document, document),
                )
                for document in Document
            ),
            Act(id="paper_marriage", text=marriage_word(), keys=("8",), run=self.toggle_marriage),
            Act(id="all_complete", text=all_word, keys=("=",), run=self.complete_all),
            Act(id="note", keys=("N",), run=self.to_note),
        ]

    def turn(self, modality: Modality) -> None:
        """Turn a step, and mark its row; what is taken on this laptop opens its panel instead."""
        self._controller.view.work.board.point_at(modality)
        seen = self._controller.seen
        if seen is not None and modality in seen.captures:
            self.capturing.open(modality)
        else:
            self._controller.record(lambda s, r: commands.toggle_step(s, r, modality))

    def set_step(self, modality: Modality, taken: Taken) -> None:
        self._controller.record(lambda s, r: commands.set_modality(s, r, modality, taken))

    def complete_all(self) -> None:
        self._controller.record(commands.set_all_complete)

    def turn_document(self, document: Document) -> None:
        """Turn a document where it is seen, and mark its row."""
        if self._controller.view.work.board.isVisible():
            self._controller.view.work.board.point_at(document)
            self._controller.record(lambda s, r: turn_document(s, r, document))

    def say_document(self, document: Document, state: DocumentState) -> None:
        self._controller.view.work.board.point_at(document)
        self._controller.record(lambda s, r: answer_document(s, r, document, state))

    def toggle_marriage(self) -> None:
        """Turn it where it is seen: in the dense form a panel covers it and its key."""
        if self._controller.view.work.papers.is_shown():
            self._controller.record(toggle_marriage)

    def to_note(self) -> None:
        if self._controller.view.work.papers.is_shown():
            self._controller.view.work.papers.note.setFocus()

    def ask_exception(self, modality: Modality) -> None:
        """Ask why a step cannot be taken in full; its row is the one at hand afterwards.

        What was said before it was taken back stands there again: a slip of a digit costs no typing.
        """
        seen, recording = self._controller.seen, self._controller.recording
        if seen is None or recording is None:
            return
        said = seen.steps.get(modality, Taken())
        if said.state is not ModalityState.EXCEPTED:
            said = self._said.get((recording.id, modality), Taken())
        self._controller.view.work.board.point_at(modality)
        self._controller.ask(
            lambda: ExceptionPanel(
                modality,
                said,
                second=self._second,
                answer=partial(self._except, recording.id, modality),
                back=self._controller.close_panel,
            )
        )

    def _except(self, recording: str, modality: Modality, taken: Taken) -> None:
        def saved(_done: None) -> None:
            self._second = taken.second_person
            here = {key: was for key, was in self._said.items() if key[0] == recording}
            self._said = {**here, (recording, modality): taken}
            if modality in CAPTURABLE:
                self.capturing.go_on(modality)
            else:
                self._controller.close_panel()

        self._controller.work.do(
            lambda session: commands.set_modality(session, recording, modality, taken),
            saved,
            self._refuse_exception,
        )

    def _refuse_exception(self, error: EktpError) -> None:
        panel = self._controller.panel
        if not (isinstance(panel, ExceptionPanel) and panel.refuse(error)):
            self._controller.work.refused.emit(error)
