"""The window of a desk that cannot be opened: why, what is safe, and another try."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.kit import Banner, Card, CommandLine, label
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.icons import Diamond
from ektp_desk.gui.kit.news import BannerKind
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.words import _
from ektp_desk.words.commands import founding, joining, opening, program, restoring

_WIDTH, _WIDE = 560, 880


class NotOpened(QWidget):
    """Nobody is signed in and nothing is open; `again` tells how it was left."""

    done = Signal()

    def __init__(
        self, error: EktpError, *, title: str = "", more: QWidget | None = None, kind: BannerKind = "bad"
    ) -> None:
        super().__init__()
        self.setObjectName("closed_door")
        self.setWindowTitle("ektp-desk")
        self.setAccessibleName("ektp-desk")
        self.again = False
        self.banner = Banner(kind, name="closed_door_banner", low=more is not None)
        self.banner.say_error(kind, error)
        table = [
            Act(id="closed_door_retry", text=_("Coba lagi"), keys=("1",), run=self._on_retry),
            Act(id="closed_door_leave", text=_("Tutup"), keys=("2",), run=self.done.emit),
        ]
        acts = Acts(table)
        acts.setParent(self)
        acts.add_to(self)
        self.retry = acts.button("closed_door_retry", kind="blue")
        self.leave = acts.button("closed_door_leave", tall=True)
        self._lay_out(title or _("Meja belum dapat dibuka"), more)
        self.retry.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is leaving."""
        super().closeEvent(event)
        self.done.emit()

    def _on_retry(self) -> None:
        self.again = True
        self.done.emit()

    def _lay_out(self, said: str, more: QWidget | None) -> None:
        inside, row = QWidget(), QHBoxLayout(self)
        inside.setFixedWidth(px(_WIDE if more else _WIDTH))
        row.addStretch(1)
        row.addWidget(inside)
        row.addStretch(1)
        column = QVBoxLayout(inside)
        column.setSpacing(px(4 if more else 16))
        if more is not None:
            column.setContentsMargins(0, 0, 0, 0)  # four ways fill the smallest window
        column.addStretch(1)
        title = label(said, "title")
        column.addLayout(lay_out(QHBoxLayout(), Diamond(40), title, gap=14, grows=title))
        column.addWidget(self.banner)
        if more is not None:
            column.addWidget(more)
        column.addLayout(lay_out(QHBoxLayout(), (self.retry, 1), (self.leave, 1), gap=8))
        column.addStretch(1)


def window_for(error: EktpError, data: Path | None) -> NotOpened:
    """`data` is the folder where commands must name it."""
    return NoOffice(data) if error.code == "office.none" else NotOpened(error)


class NoOffice(NotOpened):
    """Four ways to an office, each a command that `B`, `C`, `K` or `F` copies."""

    def __init__(self, data: Path | None) -> None:
        start, self.ways = program(), Card(padding=6, gap=2, name="ways")
        title = _("Belum ada kantor di laptop ini")
        super().__init__(EktpError("office.none"), title=title, more=self.ways, kind="warn")
        self.join = self._way(
            _("Buka kit dari ADB (KIT: berkasnya); enam katanya ada di lembar kit"),
            CommandLine(joining(start, data=data), "B", name="join_command"),
        )
        self.restore = self._way(
            _("Pulihkan dari cadangan, bila laptop lama rusak atau hilang"),
            _("Buka terminal dan ketik. BERKAS: berkas cadangan (….ektp); NAMA: nama Anda waktu masuk."),
            CommandLine(restoring(start, data=data), "C", name="restore_command"),
            _("Kata sandi Kasi atau ADB hari itu; bila lupa: --recovery-fd 0 (27 kata), bukan --user NAMA."),
        )
        self.found = self._way(
            _("Buat kantor baru"),
            _("KODE: kode kabupaten atau kota, misalnya 53.02; NAMA: pengguna pertama."),
            CommandLine(founding(start, data=data), "K", name="found_command"),
        )
        self.other = self._way(
            _("Datanya ada di folder lain"), CommandLine(opening(start), "F", name="open_command")
        )

    def _way(self, title: str, *parts: str | CommandLine) -> CommandLine:
        self.ways.add(label(title, "strong"))
        for part in parts:
            self.ways.add(label(part, "help", wrap=True) if isinstance(part, str) else part)
        (line,) = [part for part in parts if isinstance(part, CommandLine)]
        acts = Acts([Act(id=f"copy_{line.key}", keys=(line.key,), run=line.copy)])
        acts.setParent(line)
        acts.add_to(self)
        return line
