"""Long texts that are only read."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.labels import TextToRead
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import font

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("base", [15, 20])
def test_no_line_is_cut_at_the_foot(qapp: QApplication, qtbot: QtBot, base: int) -> None:
    dress(qapp, base)
    lines = "\n".join(f"Baris {number} dari lisensi yang panjang" for number in range(80))
    text = TextToRead(lines, name="terms", accessible_name="Isi lisensi")
    text.setFont(font(13))
    qtbot.addWidget(text)
    text.show()
    for height in range(200, 240, 3):
        text.resize(400, height)
        QApplication.processEvents()
        drawn = text.viewport().grab().toImage()
        foot = {drawn.pixel(x, drawn.height() - 1) for x in range(drawn.width())}
        assert len(foot) == 1, height
    dress(qapp)
