"""Read pictures of letters from files in the usual formats, and draw images on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.files.whole import write_whole

try:
    from PIL import Image, ImageDraw, ImageOps
except ImportError as fault:
    raise CourseError(
        "pictures are read with Pillow, which is missing; run: python -m pip install pillow"
    ) from fault

FORMATS = ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"]
LARGEST_SIDE = 1600  # pixels; a larger picture is shrunk first
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
        with Image.open(path, formats=FORMATS) as file:
            deep = file.mode.startswith(("I", "F"))  # 16 bits per pixel, which convert would clip
            image = Image.fromarray((np.asarray(file) / 257).astype(np.uint8)) if deep else file
            image = ImageOps.exif_transpose(image).convert("RGBA")
        image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    except FileNotFoundError as fault:
        raise CourseError(f"{path}: there is no such file.") from fault
    except IsADirectoryError as fault:
        raise CourseError(f"{path}: this is a folder; give the pictures in it.") from fault
    except Exception as fault:  # Pillow raises many kinds if the bytes are not a picture
        raise CourseError(
            f"{path}: this is not a complete picture; give a PNG or JPEG file, or an npz of images."
        ) from fault
    pixels = np.asarray(image, np.float32) / 255
    colours, visible = pixels[..., :3], pixels[..., 3:]
    if visible.min() == 1:
        return colours
    bright = (colours * visible).sum() > 1.5 * visible.sum()  # that is, half of the three channels
    return colours * visible + (0 if bright else 1) * (1 - visible)


def write_sheet(path: Path, images: np.ndarray, captions: Sequence[str]) -> None:
    """Draw images, enlarged, in rows on one sheet, each above its caption.

    At most a thousand images are drawn.

    Args:
        path: the PNG file to write.
        images: float32 [N, size, size], 0 white to 1 black, first row at the bottom.
        captions: one for each image, three lines long.
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
        draw.multiline_text((left, top + side + 2), caption, fill=0, spacing=1)
    write_whole(path, lambda file: sheet.save(file, "PNG"))
