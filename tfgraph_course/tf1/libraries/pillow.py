"""Names that Pillow had up to version 6, for the user's code.

They include constants, and methods that measure a string. Images are resized without smoothing by
default, as they were then.
"""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from tfgraph_course.tf1.libraries import add, instead, old_arguments

_NEAREST = Image.Resampling.NEAREST  # the default filter before Pillow 7
_FONTS = (ImageFont.FreeTypeFont, ImageFont.ImageFont)


def _getsize(self: Any, text: str, *args: Any, **settings: Any) -> tuple[int, int]:
    """Return a string's width, and its height from the line's top to its lowest pixel."""
    return self.getbbox(text, *args, **settings)[2:]


def _textsize(self: Any, text: str, font: Any = None, spacing: float = 4, **settings: Any) -> Any:
    box = self.multiline_textbbox if "\n" in text else self.textbbox
    more = {"spacing": spacing} if "\n" in text else {}
    return tuple(round(side) for side in box((0, 0), text, font or self.getfont(), **more)[2:])


def _fromstring(mode: str, size: tuple[int, int], data: bytes, *args: Any) -> Image.Image:
    return Image.frombytes(mode, size, data, *args)


for _font in _FONTS:
    add(_font, getsize=_getsize, getoffset=lambda self, text: self.getbbox(text)[:2])
add(ImageDraw.ImageDraw, textsize=_textsize, multiline_textsize=_textsize)
add(Image.Image, fromstring=Image.Image.frombytes, tostring=Image.Image.tobytes)
Image.Image.resize = old_arguments(Image.Image.resize, defaults={"resample": _NEAREST})
# Gray values were rounded down: the last number is added before they are rounded.
_GRAY = (19595 / 65536, 38470 / 65536, 7471 / 65536, -0.49999)
instead("convert", Image.Image, through=("PIL", "tf_keras"))(
    lambda today, self, mode=None, *rest, **settings: today(today(self, "RGB"), "L", _GRAY)
    if (mode, self.mode[:3], *rest) == ("L", "RGB") else today(self, mode, *rest, **settings))
# The values of `image.point(lambda p: p * 1.2)` were rounded down, too.
instead("point", Image.Image)(lambda today, self, lut, mode=None: today(
    self, (lambda p: int(lut(p))) if callable(lut) and self.mode[0] not in "FI" else lut, mode))


@instead("thumbnail", Image.Image, through=())
def _thumbnail(today: Any, self: Any, size: Any, resample: int = Image.Resampling.BICUBIC) -> None:
    """Make a thumbnail; its width and height are rounded down."""
    x, y = self.size
    if x > size[0]:
        x, y = int(size[0]), int(max(y * size[0] / x, 1))
    if y > size[1]:
        x, y = int(max(x * size[1] / y, 1)), int(size[1])
    if (x, y) != self.size:
        self.draft(None, (x, y))
    if (x, y) != self.size:
        small = self.resize((x, y), resample)
        self.im, self._size, self._mode, self.readonly = small.im, (x, y), small.mode, 0


def _open(*args: Any, **settings: Any) -> Image.Image:
    """Open an image; as before Pillow 7, raise a plain OSError if the file is not an image."""
    try:
        return Image.open(*args, **settings)
    except UnidentifiedImageError as fault:
        raise OSError(*fault.args) from None


def _draw(*args: Any, **settings: Any) -> ImageDraw.ImageDraw:
    """Return an `ImageDraw` whose default font is the small bitmap font, as in old Pillow."""
    draw = ImageDraw.Draw(*args, **settings)
    draw.font = ImageFont.load_default_imagefont()
    return draw


NAMES = {
    "PIL": {"PILLOW_VERSION": "6.2.2", "VERSION": "1.1.7"},
    "PIL.Image": {
        "AFFINE": Image.Transform.AFFINE, "ANTIALIAS": Image.Resampling.LANCZOS,
        "CUBIC": Image.Resampling.BICUBIC, "LINEAR": Image.Resampling.BILINEAR,
        "PILLOW_VERSION": "6.2.2", "VERSION": "1.1.7", "fromstring": _fromstring,
        "isImageType": lambda t: isinstance(t, Image.Image),
        "NONE": Image.Resampling.NEAREST, "open": _open,
    },
    "PIL.ImageDraw": {"Draw": _draw},
    "PIL.ImageFont": {"load_default": ImageFont.load_default_imagefont},
    "PIL.ImageOps": {
        name: old_arguments(getattr(ImageOps, name), defaults={argument: _NEAREST})
        for name, argument in (("fit", "method"), ("pad", "method"), ("scale", "resample"))
    },
}
