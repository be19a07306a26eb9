"""Which pictures of two folders differ: `python -m tests.screens.compare BEFORE AFTER [SIDE_BY_SIDE]`.

Prints a line for each picture that is new, gone or changed: how much of it, and where. With a third folder
every changed one is put there, the old left, the new right, what differs framed. Exits 1 where one differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

_FRAME = (220, 0, 120)


def main() -> int:
    """Compare, print, and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens.compare")
    for name in ("before", "after"):
        parser.add_argument(name, type=Path)
    parser.add_argument("side_by_side", nargs="?", type=Path)
    asked = parser.parse_args()
    before, after = _pictures(asked.before), _pictures(asked.after)
    lines = [f"gone {name}" for name in sorted(before.keys() - after.keys())]
    lines += [f"new {name}" for name in sorted(after.keys() - before.keys())]
    alike = 0
    for name in sorted(before.keys() & after.keys()):
        line = compare(before[name], after[name], asked.side_by_side)
        alike += line is None
        lines += [f"{line} {name}"] if line else []
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{alike} alike, {len(lines)} not\n")
    return 1 if lines else 0


def _pictures(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.png")}


def compare(old: Path, new: Path, shown_in: Path | None = None) -> str | None:
    """Say how two pictures differ, or None: `resized 1366x698 1024x560`, `3.2% at 12,40-300,80`."""
    left, right = Image.open(old).convert("RGB"), Image.open(new).convert("RGB")
    if left.size != right.size:
        return "resized {}x{} {}x{}".format(*left.size, *right.size)
    difference = ImageChops.difference(left, right)
    box = difference.getbbox()
    if box is None:
        return None
    pixels = left.width * left.height
    changed = pixels - difference.convert("L").point(lambda value: 255 if value else 0).histogram()[0]
    if shown_in is not None:
        shown_in.mkdir(parents=True, exist_ok=True)
        both = Image.new("RGB", (left.width * 2 + 8, left.height), _FRAME)
        for at, picture in ((0, left), (left.width + 8, right)):
            ImageDraw.Draw(picture).rectangle(box, outline=_FRAME)
            both.paste(picture, (at, 0))
        both.save(shown_in / new.name)
    return f"{changed / pixels:.2%} at {box[0]},{box[1]}-{box[2]},{box[3]}"


if __name__ == "__main__":
    sys.exit(main())
