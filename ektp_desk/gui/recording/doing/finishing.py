"""Joins the finish of a recording to the use cases, and goes on with whoever is next."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.recording.doing import acts
from ektp_desk.gui.recording.doing.hand import Hand
from ektp_desk.words import _


class Finishing(QObject):
    """One finish at a time: a second press of the same key finishes nobody else."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._number = ""
        self._goes_on = True  # call the next one after, as the key that began it says
        self.busy = False
        foot, passing = hand.view.work.foot, hand.view.work.passing
        foot.next_asked.connect(lambda: self._finish(goes_on=True))
        foot.finish_asked.connect(lambda: self._finish(goes_on=False))
        passing.submitted.connect(lambda by, why: self._finish(goes_on=self._goes_on, by=by, why=why))

    def _finish(self, *, goes_on: bool, by: str = "", why: str = "") -> None:
        hand = self._hand
        recording, visit, desk = hand.recording, hand.work.visit, hand.work.desk
        if self.busy or recording is None or visit is None or hand.seen is None or hand.seen.ticket is None:
            return
        self.busy, self._goes_on, self._number = True, goes_on, hand.seen.ticket.number
        ending = acts.Ending(recording, hand.view.work.papers.note.text(), by, why)
        if goes_on:
            hand.work.do(
                lambda session: acts.end_and_call(session, ending, visit.id, desk=desk),
                self._on_next,
                self._on_refused,
            )
        else:
            hand.work.do(
                lambda session: acts.end_recording(session, ending), self._on_finished, self._on_refused
            )

    def _on_next(self, called: str | None) -> None:
        self.busy = False
        self._hand.forget()
        self._hand.take(called)
        told = _("{number} selesai. Tidak ada lagi yang menunggu.")
        if called is not None:
            told = _("{number} selesai. Berikut: {next}")
        self._hand.work.told.emit(told.format(number=self._number, next=(called or "").rpartition(":")[2]))

    def _on_finished(self, _done: None) -> None:
        self.busy = False
        self._hand.forget()
        self._hand.work.go_asked.emit("queue", None)
        self._hand.work.told.emit(_("{number} selesai.").format(number=self._number))

    def _on_refused(self, error: EktpError) -> None:
        self.busy = False
        work = self._hand.view.work
        if error.code == "recording.under_16":
            work.ask_passing()
        elif error.code == "recording.incomplete":
            # Read first: what was said a moment ago may not be on the screen yet.
            self._hand.read(self._say_lacking)
        else:
            self._hand.work.refused.emit(error)
            self._hand.read(lambda: self._take_again(error))

    def _take_again(self, error: EktpError) -> None:
        """Open the panel of a step whose file is not on the disk as it was written."""
        if error.code.startswith("capture."):
            self._hand.view.capture_asked.emit(Modality(str(error.facts["modality"])))

    def _say_lacking(self) -> None:
        if self._hand.seen is not None:
            self._hand.view.work.say_lacking(self._hand.seen.lacking)
