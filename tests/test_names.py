"""The table of names: current, complete, and what it says when a name is used."""

import importlib
import re
from pathlib import Path

import pytest

from tests.forked import python
from tfgraph_course import tf
from tfgraph_course.tf1.names import NameGone, explain, table
from tfgraph_course.tf1.sources import SOURCES

ROOT = Path(__file__).resolve().parents[1]


def test_the_table_and_its_document_are_current():
    """Every name is looked up again; the states and spellings must come out as they stand."""
    script = ROOT / "scripts" / "make_tf1_names.py"
    ended = python(script, "--check")
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stdout + ended.stderr


def test_every_name_outside_contrib_and_estimator_is_there_but_for_a_few():
    """Gone of TensorFlow 1.15 itself are parts of raw_ops, Keras, TPU and data.experimental."""
    own = [row for row in table().values() if not row.name.startswith(("contrib", "estimator"))]
    gone = {row.name for row in own if row.state == "gone"}
    assert len(own) > 3000
    few = r"(config|data|keras|lite|raw_ops|tpu)\..+"
    assert len(gone) < 60 and all(re.fullmatch(few, name) for name in gone), gone


@pytest.mark.quick
def test_a_name_that_is_gone_is_one_sentence_that_says_what_to_use():
    for name, row in table().items():
        if row.state == "gone":
            sentence = explain(name)
            named = name[8:] if name.startswith("contrib.keras.") else f"tf.{name}"
            assert sentence.startswith(f"{named} ") and sentence.endswith(" instead.")
            assert "\n" not in sentence and row.today not in ("", "-")
    with pytest.raises(NameGone, match=r"TreesEstimator is no longer in .* use Keras instead"):
        _ = tf.estimator.BoostedTreesEstimator
    with pytest.raises(NameGone, match=r"perhaps you mean tf.placeholder\."):
        _ = tf.placehoder


@pytest.mark.quick
def test_our_own_modules_supply_what_they_list():
    """A name in `__all__` that is not there would be a promise not kept."""
    ours = {name for names in SOURCES.values() for name in names if name.startswith("tfgraph")}
    assert len(ours) > 30
    _ = tf.float32  # TensorFlow is imported by the namespace alone
    for name in ours:
        module = importlib.import_module(name)
        assert all(hasattr(module, listed) for listed in module.__all__), name


@pytest.mark.quick
def test_dir_lists_what_can_be_had():
    assert {"nn", "contrib", "mul", "concat", "Session", "keras"} <= set(dir(tf))
    assert {"layers", "rnn", "slim"} <= set(dir(tf.contrib))
    assert {"fully_connected", "batch_norm"} <= set(dir(tf.contrib.layers))
