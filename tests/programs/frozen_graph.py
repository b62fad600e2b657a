"""Variables frozen to constants, the graph written, and imported into another."""

import tensorflow as tf
from tensorflow.python.framework import graph_util
from tensorflow.python.platform import gfile

x = tf.placeholder(tf.float32, [None, 3], name="input")
w = tf.Variable([[1.0], [2.0], [3.0]], name="w")
b = tf.get_variable("b", initializer=[0.5])
y = tf.add(tf.matmul(x, w), b, name="output")
unused = tf.square(y, name="unused")
saver = tf.train.Saver()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    saver.save(sess, "./model.ckpt", global_step=3)
    frozen = graph_util.convert_variables_to_constants(
        sess, sess.graph.as_graph_def(), ["output"])
print([node.name for node in frozen.node if node.op in ("Const", "Placeholder", "MatMul")])
print("unused" in [node.name for node in frozen.node])
with gfile.FastGFile("frozen.pb", "wb") as file:
    file.write(frozen.SerializeToString())
tf.train.write_graph(frozen, ".", "frozen.pbtxt", as_text=True)

with tf.Graph().as_default() as graph, tf.Session() as sess:
    graph_def = tf.GraphDef()
    with tf.gfile.GFile("frozen.pb", "rb") as file:
        graph_def.ParseFromString(file.read())
    doubled = tf.constant([[2.0, 2.0, 2.0]])
    out, = tf.import_graph_def(graph_def, return_elements=["output:0"], name="")
    other = tf.import_graph_def(graph_def, {"input": doubled}, ["output:0"], name="again")[0]
    print(sess.run(out, {"input:0": [[1, 1, 1]]}).tolist(), sess.run(other).tolist(), other.name)
    small = tf.graph_util.extract_sub_graph(graph_def, ["w/read"])
    print([node.name for node in small.node])
    print(tf.graph_util.remove_training_nodes(small).node[-1].name)
with open("frozen.pbtxt") as file:
    print(file.readline().strip())

# TF 1.15.5 printed:
# ['input', 'w', 'b', 'MatMul']
# False
# [[6.5]] [[12.5]] again/output:0
# ['w', 'w/read']
# w
# node {
