"""A notebook, saved as a script, with its lines for IPython."""

# coding: utf-8
import sys

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

%matplotlib inline
%config InlineBackend.figure_format = "retina"
!ls -l > files.txt

np.*load*?
from __future__ import print_function
get_ipython().run_cell_magic("time", "", "seen = 1\nprint('timed', seen)\n")
get_ipython().run_cell("ran = seen + 1")
get_ipython().run_cell_magic("writefile", "-a notes.txt", "one line\n")
get_ipython().run_cell_magic("writefile", "notes.txt", "another\n")
%env LESSON=7
timing = %timeit -n 1 -r 1 -o -q sum(range(9))
print(type(timing).__name__, timing.loops, timing.best < 60)
get_ipython().run_cell_magic("capture", "kept", "print('out of sight')")
print(kept.stdout == str(kept), kept)
get_ipython().run_line_magic("reset_selective", "-f kep")
print("kept" in globals(), "IPython" in sys.modules)
names = !printf 'b 1\nab 2\nc 3\n'
print(names, names.n, names.s, names.grep('b'), names.fields(0), names.grep('b', prune=True), names.fields(1, 0), names.l == names)
home = !echo $$HOME {len(names)}
print(home[0].endswith(" 3"), home[0][0])
get_ipython().push({"pushed": 3})
print(get_ipython().ev("ran + pushed"))

# In[2]:
x = np.linspace(0, 1, 20)
y = 2 * x + 0.3
with tf.device("/cpu:0"):
    %time w = tf.Variable(0.0)
    b = tf.Variable(0.0)
w = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * x.astype(np.float32) + b - y.astype("f")))
train = tf.train.AdamOptimizer(0.5).minimize(loss)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
history = [sess.run([loss, train])[0] for _ in range(30)]
plt.plot(history, label="loss")
plt.legend()
plt.savefig("loss.png")
plt.show()
print("%.4f -> %.4f" % (history[0], history[-1]), "50 % done")

# TF 1.15.5 printed, run alone:
# timed 1
# Writing notes.txt
# Overwriting notes.txt
# env: LESSON=7
# TimeitResult 1 True
# True out of sight
#
# False True
# ['b 1', 'ab 2', 'c 3'] b 1
# ab 2
# c 3 b 1 ab 2 c 3 ['b 1', 'ab 2'] ['b', 'ab', 'c'] ['c 3'] ['1 b', '2 ab', '3 c'] True
# True /
# 5
# 2.0584 -> 0.0331 50 % done
