"""Graphs, the names in them, and collections."""

import tensorflow as tf

g1, g2 = tf.Graph(), tf.Graph()
with g1.as_default():
    with tf.name_scope("layer"):
        c = tf.constant(1.0, name="c")
        again = tf.constant(2.0, name="c")
    with tf.name_scope("layer"):
        third = tf.constant(3.0, name="c")
    with tf.name_scope("layer/"):
        fourth = tf.multiply(c, third, name="sum")
    tf.add_to_collection("mine", c)
    tf.add_to_collections(["mine", "yours"], third)
with g2.as_default():
    other = tf.constant(5.0, name="c")
    v = tf.get_variable("v", initializer=3.0, collections=["local", tf.GraphKeys.GLOBAL_VARIABLES])

print([op.name for op in g1.get_operations()], fourth.op.type)
print([t.name for t in g1.get_collection("mine")], g1.get_all_collection_keys())
print(g1.get_collection("mine", scope="layer_1"), tf.get_collection("mine"))
print(g1.get_tensor_by_name("layer/sum:0") is fourth, c.graph is g1)
print([n.name for n in g1.as_graph_def().node][:2], [i.name for i in fourth.op.inputs])
print(g2.get_collection("local"), v.name, v.op.type)
print(sorted(g1.get_collection_ref("new")), g1.unique_name("layer", mark_as_used=False))
for session in (tf.Session(graph=g1), tf.Session(graph=g2)):
    with session as sess:
        name = "layer/sum:0" if sess.graph is g1 else "c:0"
        print(float(sess.run(name)))
try:
    tf.add(c, other)
except ValueError as fault:
    print("must be from the same graph" in str(fault))
try:
    g2.get_tensor_by_name("nowhere:0")
except KeyError as fault:
    print(str(fault)[:60])
g1.finalize()
try:
    with g1.as_default():
        tf.constant(1)
except RuntimeError as fault:
    print(fault)

# TF 1.15.5 printed:
# ['layer/c', 'layer/c_1', 'layer_1/c', 'layer/sum'] Mul
# ['layer/c:0', 'layer_1/c:0'] ['mine', 'yours']
# [<tf.Tensor 'layer_1/c:0' shape=() dtype=float32>] []
# True True
# ['layer/c', 'layer/c_1'] ['layer/c:0', 'layer_1/c:0']
# [<tf.Variable 'v:0' shape=() dtype=float32_ref>] v:0 VariableV2
# [] layer_2
# 3.0
# 5.0
# True
# "The name 'nowhere:0' refers to a Tensor which does not exis
# Graph is finalized and cannot be modified.
