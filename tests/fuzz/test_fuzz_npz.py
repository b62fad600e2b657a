"""npz files: data, weather, weights and histories with arrays of any kind in place of their own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from tests.fuzz.asking import answer, inputs, taking
from tfgraph_course.datasets import load_fonts, load_weather, split_fonts
from tfgraph_course.datasets.weather import WEATHER_FILE
from tfgraph_course.files.npz import read_npz
from tfgraph_course.predict.letters import drawn_like
from tfgraph_course.predict.trained import HowTrained, about, are_probabilities, read_trained
from tfgraph_course.training.history import History

CHANCE = np.random.default_rng(0)
LETTERS = CHANCE.integers(0, 256, (20, 8, 8), np.uint8)
HOW = HowTrained(5, 0.3, 0.2, "data.npz", "book")
WEEKS = read_npz(WEATHER_FILE)
FILES = {
    "fonts": {
        "arr_0": LETTERS, "arr_1": (np.arange(20) % 2).astype(np.uint8),
        "names": np.array(["A", "B"]), "jitters": np.array(1),
    },
    "weather": {"daily": WEEKS["daily"][:400], "weekly": WEEKS["weekly"][:57]},
    "trained": {
        "W": CHANCE.normal(size=(64, 2)).astype(np.float32), "b": np.zeros(2, np.float32),
        **about("logistic", ["A", "B"], LETTERS / np.float32(255), HOW),
    },
    "history": {
        name: np.array([0.0, 0.5]) for name in ("epoch", "train_acc", "test_acc", "seconds")
    },
}

numbers = st.one_of(
    arrays_of.scalar_dtypes(), arrays_of.byte_string_dtypes(), arrays_of.array_dtypes()
)
anything = numbers.flatmap(
    lambda dtype: arrays_of.arrays(
        dtype, arrays_of.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=8)
    )
)


def as_text(codes, is_scalar):
    """An array of texts, one character each."""
    array = np.array(codes, "<u4").view("<U1")
    return array[0:1].reshape(()) if is_scalar else array


# Texts as a file may hold them: any four bytes for each character.
texts = st.tuples(
    st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 0x10FFFF), min_size=1, max_size=6),
    st.booleans(),
).map(lambda of: as_text(*of))


@st.composite
def files(draw):
    """The kind of a file, and its arrays, of which some are others than they should be."""
    kind = draw(st.sampled_from(list(FILES)))
    arrays = dict(FILES[kind])
    for name in draw(st.lists(st.sampled_from(list(arrays)), min_size=1, max_size=2)):
        own = FILES[kind][name]
        change = draw(st.sampled_from(["replaced", "text", "scalar", "dtype", "number", "absent"]))
        if change == "replaced":
            arrays[name] = draw(anything)
        elif change == "text":
            arrays[name] = draw(texts)
        elif change == "scalar":
            arrays[name] = np.resize(own, ())
        elif change == "dtype" and own.dtype.kind != "U":
            with np.errstate(all="ignore"):
                arrays[name] = own.astype(draw(arrays_of.scalar_dtypes().filter(
                    lambda dtype: dtype.kind in "biufc")))
        elif change == "number" and own.dtype.kind == "f" and own.size:
            arrays[name] = own.copy()
            arrays[name].flat[draw(st.integers(0, own.size - 1))] = draw(st.floats(width=32))
        else:
            arrays.pop(name, None)
    return kind, arrays


def use(kind, path):
    """Read a file as the course does, and use what it holds."""
    if kind == "fonts":
        fonts = load_fonts(path)
        assert fonts.images.min() >= 0 and fonts.images.max() <= 1
        return split_fonts(fonts.images, fonts.labels, "image", 0, fonts.jitters)
    if kind == "weather":
        weather = load_weather(path)
        assert np.isfinite(weather.weekly).all()
        return weather
    if kind == "history":
        history = History.read(path)
        return f"{history['epoch'][-1]:,.0f} {history['train_acc'][-1]:.1%}"
    model = read_trained(path)
    assert str(model.how) and all(map(str.isprintable, model.classes))
    ink = LETTERS[0] / np.float32(255)
    probabilities = model.probabilities(drawn_like(ink, model.manner).images)
    assert are_probabilities(probabilities)
    return probabilities


@inputs(150)
def test_any_array_in_the_place_of_another_is_used_or_told(count, tmp_path):
    path = tmp_path / "a.npz"

    @taking(count)
    @given(files())
    def ask(file):
        kind, arrays = file
        np.savez(path, **arrays)
        answer(use, kind, path)

    ask()
