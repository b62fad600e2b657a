"""`python -m tfgraph_course quiz`: how well a person tells fonts apart, compared with the models.

The book asks this in chapter 3, "Wrapping up deep CNN", and leaves it to the reader. TensorFlow is
not imported.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.files.atomic import make_folder
from tfgraph_course.predict.pictures import write_sheet
from tfgraph_course.predict.trained import Trained, read_trained
from tfgraph_course.terminal_text import fill

SAMPLES = 10  # training letters of each font, to learn the fonts from
SHADES = " ░▒▓█"


class Letters(NamedTuple):
    """The letters of a quiz, and letters of the same fonts to learn from."""

    images: np.ndarray  # float32 [N, size, size], from the validation images
    fonts: np.ndarray  # int [N], the font of each image
    names: list[str]  # of the fonts
    samples: np.ndarray  # float32 [fonts, SAMPLES, size, size], from the training images


def draw_letters(count: int, seed: int, data: str | Path) -> Letters:
    """Choose `count` letters at random, none twice, from the validation images of the book's split.

    Raises:
        CourseError: the file cannot be used, or there are fewer than `count` validation images.
    """
    images, labels, names, jitters = load_fonts(data)
    train, onehot_train, test, onehot_test = split_fonts(images, labels, jitters=jitters)
    if not 1 <= count <= len(test):
        raise CourseError(f"--count {count}: give a number from 1 to {len(test)}.")
    random = np.random.RandomState(seed)
    chosen = random.permutation(len(test))[:count]
    of_font = [train[onehot_train[:, font] == 1] for font in range(len(names))]
    samples = np.stack([each[random.randint(len(each), size=SAMPLES)] for each in of_font])
    return Letters(test[chosen], onehot_test[chosen].argmax(1), names, samples)


def quiz(
    models: Sequence[str], count: int, seed: int, data: str | Path, out: Path,
    ask: Callable[[str], str] = input,
) -> np.ndarray:
    """Ask for the font of each letter; then print and draw confusion matrices.

    There is a matrix for the person, and one for each model on the same letters.

    Args:
        models: folders or files of font models; if empty, the models in runs/.
        count, seed, data: see `draw_letters`.
        out: the folder for fonts.png, letters.png and confusion.png.
        ask: shows a prompt and returns the answer.

    Returns:
        The person's confusion matrix, int [fonts, fonts]: rows are fonts, columns are answers.

    Raises:
        CourseError: a model or the data cannot be used, or a file cannot be written.
    """
    letters = draw_letters(count, seed, data)
    others = _models(models, letters)
    make_folder(out)
    size = letters.images.shape[1]
    captions = [printable(name)[:18] for name in letters.names for _ in range(SAMPLES)]
    write_sheet(out / "fonts.png", letters.samples.reshape(-1, size, size), captions)
    write_sheet(out / "letters.png", letters.images, [str(n + 1) for n in range(count)])
    print(f"Learn the fonts from {out / 'fonts.png'}, then name them in {out / 'letters.png'}.")
    answers = _answers(letters, ask)
    real = letters.fonts[: len(answers)]
    said = {"you": np.array(answers, int)} | {
        name: model.probabilities(letters.images[: len(answers)]).argmax(1)
        for name, model in others.items()
    }
    matrices = {name: confusion(real, each, len(letters.names)) for name, each in said.items()}
    if answers:
        from tfgraph_course import figures

        _tell(matrices, letters.names)
        drawing = partial(figures.confusion_matrices, matrices, letters.names)
        figures.save({"confusion": drawing}, out)
        print(f"files {out}")
    return matrices["you"]


def confusion(real: np.ndarray, said: np.ndarray, classes: int) -> np.ndarray:
    """Count how often a letter of font i was taken for font j: int [classes, classes]."""
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (real, said), 1)
    return counts


def in_blocks(image: np.ndarray) -> str:
    """Draw an image [size, size] as text, two characters per pixel, the first row at the bottom."""
    shades = np.round(image[::-1] * (len(SHADES) - 1)).astype(int)
    rows = ["".join(2 * SHADES[shade] for shade in row).rstrip() for row in shades]
    inked = [number for number, row in enumerate(rows) if row] or [0]
    return textwrap.dedent("\n".join(rows[inked[0] : inked[-1] + 1]))


def _models(models: Sequence[str], letters: Letters) -> dict[str, Trained]:
    """Read the named models or, if none are named, those in runs/ that fit the letters."""
    found = models or [str(path.parent) for path in Path("runs").glob("*/weights_by_name.npz")]
    read = {}
    for path in sorted(found):
        try:
            model = read_trained(path)
            fits = model.manner and model.manner.size == letters.images.shape[1]
            if not fits or len(model.classes) != len(letters.names):
                raise CourseError(
                    f"{path}: this model does not fit the images' size and number of fonts; "
                    "leave it out."
                )
        except CourseError:
            if models:
                raise
            continue
        read[printable(Path(path).name)] = model
    return read


def _answers(letters: Letters, ask: Callable[[str], str]) -> list[int]:
    """Ask for the font of each letter; an empty answer, or the end of the input, ends the quiz."""
    fonts = choices(letters.names)
    answers: list[int] = []
    for number, image in enumerate(letters.images):
        print(f"\n{in_blocks(image)}\n{fonts}")
        font = None
        while font is None:
            try:
                said = ask(f"letter {number + 1} of {len(letters.images)}: ").strip()
            except EOFError:
                said = ""
            if not said:
                return answers
            font = _font(said, letters.names)
            if font is None:
                print(f"Give a number from 0 to {len(letters.names) - 1}, or the start of a name.")
        answers.append(font)
    return answers


def choices(names: Sequence[str]) -> str:
    """Return the fonts with their numbers, in lines that fit the terminal; no name is split."""
    glue = "\N{NO-BREAK SPACE}"
    said = [f"{n} {printable(name)}".replace(" ", glue) for n, name in enumerate(names)]
    return fill("  ".join(said)).replace(glue, " ")


def _font(said: str, names: Sequence[str]) -> int | None:
    """Return the number of the font that an answer names; None if it does not name exactly one.

    An answer is a font's number, or the start of its name.
    """
    if said.isdecimal():
        return int(said) if int(said) < len(names) else None
    begin = [n for n, name in enumerate(names) if name.lower().startswith(said.lower())]
    return begin[0] if len(begin) == 1 else None


def _tell(matrices: dict[str, np.ndarray], names: Sequence[str]) -> None:
    """Print how many letters the person and each model got right, and the confusion matrices."""
    widest = max(map(len, [*matrices, *names]))
    print("\nrows: what it is; columns: what it was taken for")
    for who, counts in matrices.items():
        right, total = np.trace(counts), counts.sum()
        print(f"{who}: {right} of {total} right, {right / total:.0%}")
        for name, row in zip(names, counts, strict=True):
            print(f"  {printable(name):{widest}}" + "".join(f"{count:5}" for count in row))
