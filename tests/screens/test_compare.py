"""Pictures of before and after: one pixel that differs is told, with its place."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.screens.compare import compare


def draw(path: Path, *, size: tuple[int, int] = (100, 50), dot: tuple[int, int, int] | None = None) -> Path:
    picture = Image.new("RGB", size, "white")
    if dot:
        picture.putpixel((3, 4), dot)
    picture.save(path)
    return path


def test_a_single_pixel_is_told_and_shown(tmp_path: Path) -> None:
    old, new = draw(tmp_path / "old.png"), draw(tmp_path / "new.png", dot=(255, 0, 0))

    assert compare(old, new, tmp_path / "both") == "0.02% at 3,4-4,5"
    with Image.open(tmp_path / "both" / "new.png") as both:
        assert both.size == (208, 50)


def test_a_shade_that_no_eye_sees_is_told_too(tmp_path: Path) -> None:
    old, new = draw(tmp_path / "old.png"), draw(tmp_path / "new.png", dot=(255, 255, 254))

    assert compare(old, new) is not None


def test_alike_is_silent_and_another_size_is_told(tmp_path: Path) -> None:
    old = draw(tmp_path / "old.png")

    assert compare(old, draw(tmp_path / "new.png")) is None
    assert compare(old, draw(tmp_path / "large.png", size=(120, 50))) == "resized 100x50 120x50"
