"""What can be fed and what can be fetched."""

from collections import OrderedDict, namedtuple

import numpy as np
import tensorflow as tf

Pair = namedtuple("Pair", ["first", "second"])
x = tf.placeholder(tf.float32, shape=(None, 2), name="x")
rate = tf.placeholder_with_default(0.5, [], "rate")
middle = tf.identity(x * rate, name="middle")
y = tf.reduce_sum(middle, 1)
sess = tf.Session()
data = np.arange(4).reshape(2, 2)

print(sess.run(y, {x: data}).tolist())
print(sess.run(y, feed_dict={x: data, rate: 2}).tolist())
print(sess.run(y, {middle: [[1, 1], [2, 2], [3, 3]]}).tolist())
print(sess.run("middle:0", {"x:0": data, "rate:0": 3.0}).tolist())
found = sess.run({"y": y, "pair": Pair(x, [rate, (y, "rate:0")])}, {x: data})
print(sorted(found), type(found["pair"]).__name__, found["pair"].first.tolist())
print(type(found["pair"].second[1]).__name__, float(found["pair"].second[0]))
ordered = sess.run(OrderedDict([("b", rate), ("a", y.op)]), {x: data})
print(list(ordered), ordered["a"], type(ordered["b"]).__name__)
print(sess.run([], {x: data}), sess.run([y, y], {x: data})[1].tolist())
step = sess.make_callable([y, rate], [x])
print(step(data)[0].tolist())
for wrong in [{}, {x: [[1, 2, 3]]}]:
    try:
        sess.run(y, wrong)
    except (ValueError, tf.errors.InvalidArgumentError) as fault:
        print(type(fault).__name__, "Placeholder" in str(fault) or "shape" in str(fault))
try:
    sess.run(None)
except TypeError as fault:
    print("None has invalid type" in str(fault).replace("= ", ""))
sess.close()
try:
    sess.run(rate)
except RuntimeError as fault:
    print(fault)

# TF 1.15.5 printed:
# [0.5, 2.5]
# [2.0, 10.0]
# [2.0, 4.0, 6.0]
# [[0.0, 3.0], [6.0, 9.0]]
# ['pair', 'y'] Pair [[0.0, 1.0], [2.0, 3.0]]
# tuple 0.5
# ['b', 'a'] None float32
# [] [0.5, 2.5]
# [0.5, 2.5]
# InvalidArgumentError True
# ValueError True
# True
# Attempted to use a closed Session.
