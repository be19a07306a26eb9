"""The scenes of F3 in an office that takes photo and signature itself."""

from __future__ import annotations

import errno
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ektp_desk.desk.folder.objects import ObjectFolder
from ektp_desk.devices.simulated import SimulatedCamera
from tests.gui.desks import DeskPage, unrecorded
from tests.screens.scene import Scene


def camera(page: DeskPage) -> SimulatedCamera:
    """The sample's, to be spoilt."""
    found = page.tell(lambda session: session.devices.camera())
    assert isinstance(found, SimulatedCamera)
    return found


def photo(page: DeskPage) -> None:
    """Come to the live picture."""
    page.sign_in().press("Return").type(unrecorded(page).nik).press("Return")


def dark(page: DeskPage) -> None:
    """Take two photos in the dark."""
    photo(page)
    camera(page).light = 0.3
    page.press("Space", "Space")


def signature(page: DeskPage) -> None:
    """Take a good photo."""
    photo(page)
    page.press("Space")


def sign(page: DeskPage) -> None:
    pad = page.window.findChild(QWidget, "signature_pad")
    assert isinstance(pad, QWidget)
    wide, high = pad.width(), pad.height()
    points = [QPoint(round(wide * (0.25 + n / 60)), round(high * (0.5 + (-1) ** n * 0.2))) for n in range(24)]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    page.settle()


def signed(page: DeskPage) -> None:
    signature(page)
    sign(page)


def steps(page: DeskPage) -> None:
    """Come to the steps with both taken."""
    signed(page)
    page.press("Return")


def complete(page: DeskPage) -> None:
    """Have everything."""
    steps(page)
    page.press("=")


def excepted(page: DeskPage) -> None:
    """Be asked why a photo cannot be taken."""
    photo(page)
    page.press("F")


def broken(page: DeskPage) -> None:
    """Have a camera that gave pictures and gives none any more."""
    photo(page)
    camera(page).stop()
    page.qtbot.waitUntil(lambda: not _button(page, "photo_take").isEnabled(), timeout=10_000)


def disk_full(page: DeskPage) -> None:
    """Take a good photo that the disk has no room for."""

    def full(what: str) -> None:
        if what == "file synced":
            raise OSError(errno.ENOSPC, "")

    photo(page)
    workplace = page.window.workplace
    assert workplace is not None
    files = workplace.work.session.files
    assert isinstance(files, ObjectFolder)
    workplace.work.session = replace(workplace.work.session, files=replace(files, point=full))
    page.press("Space")


def _button(page: DeskPage, name: str) -> QWidget:
    found = page.window.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


CAPTURES = (
    Scene("4b-ambil", "foto", photo),
    Scene("4b-ambil", "gelap", dark),
    Scene("4b-ambil", "tanda tangan", signature),
    Scene("4b-ambil", "ditandatangani", signed),
    Scene("4b-ambil", "langkah", steps),
    Scene("4b-ambil", "lengkap", complete),
    Scene("4b-ambil", "foto dikecualikan", excepted),
    Scene("4b-ambil", "kamera diam", broken),
    Scene("4b-ambil", "disk penuh", disk_full),
)
