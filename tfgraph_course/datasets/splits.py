"""One-hot labels and the split into training and validation: chapter 1, "Preparing the data".

Several workers that train one model together have a share of the training images each.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.fonts import FONTS_FILE, JITTERS, load_fonts
from tfgraph_course.errors import CourseError


class Split(NamedTuple):
    """Training and validation data under the book's names; `test` is the validation set."""

    train: np.ndarray
    onehot_train: np.ndarray
    test: np.ndarray
    onehot_test: np.ndarray


class Share(NamedTuple):
    """The font images for one of several workers that train one model together."""

    training: tuple[np.ndarray, np.ndarray]  # images [n, size, size] and one-hot labels
    validation: tuple[np.ndarray, np.ndarray] | None  # None if the worker measures no accuracy
    rows: np.ndarray  # indices of the n images among the training images of `split_fonts`
    total: int  # number of training images of all workers
    size: int  # height and width of the images in pixels
    names: list[str]  # of the fonts


def one_hot(labels: np.ndarray, nclasses: int = 5) -> np.ndarray:
    """Turn integer labels [N], 0..nclasses-1, into one-hot labels, float32 [N, nclasses].

    This is the book's `to_onehot`.
    """
    return np.eye(nclasses, dtype=np.float32)[labels]


def split_fonts(
    images: np.ndarray,
    labels: np.ndarray,
    split: str = "image",
    split_seed: int = 0,
    jitters: int = JITTERS,
) -> Split:
    """Set a random tenth of the images, or of the glyphs, aside for validation.

    Args:
        images: [N, size, size].
        labels: [N], fonts from 0.
        split: "image" chooses single images, as the book does, so that shifted images of one
            glyph may be in both parts; "glyph" chooses glyphs, each with all its images, and keeps
            equal glyphs together, so that no image is in both parts.
        split_seed: the seed for NumPy's legacy generator; 0 in the book's chapters 1 to 3.
        jitters: the number of consecutive images of each glyph.

    Returns:
        A Split of read-only arrays; with "image" and seed 0, it has the same rows in the same order
        as in the book.

    Raises:
        CourseError: `split` is "glyph", but the images of each glyph are not consecutive, or no
            glyph can be held out because they are too few or too many of them are equal.
    """
    random = np.random.RandomState(split_seed)
    if split == "glyph":
        if len(labels) % jitters or (labels != np.repeat(labels[::jitters], jitters)).any():
            raise CourseError(
                f"--split glyph needs the {jitters} images of each glyph to be consecutive, but "
                f"these {len(labels)} images are not arranged that way; use --split image."
            )
        glyphs, held_out = _hold_out(random, _groups(images, jitters))
        indices = (glyphs[:, None] * jitters + np.arange(jitters)).ravel()
        valid_cnt = held_out * jitters
        if not held_out:
            raise CourseError(
                f"--split glyph cannot hold out a tenth of these {len(glyphs)} glyphs, because "
                "they are too few, or too many of them are equal; use --split image."
            )
    else:
        indices = random.permutation(len(labels))
        valid_cnt = int(len(labels) * 0.1)
    training_idx, test_idx = indices[valid_cnt:], indices[:valid_cnt]
    onehot = one_hot(labels, int(labels.max()) + 1)
    parts = Split(images[training_idx], onehot[training_idx], images[test_idx], onehot[test_idx])
    for array in parts:
        array.flags.writeable = False  # so that a session need not check whether it has changed
    return parts


def load_share(
    path: str | Path = FONTS_FILE,
    index: int = 0,
    workers: int = 1,
    split: str = "image",
    split_seed: int = 0,
    validation: bool = True,
) -> Share:
    """Load one worker's share of the font images.

    Args:
        path: a file that `load_fonts` can read, the same for all workers.
        index: the worker's number, from 0.
        workers: the number of workers that share the training images.
        split, split_seed: as for `split_fonts`, the same for all workers.
        validation: whether to return the validation images too.

    Raises:
        CourseError: the file cannot be loaded or split, or there are more workers than training
            images.
    """
    fonts = load_fonts(path)
    parts = split_fonts(fonts.images, fonts.labels, split, split_seed, fonts.jitters)
    total = len(parts.train)
    if workers > total:
        raise CourseError(f"{path}: {total} training images are too few for {workers} workers.")
    rows = np.array_split(np.arange(total), workers)[index]
    return Share(
        (parts.train[rows], parts.onehot_train[rows]),
        (parts.test, parts.onehot_test) if validation else None,
        rows, total, parts.train.shape[1], fonts.names,
    )


def _groups(images: np.ndarray, jitters: int) -> np.ndarray:
    """Number the glyphs, int [glyphs], so that glyphs that share an image have the same number.

    A font without lower-case letters repeats its capitals in their place, byte for byte.
    """
    groups = np.arange(len(images) // jitters)
    first: dict[bytes, int] = {}  # the first glyph with each image
    for number, image in enumerate(images):
        glyph = number // jitters
        equal = groups[first.setdefault(image.tobytes(), glyph)]
        if groups[glyph] != equal:
            groups[groups == groups[glyph]] = equal
    return groups


def _hold_out(random: np.random.RandomState, groups: np.ndarray) -> tuple[np.ndarray, int]:
    """Put the glyphs in random order, beginning with groups that make up at most a tenth.

    Returns:
        The indices of the glyphs, and the number of glyphs in those first groups.
    """
    glyphs, room = random.permutation(len(groups)), int(len(groups) * 0.1)
    sizes, chosen = np.bincount(groups), np.zeros(len(groups), bool)
    for group in groups[glyphs]:
        if not chosen[group] and sizes[group] <= room:
            chosen[group] = True
            room -= sizes[group]
    held_out = chosen[groups[glyphs]]
    return np.concatenate([glyphs[held_out], glyphs[~held_out]]), int(held_out.sum())
