"""Keras 3 on TensorFlow: layers and `fit`, all data in one batch."""

from __future__ import annotations

import time

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from benchmarks.contenders import Contender, Row, has_no
from benchmarks.problems import STEPS_PER_MEASUREMENT, Problem

VERSION = keras.__version__


def network(model: str, dropout: layers.Layer, shape: tuple[int, ...]) -> keras.Model:
    """Return the layers of the book, from the data to the probabilities of the classes."""
    dense, conv = layers.Dense, layers.Conv2D
    hidden = {
        "logistic": [],
        "single_hidden": [dense(128, "sigmoid")],
        "deep_nn": [dense(128, "sigmoid"), dense(32, "sigmoid")],
        "cnn": [
            *(conv(4, 5, padding="same", activation="relu"), layers.MaxPooling2D()),
            *(layers.Flatten(), dense(32, "relu"), dropout),
        ],
        "deep_cnn": [
            *(conv(16, 3, padding="same", activation="relu"), layers.MaxPooling2D()),
            *(conv(4, 3, padding="same", activation="relu"), layers.MaxPooling2D()),
            *(layers.Flatten(), dense(32, "relu"), dropout),
        ],
        "weather_rnn": [layers.SimpleRNN(11, return_sequences=True)],
    }
    if model not in hidden:
        raise has_no("keras", model)
    classes = 4 if model == "weather_rnn" else 5
    return keras.Sequential([keras.Input(shape), *hidden[model], dense(classes, "softmax")])


def doubled_softmax(y_: tf.Tensor, y: tf.Tensor) -> tf.Tensor:
    """Compute the book's loss; Keras's own would notice that y is a softmax, and use its logits."""
    return tf.nn.softmax_cross_entropy_with_logits(labels=y_, logits=y)


class Measure(keras.callbacks.Callback):
    """A callback that measures both accuracies before every tenth epoch, and at the end."""

    def __init__(self, parts: list[tuple[np.ndarray, np.ndarray]]) -> None:
        super().__init__()
        self.parts, self.rows, self.start = parts, [], time.perf_counter()

    def measure(self, epoch: int) -> None:
        accuracies = [
            float(np.mean(self.model.predict_on_batch(x).argmax(-1) == y_.argmax(-1)))
            if len(x) else float("nan")
            for x, y_ in self.parts
        ]
        self.rows.append(Row(epoch, *accuracies, time.perf_counter() - self.start))

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        if epoch % STEPS_PER_MEASUREMENT == 0:
            self.measure(epoch)

    def on_train_end(self, logs: dict | None = None) -> None:
        self.measure(self.params["epochs"])


def prepare(problem: Problem, form: str) -> Contender:
    """Build and compile the model. See `contenders` for what is returned."""
    x, y_, x_test, y_test = problem.x, problem.y_, problem.x_test, problem.y_test
    if x.ndim == 3:  # images
        x, x_test = x[..., None], x_test[..., None]
    if problem.model == "weather_rnn":  # one sequence
        x, y_ = x[None], y_[None]
    dropout = layers.Dropout(0.5)
    model = network(problem.model, dropout, x.shape[1:])
    optimizer = keras.optimizers.SGD(problem.rate)
    model.compile(optimizer, doubled_softmax)
    weights = dict(problem.weights)
    if problem.model == "weather_rnn":  # Keras has a kernel for the weeks and one for the state
        kernel = weights.pop("kernel")
        weights = {"inputs": kernel[:5], "state": kernel[5:], **weights}

    def train(epochs: int, keep_prob: float) -> list[Row]:
        model.set_weights(list(weights.values()))
        if dropout.rate != 1 - keep_prob:
            dropout.rate = 1 - keep_prob
            model.make_train_function(force=True)
        measure = Measure([(x, y_), (x_test, y_test)])
        model.fit(
            x, y_, batch_size=len(x), epochs=epochs, shuffle=False, verbose=0,
            callbacks=[measure],
        )
        return measure.rows

    return Contender(train, lambda: model.evaluate(x, y_, len(x), verbose=0), VERSION)
