"""Answers to the exercises of chapter 4."""

# %% Imports
from __future__ import annotations

import numpy as np

from tfgraph_course import tf


# %% 4.1 Seasons
def seasons(dates: np.ndarray) -> np.ndarray:
    months = dates.astype(int) // 100 % 100
    return (months - 3) % 12 // 3


# %% 4.2 Scaling
def scale(train: np.ndarray, validation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / deviation, (validation - mean) / deviation


# %% 4.3 The recurrent cell
def run_cell(weeks: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    state, states = np.zeros(len(bias)), []
    for week in weeks:
        state = np.tanh(np.concatenate([week, state]) @ kernel + bias)
        states.append(state)
    return np.array(states)


# %% 4.4 Another cell
def lstm(x: tf.Tensor, state_size: int) -> tf.Tensor:
    cell = tf.nn.rnn_cell.BasicLSTMCell(state_size)
    outputs, _ = tf.nn.dynamic_rnn(cell, tf.reshape(x, [1, -1, 5]), dtype=tf.float32)
    return tf.reshape(outputs, [-1, state_size])


# %% 4.5 Steps and epochs
def steps_and_epochs(steps: int, batch_size: int, examples: int) -> tuple[float, int]:
    epochs = steps * batch_size / examples
    return epochs, -(-examples // batch_size)


# %% 4.6 Learn: one call to train, one to ask
def learn_linear(
    train: np.ndarray, labels: np.ndarray, test: np.ndarray, classes: int
) -> np.ndarray:
    learn = tf.contrib.learn
    columns = learn.infer_real_valued_columns_from_input(train)
    model = learn.SKCompat(learn.LinearClassifier(feature_columns=columns, n_classes=classes))
    model.fit(train, labels, steps=200, batch_size=32)
    return model.predict(test)["classes"]
