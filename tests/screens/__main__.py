"""Draws the contact sheets: `python -m tests.screens [FOLDER] [SHEET…]`, `--all` in every look."""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ektp_desk.settings import LANGUAGES, THEMES, Folders
from ektp_desk.words import speak
from tests.clock import take_test_clock
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, open_desk
from tests.gui.patience import Patience
from tests.screens.papers import draw_papers
from tests.screens.scene import Scene
from tests.screens.scenes import SCENES

_SIZES = {"1366": USUAL, "1024": SMALL, "20px": LARGE_TYPE}
_CAPTION, _ACROSS = 22, 3


@dataclass(frozen=True)
class Axes:
    """One way a scene is drawn: theme, language, and a name of `_SIZES`."""

    theme: str
    language: str
    size: str

    def suffix(self) -> str:
        """Name what differs from the default."""
        parts = (
            self.theme if self.theme != THEMES[0] else "",
            self.language if self.language != "id" else "",
        )
        return "-".join(("", *(part for part in parts if part)))


def main() -> None:
    """Draw the scenes that were asked for, a sheet for each screen and look; without names papers too."""
    asked = _asked()
    take_test_clock()
    out: Path = asked.out
    out.mkdir(parents=True, exist_ok=True)
    _app = QApplication.instance() or QApplication([])
    sheets: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for scene, axes in _wanted(asked):
        path = out / f"{scene.sheet}-{scene.name.replace(' ', '-')}-{axes.size}{axes.suffix()}.png"
        _draw(scene, axes, path)
        sheets[f"{scene.sheet}{axes.suffix()}"].append((f"{scene.name} · {axes.size}", path))
        if axes.size == "1366":
            sheets[f"semua-{axes.theme}-{axes.language}"].append((f"{scene.sheet} {scene.name}", path))
    for sheet, pictures in sheets.items():
        _contact(pictures, out / f"{sheet}.png")
        sys.stdout.write(f"{out / sheet}.png: {len(pictures)} pictures\n")
    if not asked.sheets:
        draw_papers(out / "papers")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="poe screens")
    parser.add_argument("out", nargs="?", type=Path, default=Path("build/screens"))
    parser.add_argument("sheets", nargs="*", help="parts of the names of sheets or scenes")
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0])
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--size", choices=tuple(_SIZES), help="only this size")
    parser.add_argument("--all", action="store_true", help="both themes, both languages, every size")
    return parser.parse_args()


def _wanted(asked: argparse.Namespace) -> Iterator[tuple[Scene, Axes]]:
    themes = THEMES if asked.all else (asked.theme,)
    languages = LANGUAGES if asked.all else (asked.language,)
    sizes = (asked.size,) if asked.size else tuple(_SIZES)
    for scene in SCENES:
        if asked.sheets and not any(word in f"{scene.sheet} {scene.name}" for word in asked.sheets):
            continue
        for theme, language, size in product(themes, languages, sizes):
            yield scene, Axes(theme, language, size)


def _draw(scene: Scene, axes: Axes, path: Path) -> None:
    speak(axes.language)
    with TemporaryDirectory() as folder:
        os.environ["EKTP_DESK_STATE"] = f"{folder}/state"
        os.environ["HOME"] = folder  # some scenes save a file
        folders = Folders(Path(folder) / "data", Path(folder) / "state")
        size = _SIZES[axes.size]
        with open_desk(Patience(), folders, sample=scene.sample, size=size, theme=axes.theme) as page:
            scene.way(page)
            page.settle()
            _grabbed(page.window).save(str(path))


def _grabbed(window: QWidget) -> QPixmap:
    """With the menu that is open over it, which is a window of its own."""
    picture = window.grab()
    if (menu := QApplication.activePopupWidget()) is not None:
        painter = QPainter(picture)
        painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
        painter.end()
    return picture


def _contact(pictures: list[tuple[str, Path]], path: Path) -> None:
    """Lay pictures side by side on one sheet; many are drawn at half their size, for quick looking."""
    smaller = 2 if len(pictures) > 9 * _ACROSS else 1
    images = [(name, Image.open(picture).reduce(smaller)) for name, picture in pictures]
    width, height = max(i.width for _, i in images), max(i.height for _, i in images)
    rows = -(-len(images) // _ACROSS)
    sheet = Image.new("RGB", (_ACROSS * (width + 12), rows * (height + _CAPTION + 12)), "#5A6670")
    draw = ImageDraw.Draw(sheet)
    for place, (name, image) in enumerate(images):
        left, top = place % _ACROSS * (width + 12) + 6, place // _ACROSS * (height + _CAPTION + 12) + 6
        draw.text((left, top), name, fill="white")
        sheet.paste(image, (left, top + _CAPTION))
    sheet.save(path)


if __name__ == "__main__":
    main()
