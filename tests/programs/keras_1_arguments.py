"""The argument names of Keras 1."""

import numpy as np
from keras.models import Sequential, Model
from keras.layers import Dense, Convolution2D, MaxPooling2D, Flatten, Dropout, Input, LSTM, Embedding, BatchNormalization, Convolution1D
X = np.random.RandomState(0).rand(20, 8, 8, 1); Y = np.eye(3)[np.arange(20) % 3]
m = Sequential()
m.add(Convolution2D(4, 3, 3, border_mode="same", input_shape=(8, 8, 1), init="he_normal", subsample=(2, 2), dim_ordering="tf"))
m.add(MaxPooling2D(pool_size=(2, 2), border_mode="same"))
m.add(Convolution2D(2, (1, 1), bias=False)); m.add(Dropout(p=0.25)); m.add(Flatten())
m.add(Dense(output_dim=5, init="uniform", W_regularizer="l2", activation="relu")); m.add(Dense(3, activation="softmax"))
m.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
m.fit(X, Y, batch_size=10, nb_epoch=2, verbose=0)
print([w.shape for w in m.get_weights()], m.count_params())
a = Input(shape=(5,)); b = Dense(2)(a); mm = Model(input=a, output=b); print(mm.predict(np.ones((2, 5))).shape)
r = Sequential([Embedding(10, 4, input_length=6, dropout=0.2), LSTM(output_dim=3, inner_activation="sigmoid", dropout_W=0.1, dropout_U=0.1), Dense(1)])
r.compile("adam", "mse"); print([w.shape for w in r.get_weights()])
c = Sequential([Convolution1D(nb_filter=3, filter_length=2, input_dim=4, input_length=7)]); print(c.output_shape)
def gen():
    while True: yield X[:10], Y[:10]
h = m.fit_generator(gen(), samples_per_epoch=2, nb_epoch=2, verbose=0); print(len(h.history["loss"]))
print([l.name for l in m.layers])

# TF 1.15.5 printed, run alone:
# [(3, 3, 1, 4), (4,), (1, 1, 4, 2), (8, 5), (5,), (5, 3), (3,)] 111
# (2, 2)
# [(10, 4), (4, 12), (3, 12), (12,), (3, 1), (1,)]
# (None, 6, 3)
# 2
# ['conv2d_1', 'max_pooling2d_1', 'conv2d_2', 'dropout_1', 'flatten_1', 'dense_1', 'dense_2']
