"""Draws the contact sheets: `python -m tests.screens [FOLDER] [SHEET…]`."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication

from ektp_desk.settings import Folders
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, open_desk
from tests.gui.patience import Patience
from tests.screens.scene import Scene
from tests.screens.scenes import SCENES

_SIZES = {"1366": USUAL, "1024": SMALL, "20px": LARGE_TYPE}
_CAPTION = 22


def main() -> None:
    """Draw every scene at every size, a sheet a screen."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens")
    wanted = sys.argv[2:]
    out.mkdir(parents=True, exist_ok=True)
    _app = QApplication.instance() or QApplication([])
    shots: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for scene in SCENES:
        if wanted and not any(word in scene.sheet for word in wanted):
            continue
        for name, size in _SIZES.items():
            path = out / f"{scene.sheet}-{scene.name.replace(' ', '-')}-{name}.png"
            _draw(scene, size, path)
            shots[scene.sheet].append((f"{scene.name} · {name}", path))
    for sheet, pictures in shots.items():
        _contact(pictures, out / f"{sheet}.png")
        sys.stdout.write(f"{out / sheet}.png: {len(pictures)} pictures\n")


def _draw(scene: Scene, size: tuple[int, int, int], path: Path) -> None:
    with TemporaryDirectory() as folder:
        os.environ["EKTP_DESK_STATE"] = f"{folder}/state"
        folders = Folders(Path(folder) / "data", Path(folder) / "state")
        with open_desk(Patience(), folders, sample=scene.sample, size=size) as page:
            scene.way(page)
            page.settle()
            page.window.grab().save(str(path))


def _contact(pictures: list[tuple[str, Path]], path: Path) -> None:
    images = [(name, Image.open(picture)) for name, picture in pictures]
    width, height = max(i.width for _, i in images), max(i.height for _, i in images)
    rows = -(-len(images) // 3)
    sheet = Image.new("RGB", (3 * (width + 12), rows * (height + _CAPTION + 12)), "#5A6670")
    draw = ImageDraw.Draw(sheet)
    for place, (name, image) in enumerate(images):
        left, top = place % 3 * (width + 12) + 6, place // 3 * (height + _CAPTION + 12) + 6
        draw.text((left, top), name, fill="white")
        sheet.paste(image, (left, top + _CAPTION))
    sheet.save(path)


if __name__ == "__main__":
    main()
