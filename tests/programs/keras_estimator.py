"""A model of Keras as an Estimator."""

import tempfile

import numpy as np
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.ERROR)
x = np.linspace(0, 1, 80).reshape(20, 4).astype(np.float32)
y = (x[:, :1] > 0.5).astype(np.float32)
layers = tf.keras.layers
for optimizer in (tf.train.AdamOptimizer(0.01), tf.keras.optimizers.SGD(0.1)):
    features = layers.Input((4,), name="x")
    hidden = layers.Dense(3, activation="relu", kernel_initializer="ones", name="hidden")(features)
    output = layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", name="y")(hidden)
    model = tf.keras.Model(features, output)
    model.compile(optimizer, "binary_crossentropy", metrics=["accuracy"])
    model.set_weights([w + 0.5 for w in model.get_weights()])
    estimator = tf.keras.estimator.model_to_estimator(model, model_dir=tempfile.mkdtemp())
    read = tf.estimator.inputs.numpy_input_fn({"x": x}, y, 10, num_epochs=3, shuffle=False)
    estimator.train(read)
    estimator.train(read, steps=2)
    found = estimator.evaluate(read)
    print(sorted(found), found["global_step"], "%.3f %.3f" % (found["loss"], found["acc"]))
    print(["%.3f" % one["y"][0] for one in estimator.predict(read)][:3])

# TF 1.15.5 printed, run alone:
# ['acc', 'global_step', 'loss'] 8 1.493 0.500
# ['0.762', '0.825', '0.874']
# ['acc', 'global_step', 'loss'] 8 0.806 0.500
# ['0.629', '0.668', '0.705']
