"""Draws the pictures that are kept: `python -m tests.screens.manual [NAME…]`.

The manual's go into `resources/manual/pictures`, README's into `resources/pictures`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from ektp_desk.settings import Folders
from ektp_desk.words.paper.manual import FOLDER
from tests.clock import take_test_clock
from tests.gui.desks import USUAL, open_desk
from tests.gui.patience import Patience
from tests.screens.scene import Scene
from tests.screens.scenes import SCENES

# The picture's name: the sheet and the scene that it shows.
PICTURES = {
    "masuk": ("1-masuk", "baru"),
    "kunjungan": ("7-daftar", "penuh"),
    "antrean": ("3-antrean", "penuh"),
    "mendahulukan": ("3-antrean", "nomor terpilih"),
    "merekam": ("4-perekaman", "langkah"),
    "pengecualian": ("4-perekaman", "dikecualikan"),
    "foto": ("4b-ambil", "foto"),
    "rombongan": ("3-antrean", "rombongan dibuka"),
    "menutup": ("5-tutup-hari", "siap"),
    "masalah": ("10-gangguan", "dibuka kembali"),
    "tampilan": ("11-tampilan", "penuh"),
}
_README = FOLDER.parent / "pictures" / "desk.png"
_COLOURS = 256  # as they are, most of them: a status must have its own green in the book too
_WIDE = 1100  # px: 210 dots an inch on paper


def main() -> None:
    """Draw all pictures, or the named ones."""
    take_test_clock()
    _app = QApplication.instance() or QApplication([])
    by_name = {(scene.sheet, scene.name): scene for scene in SCENES}
    kept = [(place, FOLDER / "pictures" / f"{name}.png", _WIDE) for name, place in PICTURES.items()]
    for place, path, wide in (*kept, (PICTURES["antrean"], _README, USUAL[0])):
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            _draw(by_name[place], path, wide)
            sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


def _draw(scene: Scene, path: Path, wide: int) -> None:
    path.parent.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ["EKTP_DESK_STATE"] = f"{folder}/state"
        folders = Folders(Path(folder) / "data", Path(folder) / "state")
        with open_desk(Patience(), folders, sample=scene.sample, size=USUAL) as page:
            scene.way(page)
            page.settle()
            page.window.grab().save(str(path))
    with Image.open(path) as drawn:
        small = drawn.convert("RGB").resize((wide, round(drawn.height * wide / drawn.width)))
    small.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
