"""Between a picture of ours and Pillow's, and the one shape that every photo has."""

from __future__ import annotations

from PIL import Image, ImageOps

from ektp_desk.domain.pictures.picture import Picture

PHOTO = (480, 640)  # pixels of the photo that is kept


def as_image(picture: Picture) -> Image.Image:
    """Pillow's picture."""
    return Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)


def as_picture(image: Image.Image) -> Picture:
    whole = image.convert("RGB")
    return Picture(whole.width, whole.height, whole.tobytes())


def upright(image: Image.Image) -> Image.Image:
    """Turn a picture as its camera says, and cut it to three to four about its middle."""
    turned = ImageOps.exif_transpose(image)
    wide, high = PHOTO
    width = min(turned.width, turned.height * wide // high)
    height = min(turned.height, turned.width * high // wide)
    left, top = (turned.width - width) // 2, (turned.height - height) // 2
    return turned.crop((left, top, left + width, top + height))
