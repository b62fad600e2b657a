"""Keras 2.3: what `fit` does with weights, single batches, Sequences and callbacks, and prints."""

import os, re, sys
from io import StringIO
import numpy as np
np.random.seed(5)
import tensorflow as tf
import keras
from keras import backend as K
from keras.callbacks import Callback, CSVLogger, EarlyStopping, LambdaCallback, ModelCheckpoint
from keras.layers import Dense, Dropout
from keras.models import Sequential
x = np.linspace(-1, 1, 8).reshape(-1, 1); y = 3 * x - 1
w = np.array([2., 1, 1, 2, .5, 0, 3, 1])
def net(optimizer="sgd", **settings):
    m = Sequential([Dense(1, kernel_initializer="ones", input_shape=(1,))]); m.compile(optimizer, "mse", **settings); return m
def numbers(values): return [round(float(v), 4) for v in np.ravel(values)]

# one batch is shuffled, too; Dropout shows it
X = np.random.rand(12, 3)
for size, epochs in ((12, 2), (5, 1), (32, 1)):
    m = Sequential([Dense(2, input_shape=(3,), kernel_initializer="ones"), Dropout(.5), Dense(1, kernel_initializer="ones")]); m.compile("sgd", "mse")
    print(size, numbers(m.fit(X, X[:, :1], epochs=epochs, verbose=0, batch_size=size).history["loss"]), numbers(m.get_weights()[1]))

# weights of examples, after a call without them
m = net(); m.fit(x, y, verbose=0, validation_split=.25); print(numbers(m.train_on_batch(x, y, sample_weight=w)), numbers(m.evaluate(x, y, sample_weight=w, verbose=0)))
m = net(); m.evaluate(x, y, verbose=0); print(numbers(m.fit(x, y, sample_weight=w, verbose=0).history["loss"]), numbers(m.test_on_batch(x, y, sample_weight=w)))

# the norm of all gradients together is clipped
for o in (keras.optimizers.SGD(1., clipnorm=.5), keras.optimizers.SGD(1., clipvalue=.5), keras.optimizers.TFOptimizer(tf.train.MomentumOptimizer(.1, .9))):
    m = net(o); print(numbers([m.train_on_batch(x, y) for _ in range(2)]), numbers(m.get_weights()[0]))

# a Sequence is told that its epoch has ended, and a generator's loss is that of its last batch
class Rows(keras.utils.Sequence):
    def __init__(self): self.ends = 0
    def __len__(self): return 3
    def __getitem__(self, i): return np.ones((2 + i, 1)) * (i + self.ends), np.zeros((2 + i, 1))
    def on_epoch_end(self): self.ends += 1
for settings in (dict(workers=0), dict(workers=1), dict(workers=2, shuffle=False), dict(workers=0, callbacks=[LambdaCallback(on_epoch_end=lambda epoch, logs: setattr(m, "stop_training", True))])):
    rows = Rows(); m = net(); h = m.fit_generator(rows, epochs=2, verbose=0, **settings); print(rows.ends, numbers(h.history["loss"]) if settings["workers"] != 1 else len(h.epoch))
rows = Rows(); m = net(); m.fit_generator(rows, validation_data=Rows(), epochs=2, verbose=0); m.fit(rows, verbose=0); print(rows.ends)
rows = Rows(); m = net(); print(numbers(m.evaluate_generator(rows)), m.predict_generator(rows).shape, rows.ends)
h = m.fit_generator(rows, epochs=1, verbose=0, workers=0, validation_data=(x[:5], y[:5])).history; print(numbers(h["loss"]), numbers(h["val_loss"]))

# early stopping restores the best weights only if it stops; the values of logs and histories
for patience in (1, 9):
    m = net(keras.optimizers.SGD(lr=1.3), metrics=["mae"]); stop = EarlyStopping("loss", patience=patience, restore_best_weights=True, verbose=1)
    h = m.fit(x, y, epochs=3, verbose=0, validation_data=(x, y), shuffle=False, callbacks=[stop]); print(len(h.epoch), numbers(m.get_weights()[0]))
print(list(h.history), [type(v[0]).__name__ for v in h.history.values()], h.history["loss"][0].round(2))
m = net(metrics=["mae"]); print([type(v).__name__ for v in m.evaluate(x, y, verbose=0)])
m.fit(x, y, verbose=0, validation_split=.5); m.fit(x, y, verbose=0, callbacks=[CSVLogger("log.csv")]); print(open("log.csv").readline().strip())

# what is printed; numbers of milliseconds are left out
class Screen(StringIO): pass
def shown(function, *args, **settings):
    before, sys.stdout = sys.stdout, Screen()
    try: function(*args, **settings)
    finally: text, sys.stdout = sys.stdout.getvalue(), before
    print(re.sub(r"\d+(s|ms|us)/step", "T", re.sub(r"- \d+s", "- 0s", re.sub(r"ETA: \d+s", "ETA", text))))
shown(m.fit, x, y, epochs=2, verbose=1, batch_size=5, shuffle=False)
shown(m.fit, x, y, verbose=2, validation_data=(x, y), callbacks=[LambdaCallback(on_epoch_end=lambda epoch, logs: print("user's"))])
shown(m.evaluate, x, y, batch_size=5); shown(m.predict, x, verbose=1, batch_size=5); shown(m.evaluate, x, y, verbose=2)
shown(m.fit_generator, iter([(x, y)] * 4), steps_per_epoch=2, epochs=1, validation_data=(x, y))
shown(m.fit, x, y, epochs=2, verbose=0, validation_split=.5, callbacks=[ModelCheckpoint("w{epoch:02d}.h5", monitor="val_mae", save_best_only=True, verbose=1)])
bar = keras.utils.Progbar(3); shown(lambda: [bar.update(i, [("loss", i * 1e-4)]) for i in (1, 3)])

# TF 1.15.5 printed, run alone:
# 12 [8.5557, 2.9825] [-0.0858, -0.0961]
# 5 [7.4335] [-0.1411, -0.1741]
# 32 [5.2389] [-0.0554, -0.0413]
# [3.9233] [3.7835]
# [4.0574] [3.9118]
# [2.7143, 1.5867] [1.7037]
# [2.7143, 1.2143] [2.0]
# [2.7143, 2.073] [1.4824]
# 2 [2.006, 3.5573]
# 2 2
# 2 [2.006, 3.5573]
# 0 [2.006]
# 3
# [4.0] (9, 1) 0
# [2.006] [4.1046]
# Restoring model weights from the end of the best epoch
# Epoch 00003: early stopping
# 3 [2.9739]
# 3 [3.003]
# ['val_loss', 'val_mae', 'loss', 'mae'] ['float', 'float', 'float64', 'float32'] 2.71
# ['float', 'float']
# epoch,loss,mae
# Epoch 1/2
#
# 5/8 [=================>............] - ETA - loss: 3.7767 - mae: 1.7757
# 8/8 [==============================] - 0s T - loss: 2.5224 - mae: 1.3076
# Epoch 2/2
#
# 5/8 [=================>............] - ETA - loss: 3.6202 - mae: 1.7366
# 8/8 [==============================] - 0s T - loss: 2.4236 - mae: 1.2815
#
# Train on 8 samples, validate on 8 samples
# Epoch 1/1
#  - 0s - loss: 2.3239 - mae: 1.2551 - val_loss: 2.2665 - val_mae: 1.2393
# user's
#
#
# 5/8 [=================>............] - ETA
# 8/8 [==============================] - 0s T
#
#
# 5/8 [=================>............] - ETA
# 8/8 [==============================] - 0s T
#
#
# Epoch 1/1
#
# 1/2 [==============>...............] - ETA - loss: 2.2665 - mae: 1.2393
# 2/2 [==============================] - 0s T - loss: 2.2386 - mae: 1.2315 - val_loss: 2.1567 - val_mae: 1.2084
#
#
# Epoch 00001: val_mae improved from inf to 0.52007, saving model to w01.h5
#
# Epoch 00002: val_mae improved from 0.52007 to 0.51763, saving model to w02.h5
#
#
# 1/3 [=========>....................] - ETA - loss: 1.0000e-04
# 3/3 [==============================] - 0s T - loss: 2.3333e-04
#
