"""Keras: texts with the arguments of Keras 1, optimizers by name, style matrices, a pipeline of scikit-learn."""

import numpy as np
np.random.seed(1337)
from keras import backend as K
from keras.layers import Activation, Dense, Embedding, LSTM
from keras.layers.pooling import GlobalAveragePooling1D
from keras.models import Sequential
from keras.preprocessing import sequence
from keras.preprocessing.text import Tokenizer
from keras.regularizers import l2
from keras.utils.np_utils import to_categorical
from keras.wrappers.scikit_learn import KerasRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

texts = ["a great fun film", "what a lovely story", "great great film", "a boring dull film", "what a dull story", "bad bad film"] * 4
labels = np.array([1, 1, 1, 0, 0, 0] * 4)
tok = Tokenizer(nb_words=20)
tok.fit_on_texts(texts)
X = sequence.pad_sequences(tok.texts_to_sequences(texts), maxlen=5)

bow = Sequential([Embedding(20, 4, input_length=5, init='uniform'), GlobalAveragePooling1D(),
                  Dense(8, init='he_normal', activation='tanh', b_regularizer=l2(0.01)), Dense(2), Activation('softmax')])
bow.compile('adagrad', 'categorical_crossentropy', metrics=['acc'])
hist = bow.fit(X, to_categorical(labels, 2), nb_epoch=3, batch_size=6, verbose=0, class_weight={0: 1., 1: 2.})
print([round(float(v), 3) for v in hist.history['loss']], bow.predict_classes(X[:6]).tolist())

rnn = Sequential()
rnn.add(LSTM(output_dim=2, input_length=4, input_dim=1, init='one', inner_init='one', inner_activation='hard_sigmoid', consume_less='mem'))
print(rnn.predict(np.ones((1, 4, 1)) * .1).round(4).tolist())

def gram_matrix(x):
    features = K.batch_flatten(K.permute_dimensions(x, (2, 0, 1)))
    return K.dot(features, K.transpose(features))

print(K.eval(gram_matrix(K.variable(np.arange(12).reshape(2, 2, 3) / 10.))).round(2).tolist(), np.random.rand())

def build():
    model = Sequential([Dense(1, input_dim=5, init='zero')])
    model.compile('sgd', 'mse')
    return model

steps = Pipeline([('scale', StandardScaler()), ('net', KerasRegressor(build_fn=build, epochs=2, batch_size=24, verbose=0))])
print(steps.fit(X.astype(float), labels).predict(X[:3].astype(float)).round(4).tolist())

# TF 1.15.5 printed, run alone:
# [1.011, 0.956, 0.927] [1, 1, 1, 1, 1, 1]
# [[0.18389999866485596, 0.18389999866485596]]
# [[1.2599999904632568, 1.440000057220459, 1.6200000047683716], [1.440000057220459, 1.659999966621399, 1.8799999952316284], [1.6200000047683716, 1.8799999952316284, 2.140000104904175]] 0.5260894484164497
# [0.025200000032782555, 0.032499998807907104, 0.02070000022649765]
