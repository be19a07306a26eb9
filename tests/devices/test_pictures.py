"""A chosen file becomes a photo, or is refused in words; the kept file holds the picture and no more."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ektp_desk.devices.files import MOST_BYTES, photo_file, read_picture
from ektp_desk.devices.ink import signature_file
from ektp_desk.devices.measuring import measure
from ektp_desk.devices.pixels import as_image
from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.pictures.photo import ENOUGH, Measures, PhotoVerdict
from ektp_desk.domain.pictures.signature import check_ink, ink_of
from tests.captures.taking import SIGNED, seen

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def saved(path: Path, image: Image.Image, form: str = "JPEG", **options: object) -> Path:
    image.save(path, form, **options)
    return path


def halves(width: int = 600, height: int = 800) -> Image.Image:
    """A picture that is red above and blue below."""
    image = Image.new("RGB", (width, height), "#C02020")
    image.paste("#2020C0", (0, height // 2, width, height))
    return image


def test_a_photo_stands_upright_as_its_camera_says(tmp_path: Path) -> None:
    notes = Image.Exif()
    notes[ORIENTATION] = 6  # the telephone was turned: to be shown a quarter to the right
    path = saved(tmp_path / "a", halves().rotate(90, expand=True), exif=notes)

    image = as_image(read_picture(path))

    red, blue = image.getpixel((image.width // 2, 20)), image.getpixel((image.width // 2, image.height - 20))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert image.width * 4 == image.height * 3
    assert (red[0] > 150, blue[2] > 150) == (True, True)


def test_nothing_of_a_camera_s_notes_is_kept(tmp_path: Path) -> None:
    notes = Image.Exif()
    notes[MAKER] = "Telepon Contoh"
    notes.get_ifd(GPS)[2] = (9.0, 51.0, 0.0)
    path = saved(tmp_path / "a.jpg", halves(), exif=notes, comment=b"rahasia")

    kept = photo_file(read_picture(path))

    image = Image.open(BytesIO(kept))
    assert (image.format, image.size) == ("JPEG", (480, 640))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Telepon" not in kept
    assert b"rahasia" not in kept


@pytest.mark.parametrize("mode", ["RGBA", "L", "P", "1"])
def test_png_of_any_kind_is_read(tmp_path: Path, mode: str) -> None:
    picture = read_picture(saved(tmp_path / "a.png", halves().convert(mode), "PNG"))

    assert len(picture.rgb) == picture.width * picture.height * 3


def bomb() -> bytes:
    """A small PNG that says it is 30,000 by 30,000."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)

    def part(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(bytes(9)))
        + part(b"IEND", b"")
    )


def jpeg() -> bytes:
    into = BytesIO()
    halves().save(into, "JPEG")
    return into.getvalue()


def gif() -> bytes:
    into = BytesIO()
    halves().save(into, "GIF")
    return into.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture.not_one"),
        (b"%PDF-1.7 not a picture", "picture.not_one"),
        (gif(), "picture.not_one"),
        (jpeg()[: len(jpeg()) // 2], "picture.not_one"),
        (bomb(), "picture.too_big"),
        (b"\xff" * (MOST_BYTES + 1), "picture.too_big"),
    ],
    ids=["empty", "pdf", "gif", "cut", "bomb", "large"],
)
def test_what_is_no_photo_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)

    with pytest.raises(EktpError) as told:
        read_picture(path)
    assert told.value.code == code


def test_a_stamp_is_too_small_and_a_lost_file_missing(tmp_path: Path) -> None:
    with pytest.raises(EktpError) as told:
        read_picture(saved(tmp_path / "a.jpg", halves(180, 240)))
    assert (told.value.code, told.value.facts) == ("picture.too_small", {"width": 240, "height": 320})
    with pytest.raises(EktpError) as told:
        read_picture(tmp_path / "b.jpg")
    assert told.value.code == "picture.missing"


@pytest.mark.parametrize(
    ("measures", "lighting", "sharpness", "framing"),
    [
        (measure(seen()), PhotoVerdict.GOOD, PhotoVerdict.GOOD, PhotoVerdict.GOOD),
        (measure(seen(light=0.3)), PhotoVerdict.TOO_DARK, PhotoVerdict.GOOD, PhotoVerdict.GOOD),
        (measure(seen(light=2.2)), PhotoVerdict.TOO_BRIGHT, PhotoVerdict.GOOD, PhotoVerdict.GOOD),
        (measure(seen(blur=5)), PhotoVerdict.GOOD, PhotoVerdict.BLURRED, PhotoVerdict.GOOD),
        (measure(seen(faces=0)), PhotoVerdict.GOOD, PhotoVerdict.BLURRED, PhotoVerdict.NO_FACE),
        (measure(seen(faces=2)), PhotoVerdict.GOOD, PhotoVerdict.GOOD, PhotoVerdict.SEVERAL),
    ],
    ids=["good", "dark", "bright", "blurred", "nobody", "two"],
)
def test_each_fault_is_told_by_its_measure(
    measures: Measures, lighting: PhotoVerdict, sharpness: PhotoVerdict, framing: PhotoVerdict
) -> None:
    assert (measures.lighting, measures.sharpness, measures.framing) == (lighting, sharpness, framing)
    assert Measures.read(measures.kept()) == measures


def test_a_face_at_the_edge_is_off_and_a_better_photo_scores_higher() -> None:
    image = Image.new("RGB", (360, 480), "#B9C7D2")
    image.paste(as_image(seen()).crop((80, 60, 290, 330)).resize((120, 154)), (10, 300))
    far = measure(type(seen())(360, 480, image.tobytes()))

    assert far.framing in (PhotoVerdict.OFF_CENTRE, PhotoVerdict.TOO_FAR)
    assert measure(seen()).score > max(far.score, measure(seen(light=0.3)).score)


def test_skin_of_any_brightness_is_a_face() -> None:
    """The measure leaves brightness out: nobody is passed over for it while the light is good."""
    for light in (0.5, 0.7, 1.0, 1.3):
        assert measure(seen(light=light)).faces == 1


def test_a_signature_is_lines_on_white_and_nothing_else() -> None:
    image = Image.open(BytesIO(signature_file(SIGNED)))

    assert (image.format, image.size, image.mode) == ("PNG", (900, 300), "L")
    assert image.info == {}
    assert image.getpixel((0, 0)) == 255
    assert image.getpixel((450, 220)) == 0  # on the second stroke
    assert signature_file(SIGNED) == signature_file(SIGNED)


@pytest.mark.parametrize(
    "strokes", [(), (((0.5, 0.1),),), (((0.5, 0.1), (0.5, 0.3)),)], ids=["none", "dot", "bar"]
)
def test_too_little_ink_is_refused(strokes: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    with pytest.raises(EktpError) as told:
        check_ink(ink_of(strokes))
    assert told.value.code == "signature.too_little"


def test_a_cross_is_somebody_s_signature() -> None:
    check_ink(ink_of((((0.4, 0.1), (0.6, 0.25)), ((0.6, 0.1), (0.4, 0.25)))))


FINE = Measures(light=130, clipped=0, sharp=300, faces=1, off=0, fill=50)
BOUNDS = (  # one more, or one less, is told
    ("light", 60, 59, PhotoVerdict.TOO_DARK),
    ("light", 205, 206, PhotoVerdict.TOO_BRIGHT),
    ("clipped", 20, 21, PhotoVerdict.HARSH),
    ("sharp", 60, 59, PhotoVerdict.BLURRED),
    ("faces", 1, 0, PhotoVerdict.NO_FACE),
    ("faces", 1, 2, PhotoVerdict.SEVERAL),
    ("off", 18, 19, PhotoVerdict.OFF_CENTRE),
    ("fill", 25, 24, PhotoVerdict.TOO_FAR),
    ("fill", 80, 81, PhotoVerdict.TOO_NEAR),
)


def said(measures: Measures) -> tuple[PhotoVerdict, PhotoVerdict, PhotoVerdict]:
    return measures.lighting, measures.sharpness, measures.framing


@pytest.mark.parametrize(("name", "least", "less", "verdict"), BOUNDS)
def test_good_ends_where_it_is_said_to_end(name: str, least: int, less: int, verdict: PhotoVerdict) -> None:
    good, bad = (replace(FINE, **{name: number}) for number in (least, less))

    assert good.is_good
    assert [each for each in said(bad) if each is not PhotoVerdict.GOOD] == [verdict]
    for measures in (good, bad):
        assert [share >= ENOUGH for share in measures.shares()] == [
            v is PhotoVerdict.GOOD for v in said(measures)
        ]


@given(
    st.builds(
        Measures,
        light=st.integers(0, 255),
        clipped=st.integers(0, 40),
        sharp=st.integers(0, 400),
        faces=st.sampled_from((1, 1, 1, 0, 2)),
        off=st.integers(0, 40),
        fill=st.integers(0, 100),
    )
)
def test_a_bar_reaches_its_line_exactly_when_the_word_is_good(measures: Measures) -> None:
    assert [share >= ENOUGH for share in measures.shares()] == [
        v is PhotoVerdict.GOOD for v in said(measures)
    ]
