"""Keras: callbacks, a layer, a loss and a saved model of one's own, kinds of RNNs."""

import numpy as np
np.random.seed(7)
from keras.models import Model, load_model
from keras.layers import Input, Dense, Dropout, concatenate, Concatenate, Add, add, Activation, BatchNormalization
from keras.callbacks import ModelCheckpoint, EarlyStopping, ReduceLROnPlateau, LearningRateScheduler, CSVLogger, Callback, TerminateOnNaN, LambdaCallback
from keras.optimizers import SGD, Adam
from keras import backend as K
import os, tempfile
X = np.random.rand(64, 6); y = (X.sum(axis=1) > 3).astype('float32')
inp = Input(shape=(6,), name='main_input')
a = Dense(8, activation='relu', name='fc1')(inp)
b = Dense(8, activation='tanh')(inp)
m = concatenate([a, b], axis=-1)
s = add([a, b])
m = Concatenate()([m, s])
m = BatchNormalization()(m)
m = Dropout(0.1)(m)
out = Dense(1, activation='sigmoid', name='main_output')(m)
model = Model(inputs=[inp], outputs=[out])
model.compile(optimizer=Adam(lr=0.01, beta_1=0.9, decay=1e-4), loss={'main_output': 'binary_crossentropy'}, metrics=['accuracy'])
class LossHistory(Callback):
    def on_train_begin(self, logs={}):
        self.losses = []
    def on_batch_end(self, batch, logs={}):
        self.losses.append(logs.get('loss'))
d = tempfile.mkdtemp()
hist = LossHistory()
cbs = [ModelCheckpoint(os.path.join(d, 'weights.{epoch:02d}.hdf5'), monitor='val_loss', save_best_only=False, period=2),
       EarlyStopping(monitor='val_loss', patience=50), ReduceLROnPlateau(monitor='val_loss', factor=0.5, patience=30, min_lr=1e-5),
       LearningRateScheduler(lambda e: 0.01 * 0.9 ** e), CSVLogger(os.path.join(d, 'log.csv')), hist,
       LambdaCallback(on_epoch_end=lambda e, logs: None), TerminateOnNaN()]
h = model.fit({'main_input': X}, {'main_output': y}, epochs=4, batch_size=16, validation_split=0.25, verbose=0, callbacks=cbs)
print(len(h.history), h.epoch, len(hist.losses))
print([round(float(v), 5) for v in h.history['lr']])
print(sorted(os.listdir(d)))
print(open(os.path.join(d, 'log.csv')).readline().split(',')[0])
print(float(K.get_value(model.optimizer.lr)) < 0.01, len(model.metrics_names))
ev = model.evaluate(X, y, verbose=0); print(len(ev), type(ev).__name__)
model.save(os.path.join(d, 'm.h5')); m2 = load_model(os.path.join(d, 'm.h5'))
print(np.allclose(m2.predict(X), model.predict(X)), m2.optimizer.__class__.__name__)
print(model.get_layer('fc1').output_shape, model.input_shape, model.output_names, model.layers[-1].name, model.get_layer(index=1).name)
cfg = model.get_config(); print(len(cfg['layers']))
print(model.get_layer('fc1').get_weights()[0].shape, [w.name for w in model.trainable_weights])
import numpy as np
np.random.seed(3)
from keras import backend as K
from keras.engine.topology import Layer, InputSpec
from keras.models import Sequential, Model, load_model, model_from_json, model_from_yaml
from keras.layers import Dense, Input, Lambda
from keras import initializers, regularizers, constraints, activations, metrics, losses, objectives
from keras.utils.generic_utils import get_custom_objects, CustomObjectScope
class Scale(Layer):
    def __init__(self, output_dim, init='one', W_regularizer=None, **kwargs):
        self.output_dim = output_dim
        self.init = initializers.get(init)
        self.W_regularizer = regularizers.get(W_regularizer)
        super(Scale, self).__init__(**kwargs)
    def build(self, input_shape):
        self.input_spec = [InputSpec(shape=input_shape)]
        self.W = self.add_weight(name='kernel', shape=(input_shape[1], self.output_dim), initializer=self.init, regularizer=self.W_regularizer, trainable=True)
        self.b = K.zeros((self.output_dim,), name='{}_b'.format(self.name))
        self.trainable_weights = [self.W, self.b]
        super(Scale, self).build(input_shape)
    def call(self, x, mask=None):
        return K.dot(x, self.W) + self.b
    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)
    def get_config(self):
        base = super(Scale, self).get_config()
        return dict(list(base.items()) + [('output_dim', self.output_dim)])
def dice(y_true, y_pred, smooth=1.):
    i = K.sum(K.flatten(y_true) * K.flatten(y_pred))
    return (2. * i + smooth) / (K.sum(K.flatten(y_true)) + K.sum(K.flatten(y_pred)) + smooth)
def dice_loss(y_true, y_pred): return -dice(y_true, y_pred)
def swish(x): return x * K.sigmoid(x)
X = np.random.rand(20, 4).astype('float32'); Y = (X[:, :2] > .5).astype('float32')
m = Sequential(); m.add(Scale(3, input_shape=(4,))); m.add(Dense(2, activation=swish)); m.add(Lambda(lambda x: K.clip(x, 0, 1), output_shape=lambda s: s))
m.compile(loss=dice_loss, optimizer='adam', metrics=[dice, 'mae'])
print(m.count_params(), [w.shape for w in m.get_weights()], m.output_shape, len(m.metrics_names))
h = m.fit(X, Y, epochs=1, batch_size=5, verbose=0); print(len(h.history))
m.save('m.h5'); m2 = load_model('m.h5', custom_objects={'Scale': Scale, 'dice_loss': dice_loss, 'dice': dice, 'swish': swish})
print(np.allclose(m.predict(X), m2.predict(X)), m2.layers[0].get_config()['output_dim'])
get_custom_objects().update({'swish': swish})
n = Sequential([Dense(3, input_dim=4, activation='swish', kernel_regularizer=regularizers.l2(0.01), kernel_constraint=constraints.maxnorm(2.))])
j = n.to_json(); n2 = model_from_json(j); n2.set_weights(n.get_weights()); print(np.allclose(n.predict(X), n2.predict(X)))
n.compile('sgd', objectives.mean_squared_error); n.save_weights('w.h5'); n2.load_weights('w.h5', by_name=True)
print(len(n.losses), n.layers[0].units)
with CustomObjectScope({'Scale': Scale}):
    s = Sequential.from_config(Sequential([Scale(2, input_shape=(4,))]).get_config()); print(s.output_shape)
print(K.eval(losses.mean_squared_error(K.constant([[1., 2.]]), K.constant([[2., 4.]]))), K.eval(metrics.binary_accuracy(K.constant([[1., 0.]]), K.constant([[.9, .6]]))), K.eval(metrics.categorical_accuracy(K.constant([[1., 0.]]), K.constant([[.9, .6]]))), K.eval(metrics.top_k_categorical_accuracy(K.constant([[0., 0., 1.]]), K.constant([[.5, .4, .1]]), k=2)))
print(K.eval(losses.kullback_leibler_divergence(K.constant([[.3, .7]]), K.constant([[.5, .5]]))).round(4), K.eval(losses.logcosh(K.constant([[.3, .7]]), K.constant([[.5, 3.]]))).round(4), K.eval(losses.categorical_hinge(K.constant([[0., 1.]]), K.constant([[.5, .4]]))), K.eval(losses.poisson(K.constant([[1., 2.]]), K.constant([[.5, .5]]))).round(4), K.eval(losses.cosine_proximity(K.constant([[1., 2.]]), K.constant([[.5, .5]]))).round(4))
import numpy as np
np.random.seed(0)
import tensorflow as tf
tf.set_random_seed(0)
from keras.models import Sequential, Model
from keras.layers import LSTM, GRU, SimpleRNN, Bidirectional, TimeDistributed, Dense, RepeatVector, Input, Embedding, Masking, Permute, Reshape, Flatten, multiply, dot, Activation, CuDNNLSTM, ConvLSTM2D
from keras.layers.wrappers import TimeDistributed as TD
from keras.layers.recurrent import LSTM as L2
from keras.layers.embeddings import Embedding as E2
from keras.layers.convolutional import Conv1D, MaxPooling1D
m = Sequential(); m.add(LSTM(4, batch_input_shape=(2, 3, 1), stateful=True, return_sequences=True)); m.add(LSTM(4, stateful=True)); m.add(Dense(1))
m.compile(loss='mean_squared_error', optimizer='adam')
x = np.arange(6).reshape(2, 3, 1) / 6.; y = np.array([[1.], [2.]])
for i in range(2):
    m.fit(x, y, epochs=1, batch_size=2, verbose=0, shuffle=False); m.reset_states()
p1 = m.predict(x, batch_size=2); p2 = m.predict(x, batch_size=2); m.reset_states(); print(np.allclose(p1, m.predict(x, batch_size=2)), np.allclose(p1, p2))
s = Sequential(); s.add(Embedding(20, 5, input_length=7, mask_zero=True)); s.add(Bidirectional(LSTM(3, return_sequences=True), merge_mode='concat')); s.add(TimeDistributed(Dense(6, activation='softmax')))
print(s.output_shape, s.count_params(), [l.name for l in s.layers]); s.compile('adam', 'sparse_categorical_crossentropy', sample_weight_mode='temporal')
print(s.fit(np.random.randint(0, 20, (4, 7)), np.random.randint(0, 6, (4, 7, 1)), verbose=0, sample_weight=np.ones((4, 7))).epoch)
enc_in = Input(shape=(None, 8)); enc = LSTM(5, return_state=True); _, sh, sc = enc(enc_in)
dec_in = Input(shape=(None, 6)); dl = LSTM(5, return_sequences=True, return_state=True); do, _, _ = dl(dec_in, initial_state=[sh, sc]); dd = Dense(6, activation='softmax'); out = dd(do)
t = Model([enc_in, dec_in], out); t.compile(optimizer='rmsprop', loss='categorical_crossentropy')
t.fit([np.random.rand(4, 3, 8), np.random.rand(4, 2, 6)], np.eye(6)[np.random.randint(0, 6, (4, 2))], batch_size=2, epochs=1, validation_split=0.5, verbose=0)
em = Model(enc_in, [sh, sc]); i1, i2 = Input(shape=(5,)), Input(shape=(5,)); o, h, c = dl(dec_in, initial_state=[i1, i2]); dm = Model([dec_in, i1, i2], [dd(o), h, c])
st = em.predict(np.random.rand(1, 3, 8)); r = dm.predict([np.zeros((1, 1, 6))] + st); print([a.shape for a in r], type(st))
q = Sequential(); q.add(GRU(3, recurrent_activation='hard_sigmoid', input_shape=(4, 2), kernel_initializer='ones', recurrent_initializer='ones')); print(q.predict(np.ones((1, 4, 2))).round(5), [w.shape for w in q.get_weights()])
q = Sequential(); q.add(LSTM(3, recurrent_activation='sigmoid', input_shape=(4, 2), kernel_initializer='ones', recurrent_initializer='ones')); print(q.predict(np.ones((1, 4, 2)) * .1).round(5), q.get_weights()[2])
q = Sequential(); q.add(SimpleRNN(2, input_shape=(4, 2), weights=[np.ones((2, 2)) * .1, np.ones((2, 2)) * .2, np.zeros(2)])); q.add(RepeatVector(3)); q.add(TD(Dense(1, kernel_initializer='ones'))); print(q.predict(np.ones((1, 4, 2))).round(5).tolist())
a = Input(shape=(6, 4)); att = Dense(6, activation='softmax')(Permute((2, 1))(a)); att = Permute((2, 1))(att); am = Model(a, Flatten()(multiply([a, att]))); print(am.output_shape, am.predict(np.ones((2, 6, 4))).shape)
k = Sequential(); k.add(Masking(mask_value=0., input_shape=(5, 3))); k.add(LSTM(2, dropout=0.2, recurrent_dropout=0.2, unit_forget_bias=True, go_backwards=True, implementation=2)); print(k.count_params())
cl = Sequential(); cl.add(ConvLSTM2D(filters=2, kernel_size=(3, 3), input_shape=(None, 5, 5, 1), padding='same', return_sequences=True)); print(cl.output_shape, cl.count_params())
c1 = Sequential([Conv1D(4, 3, activation='relu', padding='causal', dilation_rate=2, input_shape=(8, 2)), MaxPooling1D(2), L2(3)]); print(c1.predict(np.ones((1, 8, 2))).shape)

# TF 1.15.5 printed, run alone:
# 5 [0, 1, 2, 3] 12
# [0.01, 0.009, 0.0081, 0.00729]
# ['log.csv', 'weights.02.hdf5', 'weights.04.hdf5']
# epoch
# True 2
# 2 list
# True Adam
# (None, 8) (None, 6) ['main_output'] main_output fc1
# 9
# (6, 8) ['fc1/kernel:0', 'fc1/bias:0', 'dense_1/kernel:0', 'dense_1/bias:0', 'batch_normalization_1/gamma:0', 'batch_normalization_1/beta:0', 'main_output/kernel:0', 'main_output/bias:0']
# 23 [(4, 3), (3,), (3, 2), (2,)] (None, 2) 3
# 3
# True 3
# True
# 1 3
# (None, 2)
# [2.5] [0.5] [1.] [0.]
# [0.0823] [0.8184] [1.1] [1.5397] [-0.9487]
# True False
# (None, 7, 6) 358 ['embedding_1', 'bidirectional_1', 'time_distributed_1']
# [0]
# [(1, 1, 6), (1, 5), (1, 5)] <class 'list'>
# [[0.15858 0.15858 0.15858]] [(2, 9), (3, 9), (9,)]
# [[0.69233 0.69233 0.69233]] [0. 0. 0. 1. 1. 1. 0. 0. 0. 0. 0. 0.]
# [[[0.6185200214385986], [0.6185200214385986], [0.6185200214385986]]]
# (None, 24) (2, 24)
# 48
# (None, None, 5, 5, 2) 224
# (1, 3)
