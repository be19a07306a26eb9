"""Joins the panels that take photo and signature to the use cases, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.domain.pictures.signature import Stroke
from ektp_desk.domain.recordings import CAPTURABLE, Modality
from ektp_desk.gui.kit.file_dialog import ask_picture_file
from ektp_desk.gui.recording.controller import Hand
from ektp_desk.gui.recording.photo import Try
from ektp_desk.gui.recording.pictures import as_image
from ektp_desk.usecases.devices import Camera
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature, take_offered
from ektp_desk.usecases.session import Session
from ektp_desk.words import N_, _
from ektp_desk.words.errors import message

NO_PARTS = N_("Bagian kamera belum dipasang di laptop ini. Pilih berkas foto (O).")
NO_CAMERA = N_("Kamera tidak ditemukan. Sambungkan, atau pilih berkas foto (O).")


def real_camera() -> tuple[RealCamera | None, str]:
    """Give the laptop's camera, or None and a sentence to translate that says why."""
    try:
        media = import_module("PySide6.QtMultimedia")
    except ImportError:
        return None, NO_PARTS
    device = media.QMediaDevices.defaultVideoInput()
    return (None, NO_CAMERA) if device.isNull() else (RealCamera(media, device), "")


class RealCamera:
    """Implements `usecases.devices.Camera`."""

    def __init__(self, media: Any, device: Any) -> None:
        self._camera = media.QCamera(device)
        self._sink, self._session = media.QVideoSink(), media.QMediaCaptureSession()
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)

    def start(self) -> None:
        """Begin to look; the light goes on."""
        self._camera.start()

    def frame(self) -> Picture | None:
        """Give what is seen now, cut to three to four about its middle; None once it was pulled out.

        The sink keeps the last frame for ever: it would be taken for what stands there now.
        """
        if not self._camera.isActive():
            return None
        frame = self._sink.videoFrame()
        image: QImage = frame.toImage() if frame.isValid() else QImage()
        return None if image.isNull() else as_picture(image)

    def stop(self) -> None:
        """Let the camera go."""
        self._camera.stop()


def as_picture(image: QImage) -> Picture:
    """Give our picture of Qt's, cut to three to four about its middle, rows without padding."""
    wide = min(image.width(), image.height() * 3 // 4)
    high = min(image.height(), image.width() * 4 // 3)
    cut = QRect((image.width() - wide) // 2, (image.height() - high) // 2, wide, high)
    whole = image.copy(cut).convertToFormat(QImage.Format.Format_RGB888)
    step, row = whole.bytesPerLine(), wide * 3
    content = bytes(whole.constBits())
    return Picture(wide, high, b"".join(content[y * step : y * step + row] for y in range(high)))


Act = Callable[[Session, str], object]


class Capturing(QObject):
    """Pictures are seen while their recording is in hand, and nowhere else: no laptop opens one again."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self._hand = hand
        self._of = ""  # the recording whose pictures these are
        self._pictures: dict[Modality, QImage] = {}
        self._camera: Camera | None = None
        view, photo, signature = hand.view, hand.view.work.photo, hand.view.work.signature
        view.stage_begun.connect(self._on_stage)
        view.capture_asked.connect(self.open)
        photo.kept.connect(self._on_photo)
        photo.file_asked.connect(lambda: ask_picture_file(view, self._on_file))
        photo.offer_taken.connect(lambda: self._take_offered(Modality.PHOTO))
        photo.exception_asked.connect(lambda: view.exception_asked.emit(Modality.PHOTO))
        signature.kept.connect(self._on_signature)
        signature.offer_taken.connect(lambda: self._take_offered(Modality.SIGNATURE))
        signature.exception_asked.connect(lambda: view.exception_asked.emit(Modality.SIGNATURE))
        signature.photo_asked.connect(lambda: self.open(Modality.PHOTO))

    def open(self, modality: Modality) -> None:
        """Open the panel that takes a step."""
        seen, work = self._hand.seen, self._hand.view.work
        if seen is None or seen.recording is None or modality not in seen.captures:
            return
        work.board.point_at(modality)
        if modality is Modality.PHOTO:
            offered = modality in seen.offered
            work.photo.begin(offer=_("Tersimpan sebelum meja berhenti") if offered else "")
            self._hand.work.ask(lambda session: session.devices.camera(), self._on_camera)
            work.open_panel(work.photo)
        else:
            photo = self._pictures.get(Modality.PHOTO)
            work.signature.begin(photo, offer=modality in seen.offered)
            work.open_panel(work.signature)

    def go_on(self, after: Modality) -> None:
        """Go to the next step that is taken here and lacks, else back to the list of steps."""
        lacking = [modality for modality in self._lacking() if modality is not after]
        if lacking:
            self.open(lacking[0])
        else:
            self._close()

    def _close(self) -> None:
        """Go back to the list, to the step that comes next."""
        seen, work = self._hand.seen, self._hand.view.work
        rest = [m for m in seen.lacking if m not in seen.captures] if seen else []
        if rest:
            work.board.point_at(rest[0])
        work.close_panel()

    def show_pictures(self) -> None:
        """Show on the rows what is still in memory; another recording begins with none."""
        recording = self._hand.recording or ""
        if recording != self._of:
            self._of, self._pictures = recording, {}
            self._hand.view.work.photo.begin(offer="")
            self._hand.view.work.signature.begin(None, offer=False)
        self._hand.view.work.board.show_pictures(self._pictures)

    def _on_stage(self) -> None:
        """Open the first panel by itself: the camera looks as soon as it is known who stands there."""
        self.show_pictures()
        lacking = self._lacking()
        if lacking and not self._hand.changing:
            self.open(lacking[0])

    def _lacking(self) -> list[Modality]:
        """Give what is taken here and not yet there."""
        seen = self._hand.seen
        if seen is None or seen.recording is None:
            return []
        return [m for m in CAPTURABLE if m in seen.captures and m in seen.lacking]

    def _on_camera(self, simulated: Camera | None) -> None:
        lack = ""
        if simulated is not None:
            self._camera = simulated
        elif self._camera is None:
            self._camera, lack = real_camera()
        photo, devices = self._hand.view.work.photo, self._hand.work.session.devices
        self._hand.view.work.signature.photo.set_sample(sample=simulated is not None)
        photo.set_camera(self._camera, measure=devices.measure, lack=_(lack), sample=simulated is not None)

    def _on_photo(self, picture: Picture) -> None:
        image = as_image(picture)
        self._keep(Modality.PHOTO, lambda s, r: capture_photo(s, r, picture), image)

    def _on_signature(self, strokes: tuple[Stroke, ...]) -> None:
        image = self._hand.view.work.signature.pad.picture()
        self._keep(Modality.SIGNATURE, lambda s, r: capture_signature(s, r, strokes), image)

    def _take_offered(self, modality: Modality) -> None:
        self._keep(modality, lambda s, r: take_offered(s, r, modality), None)

    def _keep(self, modality: Modality, act: Act, image: QImage | None) -> None:
        recording = self._hand.recording
        if recording is None:
            return

        def kept(_answer: object) -> None:
            if self._of == recording:
                self._pictures.pop(modality, None)
                if image is not None:
                    self._pictures[modality] = image
            self.show_pictures()
            self.go_on(modality)

        def refused(error: EktpError) -> None:
            work = self._hand.view.work
            if error.code.startswith("signature."):
                work.signature.say(message(error))
                return
            panel = work.photo if modality is Modality.PHOTO else work.signature
            panel.say(_("Belum tersimpan, tetapi masih di sini. Enter menyimpannya lagi."))
            self._hand.work.refused.emit(error)

        self._hand.work.do(lambda session: act(session, recording), kept, refused)

    def _on_file(self, name: str) -> None:
        photo = self._hand.view.work.photo

        def read(session: Session) -> Try:
            picture = session.devices.read_picture(Path(name))
            return Try(picture, session.devices.measure(picture))

        def shown(tried: Try) -> None:
            photo.show_file(tried.picture, tried.measures)
            photo.take_focus()

        self._hand.work.ask(read, shown, lambda error: photo.say(message(error)))
