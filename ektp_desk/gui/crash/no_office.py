"""What a program says that finds no office: how to bring one back, with the command to be typed."""

from __future__ import annotations

from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.crash.closed_door import ClosedDoor
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Card, CommandLine, label, on_key
from ektp_desk.words import _
from ektp_desk.words.commands import founding, opening, program, restoring


def door_for(error: EktpError, data: Path | None) -> ClosedDoor:
    """Give the window that tells an error of opening; `data` is the folder where commands must name it."""
    return NoOffice(data) if error.code == "office.none" else ClosedDoor(error)


class NoOffice(ClosedDoor):
    """Three ways to an office, each a command that `C`, `K` or `F` copies."""

    def __init__(self, data: Path | None) -> None:
        start, self.ways = program(), Card(padding=12, gap=4, name="ways")
        title = _("Belum ada kantor di laptop ini")
        super().__init__(EktpError("office.none"), title=title, more=self.ways, kind="warn")
        self.restore = self._way(
            _("Pulihkan dari cadangan, bila laptop lama rusak atau hilang"),
            _("Buka terminal dan ketik. BERKAS: berkas cadangan (….ektp); NAMA: nama Anda waktu masuk."),
            CommandLine(restoring(start, data=data), "C", name="restore_command"),
            _("Perlu kata sandi hari itu. Bila lupa: ganti --user NAMA dengan --recovery-fd 0, 27 kata."),
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
        """Add a way: sentences and one command in their order."""
        if self.ways.body.count():
            self.ways.body.addSpacing(px(4))
        self.ways.add(label(title, "strong"))
        for part in parts:
            self.ways.add(label(part, "help", wrap=True) if isinstance(part, str) else part)
        (line,) = [part for part in parts if isinstance(part, CommandLine)]
        on_key(self, line.key, line.copy)
        return line
