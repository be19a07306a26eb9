"""The plain measures of a photo: light, sharpness, and whether one face-like region stands in the oval.

The last looks for the colour of skin, which differs little between people once brightness is left out (Cb
and Cr; Chai and Ngan 1999), and for the shape of a head. It finds no eyes and knows nobody, takes a wooden
wall for skin now and then, and so only ever advises.
"""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageStat

from ektp_desk.devices.pixels import as_image
from ektp_desk.domain.pictures.photo import Measures
from ektp_desk.domain.pictures.picture import Picture

_AT = (240, 320)  # measured at one size, so that cameras can be compared
_GRID = (48, 64)
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_CB, _CR, _LEAST_LUMA = (77, 127), (133, 180), 30
_LEAST_SHARE = 0.03  # of the picture, for a region to be somebody's face
_MOST_LONG = 1.45  # a head's height to its width; what is longer has its neck on
_LEAST_LONG = 0.8
_OVAL_MIDDLE = (0.5, 0.43)


def measure(picture: Picture) -> Measures:
    """Takes about 10 ms."""
    image = as_image(picture).resize(_AT, Image.Resampling.BILINEAR)
    grey = image.convert("L")
    bars = grey.histogram()
    ends = sum(bars[:4]) + sum(bars[252:])
    inside = (1, 1, _AT[0] - 1, _AT[1] - 1)  # the filter leaves the outermost pixels as they were
    sharp = ImageStat.Stat(grey.filter(_LAPLACE).crop(inside)).var[0]
    heads = _heads(image)
    left, top, right, bottom = max(heads, key=_area, default=(0, 0, 0, 0))
    across = (left + right) / 2 / _GRID[0] - _OVAL_MIDDLE[0]
    down = (top + bottom) / 2 / _GRID[1] - _OVAL_MIDDLE[1]
    off = ((across * _GRID[0] / _GRID[1]) ** 2 + down**2) ** 0.5
    return Measures(
        light=round(ImageStat.Stat(grey).mean[0]),
        clipped=round(100 * ends / (_AT[0] * _AT[1])),
        sharp=round(sharp),
        faces=len(heads),
        off=round(100 * off) if heads else 100,
        fill=round(100 * (bottom - top) / _GRID[1]),
    )


Box = tuple[int, int, int, int]  # left, top, right, bottom in cells; the last two stand outside


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _heads(image: Image.Image) -> list[Box]:
    """The regions that may be heads, each without its neck."""
    found = []
    for cells in _regions(_skin(image)):
        columns, rows = [c % _GRID[0] for c in cells], [c // _GRID[0] for c in cells]
        left, right, top, bottom = min(columns), max(columns) + 1, min(rows), max(rows) + 1
        wide = right - left
        is_wall = wide == _GRID[0]
        bottom = min(bottom, top + round(wide * _MOST_LONG))
        long = (bottom - top) / wide
        if len(cells) >= _LEAST_SHARE * _GRID[0] * _GRID[1] and long >= _LEAST_LONG and not is_wall:
            found.append((left, top, right, bottom))
    return found


def _skin(image: Image.Image) -> set[int]:
    small = image.resize(_GRID, Image.Resampling.BOX).convert("YCbCr")
    luma, blue, red = (plane.tobytes() for plane in small.split())
    return {
        cell
        for cell in range(_GRID[0] * _GRID[1])
        if luma[cell] >= _LEAST_LUMA and _CB[0] <= blue[cell] <= _CB[1] and _CR[0] <= red[cell] <= _CR[1]
    }


def _regions(cells: set[int]) -> list[set[int]]:
    """Part cells into those that touch."""
    found = []
    while cells:
        edge = [cells.pop()]
        region = set(edge)
        while edge:
            cell = edge.pop()
            for near in _neighbours(cell):
                if near in cells:
                    cells.remove(near)
                    region.add(near)
                    edge.append(near)
        found.append(region)
    return found


def _neighbours(cell: int) -> list[int]:
    column = cell % _GRID[0]
    beside = ([cell - 1] if column else []) + ([cell + 1] if column < _GRID[0] - 1 else [])
    return [*beside, cell - _GRID[0], cell + _GRID[0]]
