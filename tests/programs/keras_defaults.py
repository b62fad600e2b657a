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

# what Keras 2.3 had of its own: names of metrics, sigmoid gates, sums of activity losses
from keras.models import Model, model_from_yaml
from keras.layers import LSTM, GRU, Input, add
from keras.callbacks import ModelCheckpoint
import keras, os
r = Sequential([LSTM(2, input_shape=(3, 1), kernel_initializer="ones", recurrent_initializer="ones", return_sequences=True), GRU(1, kernel_initializer="ones", recurrent_initializer="ones")]); print(r.predict(np.ones((1, 3, 1)) * .5).round(4).tolist())
m = Sequential(name="net"); m.add(Dense(2, input_dim=4, kernel_initializer="ones", activity_regularizer="l2")); m.add(Dense(1, kernel_initializer="ones")); m.compile("sgd", "mse", metrics=["accuracy", "mae"])
print(keras.__version__, m.metrics_names, round(float(m.evaluate(X, Y, batch_size=60, verbose=0)[0]), 2))
h = m.fit(X, Y, epochs=2, batch_size=60, verbose=0, validation_data=(X, Y), callbacks=[ModelCheckpoint("w{epoch:02d}-{val_accuracy:.1f}.h5")])
print(sorted(h.history), len([f for f in os.listdir(".") if f.startswith("w0")]))
m.summary()
a = Input((2,), name="in"); b = Dense(2, name="first")(a); w = Model(a, add([a, b], name="sum"), name="whole"); w.summary(); top = w(Input((2,)))
print(w.get_output_at(0) is w.outputs[0], w.get_output_at(1) is top, model_from_yaml(m.to_yaml()).count_params())
import json; config = m.optimizer.get_config(); print(config["learning_rate"], type(json.loads(json.dumps(config))["momentum"]))
w.add_loss(keras.backend.mean(b)); w.add_metric(keras.backend.mean(b), name="mean"); w.compile("sgd", "mse"); w.fit(np.ones((4, 2)), np.ones((4, 2)), verbose=0)
print([one.name for one in w.layers], w.metrics_names, sorted(w.history.history))

# TF 1.15.5 printed, run alone:
# [0.3512, 0.344, 0.337, 0.3304, 0.3241]
# [0.3512, 0.344, 0.337, 0.3304, 0.3241]
# [0.3456, 0.3149, 0.2973, 0.2844, 0.2741]
# [0.3498, 0.3386, 0.3309, 0.3245, 0.3188]
# [0.351, 0.3447, 0.3387, 0.3331, 0.3277]
# (4, 1) int32 (3, 1)
# [[0.398499995470047]]
# 2.3.1 ['loss', 'accuracy', 'mae'] 22.82
# ['accuracy', 'loss', 'mae', 'val_accuracy', 'val_loss', 'val_mae'] 2
# Model: "net"
# _________________________________________________________________
# Layer (type)                 Output Shape              Param #   
# =================================================================
# dense_11 (Dense)             (None, 2)                 10        
# _________________________________________________________________
# dense_12 (Dense)             (None, 1)                 3         
# =================================================================
# Total params: 13
# Trainable params: 13
# Non-trainable params: 0
# _________________________________________________________________
# Model: "whole"
# __________________________________________________________________________________________________
# Layer (type)                    Output Shape         Param #     Connected to                     
# ==================================================================================================
# in (InputLayer)                 (None, 2)            0                                            
# __________________________________________________________________________________________________
# first (Dense)                   (None, 2)            6           in[0][0]                         
# __________________________________________________________________________________________________
# sum (Add)                       (None, 2)            0           in[0][0]                         
#                                                                  first[0][0]                      
# ==================================================================================================
# Total params: 6
# Trainable params: 6
# Non-trainable params: 0
# __________________________________________________________________________________________________
# True True 13
# 0.009999999776482582 <class 'float'>
# ['in', 'first', 'sum'] ['loss', 'mean'] ['loss', 'mean']
