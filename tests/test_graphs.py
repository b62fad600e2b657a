"""A node has its name where it is made; graphs, scripts and IPython have it from there."""

import ast
import builtins
import inspect

import numpy as np
import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter

from tests.forked import ROOT
from tests.marks import of_chapter
from tfgraph_course import ch1_getting_started as ch1
from tfgraph_course import ch2_deep_networks as ch2
from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.ch5_kmeans import kmeans
from tfgraph_course.ch5_temperature import temperature
from tfgraph_course.graphs import nodes
from tfgraph_course.objective import objective

BUILDERS = {
    "ch1_simple": ch1.simple,
    "ch1_logistic": ch1.logistic,
    "ch2_neuron": ch2.neuron,
    "ch2_single_hidden": ch2.single_hidden,
    "ch2_deep_nn": ch2.deep_nn,
    "ch3_conv_pool": ch3.conv_pool,
    "ch3_cnn": ch3.cnn,
    "ch3_deep_cnn": ch3.deep_cnn,
    "ch4_weather_rnn": weather_rnn,
    "ch5_temperature": temperature,
}
# What the builders name beside nodes.
OTHERS = {
    "pixels", "num_hidden1", "num_hidden2", "winx", "winy", "p1_size", "p2_size", "num_filters1",
    "num_filters2", "rnn_cell", "k", "s",
}


def bound(tree):
    """What a piece of source names, in the order of its lines."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    stored = [name for name in found if isinstance(name.ctx, ast.Store)]
    return list(dict.fromkeys(n.id for n in sorted(stored, key=lambda n: (n.lineno, n.col_offset))))


def made_by(builder):
    """The names of a builder's nodes in its source, those that `objective` makes last."""
    names = bound(ast.parse(inspect.getsource(builder)))
    if "objective(" in inspect.getsource(builder):
        names += bound(ast.parse(inspect.getsource(objective)))
    return [name for name in names if name not in OTHERS]


@pytest.mark.parametrize("name", [of_chapter(name) for name in BUILDERS])
def test_nodes_have_the_names_and_the_order_of_the_source(sess, name):
    graph = BUILDERS[name]()
    assert list(graph._fields) == list(graph._asdict()) == made_by(BUILDERS[name])


@pytest.mark.ch5
def test_nodes_of_kmeans_have_the_names_and_the_order_of_the_source(sess):
    graph = kmeans(np.eye(4), np.eye(4)[:2])
    assert list(graph._fields) == made_by(kmeans)


def test_nodes_are_tensors_variables_operations_and_tuples_of_them(sess):
    a, W = tf.constant(1), tf.Variable(2, name="W")
    V = tf.Variable(2, use_resource=True)
    kept = {"a": a, "W": W, "V": V, "op": tf.group(a), "pair": (a, (W, a.op))}
    others = {"number": 1, "array": np.ones(2), "none": None, "mixed": (a, 1), "empty": (),
              "builder": ch1.simple, "_helper": a}
    graph = nodes(others | kept)
    assert graph._fields == tuple(kept)
    assert all(getattr(graph, name) is node for name, node in kept.items())


def test_a_name_of_two_parts_means_one_node(sess):
    a, b = tf.constant(1), tf.constant(2)
    assert nodes({"a": a}, nodes({"b": b, "a": a}))._fields == ("a", "b")
    with pytest.raises(ValueError, match="two nodes have the name a"):
        nodes({"a": a}, nodes({"a": b}))


@pytest.mark.parametrize("jedi", [False, True])
def test_ipython_offers_every_node(sess, jedi):
    graph = ch3.deep_cnn()
    completer = IPCompleter(namespace={"graph": graph}, use_jedi=jedi)
    with provisionalcompleter():
        offered = {found.text.lstrip(".") for found in completer.completions("graph.", 6)}
    assert offered >= set(graph._fields)


@pytest.mark.parametrize("name", [of_chapter(name) for name in BUILDERS])
def test_a_script_gets_the_nodes_by_name_and_names_none_itself(sess, name):
    source = (ROOT / "scripts" / f"{name}.py").read_text(encoding="utf-8")
    tree, builder = ast.parse(source), BUILDERS[name]
    fields = set(builder()._fields)
    assert f"\ngraph = {builder.__name__}(" in source
    assert "\nglobals().update(graph._asdict())" in source
    own = set(bound(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            own |= {name.asname or name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.FunctionDef | ast.arg):
            own.add(getattr(node, "name", None) or node.arg)
    assert own & fields == set()
    # ruff does not look for names that are nowhere (pyproject.toml)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert read - own - set(dir(builtins)) <= fields


def test_the_engine_has_one_door():
    package = ROOT / "tfgraph_course"
    for path in package.rglob("*.py"):
        if package / "engine" in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                names = [start + name.name for name in node.names]
                taken = {name for name in names if name.startswith("tfgraph_course.engine")}
                assert taken <= {"tfgraph_course.engine.StandIn"}, path
