"""Photo files in and out: a chosen file is somebody else's bytes, the kept one holds pixels and no more."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from ektp_desk.devices.pixels import PHOTO, as_image, as_picture, upright
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.pictures.photo import LEAST
from ektp_desk.domain.pictures.picture import Picture

MOST_BYTES = 20 * 2**20
_MOST_PIXELS = 50_000_000  # a telephone's largest; unpacked about 150 MB, which this laptop has
_MOST_KEPT_PIXELS = 40_000_000  # of a file that another laptop kept: 60 times what a desk captures
_KINDS = ("JPEG", "PNG")
_GOOD = 92  # JPEG quality: about 60 KB a photo


def read_picture(path: Path) -> Picture:
    """Read a JPEG or PNG file, whatever its name ends in, turned upright, its notes left behind.

    Raises `picture.missing`, `picture.too_big`, `picture.not_one`, `picture.too_small`.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise EktpError("picture.too_big", megabytes=MOST_BYTES // 2**20)
        content = path.read_bytes()
    except OSError:
        raise EktpError("picture.missing") from None
    return as_picture(_opened(content))


def check_kept(content: bytes) -> None:
    """Decode a captured picture whole. Raises `picture.too_big`, `picture.not_one`."""
    with _opening(content, _MOST_KEPT_PIXELS) as image:
        image.load()


def _opened(content: bytes) -> Image.Image:
    with _opening(content, _MOST_PIXELS) as image:
        image.draft("RGB", (PHOTO[0] * 2, PHOTO[1] * 2))
        found = upright(image).convert("RGB")
    if found.width < LEAST[0] or found.height < LEAST[1]:
        raise EktpError("picture.too_small", width=LEAST[0], height=LEAST[1])
    found.thumbnail((PHOTO[0] * 2, PHOTO[1] * 2))
    return found


@contextmanager
def _opening(content: bytes, most_pixels: int) -> Iterator[Image.Image]:
    """Open at most so many pixels; a picture that grows in unpacking is refused by its head."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=_KINDS) as image:
                if image.width * image.height > most_pixels:
                    raise EktpError("picture.too_big", megabytes=MOST_BYTES // 2**20)
                yield image
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Warning) as error:
        raise EktpError("picture.not_one") from error
    except Image.DecompressionBombError:
        raise EktpError("picture.too_big", megabytes=MOST_BYTES // 2**20) from None


def photo_file(picture: Picture) -> bytes:
    """The JPEG that is kept, without any note of where or by what it was taken."""
    image = as_image(picture).resize(PHOTO, Image.Resampling.LANCZOS)
    into = BytesIO()
    image.save(into, "JPEG", quality=_GOOD, subsampling=0)
    return into.getvalue()
