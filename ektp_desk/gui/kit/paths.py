"""A path that is typed, pasted, chosen from what is at hand, or picked in Qt's own window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.chooser import Chooser, Pick
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.file_dialog import ask_file, ask_folder
from ektp_desk.usecases.admin.backup_places import BackupPlace, folder_of
from ektp_desk.words import _

Look = Callable[[str, Callable[[Sequence[BackupPlace]], None]], object]


class PathField(QWidget):
    """A field with a list below it and a button that browses: for a folder, or for a file of one `ending`.

    `look` asks aside, since disks may be slow, what fits a text; an answer to an older text is dropped. Where
    a stick is meant (`for_stick`), the only one that is plugged in stands there at once. `settled` says that
    a path was chosen.
    """

    settled = Signal()

    def __init__(
        self,
        title: str,
        name: str,
        *,
        look: Look,
        for_stick: bool = False,
        ending: str = "",
        help_text: str = "",
        key: str = "Ctrl+O",
    ) -> None:
        super().__init__()
        self._ending, self._title, self._look, self._for_stick = ending, title, look, for_stick
        self.field = Field(title, name, placeholder=_("ketik, tempel, atau pilih"), help_text=help_text)
        self.edit = self.field.edit
        # A folder that is typed may be a new one, though another begins with its letters.
        self.chooser = Chooser(self.edit, title, tab_takes=bool(ending), name=f"{name}_choices")
        browse = Act(id=f"{name}_browse", text=_("Cari…"), keys=(key,), run=self._browse)
        self._acts = Acts([browse])
        self._acts.setParent(self)
        self._acts.add_to(self)
        row = lay_out(QHBoxLayout(self), self.field, gap=8, grows=self.field)
        # Level with the box, between the field's title and its line of help.
        row.addWidget(self._acts.button(f"{name}_browse"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._ask)
        self.chooser.chosen.connect(self._take)
        if for_stick:
            self._ask("")

    def path(self) -> Path | None:
        """None while nothing is typed."""
        return folder_of(self.field.text()) if self.field.text() else None

    def want(self) -> None:
        """Ask for what is at hand."""
        self._ask(self.edit.text())

    def _ask(self, text: str) -> None:
        self._look(text, partial(self._hear, text))

    def _hear(self, text: str, found: Sequence[BackupPlace]) -> None:
        """Fill in the only stick, else open the list while somebody types there; not for an older `text`."""
        if not shiboken6.isValid(self) or text != self.edit.text() or self.edit.isReadOnly():
            return
        media = [place for place in found if place.is_medium]
        if self._for_stick and not text and len(media) == 1:
            self.field.set_text(str(media[0].path))
        elif self.edit.hasFocus():
            self.chooser.set_choices([_pick(place) for place in found])

    def set_path(self, path: str) -> None:
        self.field.set_text(path)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, path: str) -> None:
        self.set_path(path)
        if self._ending and not path.casefold().endswith(self._ending):
            self._ask(path)  # a folder: the file lies within
        else:
            self.settled.emit()

    def _browse(self) -> None:
        hear: Callable[[str], None] = self._take
        if self._ending:
            ask_file(self, self._title, self._ending, hear)
        else:
            ask_folder(self, hear, title=self._title)


def _pick(place: BackupPlace) -> Pick:
    path = str(place.path)
    name = place.path.name or path
    key = path if place.is_file or place.is_medium else path + os.sep
    return Pick(key, name, str(place.path.parent), _("USB atau kartu") if place.is_medium else "")


def short_path(path: Path) -> str:
    """Below the user's home as `~/…`: their account's name is nobody's business."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
