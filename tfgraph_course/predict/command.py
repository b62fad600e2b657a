"""`python -m tfgraph_course predict`: ask a trained model which font a letter is in.

This needs NumPy and, for pictures, Pillow; TensorFlow is not imported.
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
from tfgraph_course.files.atomic import make_folder, write_text
from tfgraph_course.files.npz import read_npz
from tfgraph_course.predict import doubts
from tfgraph_course.predict.finding import NEEDS_PHOTOS, find
from tfgraph_course.predict.letters import Found
from tfgraph_course.predict.trained import Trained, read_trained
from tfgraph_course.terminal_text import fill, table

SHOWN_CLASSES = 6  # if there are more, only the highest probability is printed
SHOWN_ROWS = 20  # printed at most; predictions.csv has all of them


class Answers(NamedTuple):
    """A font model's answers about some letters: the probability of each font for each letter."""

    names: list[str]  # "a.png", "letters.npz[3]"
    probabilities: np.ndarray  # float32 [N, classes]
    seen: np.ndarray  # float32 [N, size, size], each letter's first image, as the model saw it
    doubts: list[list[str]]  # about each letter; empty if there is none
    unread_photos: list[str]  # names of photos that need scikit-image, which is missing


def predict(model: Trained, files: Sequence[str]) -> tuple[Answers, list[str]]:
    """Ask a font model for the font of every letter in some files.

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
        return Answers([], np.zeros((0, classes)), np.zeros((0, size, size)), [], []), faults
    to_each = model.probabilities(np.concatenate([found.images for found in letters]))
    counts = [len(found.images) for found in letters]
    weighed = to_each * np.concatenate([found.shares for found in letters])[:, None]
    probabilities = np.add.reduceat(weighed, np.cumsum([0, *counts[:-1]]))
    seen = np.stack([found.images[0] for found in letters])
    told = [
        [*found.doubts, *doubts.of_answer(row, found.resemblance, model.classes)]
        for found, row in zip(letters, probabilities, strict=True)
    ]
    photos = [name for name, found in zip(names, letters, strict=True) if found.unread_photo]
    return Answers(names, probabilities, seen, told, photos), faults


def _letters(file: str, model: Trained) -> Iterator[tuple[str, Found | None]]:
    """Yield each letter in a file: its name, and the letter, or None if the image is blank."""
    if Path(file).suffix != ".npz":
        from tfgraph_course.predict.pictures import read_picture

        yield file, find(read_picture(file), model.manner)
        return
    images = read_npz(file).get("arr_0", np.zeros(0))
    if images.dtype != np.uint8 or images.ndim != 3 or not images.size:
        raise CourseError(
            f"{file}: there is no array arr_0 of images, uint8 [N, height, width]; "
            "give an npz file that has one."
        )
    as_trained = images.shape[1:] == (model.manner.size,) * 2
    for i, image in enumerate(images / np.float32(255)):
        if as_trained:
            yield f"{file}[{i}]", Found(image[None], np.ones(1, np.float32))
        else:
            upright = np.repeat(1 - image[::-1, :, None], 3, axis=2)
            yield f"{file}[{i}]", find(upright, model.manner)


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
        how = trained.how or "the file does not say how this model was trained"
        print(fill(printable(str(how))))
        _print(answers, trained.classes)
        make_folder(out)
        _write_csv(out / "predictions.csv", answers, trained.classes)
        spared("seen.png", lambda: _write_seen(out / "seen.png", answers, trained.classes))
        if answers.unread_photos:
            print(NEEDS_PHOTOS.format(answers.unread_photos[0]))
        for line in _rights(answers, files, trained.classes):
            print(line)
        print(f"files {out}")
    return 2 if faults else 0


def _rights(answers: Answers, files: Sequence[str], classes: list[str]) -> Iterator[str]:
    """Yield a line for each npz file that holds labels: how many of the answers are right."""
    told = dict(zip(answers.names, answers.probabilities.argmax(1), strict=True))
    for file in files:
        arrays = read_npz(file) if Path(file).suffix == ".npz" else {}
        labels = arrays.get("arr_1", np.zeros(0))
        if labels.shape != (len(arrays.get("arr_0", "")),) or labels.dtype.kind not in "iu":
            continue
        fonts = list(map(str, arrays.get("names", classes)))
        pairs = [(told.get(printable(f"{file}[{i}]")), int(of)) for i, of in enumerate(labels)]
        known = [(classes[a], fonts[of]) for a, of in pairs if a is not None and of < len(fonts)]
        right = sum(answer == font for answer, font in known)
        if known:
            share = f"{right / len(known):.1%}"
            yield f"{printable(file)}: {right:,} of {len(known):,} are right ({share})"


def _print(answers: Answers, classes: list[str]) -> None:
    """Print a row for each of the first letters: its name, its font, probabilities in percent.

    If there are more than SHOWN_CLASSES fonts, only the highest probability is shown. A ? marks a
    doubtful answer; the reasons follow the table.
    """
    shown = classes if len(classes) <= SHOWN_CLASSES else ["percent"]
    rows = [["", "font", *shown]]
    found = zip(answers.names[:SHOWN_ROWS], answers.probabilities, answers.doubts, strict=False)
    for name, row, told in found:
        some = row if len(shown) == len(row) else [row.max()]
        font = classes[row.argmax()] + "?" * bool(told)
        rows.append([name, font, *(f"{p:.1%}" for p in some)])
    print(*table(rows, "  " + "r" * len(shown)), sep="\n")
    if len(answers.names) > SHOWN_ROWS:
        print(f"and {len(answers.names) - SHOWN_ROWS:,} more in predictions.csv")
    for name, told in zip(answers.names[:SHOWN_ROWS], answers.doubts, strict=False):
        if told:
            print(f"? {name}: {', '.join(told)}")
    if any(answers.doubts):
        print(f"? {sum(map(bool, answers.doubts)):,} doubtful; seen.png shows what the model saw")


def _write_csv(path: Path, answers: Answers, classes: list[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["image", "font", *classes, "doubt"])
    for name, row, told in zip(
        answers.names, answers.probabilities, answers.doubts, strict=True
    ):
        shares = [f"{p:.6f}" for p in row]
        writer.writerow([name, classes[row.argmax()], *shares, ", ".join(told)])
    write_text(path, text.getvalue())


def _write_seen(path: Path, answers: Answers, classes: list[str]) -> None:
    """Draw the letters as the model saw them, each above the model's answer."""
    from tfgraph_course.predict.pictures import write_sheet

    captions = [
        f"{Path(name).name[-18:]}\n{classes[row.argmax()][:18]}\n{row.max():.0%}"
        + (" doubtful" if told else "")
        for name, row, told in zip(
            answers.names, answers.probabilities, answers.doubts, strict=True
        )
    ]
    write_sheet(path, answers.seen, captions)
