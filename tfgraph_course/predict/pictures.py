"""Read pictures of letters from image files, and draw many images on one sheet."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import write_whole

try:
    from PIL import Image, ImageDraw, ImageOps
except ImportError as fault:
    raise CourseError(
        "Pillow, which reads pictures, is not installed; run: python -m pip install pillow"
    ) from fault

FORMATS = ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"]
LARGEST_SIDE = 1600  # pixels; a larger picture is shrunk first
MOST_PIXELS = 32_000_000  # decoding takes up to 14 bytes per pixel
MOST_IN_JPEG = 2 * MOST_PIXELS  # decoded at half size; a progressive one takes 8 bytes per pixel
ORIENTATION, BITS_PER_SAMPLE, SAMPLE_FORMAT, SIGNED = 274, 258, 339, 2  # in Exif and TIFF
ZOOM, CAPTION_HEIGHT, COLUMNS, MOST_IMAGES = 3, 36, 10, 1000  # of the sheet


def read_picture(path: str | Path) -> np.ndarray:
    """Read a picture from an image file.

    Returns:
        float32 [height, width, 3], colours from 0 to 1, first row at the top. Transparent parts
        become white, or black if the visible part is bright.

    Raises:
        CourseError: the file cannot be read, or is not a picture.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes, and data that Pillow skips
            image = _opened(path)
    except CourseError:
        raise
    except PermissionError as fault:
        raise CourseError(f"{path}: the file cannot be read ({fault.strerror}).") from fault
    except FileNotFoundError as fault:
        raise CourseError(f"{path}: there is no such file.") from fault
    except IsADirectoryError as fault:
        raise CourseError(f"{path}: this is a folder; give the pictures in it.") from fault
    except Exception as fault:  # Pillow raises many kinds if the bytes are not a picture
        raise CourseError(
            f"{path}: this is not an image file, or it is incomplete; give a PNG or JPEG file, or "
            "an npz file of images."
        ) from fault
    pixels = np.asarray(image, np.float32) / 255
    colours, visible = pixels[..., :3], pixels[..., 3:]
    bright = (colours * visible).sum() > 1.5 * visible.sum()  # half of the greatest sum, 3
    return colours * visible + (0 if bright else 1) * (1 - visible)


def _opened(path: str | Path) -> Image.Image:
    """Decode a picture in little memory: as RGBA, upright, with sides of at most LARGEST_SIDE."""
    with Image.open(path, formats=FORMATS) as file:
        most = MOST_IN_JPEG if file.format == "JPEG" else MOST_PIXELS
        if file.width * file.height > most:
            raise CourseError(
                f"{path}: the picture has {file.width:,} x {file.height:,} pixels, more than "
                f"{most // 10**6} million; make it smaller first."
            )
        orientation = file.getexif().get(ORIENTATION, 1)
        image = _eight_bits(path, file) if file.mode.startswith(("I", "F")) else file
        if image.mode not in ("L", "RGB", "RGBA", "CMYK"):  # others shrink badly
            image = image.convert("RGBA")
        image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        image.getexif()[ORIENTATION] = orientation
        return ImageOps.exif_transpose(image).convert("RGBA")


def _eight_bits(path: str | Path, file: Image.Image) -> Image.Image:
    """Convert a greyscale picture of more than 8 bits per pixel to 8 bits; Pillow would clip it.

    A picture of 32 bits, whole numbers or floats, does not say which number is white; its greatest
    number is taken for white.
    """
    pixels = np.asarray(file)
    tags = getattr(file, "tag_v2", {})  # of a TIFF file
    if pixels.dtype == np.int32 and tags.get(SAMPLE_FORMAT) != (SIGNED,):
        pixels = pixels.view(np.uint32)  # Pillow reads all whole numbers as signed
    least, greatest = pixels.min(), pixels.max()
    if not 0 <= least <= greatest < np.inf:  # NaN fails this
        raise CourseError(
            f"{path}: the picture has negative, infinite or NaN colours; save it with 8 bits per "
            "pixel."
        )
    if file.mode.startswith("I;16"):
        white = 2 ** tags.get(BITS_PER_SAMPLE, (16,))[0] - 1  # 12 bits in some files
    else:
        white = greatest or 1  # a black picture
    shades = np.divide(pixels, white, dtype=np.float32)
    shades *= 255
    return Image.fromarray(shades.round(out=shades).astype(np.uint8))


def write_sheet(path: Path, images: np.ndarray, captions: Sequence[str]) -> None:
    """Draw images, enlarged, in rows on one sheet, each above its caption.

    Only the first thousand are drawn.

    Args:
        path: the PNG file to write.
        images: float32 [N, size, size], 0 white to 1 black, first row at the bottom.
        captions: one for each image, of up to three lines.
    """
    images = images[:MOST_IMAGES]
    side = images.shape[1] * ZOOM
    width, height = max(side, 108) + 8, side + CAPTION_HEIGHT + 12
    columns = min(COLUMNS, len(images))
    sheet = Image.new("L", (columns * width, -(-len(images) // columns) * height), 255)
    draw = ImageDraw.Draw(sheet)
    for i, (image, caption) in enumerate(zip(images, captions, strict=False)):
        left, top = i % columns * width + 4, i // columns * height + 4
        pixels = np.round(255 * (1 - image[::-1].clip(0, 1))).astype(np.uint8)
        letter = Image.fromarray(pixels).resize((side, side), Image.Resampling.NEAREST)
        sheet.paste(letter, (left, top))
        draw.rectangle((left - 1, top - 1, left + side, top + side), outline=170)
        spaced = caption.replace(" ", "  ")  # a space in this font is hardly visible
        draw.multiline_text((left, top + side + 2), spaced, fill=0, spacing=1)
    write_whole(path, lambda file: sheet.save(file, "PNG"))
