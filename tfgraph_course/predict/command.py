"""`python -m tfgraph_course predict`: ask a trained model which font a letter is in.

Needs NumPy, and Pillow for pictures; TensorFlow is not imported.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.errors import CourseError, as_sentence, printable, spared
from tfgraph_course.files.npz import read_npz
from tfgraph_course.files.whole import make_folder, write_text
from tfgraph_course.predict.letters import Found, drawn_like, ink_of
from tfgraph_course.predict.trained import Trained, read_trained

SHOWN_ROWS = 20  # on the screen; predictions.csv has all of them


class Answers(NamedTuple):
    """A font model's answers about some letters: the probabilities of the fonts for each."""

    names: list[str]  # "a.png", "letters.npz[3]"
    probabilities: np.ndarray  # float32 [N, classes]
    seen: np.ndarray  # float32 [N, size, size], each letter as the model saw it, centred


def predict(model: Trained, files: Sequence[str]) -> tuple[Answers, list[str]]:
    """Ask a font model for the font of every letter in some files, in one batch.

    Args:
        model: a font model.
        files: pictures with one letter each, or npz files of images (`arr_0`, uint8 [N, height,
            width], 255 for ink, first row at the bottom). Images in an npz file that have the
            model's size are shown to the model unchanged; in all other images, the letter is
            found, sized and centred.

    Returns:
        The answers, and an error message for each file or image that gets no answer.
    """
    names: list[str] = []
    letters: list[Found] = []
    faults: list[str] = []
    for file in files:
        try:
            for name, found in _letters(file, model):
                if found is None:
                    faults.append(f"{name}: the picture is blank; give a picture of one letter.")
                else:
                    names.append(printable(name))
                    letters.append(found)
        except CourseError as fault:
            faults.append(str(fault))
    if not letters:
        classes, size = len(model.classes), model.manner.size
        return Answers([], np.zeros((0, classes)), np.zeros((0, size, size))), faults
    to_each = model.probabilities(np.concatenate([found.images for found in letters]))
    counts = [len(found.images) for found in letters]
    weighed = to_each * np.concatenate([found.shares for found in letters])[:, None]
    probabilities = np.add.reduceat(weighed, np.cumsum([0, *counts[:-1]]))
    return Answers(names, probabilities, np.stack([found.images[0] for found in letters])), faults


def _letters(file: str, model: Trained) -> Iterator[tuple[str, Found | None]]:
    """Yield each letter in a file: its name, and the letter, or None if the image is blank."""
    if Path(file).suffix != ".npz":
        from tfgraph_course.predict.pictures import read_picture

        yield file, _found(read_picture(file), model)
        return
    images = read_npz(file).get("arr_0", np.zeros(0))
    if images.dtype != np.uint8 or images.ndim != 3 or not images.size:
        raise CourseError(f"{file}: the array arr_0 must hold images, uint8 (N, height, width).")
    as_trained = images.shape[1:] == (model.manner.size,) * 2
    for i, image in enumerate(images / np.float32(255)):
        if as_trained:
            yield f"{file}[{i}]", Found(image[None], np.ones(1, np.float32))
        else:
            upright = np.repeat(1 - image[::-1, :, None], 3, axis=2)
            yield f"{file}[{i}]", _found(upright, model)


def _found(picture: np.ndarray, model: Trained) -> Found | None:
    ink = ink_of(picture)
    return None if ink is None else drawn_like(ink, model.manner)


def predict_files(model: str, files: Sequence[str], out: Path) -> int:
    """Print a model's answers for letters, and write them to files; return the exit status.

    Args:
        model: a run's folder, or an npz file of weights.
        files: pictures or npz files of letters, as for `predict`.
        out: the folder for the results, predictions.csv and seen.png.

    Raises:
        CourseError: the model cannot be used, or a file cannot be written.
    """
    trained = read_trained(model)
    if trained.manner is None:
        raise CourseError(
            f"{model}: this is a weather model, which does not take images; docs/predict.md "
            "shows how to use it from Python."
        )
    answers, faults = predict(trained, files)
    for fault in faults:
        print(as_sentence(fault), file=sys.stderr)
    if answers.names:
        print(printable(trained.how or "the file does not say how this model was trained"))
        _print(answers, trained.classes)
        make_folder(out)
        _write_csv(out / "predictions.csv", answers, trained.classes)
        spared("seen.png", lambda: _write_seen(out / "seen.png", answers, trained.classes))
        print(f"files {out}")
    return 2 if faults else 0


def _print(answers: Answers, classes: list[str]) -> None:
    """Print a row for each of the first letters: its name, its font, all probabilities in percent.
    """
    named = max(len(name) for name in answers.names[:SHOWN_ROWS])
    widest = max(map(len, classes))
    print(f"{'':{named}}  {'font':{widest}}  " + "  ".join(classes))
    rows = zip(answers.names[:SHOWN_ROWS], answers.probabilities, strict=False)
    for name, probabilities in rows:
        percent = "  ".join(
            f"{100 * p:.1f}".rjust(len(of)) for p, of in zip(probabilities, classes, strict=True)
        )
        print(f"{name:{named}}  {classes[probabilities.argmax()]:{widest}}  {percent}")
    if len(answers.names) > SHOWN_ROWS:
        print(f"and {len(answers.names) - SHOWN_ROWS:,} more in predictions.csv")


def _write_csv(path: Path, answers: Answers, classes: list[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["image", "font", *classes])
    for name, row in zip(answers.names, answers.probabilities, strict=True):
        writer.writerow([name, classes[row.argmax()], *(f"{p:.6f}" for p in row)])
    write_text(path, text.getvalue())


def _write_seen(path: Path, answers: Answers, classes: list[str]) -> None:
    """Draw the letters as the model saw them, each above the model's answer."""
    from tfgraph_course.predict.pictures import write_sheet

    captions = [
        f"{Path(name).name[-18:]}\n{classes[row.argmax()][:18]}\n{row.max():.0%}"
        for name, row in zip(answers.names, answers.probabilities, strict=True)
    ]
    write_sheet(path, answers.seen, captions)
