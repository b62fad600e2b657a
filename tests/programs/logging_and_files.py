"""tf.logging and tf.gfile."""

import logging

import tensorflow as tf


class Keep(logging.Handler):
    def emit(self, record):
        if "deprecated" not in record.getMessage():
            print("%s: %s" % (record.levelname, record.getMessage()))


logger = logging.getLogger("tensorflow")
logger.handlers = [Keep()]
logger.propagate = False
tf.logging.set_verbosity(tf.logging.INFO)
tf.logging.info("Step %d: loss = %.2f", 3, 0.5)
tf.logging.debug("not shown")
tf.logging.log_first_n(tf.logging.WARN, "once", 1)
tf.logging.set_verbosity(tf.logging.ERROR)
tf.logging.warning("not shown either")
tf.logging.error("shown")
print(tf.logging.get_verbosity() == tf.logging.ERROR, tf.logging.ERROR, tf.logging.INFO)

if tf.gfile.Exists("logs"):
    tf.gfile.DeleteRecursively("logs")
tf.gfile.MakeDirs("logs/deep/er")
with tf.gfile.GFile("logs/a.txt", "w") as file:
    file.write("first\nsecond\n")
with tf.gfile.Open("logs/a.txt", "a") as file:
    file.write("third\n")
with tf.gfile.FastGFile("logs/a.txt") as file:
    print(file.readline().strip(), [line.strip() for line in file], file.size())
tf.gfile.Copy("logs/a.txt", "logs/deep/b.txt", overwrite=True)
tf.gfile.Rename("logs/a.txt", "logs/c.txt")
print(sorted(tf.gfile.ListDirectory("logs")), tf.gfile.IsDirectory("logs/deep"))
print(sorted(tf.gfile.Glob("logs/*.txt")), tf.gfile.Stat("logs/c.txt").length)
print([(folder, sorted(files)) for folder, _, files in tf.gfile.Walk("logs")])
tf.gfile.Remove("logs/c.txt")
try:
    tf.gfile.GFile("logs/c.txt").read()
except tf.errors.NotFoundError as fault:
    print(type(fault).__name__)

# TF 1.15.5 printed:
# INFO: Step 3: loss = 0.50
# WARNING: once
# ERROR: shown
# True 40 20
# first ['second', 'third'] 19
# ['c.txt', 'deep'] True
# ['logs/c.txt'] 19
# [('logs', ['c.txt']), ('logs/deep', ['b.txt']), ('logs/deep/er', [])]
# NotFoundError
