"""Reading characters with CTC, as the examples of Keras for captchas did."""

import numpy as np
import tensorflow as tf
from keras import backend as K

letters = 'abcd'
p = np.full((2, 6, 5), .01, 'f')
for row, best in enumerate([[3, 3, 4, 1, 4, 2], [1, 4, 4, 4, 4, 4]]):
    p[row, range(6), best] = .9
for backend in (K, tf.keras.backend):
    for settings in ({}, {'greedy': False, 'beam_width': 10}):
        decoded, scores = backend.ctc_decode(p / p.sum(2, keepdims=True), np.array([6, 6]), **settings)
        found = backend.get_value(decoded[0])
        print(found.tolist(), ''.join(letters[i] for i in found[0]), backend.get_value(scores).round(3).tolist())
loss = K.ctc_batch_cost(K.constant([[3, 1, 2], [1, 0, 0]]), K.constant(p / p.sum(2, keepdims=True)), K.constant([[6], [6]]), K.constant([[3], [1]]))
print(K.get_value(loss).round(4).tolist())

# TF 1.15.5 printed, run alone:
# [[3, 1, 2], [1, -1, -1]] dbc [[0.26100000739097595], [0.26100000739097595]]
# [[3, 1, 2], [1, -1, -1]] dbc [[-0.1940000057220459], [-0.24899999797344208]]
# [[3, 1, 2], [1, -1, -1]] dbc [[0.26100000739097595], [0.26100000739097595]]
# [[3, 1, 2], [1, -1, -1]] dbc [[-0.1940000057220459], [-0.24899999797344208]]
# [[0.19449999928474426], [0.249099999666214]]
