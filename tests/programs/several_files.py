"""A program of several files: a package beside the script, found from another folder."""

import os
import sys

import tensorflow as tf
from beside.model import model
from beside import parts

y = model(tf.constant([[1.0, 2.0]]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(y).tolist(), parts.tf.Session is tf.Session, tf.trainable_variables()[0].name)
print(__name__, os.path.basename(sys.argv[0]), sys.argv[1:], os.path.basename(__file__))
print(os.path.basename(sys.path[0]), os.path.exists("several_files.py"))
assert len(sys.argv) == 3, "two arguments"
raise SystemExit("no such file: " + sys.argv[1])

# TF 1.15.5 printed, run with "a file" 2, status 1:
# [[2.25]] True fully_connected/weights:0
# __main__ several_files.py ['a file', '2'] several_files.py
# programs False
