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
from tfgraph_course.predict.finding import doubts_of_answer, find
from tfgraph_course.predict.letters import Found
from tfgraph_course.predict.trained import Trained, read_trained
from tfgraph_course.terminal_text import fill, table

SHOWN_CLASSES = 6  # if there are more, only the highest probability is printed
SHOWN_ROWS = 20  # printed at most; predictions.csv has all of them


class Answer(NamedTuple):
    """A font model's answer about a letter."""

    name: str  # "a.png", "letters.npz[3]"
    font: str  # the most probable
    real: str  # the font that an npz file says; "" if it does not
    probabilities: np.ndarray  # float32 [classes]
    letter: Found  # the model saw its images
    doubts: list[str]


def predict(model: Trained, files: Sequence[str]) -> tuple[list[Answer], list[str]]:
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
    letters: list[tuple[str, str, Found]] = []
    faults: list[str] = []
    for file in files:
        try:
            for name, real, found in _letters(file, model):
                if found is None:
                    faults.append(f"{name}: the picture is blank; give a picture of one letter.")
                else:
                    letters.append((printable(name), real, found))
        except CourseError as fault:
            faults.append(str(fault))
    if not letters:
        return [], faults
    to_each = model.probabilities(np.concatenate([found.images for *_, found in letters]))
    shares = np.concatenate([found.shares for *_, found in letters])
    starts = np.cumsum([0, *(len(found.images) for *_, found in letters[:-1])])
    weighed = np.add.reduceat(to_each * shares[:, None], starts)
    answers = []
    for (name, real, found), probabilities in zip(letters, weighed, strict=True):
        told = doubts_of_answer(probabilities, found, model.manner, model.classes)
        font = model.classes[probabilities.argmax()]
        answers.append(Answer(name, font, real, probabilities, found, [*found.doubts, *told]))
    return answers, faults


def _letters(file: str, model: Trained) -> Iterator[tuple[str, str, Found | None]]:
    """Yield each letter in a file: its name, its font if the file says it, and the letter.

    Of a blank image, the letter is None.
    """
    if Path(file).suffix != ".npz":
        from tfgraph_course.predict.pictures import read_picture

        yield file, "", find(read_picture(file), model.manner)
        return
    arrays = read_npz(file)
    images, labels = (arrays.get(key, np.zeros(0)) for key in ("arr_0", "arr_1"))
    fonts = np.ravel(arrays.get("names", model.classes))
    if images.dtype != np.uint8 or images.ndim != 3 or not images.size:
        raise CourseError(
            f"{file}: there is no array arr_0 of images, uint8 [N, height, width]; "
            "give an npz file that has one."
        )
    is_labelled = labels.dtype.kind in "iu" and labels.shape == images.shape[:1]
    for i, image in enumerate(images / np.float32(255)):
        real = str(fonts[labels[i]]) if is_labelled and 0 <= labels[i] < len(fonts) else ""
        if image.shape == (model.manner.size,) * 2:
            yield f"{file}[{i}]", real, Found(image[None], np.ones(1, np.float32))
        else:
            upright = np.repeat(1 - image[::-1, :, None], 3, axis=2)
            yield f"{file}[{i}]", real, find(upright, model.manner)


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
    if answers:
        how = trained.how or "the file does not say how this model was trained"
        print(fill(printable(how)))
        _print(answers, trained.classes)
        make_folder(out)
        _write_csv(out / "predictions.csv", answers, trained.classes)
        spared("seen.png", lambda: _write_seen(out / "seen.png", answers))
        photos = [answer.name for answer in answers if answer.letter.unread_photo]
        if photos:
            print(
                f"note: {photos[0]} looks like a photo; reading photos requires the package's "
                "extra [photos]; run: python -m pip install scikit-image"
            )
        print(*_rights(answers), f"files {out}", sep="\n")
    return 2 if faults else 0


def _rights(answers: list[Answer]) -> Iterator[str]:
    """Yield a line for each npz file that says the fonts: how many of the answers are right."""
    known: dict[str, list[bool]] = {}
    for answer in answers:
        if answer.real:
            file, _, _ = answer.name.rpartition("[")
            known.setdefault(file, []).append(answer.font == answer.real)
    for file, right in known.items():
        yield f"{file}: {sum(right):,} of {len(right):,} are right ({np.mean(right):.1%})"


def _print(answers: list[Answer], classes: list[str]) -> None:
    """Print a row for each of the first letters: its name, its font, probabilities in percent.

    If there are more than SHOWN_CLASSES fonts, only the highest probability is shown. A ? marks a
    doubtful answer; the reasons follow the table.
    """
    shown, doubtful = answers[:SHOWN_ROWS], [answer for answer in answers if answer.doubts]
    is_narrow = len(classes) <= SHOWN_CLASSES
    columns = classes if is_narrow else ["percent"]
    rows = [["", "font", *columns]]
    for answer in shown:
        y = answer.probabilities if is_narrow else [answer.probabilities.max()]
        font = answer.font + "?" * bool(answer.doubts)
        rows.append([answer.name, font, *(f"{p:.1%}" for p in y)])
    print(*table(rows, "  " + "r" * len(columns)), sep="\n")
    if len(answers) > SHOWN_ROWS:
        print(f"and {len(answers) - SHOWN_ROWS:,} more in predictions.csv")
    for answer in shown:
        if answer.doubts:
            print(f"? {answer.name}: {', '.join(answer.doubts)}")
    if doubtful:
        print(f"? {len(doubtful):,} doubtful; seen.png shows what the model saw")


def _write_csv(path: Path, answers: list[Answer], classes: list[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["image", "font", *classes, "doubt"])
    for answer in answers:
        shares = [f"{p:.6f}" for p in answer.probabilities]
        writer.writerow([answer.name, answer.font, *shares, ", ".join(answer.doubts)])
    write_text(path, text.getvalue())


def _write_seen(path: Path, answers: list[Answer]) -> None:
    """Draw the letters as the model saw them, each above the model's answer."""
    from tfgraph_course.predict.pictures import write_sheet

    captions = [
        f"{Path(answer.name).name[-18:]}\n{answer.font[:18]}\n{answer.probabilities.max():.0%}"
        + (" doubtful" if answer.doubts else "")
        for answer in answers
    ]
    write_sheet(path, np.stack([answer.letter.images[0] for answer in answers]), captions)
