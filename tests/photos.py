"""Pictures of letters as a phone takes them: noise, uneven light, a tilt, a desk, JPEG."""

import io
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Taken(NamedTuple):
    """How a photo was taken."""

    noise: float  # standard deviation, in grey levels
    fall: float  # of the light, from one side to the other; 0.5 is by half
    turn: float  # degrees
    desk: bool
    quality: int  # of the JPEG


def letter_on_paper(path, character, random):
    """A dark letter on a light sheet, at an em of 48 to 200 pixels; and the paper's colour."""
    font = ImageFont.truetype(str(path), int(random.integers(48, 200)))
    left, top, right, bottom = font.getbbox(character)
    margins = random.integers(16, 60, 4)
    paper = tuple(map(int, random.integers(200, 256) - random.integers(0, 15, 3)))
    ink = tuple(map(int, random.integers(0, 70) + random.integers(0, 15, 3)))
    size = right - left + margins[0] + margins[1], bottom - top + margins[2] + margins[3]
    picture = Image.new("RGB", tuple(map(int, size)), paper)
    at = int(margins[0] - left), int(margins[2] - top)
    ImageDraw.Draw(picture).text(at, character, fill=ink, font=font)
    return picture, paper


def how_taken(random):
    """A photo's conditions: noise up to 12 grey levels, light falling by up to half."""
    return Taken(
        noise=random.uniform(0, 12), fall=random.uniform(0, 0.5), turn=random.uniform(-5, 5),
        desk=bool(random.integers(2)), quality=30,
    )


def photo_of(picture, paper, taken, random):
    """A photo of a sheet: JPEG bytes."""
    if taken.desk:
        wide, high = (round(side * random.uniform(1.25, 1.8)) for side in picture.size)
        colour = random.integers(60, 150) + np.array([25, 0, -25])
        grain = random.normal(0, 6, (high, 1, 1))
        desk = np.broadcast_to(colour + grain, (high, wide, 3)).clip(0, 255).astype(np.uint8)
        turned = picture.convert("RGBA").rotate(taken.turn, Image.Resampling.BICUBIC, expand=True)
        corner = (max(0, wide - turned.width) // 2, max(0, high - turned.height) // 2)
        scene = Image.fromarray(desk)
        scene.paste(turned, corner, turned)
    else:
        scene = picture.rotate(taken.turn, Image.Resampling.BICUBIC, fillcolor=paper)
    pixels = np.asarray(scene, np.float32)
    high, wide, _ = pixels.shape
    angle = random.uniform(0, 2 * np.pi)
    rows, columns = np.mgrid[-1 : 1 : high * 1j, -1 : 1 : wide * 1j]
    along = rows * np.sin(angle) + columns * np.cos(angle)
    along = (along - along.min()) / np.ptp(along)
    pixels = pixels * (1 - taken.fall * along)[..., None]
    pixels = pixels + random.normal(0, taken.noise, (high, wide, 1))
    photo = io.BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(photo, "JPEG", quality=taken.quality)
    return photo.getvalue()
