"""A model saved for serving with a signature, loaded in another graph."""

import tensorflow as tf

with tf.Graph().as_default(), tf.Session() as sess:
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    w = tf.Variable([[1.0], [10.0]], name="w")
    y = tf.matmul(x, w, name="y")
    sess.run(tf.global_variables_initializer())
    builder = tf.saved_model.builder.SavedModelBuilder("export/1")
    signature = tf.saved_model.signature_def_utils.build_signature_def(
        inputs={"in": tf.saved_model.utils.build_tensor_info(x)},
        outputs={"out": tf.saved_model.utils.build_tensor_info(y)},
        method_name=tf.saved_model.signature_constants.PREDICT_METHOD_NAME)
    builder.add_meta_graph_and_variables(
        sess, [tf.saved_model.tag_constants.SERVING], signature_def_map={"predict": signature},
        legacy_init_op=tf.group(tf.tables_initializer(), name="legacy_init_op"))
    print(builder.save().decode())
    tf.saved_model.simple_save(sess, "export/2", inputs={"x": x}, outputs={"y": y})

print(tf.saved_model.loader.maybe_saved_model_directory("export/1"))
with tf.Session(graph=tf.Graph()) as sess:
    meta = tf.saved_model.loader.load(sess, [tf.saved_model.tag_constants.SERVING], "export/1")
    found = meta.signature_def["predict"]
    names = found.inputs["in"].name, found.outputs["out"].name
    print(names, found.method_name, list(meta.meta_info_def.tags))
    print(sess.run(names[1], {names[0]: [[1, 2], [3, 4]]}).tolist())
    print([v.name for v in tf.global_variables()])
with tf.Session(graph=tf.Graph()) as sess:
    meta = tf.saved_model.loader.load(sess, ["serve"], "export/2")
    print(list(meta.signature_def), sess.run("y:0", {"x:0": [[0, 1]]}).tolist())
try:
    tf.saved_model.loader.load(tf.Session(), ["train"], "export/1")
except RuntimeError as fault:
    print(str(fault)[:48])
predict = tf.contrib.predictor.from_saved_model("export/2")
print(predict({"x": [[5, 0]]})["y"].tolist())

# TF 1.15.5 printed:
# export/1/saved_model.pb
# True
# ('x:0', 'y:0') tensorflow/serving/predict ['serve']
# [[21.0], [43.0]]
# ['w:0']
# ['serving_default'] [[10.0]]
# MetaGraphDef associated with tags 'train' could
# [[5.0]]
