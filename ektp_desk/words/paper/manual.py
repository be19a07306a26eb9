"""The manual for those who work at the desk: its chapters as they lie in `resources/manual`.

One source for the window and for paper: a manual that is written twice is wrong once.
Indonesian whatever language the window speaks: whoever works here reads it, and it goes out on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "resources" / "manual"
STEM = "petunjuk"  # of the file that it is saved as
TITLE = "Petunjuk meja perekaman"  # beside its chapters, so no sentence of the program


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the manual; `text` is Markdown (CommonMark and tables) without the title."""

    name: str  # of its file: "03-antrean"
    title: str
    text: str


def chapters() -> tuple[Chapter, ...]:
    return tuple(_chapter(path) for path in sorted(FOLDER.glob("*.md")))


def picture(name: str) -> Path:
    return FOLDER / name


def _chapter(path: Path) -> Chapter:
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    return Chapter(path.stem, head.removeprefix("# ").strip(), text.strip())
