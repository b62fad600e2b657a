"""Options of every script, in this process: what a parser lets through is what it promises."""

import contextlib
import io
import json
import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.asking import answer, inputs, taking
from tfgraph_course.ch5_kmeans import kmeans_plusplus
from tfgraph_course.ch5_temperature import temperature
from tfgraph_course.cli import options
from tfgraph_course.cluster.options import from_arguments
from tfgraph_course.cluster.tasks import read_task
from tfgraph_course.explanation.chapter_graphs import _pair
from tfgraph_course.models import FONT_MODELS, GRAPHS

PARSERS = {
    **{row.script: (options.parse, ()) for row in GRAPHS},
    "ch4_learn_linear": (options.parse_learn, ({"rate": 0.2, "optimizer": "Ftrl"},)),
    "ch4_learn_dnn": (options.parse_learn, ({"hidden": (10, 5), "rate": 0.05},)),
    "ch5_kmeans": (options.parse_kmeans, (kmeans_plusplus,)),
    "ch5_temperature": (options.parse_temperature, (temperature,)),
    "ch5_review": (options.parse_review, ()),
    "ch5_distributed": (options.parse_cluster, ([model.name for model in FONT_MODELS],)),
}
NAMES = [
    "--epochs", "--rate", "--hidden", "--filters", "--state-size", "--cell", "--steps", "--seed",
    "--batch-size", "--clusters", "--weeks", "--split", "--split-seed", "--validation", "--loss",
    "--engine", "--data", "--out", "--force", "--resume", "--restart", "--tensorboard", "--show",
    "--quiet", "--model", "--local", "--keep-prob", "--timeout", "--save-every", "--trust-network",
    "--model-epochs", "--quick", "--help", "--", "-", "--no-such",
]
words = st.one_of(
    st.sampled_from(NAMES), st.integers().map(str), st.floats().map(str), st.text(max_size=8),
    st.sampled_from(["book", "logits", "glyph", "lstm", "fast", "9" * 5000, "1_0", "\uff11", "%s"]),
    st.tuples(st.sampled_from(NAMES), st.text(max_size=4)).map("=".join),
)


def parsed(script, arguments):
    """The options that a script reads from its command line; None if it refuses them."""
    parse, more = PARSERS[script]
    source = "args = parse('A script.', name, *more)"
    main = {"__name__": "__main__", "parse": parse, "name": script, "more": more}
    told, printed = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(told),
        contextlib.redirect_stdout(printed),
    ):
        patch.setattr(sys, "argv", ["-c", *arguments])
        try:
            exec(source, main)
        except SystemExit as end:
            assert end.code in (0, 2)
            if end.code:
                said = told.getvalue()
                assert said.startswith("error: ") and said.endswith("--help.\n")
                assert said[:-1].isprintable()
            else:
                assert printed.getvalue().startswith("usage: ")
            return None
    return main["args"]


@inputs(300)
def test_options_are_refused_or_in_their_range(count):
    @taking(count)
    @given(st.sampled_from(sorted(PARSERS)), st.lists(words, max_size=5))
    def ask(script, arguments):
        args = answer(parsed, script, arguments)
        if args is None:
            return
        known = vars(args)
        assert not known.get("rate") or 0 < known["rate"] < math.inf
        assert 0 <= known.get("seed", 0) < 2**31 and 0 <= known.get("split_seed", 0) < 2**31
        assert all(known.get(name, 1) >= 1 for name in ("steps", "clusters", "weeks", "timeout"))
        json.dumps(str(known.get("out")))
        if script == "ch5_distributed":
            assert from_arguments(args).epochs >= 0

    ask()


values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 70_000) | st.floats() | st.text(max_size=9)
    | st.sampled_from(["ps", "worker", "chief", "a:1", "[::1]:2", "b:99999", ":1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["ps", "worker", "chief", "type", "index", "task"]), inner),
    max_leaves=6,
)
clusters = st.fixed_dictionaries({}, optional={
    "cluster": values | st.fixed_dictionaries({}, optional={
        job: st.lists(st.sampled_from(["a:1", "b:2", "c:3"]) | values, max_size=2)
        for job in ("ps", "worker", "chief")
    }),
    "task": values | st.fixed_dictionaries({
        "type": st.sampled_from(["ps", "worker", "chief"]), "index": st.integers(0, 1) | values,
    }),
})


@inputs(300)
def test_a_cluster_is_read_or_told(count):
    @taking(count)
    @given(clusters.map(json.dumps) | values.map(json.dumps) | st.text(max_size=20))
    def ask(text):
        task = answer(read_task, text)
        if task:
            assert task.address and task.workers

    ask()


@inputs(300)
def test_a_value_to_feed_is_read_or_told(count):
    @taking(count)
    @given(st.text("d=[(-1,).'\"+*{}a\n", max_size=20) | st.text(max_size=9))
    def ask(text):
        answer(_pair, text)

    ask()
