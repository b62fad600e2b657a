"""Keras 2.3 drew from NumPy: a seed before the imports gives the same weights and the same losses."""

import numpy as np
np.random.seed(7)
import keras.backend as K
from keras.engine.topology import Network
from keras.layers import (
    LSTM, Conv2D, Dense, Dropout, Embedding, Flatten, GaussianNoise, Input, Masking, SimpleRNN)
from keras.layers.merge import _Merge
from keras.models import Model, Sequential
from keras.optimizers import SGD
import keras.utils.multi_gpu_utils

X = np.random.rand(30, 4, 4, 1)
Y = (X.mean((1, 2, 3)) > 0.5).astype(int)
m = Sequential([Conv2D(2, 3, input_shape=(4, 4, 1), kernel_initializer="he_normal"), Flatten(), Dense(5, activation="tanh"), Dropout(0.3), Dense(1, activation="sigmoid")])
m.compile("sgd", "binary_crossentropy", metrics=["accuracy"])
h = m.fit(X, Y, epochs=4, batch_size=8, validation_split=0.2, verbose=0)
for name in "loss", "val_loss", "accuracy":
    print(name, ["%.4f" % value for value in h.history[name]])
r = Sequential([Embedding(9, 4, input_length=5), LSTM(3, dropout=0.2, recurrent_dropout=0.3), GaussianNoise(0.1), Dense(2)])
print(["%.4f" % np.abs(w).sum() for w in r.get_weights()], np.random.randint(1000))

# a model within a model, shared layers, names of the time
inside = Input((3,))
base = Model(inside, Dense(2, name="two")(Dropout(0.5)(inside)), name="base")
a, b = Input((3,), name="a"), Input((3,), name="b")
class Apart(_Merge):
    def _merge_function(self, inputs):
        return K.sum(K.abs(inputs[0] - inputs[1]), axis=-1, keepdims=True)
    def compute_output_shape(self, shapes):
        return None, 1
apart = Apart(name="apart")([base(a), base(b)])
twins = Model([a, b], apart)
twins.summary()
print(type(twins).__name__, apart._keras_shape, twins.uses_learning_phase, Model(a, Dense(1)(a)).uses_learning_phase, K.normalize_data_format(None), K.is_tensor(apart), K.tensorflow_backend._get_available_gpus(), Network(inside, base.outputs).count_params())
weights, given = twins.trainable_weights, [np.eye(3), np.ones((3, 3))]
start = K.get_value(weights[0])
sgd = SGD(lr=0.5)
updates = sgd.get_updates(weights, [], K.mean(apart))
train = K.function(twins.inputs + [K.learning_phase()], [K.mean(apart)], updates=updates)
losses = [float(train(given + [0])[0]) for _ in range(3)]
print(losses[2] < losses[0], np.allclose(start, K.get_value(weights[0])), K.get_value(sgd.iterations))

# the mean of a loss counts the masked steps
mask = Sequential([Masking(-1.0, input_shape=(4, 2)), SimpleRNN(1, activation="linear", kernel_initializer="ones", recurrent_initializer="ones", return_sequences=True)])
mask.compile("sgd", "mse", metrics=["mae"])
print(mask.evaluate(np.array([[[1, 2], [-1, -1], [1, 0], [-1, -1]]]), np.zeros((1, 4, 1)), verbose=0))

# TF 1.15.5 printed, run alone:
# loss ['0.7456', '0.7342', '0.7978', '0.7499']
# val_loss ['0.8405', '0.8318', '0.8242', '0.8158']
# accuracy ['0.4583', '0.4583', '0.4167', '0.4583']
# ['0.9515', '15.9435', '8.3817', '3.0000', '3.5296', '0.0000'] 657
# Model: "model_1"
# __________________________________________________________________________________________________
# Layer (type)                    Output Shape         Param #     Connected to
# ==================================================================================================
# a (InputLayer)                  (None, 3)            0
# __________________________________________________________________________________________________
# b (InputLayer)                  (None, 3)            0
# __________________________________________________________________________________________________
# base (Model)                    (None, 2)            8           a[0][0]
#                                                                  b[0][0]
# __________________________________________________________________________________________________
# apart (Apart)                   (None, 1)            0           base[1][0]
#                                                                  base[2][0]
# ==================================================================================================
# Total params: 8
# Trainable params: 8
# Non-trainable params: 0
# __________________________________________________________________________________________________
# Model (None, 1) True False channels_last True [] 8
# True False 3
# [6.25, 3.5]
