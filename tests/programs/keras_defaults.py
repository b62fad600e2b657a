"""Keras's own defaults, and the classes that a model predicts."""

import numpy as np
np.random.seed(0)
from keras.models import Sequential
from keras.layers.core import Dense, Activation, Dropout
from keras.optimizers import Adadelta, Adagrad, Nadam, Adamax, adam
from keras import initializers
X = np.random.randn(60, 4); Y = (X.sum(1) > 0).astype(int)
for opt in (Adadelta(), "adadelta", Adagrad(), "rmsprop", "sgd"):
    m = Sequential()
    m.add(Dense(6, input_dim=4, kernel_initializer=initializers.Constant(0.1), activation="tanh"))
    m.add(Dense(1, kernel_initializer="ones", activation="sigmoid"))
    m.compile(loss="binary_crossentropy", optimizer=opt, metrics=["accuracy"])
    h = m.fit(X, Y, epochs=5, batch_size=20, verbose=0, shuffle=False)
    print([round(float(v), 4) for v in h.history["loss"]])
print(m.predict_classes(X[:4]).shape, m.predict_classes(X[:4]).dtype, m.predict_proba(X[:3]).shape)

# TF 1.15.5 printed, run alone:
# [0.3512, 0.344, 0.337, 0.3304, 0.3241]
# [0.3512, 0.344, 0.337, 0.3304, 0.3241]
# [0.3456, 0.3149, 0.2973, 0.2844, 0.2741]
# [0.3498, 0.3386, 0.3309, 0.3245, 0.3188]
# [0.351, 0.3447, 0.3387, 0.3331, 0.3277]
# (4, 1) int32 (3, 1)
