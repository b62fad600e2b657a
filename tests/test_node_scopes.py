"""The graph that is shown: every op in the scope of a node of the book, joined as it was."""

import re
from typing import NamedTuple

import numpy as np
import pytest

from tfgraph_course import ch2_deep_networks, ch3_convolution, tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.node_scopes import for_display, names


def check_names(graph, shown):
    """A node in the scope of every field, and of no other; what is read is there; nothing twice."""
    ops = tf.get_default_graph().get_operations()
    new = {node.name: node for node in shown.node}
    assert len(new) == len(shown.node) == len(ops)
    assert {name.split("/")[0] for name in new} == {*graph._fields, "other"}
    old = {node.name: node for node in tf.get_default_graph().as_graph_def().node}
    renamed = names(graph)
    for before, after in renamed.items():
        assert new[after].op == old[before].op
        assert [ends(i) for i in new[after].input] == [
            (mark, renamed[op], end) for mark, op, end in map(ends, old[before].input)
        ]
        assert "_class" not in new[after].attr
        gradient = before.startswith(("gradients", "GradientDescent"))
        assert gradient == after.startswith("train_step/")
    for field, node in graph._asdict().items():
        for part in node if isinstance(node, tuple) else [node]:
            op = part if isinstance(part, tf.Operation) else part.op
            assert renamed[op.name].split("/")[0] == field
    assert {name for name in new if name.startswith("other/")} == {"other/init"}


def ends(text):
    """What an input of a node names: the mark of a control input, the op, and which output."""
    return re.fullmatch(r"(\^?)([^:^]+)(:\d+)?", text).groups()


@pytest.mark.ch2
@pytest.mark.parametrize("build", [ch2_deep_networks.single_hidden, ch2_deep_networks.deep_nn])
def test_dense_networks_are_shown_whole(sess, build):
    graph = build(loss="logits")
    tf.global_variables_initializer()
    shown = for_display(graph)
    check_names(graph, shown)
    h1 = {node.name for node in shown.node if node.name.startswith("h1/")}
    assert h1 == {"h1/MatMul", "h1/add", "h1/Sigmoid"}


@pytest.mark.ch3
@pytest.mark.parametrize("loss", ["book", "logits"])
def test_ops_are_where_they_lead_to(sess, loss):
    graph = ch3_convolution.deep_cnn(loss=loss)
    tf.global_variables_initializer()
    shown = for_display(graph)
    check_names(graph, shown)
    assert {node.name for node in shown.node} >= {
        "x/Placeholder", "y_/Placeholder", "keep_prob/Placeholder", "W1", "W1/read", "W1/Assign",
        "W2/truncated_normal/TruncatedNormal", "b1/Const", "xw/Conv2D", "p1w2/Conv2D",
        "h1_first/add", "h1_first/Relu", "h1/add", "h1/Relu", "p2/MaxPool", "h3/MatMul",
        "h3/Relu", "h3_drop/dropout/random_uniform/RandomUniform", "logits/add", "y/Softmax",
        "cross_entropy/Mean", "train_step/GradientDescent", "accuracy/Cast",
        "train_step/gradients/h1/Relu_grad/ReluGrad", "correct_prediction/ArgMax_1",
        "train_step/GradientDescent/update_W1/ApplyGradientDescent", "accuracy/Mean", "other/init",
    }
    # Shapes stand at the edges.
    h1 = next(node for node in shown.node if node.name == "h1/Relu")
    sides = [side.size for side in h1.attr["_output_shapes"].list.shape[0].dim]
    assert sides == [-1, 18, 18, 4]


@pytest.mark.ch4
@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_a_loop_is_shown_where_it_leads_to_and_its_weights_in_one_scope(sess, cell):
    graph = weather_rnn(cell=cell)
    tf.global_variables_initializer()
    shown = for_display(graph)
    check_names(graph, shown)
    kernels = {v.op.name for v in graph.cell_weights}
    assert {f"cell_weights/{kernel}/read" for kernel in kernels} <= {n.name for n in shown.node}
    forward, back = [n.name for n in shown.node if n.op == "LoopCond"]
    assert forward == "outputs/rnn/while/LoopCond" and back.startswith("train_step/gradients/")


@pytest.mark.ch3
def test_the_graph_shown_computes_what_the_graph_computes(sess):
    graph = ch3_convolution.cnn()
    sess.run(tf.global_variables_initializer())
    images = np.random.default_rng(0).uniform(size=(3, 36, 36)).astype(np.float32)
    weights = sess.run({variable.op.name: variable for variable in tf.global_variables()})
    y = graph.y.eval({graph.x: images, graph.keep_prob: 1.0})
    shown = for_display(graph)
    with tf.Graph().as_default(), tf.Session() as other:
        tf.import_graph_def(shown, name="")
        feed = {f"{name}/read:0": value for name, value in weights.items()}
        feed |= {"x/Placeholder:0": images, "keep_prob/Placeholder:0": 1.0}
        np.testing.assert_array_equal(other.run("y/Softmax:0", feed), y)


class Odd(NamedTuple):
    """Nodes in another order than they were built in, one op twice, and a tuple."""

    y: tf.Tensor
    also_y: tf.Tensor
    W: tf.Variable
    h: tuple[tf.Tensor, tf.Tensor]
    train_step: tf.Operation


def test_odd_graphs_keep_all_ops_and_names_apart(sess):
    W = tf.Variable(tf.ones([2, 2], name="read"), name="W")  # both read and W/read would be W/read
    h = tf.nn.relu(W + 1), tf.nn.relu(W + 2)
    y = tf.reduce_sum(h[0] * h[1])
    with tf.colocate_with(W):
        tf.identity(y, name="beside")
    graph = Odd(y, y, W, h, tf.train.AdamOptimizer().minimize(y))
    tf.train.Saver()
    shown = for_display(graph)
    assert len({n.name for n in shown.node}) == len(sess.graph.get_operations())
    scopes = {n.name.split("/")[0] for n in shown.node}
    assert scopes == {"y", "W", "h", "train_step", "other"}
    assert {"h/add", "h/add_1", "h/Relu", "h/Relu_1", "W/read", "W/read_1", "y/mul"} <= {
        node.name for node in shown.node
    }
    adam = [n.name for n in shown.node if "beta1_power" in n.name or "Adam" in n.name]
    assert len(adam) > 8 and all(name.startswith("train_step/") for name in adam)
    with tf.Graph().as_default():
        tf.import_graph_def(shown)  # TensorFlow finds every input
