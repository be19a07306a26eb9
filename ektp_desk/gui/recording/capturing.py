"""Joins the panels that take photo and signature to the use cases, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.domain.pictures.signature import Stroke
from ektp_desk.domain.recordings import CAPTURABLE, Modality
from ektp_desk.gui.kit.file_dialog import ask_picture_file
from ektp_desk.gui.recording.controller import Controller
from ektp_desk.gui.recording.photo import PhotoPanel, Try
from ektp_desk.gui.recording.pictures import as_image
from ektp_desk.gui.recording.signature import SignaturePanel
from ektp_desk.usecases.devices import Camera
from ektp_desk.usecases.recording.capture import capture_photo, capture_signature, take_offered
from ektp_desk.usecases.session import Session
from ektp_desk.words import N_, _
from ektp_desk.words.errors import message

NO_PARTS = N_("Bagian kamera belum dipasang di laptop ini. Pilih berkas foto ([O]).")
NO_CAMERA = N_("Kamera tidak ditemukan. Sambungkan, atau pilih berkas foto ([O]).")


def real_camera() -> tuple[RealCamera | None, str]:
    """The laptop's camera, or None and a sentence to translate that says why."""
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
        """What is seen now, cut to three to four about its middle; None once it was pulled out.

        The sink keeps the last frame for ever: it would be taken for what stands there now.
        """
        if not self._camera.isActive():
            return None
        frame = self._sink.videoFrame()
        image: QImage = frame.toImage() if frame.isValid() else QImage()
        return None if image.isNull() else as_picture(image)

    def stop(self) -> None:
        self._camera.stop()


def as_picture(image: QImage) -> Picture:
    """Our picture of Qt's, cut to three to four about its middle, rows without padding."""
    wide = min(image.width(), image.height() * 3 // 4)
    high = min(image.height(), image.width() * 4 // 3)
    cut = QRect((image.width() - wide) // 2, (image.height() - high) // 2, wide, high)
    whole = image.copy(cut).convertToFormat(QImage.Format.Format_RGB888)
    step, row = whole.bytesPerLine(), wide * 3
    content = bytes(whole.constBits())
    return Picture(wide, high, b"".join(content[y * step : y * step + row] for y in range(high)))


class Capturing:
    """Pictures are seen while their recording is in hand, and nowhere else: no laptop opens one again."""

    def __init__(self, controller: Controller, cannot: Callable[[Modality], object]) -> None:
        self._controller, self._cannot = controller, cannot
        self._of = ""  # the recording whose pictures these are
        self._pictures: dict[Modality, QImage] = {}
        self._camera: Camera | None = None
        self._sample = False
        controller.stage_begun.connect(self._on_stage)

    def open(self, modality: Modality) -> None:
        seen = self._controller.seen
        if seen is None or seen.recording is None or modality not in seen.captures:
            return
        self._controller.view.work.board.point_at(modality)
        self._controller.ask(self._photo if modality is Modality.PHOTO else self._signature)

    def go_on(self, after: Modality) -> None:
        """Go to the next step that is taken here and lacks, else back to the list, to what comes next."""
        lacking = [modality for modality in self._lacking() if modality is not after]
        if lacking:
            self.open(lacking[0])
            return
        seen = self._controller.seen
        rest = [m for m in seen.lacking if m not in seen.captures] if seen else []
        if rest:
            self._controller.view.work.board.point_at(rest[0])
        self._controller.close_panel()

    def show_pictures(self) -> None:
        """Show on the rows what is still in memory; another recording begins with none."""
        recording = self._controller.recording.id if self._controller.recording else ""
        if recording != self._of:
            self._of, self._pictures = recording, {}
        self._controller.view.work.board.show_pictures(self._pictures)

    def _on_stage(self) -> None:
        """Open the first panel by itself: the camera looks as soon as it is known who stands there."""
        self.show_pictures()
        lacking = self._lacking()
        if lacking and not self._controller.changing:
            self.open(lacking[0])

    def _lacking(self) -> list[Modality]:
        """What is taken here and not yet there."""
        seen = self._controller.seen
        if seen is None or seen.recording is None:
            return []
        return [m for m in CAPTURABLE if m in seen.captures and m in seen.lacking]

    def _offers(self, modality: Modality) -> bool:
        seen = self._controller.seen
        return seen is not None and modality in seen.offered

    def _photo(self) -> PhotoPanel:
        offer = _("Tersimpan sebelum meja berhenti") if self._offers(Modality.PHOTO) else ""
        made = PhotoPanel(
            offer=offer,
            keep=self._keep_photo,
            take_offered=partial(self._take_offered, Modality.PHOTO),
            from_file=lambda: ask_picture_file(self._controller.view, self._on_file),
            cannot=partial(self._cannot, Modality.PHOTO),
            back=self._controller.close_panel,
        )
        self._controller.work.ask(lambda session: session.devices.camera(), self._on_camera)
        return made

    def _signature(self) -> SignaturePanel:
        return SignaturePanel(
            self._pictures.get(Modality.PHOTO),
            sample=self._sample,
            offered=self._offers(Modality.SIGNATURE),
            keep=self._keep_signature,
            take_offered=partial(self._take_offered, Modality.SIGNATURE),
            retake=partial(self.open, Modality.PHOTO),
            cannot=partial(self._cannot, Modality.SIGNATURE),
            back=self._controller.close_panel,
        )

    def _on_camera(self, simulated: Camera | None) -> None:
        lack = ""
        if simulated is not None:
            self._camera = simulated
        elif self._camera is None:
            self._camera, lack = real_camera()
        self._sample = simulated is not None
        panel, measure = self._controller.panel, self._controller.work.session.devices.measure
        if isinstance(panel, PhotoPanel):
            panel.set_camera(self._camera, measure=measure, lack=_(lack), sample=self._sample)

    def _keep_photo(self, picture: Picture) -> None:
        image = as_image(picture)
        self._keep(Modality.PHOTO, lambda s, r: capture_photo(s, r, picture), image)

    def _keep_signature(self, strokes: tuple[Stroke, ...]) -> None:
        panel = self._controller.panel
        image = panel.pad.picture() if isinstance(panel, SignaturePanel) else None
        self._keep(Modality.SIGNATURE, lambda s, r: capture_signature(s, r, strokes), image)

    def _take_offered(self, modality: Modality) -> None:
        self._keep(modality, lambda s, r: take_offered(s, r, modality), None)

    def _keep(
        self, modality: Modality, write: Callable[[Session, str], object], image: QImage | None
    ) -> None:
        if self._controller.recording is None:
            return
        recording = self._controller.recording.id

        def kept(_answer: object) -> None:
            if self._of == recording:
                self._pictures.pop(modality, None)
                if image is not None:
                    self._pictures[modality] = image
            self.show_pictures()
            self.go_on(modality)

        self._controller.work.do(lambda session: write(session, recording), kept, self._on_refused)

    def _on_refused(self, error: EktpError) -> None:
        panel = self._controller.panel
        if panel is not None and error.code.startswith("signature."):
            panel.say(message(error))
            return
        if panel is not None:
            panel.say(_("Belum tersimpan, tetapi masih di sini. Enter menyimpannya lagi."))
        self._controller.work.refused.emit(error)

    def _on_file(self, name: str) -> None:
        def read(session: Session) -> Try:
            picture = session.devices.read_picture(Path(name))
            return Try(picture, session.devices.measure(picture))

        def shown(tried: Try) -> None:
            if isinstance(panel := self._controller.panel, PhotoPanel):
                panel.show_file(tried.picture, tried.measures)
                panel.take_focus()

        def refused(error: EktpError) -> None:
            if isinstance(panel := self._controller.panel, PhotoPanel):
                panel.say(message(error))

        self._controller.work.ask(read, shown, refused)
