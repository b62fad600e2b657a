"""A graph taken from its .meta file, without the code that built it."""

import os

import tensorflow as tf

with tf.Graph().as_default():
    x = tf.placeholder(tf.float32, [2], name="x")
    v = tf.Variable([1.0, 2.0], name="v")
    y = tf.multiply(x, v, name="y")
    tf.add_to_collection("outputs", y)
    train = tf.train.MomentumOptimizer(0.5, 0.9).minimize(tf.reduce_sum(y), name="train")
    saver = tf.train.Saver(max_to_keep=2)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(4):
            sess.run(train, {x: [1, 1]})
            path = saver.save(sess, "checkpoints/model", global_step=step)
print(path, sorted(name for name in os.listdir("checkpoints") if "data" not in name))

state = tf.train.get_checkpoint_state("checkpoints")
print(state.model_checkpoint_path, len(state.all_model_checkpoint_paths))
with tf.Session() as sess:
    saver = tf.train.import_meta_graph(path + ".meta")
    saver.restore(sess, tf.train.latest_checkpoint("checkpoints"))
    output = tf.get_collection("outputs")[0]
    graph = tf.get_default_graph()
    feed = {graph.get_tensor_by_name("x:0"): [10, 10]}
    print(sess.run(output, feed).astype(float).round(3).tolist())
    sess.run(graph.get_operation_by_name("train"), feed)
    print(sess.run("v:0").astype(float).round(3).tolist(), tf.trainable_variables()[0].name)
    exported = tf.train.export_meta_graph()
    print(sorted(exported.collection_def), exported.saver_def.max_to_keep)
reader = tf.train.NewCheckpointReader(path)
print(sorted(reader.get_variable_to_shape_map().items()), reader.has_tensor("w"))
print(reader.get_tensor("v").astype(float).round(3).tolist())
print(tf.train.list_variables("checkpoints"), tf.train.checkpoint_exists(path))

# TF 1.15.5 printed:
# checkpoints/model-3 ['checkpoint', 'model-2.index', 'model-2.meta', 'model-3.index', 'model-3.meta']
# checkpoints/model-3 2
# [-35.245, -25.245]
# [-10.072, -9.072] v:0
# ['outputs', 'train_op', 'trainable_variables', 'variables'] 0
# [('v', [2]), ('v/Momentum', [2])] False
# [-3.524, -2.524]
# [('v', [2]), ('v/Momentum', [2])] True
