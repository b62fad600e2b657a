"""`explain`: what `sess.run` computes, as text and as a picture, against TensorFlow's traces."""

import re
import subprocess
import sys
from itertools import groupby

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.patches import FancyBboxPatch

from tests.forked import python
from tfgraph_course import explain, tf
from tfgraph_course.ch1_getting_started import simple
from tfgraph_course.errors import CourseError
from tfgraph_course.explanation import explained
from tfgraph_course.explanation.analysis import loop_or_branch
from tfgraph_course.explanation.boxes import boxes
from tfgraph_course.explanation.chapter_graphs import explain_chapter, find
from tfgraph_course.models import GRAPHS
from tfgraph_course.tf1 import fresh_session


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")


def section(told, title):
    """The rows of a section of a table, each in its columns."""
    body = next(part for part in str(told).split("\n\n") if part.startswith(title))
    return [re.split(r" {2,}", line.strip()) for line in body.splitlines()[1:]]


@pytest.mark.ch1
def test_with_d_fed_a_times_b_is_never_computed(sess):
    graph = simple()
    told = explain(graph.E, {graph.d: 4})
    assert section(told, "sess.run(E, {d: 4}) computes") == [
        ["b", "Const", "int32 []", "2"], ["E", "AddV2", "int32 []", "6"]
    ]
    assert section(told, "Fed") == [["d", "Mul", "int32 []", "4"]]
    assert section(told, "Cut off") == [["a", "Const"], ["d", "Mul(a, b)"]]
    rest = str(told).split("Not needed, so not computed:\n")[1]
    assert re.split(r",\s+", rest.strip()) == [
        *("c", "V1", "V2", "M", "N", "K", "V3", "M2", "NN", "weight/initial_value", "W"),
        *("weight/Assign", "weight/read", "W_once", "W_twice"),
    ]
    fetches = {"sum": graph.E, "parts": [graph.d, "Const_1:0"]}
    everything = [row[0] for row in section(explain(fetches), "sess.run([E, d, b]) computes")]
    assert everything == ["a", "b", "d", "E"]
    assert section(explain(graph.d, {graph.d: 4}), "sess.run(d, {d: 4})") == [["nothing"]]


@pytest.mark.ch3
def test_of_the_deep_cnns_training_step_every_node_has_its_name_and_shape():
    told = explain_chapter("ch3_deep_cnn", [], [])
    rows = {row[0]: row[1:] for row in section(told, "sess.run(train_step, {x: array [10, 36, 36]")}
    shapes = {
        "x_im": [10, 36, 36, 1], "W1": [3, 3, 1, 16], "b1": [16], "xw": [10, 36, 36, 16],
        "h1_first": [10, 36, 36, 16], "p1": [10, 18, 18, 16], "W2": [3, 3, 16, 4], "b2": [4],
        "p1w2": [10, 18, 18, 4], "h1": [10, 18, 18, 4], "p2": [10, 9, 9, 4], "p2f": [10, 324],
        "W3": [324, 32], "b3": [32], "h3": [10, 32], "h3_drop": [10, 32], "W4": [32, 5], "b4": [5],
        "logits": [10, 5], "y": [10, 5],
    }
    assert {name: rows[name][1] for name in shapes} == {
        name: f"float32 {shape}" for name, shape in shapes.items()
    }
    assert rows.keys() - shapes == {"train_step"}  # as in the picture, but for what is fed
    assert rows["train_step"] == ["NoOp", "changes W1, b1, W2, b2, W3, b3, W4, b4"]
    assert set(rows) < set(boxes(told))
    (more,) = [part for part in str(told).split("\n\n") if "more ops" in part]
    assert more == (
        "194 more ops belong to train_step (135), cross_entropy (35), h3_drop (9) and 14 other "
        "nodes; .everything() lists them"
    )
    every = {row[0]: row[1:] for row in section(told.everything(), "sess.run(train_step, {x: ")}
    assert {told.names.of(op) for op in told.plan.computed if len(op.outputs) < 2} <= set(every)
    assert every["train_step"][1].startswith("only waits for GradientDescent/update_W1/")
    assert [row[0] for row in section(told, "Fed")] == ["x", "y_", "keep_prob"]
    kept = told.values["dropout/GreaterEqual:0"]  # one draw, in all that follows from it
    assert 100 < kept.sum() < 220
    dropped = np.where(kept, told.values["dropout/RealDiv:0"], 0)
    np.testing.assert_array_equal(dropped, told.values[told.names.fields["h3_drop"].name])


@pytest.mark.parametrize(
    ("halved", "said"), [(1, "1 more op belongs to y (1)"), (3, "5 more ops belong to y (5)")]
)
def test_ops_of_a_single_node_are_counted_in_plain_words(sess, halved, said):
    x = tf.placeholder("float", [], name="x")
    y = x
    for _ in range(halved):
        y = y / 2.0
    [tf.constant(0.0) for _ in range(30)]  # so that the table shows named nodes only
    assert f"{said}; .everything() lists {'it' if halved == 1 else 'them'}" in str(
        explain(y, {x: 1.0})
    )


@pytest.mark.ch3
def test_a_step_is_taken_once_and_shows_variables_from_before_it():
    told = explain_chapter("ch3_deep_cnn", [], [])
    W4 = told.names.fields["W4"]
    after = W4.eval()
    before, read = told.values[W4.name], told.values["W4/read:0"]
    np.testing.assert_array_equal(before, read)
    gradient = told.values["gradients/MatMul_1_grad/tuple/control_dependency_1:0"]
    assert np.abs(gradient).max() > 0
    np.testing.assert_allclose(after, before - 0.01 * gradient, rtol=1e-6)


def test_what_is_read_behind_an_assignment_is_new_and_what_is_read_before_is_old(sess):
    W = tf.Variable([1.0, 2.0])
    sess.run(W.initializer)
    old = tf.reshape(W, [2, 1])
    with tf.control_dependencies([old]):
        step = W.assign_add([10.0, 10.0])
    with tf.control_dependencies([step]):
        new = tf.identity(W)
    told = explain([old, new, step.op])
    assert told.values[old.name].tolist() == [[1], [2]]
    assert told.values[new.name].tolist() == [11, 12] == W.eval().tolist()
    assert ["step", "AssignAdd", "float32 [2]", "changes W to [11, 12]"] in section(told, "sess")
    count = tf.Variable(0, use_resource=True)
    up = count.assign_add(1).op
    sess.run(count.initializer)
    assert "changes count" in str(explain(up)) and count.eval() == 1


@st.composite
def graphs(draw):
    """A recipe: ops on earlier tensors, which of those are fed, and which fetched."""
    kinds = ["constant", "placeholder", "variable"]
    recipe = [(draw(st.sampled_from(kinds)), 0, 0, None) for _ in range(draw(st.integers(1, 4)))]
    for size in range(len(recipe), len(recipe) + draw(st.integers(1, 10))):
        kind = draw(st.sampled_from(["+", "-", "*", "matmul", "unstack"]))
        one, two = (draw(st.integers(0, size - 1)) for _ in range(2))
        recipe.append((kind, one, two, draw(st.none() | st.integers(0, size - 1))))
    one = st.integers(0, len(recipe) - 1)
    return recipe, draw(st.lists(one, min_size=1, max_size=3)), draw(st.lists(one, max_size=3))


def build(recipe):
    """The tensors of a recipe, all float32 [2, 2] and of small whole numbers, but for unstack's."""
    sources = {
        "constant": lambda i: tf.constant([[1.0, i], [0, 2]]),
        "placeholder": lambda i: tf.placeholder("float", [2, 2]),
        "variable": lambda i: tf.Variable([[i, 1.0], [1, 0]]),
    }
    steps = {
        "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
        "matmul": tf.matmul, "unstack": lambda a, b: tf.unstack(tf.stack([a, b]))[1],
    }
    tensors = []
    for i, (kind, one, two, before) in enumerate(recipe):
        with tf.control_dependencies([] if before is None else [tensors[before]]):
            if kind in sources:
                tensors.append(sources[kind](float(i)))
            else:
                tensors.append(steps[kind](tf.identity(tensors[one]), tensors[two]))
    return tensors


def without_optimizer():
    """What a session needs to run all ops of a graph as they are."""
    config = tf.ConfigProto()
    config.graph_options.optimizer_options.opt_level = -1
    config.graph_options.rewrite_options.disable_meta_optimizer = True
    return config


def traced(sess, fetches, fed):
    """Values, and the names of the ops that TensorFlow says it ran."""
    trace = tf.RunMetadata()
    options = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
    values = sess.run(fetches, fed, options=options, run_metadata=trace)
    ran = {node.node_name for device in trace.step_stats.dev_stats for node in device.node_stats}
    return values, {name for name in ran if not name.startswith("_")}


@settings(max_examples=60)
@given(graphs())
@example(([("placeholder", 0, 0, None), ("constant", 0, 0, None), ("+", 1, 1, 0)], [2], [0]))
@example(([("constant", 0, 0, None), ("+", 0, 0, None), ("unstack", 1, 0, 1)], [2], [1]))
def test_what_is_computed_is_what_tensorflow_runs_and_values_are_those_of_sess_run(drawn):
    recipe, fetches, feeds = drawn
    with tf.Graph().as_default(), tf.Session(config=without_optimizer()) as sess:
        tensors = build(recipe)
        sess.run(tf.global_variables_initializer())
        fetches = [tensors[i] for i in fetches]
        fed = {tensors[i]: np.full((2, 2), i + 3.0) for i in feeds}
        try:
            told = explained(fetches, fed)
        except CourseError as missing:
            assert "placeholder" in str(missing)
            with pytest.raises(tf.errors.InvalidArgumentError):
                sess.run(fetches, fed)
            return
        values, ran = traced(sess, fetches, fed)
        assert {op.name for op in told.plan.computed} == ran
        for fetch, value in zip(fetches, values, strict=True):
            np.testing.assert_array_equal(
                told.values[sess.graph.as_graph_element(fetch).name], value
            )
        all_of_them = {name: told.graph.get_tensor_by_name(name) for name in told.values}
        for name, value in sess.run(all_of_them, fed).items():
            np.testing.assert_array_equal(told.values[name], value)
        assert_inputs_come_first(told)


@pytest.mark.ch3
@pytest.mark.ch4
@pytest.mark.parametrize("name", ["ch3_deep_cnn", "ch4_weather_rnn"])
def test_a_training_step_runs_the_ops_that_are_told_in_loops_too(name):
    told = explain_chapter(name, [], [])
    fed = {tensor: told.values[tensor.name] for tensor in told.plan.fed}
    with tf.Session(graph=told.graph, config=without_optimizer()) as sess:
        sess.run(tf.global_variables_initializer())
        _, ran = traced(sess, told.plan.fetched, fed)
    assert {op.name for op in told.plan.computed} == ran


def assert_inputs_come_first(told):
    pieces = [loop_or_branch(op) or op.name for op in told.plan.computed]
    assert len(list(groupby(pieces))) == len(set(pieces))  # a loop is told of once
    computed = {op.name: op for op in told.plan.computed}
    for i, op in enumerate(told.plan.computed):
        for before in {*(t.op.name for t in op.inputs), *(c.name for c in op.control_inputs)}:
            if before in computed:
                piece = loop_or_branch(computed[before]) or before
                assert piece in pieces[: i + 1], (op.name, before)


@pytest.mark.ch3
@pytest.mark.ch4
def test_the_tables_fit_the_terminal_and_shapes_stay_whole(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    told = explain_chapter("ch4_weather_rnn", [], [])
    for table in (str(told), told.everything()):
        assert max(map(len, table.splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "80")
    told = explain_chapter("ch3_deep_cnn", [], [])
    for table in (str(told), told.everything()):
        assert max(map(len, table.splitlines())) <= 80
    rows = str(told).splitlines()
    assert any(re.match(r"  xw +Conv2D +float32 \[10, 36, 36, 16\]  min", row) for row in rows)
    assert not any(row.endswith(("min", "max", "mean")) for row in rows)


@pytest.mark.ch3
def test_a_node_that_is_not_computed_but_whose_ops_are_is_shown_as_such():
    told = explain_chapter("ch3_deep_cnn", [], [])
    box = boxes(told)["cross_entropy"]
    assert (box.state, box.lines[-1]) == ("computed in part", "35 of the 36 ops are computed")
    assert boxes(told)["accuracy"].state == "not needed"


def test_a_scope_of_unnamed_ops_is_shown_as_the_op_that_is_fetched(sess):
    with tf.name_scope("sums"):
        total = [tf.constant(1.0)]
        for _ in range(20):
            total.append(total[-1] + 1.5)
    told = explain(total[-1])
    assert boxes(told)["sums"].state == "fetched"
    rows = section(told, "sess.run(sums/add_19) computes")
    assert rows == [["sums/add_19", "AddV2", "float32 []", "31"]]


@pytest.mark.ch4
def test_the_ops_of_a_loop_are_counted_and_what_leaves_it_has_a_value(monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")  # a line for each row
    told = explain_chapter("ch4_weather_rnn", [], [])
    rows = {row[0]: row[1:] for row in section(told.everything(), "sess.run(train_step")}
    in_loop = "ops in the loop, each run once per iteration"
    loops = {name for name, row in rows.items() if in_loop in row[0]}
    assert loops == {"rnn/while", "gradients/rnn/while"}
    assert rows["outputs"][:2] == ["Transpose", "float32 [1, 52, 11]"]
    assert not any(name.startswith("rnn/while/basic") for name in rows)
    assert_inputs_come_first(told)


def test_branches_are_counted_and_what_they_lead_to_has_a_value(sess):
    which = tf.placeholder("bool")
    either = tf.cond(which, lambda: tf.constant(1.0) + 2, lambda: tf.constant(3.0) * 2)
    rows = section(explain(either, {which: False}), "sess")
    assert re.fullmatch(r"\d+ ops in branches, of which only one is taken", rows[0][1])
    assert ["either", "Merge", "float32 []", "6"] in rows


def test_ops_without_outputs_say_what_they_do_and_fed_ones_may_not_be_read(sess):
    a, b, unused = tf.constant(1), tf.constant(2), tf.constant(3)
    told = explain(both := tf.group(a, b), {unused: 4})
    assert section(told, "sess")[-1] == ["both", "NoOp", "only waits for a, b"], both
    assert section(told, "Fed, but not used by") == [["unused", "Const", "int32 []", "4"]]


def test_wrong_calls_are_one_sentence(sess):
    x, W = tf.placeholder("float", [2]), tf.Variable([1.0, 2.0])
    y = tf.sqrt(tf.check_numerics(x * W, "not finite"))
    with tf.Graph().as_default():
        foreign = tf.constant(1)
    wrong = {
        "Placeholder is needed": lambda: explain(y),
        "no value yet": lambda: explain(y, {x: [1, 2]}),
        "has shape": lambda: explain(y, {x: [1, 2, 3]}),
        "does not fit": lambda: explain(y, {x: ["one", "two"]}),
        "is not a node": lambda: explain(foreign),
        "value for W does not fit": lambda: explain(y, {W: "one"}),
        "cannot be fed": lambda: explain(y, {y.op: 1}),
    }
    for said, call in wrong.items():
        with pytest.raises(CourseError, match=f"^explain: .*{said}.*; .*\\.$"):
            call()
    sess.run(W.initializer)
    with pytest.raises(CourseError, match=r"^explain: TensorFlow stopped the run.*not finite"):
        explain(y, {x: [np.inf, 1]})
    sess.close()
    with pytest.raises(CourseError, match="no default session"):
        explain(y)


@pytest.mark.parametrize("name", [graph.script for graph in GRAPHS])
def test_every_graph_of_the_chapters_is_explained_and_drawn_readably(name):
    assert find(name) == find(name.partition("_")[2])
    assert find(name).script == name
    told = explain_chapter(name, [], ["d=4"] if name == "ch1_simple" else [])
    told.graph.finalize()  # looking adds nothing to it
    figure = told.picture()
    figure.canvas.draw()
    (axis,) = figure.axes
    patches = [patch for patch in axis.patches if isinstance(patch, FancyBboxPatch)]
    drawn = boxes(told)
    assert len(patches) == len(drawn) and set(told.names.fields) <= set(drawn)
    places = [patch.get_window_extent() for patch in patches]
    assert not any(a.overlaps(b) for i, a in enumerate(places) for b in places[:i])
    for text in axis.texts:
        at = text.get_window_extent()
        assert any(
            p.x0 <= at.x0 and at.x1 <= p.x1 and p.y0 <= at.y0 and at.y1 <= p.y1 for p in places
        )
    looks = {
        (box.state, patch.get_linestyle(), patch.get_linewidth(), patch.get_hatch())
        for box, patch in zip(drawn.values(), patches, strict=True)
    }
    states = {box.state for box in drawn.values()}
    assert len({look[1:] for look in looks}) == len(looks) == len(states)  # not by colour alone
    assert states <= {entry.get_text() for entry in figure.legends[0].get_texts()}
    if name == "ch1_simple":
        by_state = {box: drawn[box].state for box in "abcdE"}
        assert by_state == {
            "a": "cut off", "b": "computed", "c": "not needed", "d": "fed", "E": "fetched"
        }


def command(folder, *arguments):
    return python("-m", "tfgraph_course", "explain", *arguments, cwd=folder)


def test_the_command_prints_and_draws(tmp_path):
    ended = command(tmp_path, "simple", "--fetch", "E", "NN", "--feed", "d=4", "N=[[1,0],[0,1]]")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "\n  E   AddV2   int32 []        6\n" in ended.stdout
    assert "[[1, 0], [0, 1]]" in ended.stdout
    picture = tmp_path / "runs" / "explain" / "ch1_simple.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    few, every = (command(tmp_path, "ch2_deep_nn", *more).stdout for more in ([], ["--all"]))
    assert " more ops belong to train_step (" in few and "; --all lists them\n" in few
    assert " more ops" not in every and len(every.splitlines()) > 3 * len(few.splitlines())


def test_wrong_names_and_values_name_the_near_ones(tmp_path):
    ended = command(tmp_path, "ch3_depe_cnn")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "ch3_deep_cnn" in ended.stderr and not list(tmp_path.iterdir())
    with pytest.raises(CourseError, match="use one of ch1_simple, ch1_logistic, "):
        explain_chapter("ch9_foo", [], [])
    for fetch, feed, said in [
        (["W_twic"], [], "'W_twic'; did you mean W_twice?"),
        (["?"], [], "use one of a, b, c"),
        (["weight/rea"], [], "weight/read"),
        ([], ["d"], "not NAME=VALUE"),
        ([], ["d=1+"], "not NAME=VALUE"),
        ([], ["init=1"], "cannot be fed"),
    ]:
        with pytest.raises(CourseError, match=re.escape(said)):
            explain_chapter("ch1_simple", fetch, feed)
    told = explain_chapter("ch1_logistic", ["accuracy"], ["y=[[1,0,0,0,0]]", "y_=[[1,0,0,0,0]]"])
    assert [told.names.of(tensor) for tensor in told.plan.fed] == ["y", "y_"]


def test_names_are_the_callers_and_unlike(sess):
    fresh_session(0)
    mul = tf.constant(1) + tf.constant(2)  # TensorFlow calls it add
    product = [mul * 3]
    low, high = tf.unstack(tf.stack([mul, product[0]]))
    told = explain(low + high)
    names = [row[0] for row in section(told, "sess")]
    assert {"mul", "mul:0", "low", "high", "stack"} <= set(names)
    assert len(set(names)) == len(names)


def test_the_parts_of_a_sparse_tensor_are_fed_and_fetched(sess):
    x = tf.sparse_placeholder("float", [2, 3])
    told = explain([x, tf.sparse_tensor_to_dense(x)], {x: ([[0, 1]], [5.0], [2, 3])})
    assert told.values[x.indices.name].tolist() == [[0, 1]]
    assert told.values[told.plan.fetched[-1].name].tolist() == [[0, 5, 0], [0, 0, 0]]


def test_importing_explain_imports_neither_tensorflow_nor_matplotlib():
    code = "import sys; from tfgraph_course import explain; print({*sys.modules} & {*sys.argv})"
    call = [sys.executable, "-c", code, "tensorflow", "matplotlib"]
    assert subprocess.run(call, capture_output=True, text=True).stdout == "set()\n"
