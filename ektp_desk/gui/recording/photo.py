"""The panel that takes a photo: the live picture, the best one so far, and what is to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.domain.pictures.photo import TRIES, Measures
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.gui.kit import ActButton, Card, label
from ektp_desk.gui.kit.tokens import px
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


class PhotoPanel(Card):
    """Space takes. A good photo is kept at once (`kept`); of others the best waits for Enter or another try.

    The camera runs only while the panel is seen.
    """

    kept = Signal(object)  # Picture
    offer_taken = Signal()
    file_asked = Signal()
    exception_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6, name="photo")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Foto: spasi mengambil"))
        self._camera: Camera | None = None
        self._measure: Measure | None = None
        self._best: Try | None = None
        self._offer, self._tries, self._seen, self._missed = "", 0, 0, 0
        self.live = Frame(_("Gambar langsung"), _("Menunggu kamera…"), guided=True, name="photo_live")
        self.still = Frame(_("Foto terbaik"), _("Belum ada foto"), name="photo_best")
        self.measured = Measured("photo_measured")
        self._says = label("", "help", tone="ink2", wrap=True, name="photo_says")
        self.use = ActButton(_("Pakai yang terbaik"), "Enter", name="photo_use")
        self.file = ActButton(_("Dari berkas…"), "O", kind="quiet", name="photo_file")
        self.cannot = ActButton(_("Tidak bisa…"), "F", kind="quiet", name="photo_cannot")
        self.save = ActButton(_("Ambil foto"), _("Spasi"), kind="blue", name="photo_take")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="photo_back")
        self._ticks = QTimer(self, interval=_FRAME_MS)
        self._ticks.timeout.connect(self._look)
        self._join()
        self._lay_out()

    def begin(self, *, offer: str) -> None:
        """Begin with nothing taken; `offer` says what a crash left on the disk, if anything."""
        self._best, self._tries, self._offer = None, 0, offer
        self.still.show_picture(None)
        self.still.set_empty(offer or _("Belum ada foto"))
        self.live.show_picture(None)
        self.measured.show_measures(None)
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
        self._tries += 1
        tried = Try(frame, self._measure(frame))
        if tried.measures.is_good:
            self._show_best(tried)
            self.kept.emit(frame)
        elif self._best is None or tried.measures.score >= self._best.measures.score:
            self._show_best(tried)
        self._tell()

    def show_file(self, picture: Picture, measures: Measures) -> None:
        """Show a photo from a file; Enter keeps it."""
        self._show_best(Try(picture, measures))
        self._tell()

    def say(self, refusal: str) -> None:
        """Say why a file was refused."""
        self._says.setText(refusal)

    def use_best(self) -> None:
        """Keep the best so far, or what a crash left; with neither, take one."""
        if self._best is not None:
            self.kept.emit(self._best.picture)
        elif self._offer:
            self.offer_taken.emit()
        else:
            self.submit()

    def take_focus(self) -> None:
        """Hear the keys."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes, Enter keeps; a held key is one press."""
        if event.isAutoRepeat() or event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.submit()
        else:
            self.use_best()

    def showEvent(self, event: QShowEvent) -> None:
        """Look."""
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
            says = _("Yang tersimpan aman. Cabut dan sambungkan lagi kameranya, atau pilih berkas (O).")
        elif self._best is None:
            says = _("Satu wajah di dalam garis, mata pada garis mata.")
        elif left > 0:
            says = n_("Coba lagi: masih {n} kali.", "Coba lagi: masih {n} kali.", left).format(n=left)
        else:
            says = _("Sudah {n} kali. Pakai yang terbaik.").format(n=self._tries)
        self._says.setText(says)
        self.use.set_text(
            _("Pakai yang tersimpan") if self._offer and not self._best else _("Pakai foto ini")
        )
        self.use.setEnabled(bool(self._best or self._offer))
        self.save.set_text(_("Ambil foto lagi") if self._best else _("Ambil foto"))
        self.save.setEnabled(self._camera is not None and not self._is_silent())

    def _join(self) -> None:
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)
        self.use.asked.connect(self.use_best)
        self.file.asked.connect(self.file_asked)
        self.cannot.asked.connect(self.exception_asked)

    def _lay_out(self) -> None:
        row, side, quiet = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(px(16))
        side.setSpacing(px(6))
        quiet.setSpacing(px(20))
        for frame in (self.live, self.still):
            row.addWidget(frame)
        side.addWidget(self.measured)
        self._says.setMinimumHeight(px(36))
        side.addWidget(self._says)
        side.addStretch(1)
        side.addWidget(self.use)
        for button in (self.file, self.cannot):
            quiet.addWidget(button)
        quiet.addStretch(1)
        side.addLayout(quiet)
        row.addLayout(side, 1)
        self.body.addLayout(row, 1)
