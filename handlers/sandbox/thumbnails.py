"""Small copies of pictures, as Slack makes them of each that is sent: `thumb_64` to `thumb_1024`.

Slack's file object: three are square, the others as tall and wide as the picture allows. None is
larger than the picture; 360 is always there.
"""

from io import BytesIO

from PIL import Image, ImageOps

SQUARE = (64, 80, 160)
LONGEST = (360, 480, 720, 800, 960, 1024)
"""Pixels, and the number in the name."""
_FORMATS = ("PNG", "JPEG", "GIF")
_TURNED = {5, 6, 7, 8}
"""Values of Exif's orientation for a picture that lies on its side."""
_ORIENTATION = 0x0112
_WRONG = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def measured(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; (0, 0) for what is no picture."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            width, height = picture.size
            turned = picture.getexif().get(_ORIENTATION) in _TURNED
    except _WRONG:
        return 0, 0
    return (height, width) if turned else (width, height)


def sizes(width: int, height: int) -> dict[int, tuple[int, int]]:
    """The copies of a picture: width and height by the number in their name."""
    longest = max(width, height)
    if not longest:
        return {}
    kept = [size for size in LONGEST if size <= max(longest, LONGEST[0])]
    scales = {size: min(1.0, size / longest) for size in kept}
    whole = {s: (max(1, round(width * k)), max(1, round(height * k))) for s, k in scales.items()}
    return {size: (size, size) for size in SQUARE} | whole


def drawn(content: bytes, size: int) -> bytes | None:
    """One copy as PNG; None where the picture cannot be read to its end."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            small = ImageOps.exif_transpose(picture).convert("RGBA")
    except _WRONG:
        return None
    if size in SQUARE:
        small = ImageOps.fit(small, (size, size))
    small.thumbnail((size, size))
    written = BytesIO()
    small.save(written, "PNG")
    return written.getvalue()
