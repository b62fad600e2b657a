"""Encode images as base64 PNG, for an HTML page that loads no other file.

The arrays hold images with the first row at the bottom, as in the data.
"""

from __future__ import annotations

import base64
import io

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from PIL import Image

PALETTE_COLOURS = 63  # odd, so that a weight of zero is white


def letter(image: np.ndarray) -> str:
    """Encode the image of a character, [height, width], 0 white to 1 black, as base64 PNG."""
    return _png(Image.fromarray(np.rint(255 * (1 - image[::-1])).astype(np.uint8)))


def weights(image: np.ndarray, limit: float) -> str:
    """Encode weights [height, width] as base64 PNG: blue for -limit, white for 0, red for limit."""
    levels = np.rint((image[::-1] / limit + 1) / 2 * (PALETTE_COLOURS - 1)).astype(np.uint8)
    png = Image.fromarray(levels)
    # With a palette, a pixel takes a quarter of the space.
    palette = mpl.colormaps["RdBu_r"].resampled(PALETTE_COLOURS)(range(PALETTE_COLOURS), bytes=True)
    png.putpalette(palette[:, :3].tobytes())
    return _png(png)


def _png(png: Image.Image) -> str:
    file = io.BytesIO()
    png.save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def picture(figure: Figure) -> str:
    """Encode a matplotlib figure as base64 PNG."""
    file = io.BytesIO()
    figure.savefig(file, dpi=120)
    return base64.b64encode(file.getvalue()).decode()
