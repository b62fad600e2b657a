"""Keras 2.3: saved networks, their files as h5py showed them, and pictures that are changed."""

import json
import h5py
import numpy as np
from keras import backend as K, optimizers
from keras.layers import BatchNormalization, Dense, Input, Layer, RNN
from keras.losses import huber_loss
from keras.models import Model, Sequential, load_model, model_from_json
from keras.preprocessing.image import ImageDataGenerator, apply_affine_transform
from keras.utils import layer_utils
import keras

# the weights that are trained come first; get_weights goes from layer to layer
def build(): return Sequential([Dense(4, input_shape=(3,), name="one"), BatchNormalization(name="bn"), Dense(2, name="two")], name="small")
m = build(); inside = Model(m.inputs, Dense(1, name="three")(build()(m.inputs[0])))
for one in (m, inside): print([w.name.split("/")[-1] for w in one.weights], [w.shape for w in one.get_weights()])
m.set_weights([np.full(w.shape, i) for i, w in enumerate(m.get_weights())]); print([float(w.ravel()[0]) for w in m.get_weights()], float(K.get_value(m.layers[1].moving_mean)[0]))
print(Sequential([Dense(2)]).weights, Sequential([Dense(2)]).get_weights(), layer_utils.count_params(m.trainable_weights))
config = json.loads(m.to_json())["config"]; print([one["class_name"] for one in config["layers"]], config["layers"][0]["config"]["batch_input_shape"])
X = np.arange(6.).reshape(2, 3); again = model_from_json(m.to_json()); again.set_weights(m.get_weights()); print(np.allclose(again.predict(X), m.predict(X)))
m.compile("sgd", "mse"); print([t.name for t in m.targets])
m.save_weights("w.h5"); m.save("m.h5"); back = load_model("m.h5"); again = build(); again.load_weights("w.h5"); print(np.allclose(back.predict(X), m.predict(X)), np.allclose(again.predict(X), m.predict(X)))
with h5py.File("w.h5", "r") as f:
    print([n.decode("utf8") for n in f.attrs["layer_names"]], [n.decode() for n in f["bn"].attrs["weight_names"]], f["one"]["one"]["bias:0"].value)
f = h5py.File("a.h5"); f["x"] = np.arange(3.); f["text"] = "hello"; f.attrs["names"] = [b"k", b"long"]
words = f.create_dataset("words", (2,), dtype=h5py.special_dtype(vlen=str)); words[0] = "one"; words[1] = "two"
print(f.mode, f["text"].value, words[0], words[:], list(words), f.attrs["names"]); f.close()
f = h5py.File("a.h5"); f["x"][0] = 7; print(f["x"].value, isinstance(f, h5py.File)); f.close()

# losses of Keras; a cell without get_config
t, p = K.constant([[0., 1., 0.]]), K.constant([[.2, .7, .1]])
print([K.eval(keras.losses.get(name)(t, p)).round(4).tolist() for name in ("hinge", "squared_hinge", "huber_loss")], K.eval(huber_loss(t, p, .5)).round(4))
class Cell(Layer):
    def __init__(self, units, **settings): self.units = self.state_size = units; super(Cell, self).__init__(**settings)
    def build(self, shape): self.k = self.add_weight(shape=(shape[-1], self.units), initializer="ones", name="k"); self.built = True
    def call(self, inputs, states): out = K.dot(inputs, self.k) + states[0]; return out, [out]
r = RNN([Cell(2), Cell(3)], return_state=True, name="rnn"); out = r(Input((None, 3))); print(len(out), r.get_config()["return_state"])

# pictures are turned and moved by rows first
im = np.random.RandomState(3).randint(0, 255, (6, 5, 3)).astype("float32")
for kw in (dict(rotation_range=30), dict(width_shift_range=.2), dict(shear_range=10, zoom_range=.3), dict(brightness_range=(.5, 1.)), dict(rotation_range=30, height_shift_range=2, fill_mode="constant", cval=7.)):
    g = ImageDataGenerator(**kw); print(g.random_transform(im, seed=1).mean().round(3), next(g.flow(im[None], batch_size=1, seed=4)).mean().round(3))
g = ImageDataGenerator(data_format="channels_first"); print(g.apply_transform(im.transpose(2, 0, 1), {"tx": 1, "theta": 90})[0].tolist())
for kw in (dict(theta=90), dict(tx=1), dict(zx=.5, zy=2), dict(shear=20)): print(apply_affine_transform(im, **kw)[0, :2, 0].round(2).tolist())

# TF 1.15.5 printed, run alone:
# ['kernel:0', 'bias:0', 'gamma:0', 'beta:0', 'kernel:0', 'bias:0', 'moving_mean:0', 'moving_variance:0'] [(3, 4), (4,), (4,), (4,), (4,), (4,), (4, 2), (2,)]
# ['kernel:0', 'bias:0', 'gamma:0', 'beta:0', 'kernel:0', 'bias:0', 'kernel:0', 'bias:0', 'moving_mean:0', 'moving_variance:0'] [(3, 4), (4,), (4,), (4,), (4, 2), (2,), (4,), (4,), (2, 1), (1,)]
# [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0] 4.0
# [] [] 34
# ['Dense', 'BatchNormalization', 'Dense'] [None, 3]
# True
# ['two_target:0']
# True True
# ['one', 'bn', 'two'] ['bn/gamma:0', 'bn/beta:0', 'bn/moving_mean:0', 'bn/moving_variance:0'] [1. 1. 1. 1.]
# r+ hello one ['one' 'two'] ['one', 'two'] [b'k' b'long']
# [7. 1. 2.] True
# [[0.8666999936103821], [0.9132999777793884], [[0.019999999552965164, 0.04500000178813934, 0.004999999888241291]]] [[0.02  0.045 0.005]]
# 3 True
# 134.97 128.106
# 132.391 144.014
# 134.634 132.36
# 67.089 132.322
# 89.43 73.174
# [[87.5, 87.5, 50.75, 17.0, 42.75], [60.0, 60.0, 34.5, 56.75, 101.75], [121.5, 121.5, 106.5, 113.25, 109.0], [171.5, 171.5, 176.75, 146.25, 117.5], [219.0, 219.0, 209.0, 163.0, 139.5], [219.0, 219.0, 209.0, 163.0, 139.5]]
# [174.0, 174.0]
# [149.0, 224.0]
# [38.75, 38.75]
# [158.97999572753906, 178.82000732421875]
