"""The panel that takes a photo: the live picture, the best one so far, and what is to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

from ektp_desk.domain.pictures.photo import TRIES, Measures
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.gui.kit import label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.labels import RefusalText, still_said
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.panel import BESIDE_A_CAPTURE, StepsPanel
from ektp_desk.gui.recording.pictures import Frame, Measured
from ektp_desk.usecases.devices import Camera
from ektp_desk.words import _, n_

_FRAME_MS = 66
_PATIENCE = 45  # frames that a camera may fail to give, three seconds, until it is said to be silent
_MEASURE_EACH = 5  # frames: three times a second is as quick as a person moves
Measure = Callable[[Picture], Measures]


@dataclass(frozen=True, slots=True)
class Try:
    """A photo that was taken but is kept nowhere yet."""

    picture: Picture
    measures: Measures


class PhotoPanel(StepsPanel):
    """Space takes. A good photo is kept at once; of others the best waits for Enter or another try.

    `offer` says what a crash left on the disk, if anything. The camera runs only while the panel is seen.
    """

    beside = BESIDE_A_CAPTURE

    def __init__(
        self,
        *,
        offer: str,
        keep: Callable[[Picture], object],
        take_offered: Callable[[], object],
        from_file: Callable[[], object],
        cannot: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        self._keep, self._take_offered = keep, take_offered
        self._camera: Camera | None = None
        self._measure: Measure | None = None
        self._best: Try | None = None
        self._refused: RefusalText | None = None
        self._offer, self._tries, self._seen, self._missed = offer, 0, 0, 0
        super().__init__(
            name="photo",
            gap=6,
            blue=Act(
                id="photo_take",
                text=lambda: _("Ambil foto lagi") if self._best else _("Ambil foto"),
                keys=(_("Spasi"),),  # as printed; heard in keyPressEvent
                why_not=lambda: "" if self._sees() else _("Kamera belum memberi gambar"),
                run=self.submit,
            ),
            back=back,
            also=(
                Act(
                    id="photo_use",
                    text=self._use_word,
                    keys=("Enter",),
                    why_not=lambda: "" if self._best or self._offer else _("Belum ada foto"),
                    run=self._use_best,
                ),
                Act(id="photo_file", text=_("Dari berkas…"), keys=("O",), run=from_file),
                Act(id="photo_cannot", text=_("Tidak bisa…"), keys=("F",), run=cannot),
            ),
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Foto: spasi mengambil"))
        self.live = Frame(_("Gambar langsung"), _("Menunggu kamera…"), guided=True, name="photo_live")
        self.still = Frame(_("Foto terbaik"), offer or _("Belum ada foto"), name="photo_best")
        self.measured = Measured("photo_measured")
        self._says = label("", "help", tone="ink2", wrap=True, name="photo_says")
        self._ticks = QTimer(self, interval=_FRAME_MS)
        self._ticks.timeout.connect(self._look)
        self._says.setMinimumHeight(px(36))
        use = self.acts.button("photo_use")
        quiet = (self.acts.button(id_, kind="quiet") for id_ in ("photo_file", "photo_cannot"))
        side = stacked(self.measured, self._says, None, use, in_row(*quiet, None, gap=20), gap=6)
        self.add_row(self.live, self.still, (side, 1), gap=16)
        self.acts.add_to(self, "photo_file", "photo_cannot")
        self._tell()

    def state(self) -> object:
        return self._best, self._tries, self._refused

    def put_back(self, state: object) -> None:
        best, self._tries, refused = cast("tuple[Try | None, int, object]", state)
        if best is not None:
            self._show_best(best)
        self._refused = still_said(refused)
        self._tell()

    def set_camera(self, camera: Camera | None, *, measure: Measure, lack: str, sample: bool) -> None:
        """Look through a camera; without one `lack` says what to do."""
        self._camera, self._measure = camera, measure
        self._missed = 0
        self.live.set_empty(_("Menunggu kamera…") if camera else lack)
        self.live.set_sample(sample=sample)
        self.still.set_sample(sample=sample)
        if self.isVisible():
            self._start()
        self._tell()

    def submit(self) -> None:
        """Take what is seen now."""
        frame = self._camera.frame() if self._camera else None
        if frame is None or self._measure is None:
            return
        self._tries, self._refused = self._tries + 1, None
        tried = Try(frame, self._measure(frame))
        if tried.measures.is_good:
            self._show_best(tried)
            self._keep(frame)
        elif self._best is None or tried.measures.score >= self._best.measures.score:
            self._show_best(tried)
        self._tell()
        say(self, self._says.text())

    def show_file(self, picture: Picture, measures: Measures) -> None:
        self._refused = None
        self._show_best(Try(picture, measures))
        self._tell()

    def say(self, sentence: str) -> None:
        """Say why it was not kept, until the next try."""
        self._refused = RefusalText(sentence)
        self._tell()
        say(self, sentence, urgent=True)

    def _use_best(self) -> None:
        """Keep the best so far, or what a crash left; with neither, take one."""
        if self._best is not None:
            self._keep(self._best.picture)
        elif self._offer:
            self._take_offered()
        else:
            self.submit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes, Enter keeps; a held key is one press."""
        if event.isAutoRepeat() or event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.submit()
        else:
            self._use_best()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more, and let the camera's light go out."""
        super().hideEvent(event)
        self._ticks.stop()
        if self._camera is not None:
            self._camera.stop()

    def _start(self) -> None:
        if self._camera is not None:
            self._camera.start()
            self._ticks.start()
            self._look()

    def _look(self) -> None:
        frame = self._camera.frame() if self._camera else None
        if frame is None:
            self._miss()
            return
        missed, self._missed = self._missed, 0
        if missed >= _PATIENCE:
            self._tell()
        self.live.show_picture(frame)
        if self._best is None and self._measure is not None and self._seen % _MEASURE_EACH == 0:
            self.measured.show_measures(self._measure(frame))
        self._seen += 1

    def _miss(self) -> None:
        """Say it once when a camera gives nothing any more: a still picture of before is not what is seen."""
        self._missed += 1
        if self._missed == _PATIENCE:
            self.live.set_empty(_("Kamera tidak memberi gambar."))
            self.live.show_picture(None)
            if self._best is None:
                self.measured.show_measures(None)
            self._tell()

    def _sees(self) -> bool:
        return self._camera is not None and not self._is_silent()

    def _use_word(self) -> str:
        return _("Pakai yang tersimpan") if self._offer and not self._best else _("Pakai foto ini")

    def _is_silent(self) -> bool:
        return self._missed >= _PATIENCE

    def _show_best(self, tried: Try) -> None:
        self._best = tried
        self.still.show_picture(tried.picture)
        self.measured.show_measures(tried.measures)

    def _tell(self) -> None:
        """Say what comes next, and print what Enter would keep."""
        left = TRIES - self._tries
        if self._is_silent():
            says = _("Yang tersimpan aman. Cabut dan sambungkan lagi kameranya, atau pilih berkas ([O]).")
        elif self._refused is not None:
            says = self._refused.sentence
        elif self._best is None:
            says = _("Satu wajah di dalam garis, mata pada garis mata.")
        elif left > 0:
            says = n_("Coba lagi: masih {n} kali.", "Coba lagi: masih {n} kali.", left).format(n=left)
        else:
            says = _("Sudah {n} kali. Pakai yang terbaik.").format(n=self._tries)
        self._says.setText(says)
        self.acts.refresh()
