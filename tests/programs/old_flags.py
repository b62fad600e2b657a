"""Flags of the days of argparse: log_dir is free, and the parsed ones are in __flags."""

import sys

import tensorflow as tf

flags = tf.app.flags
flags.DEFINE_string(flag_name="log_dir", default_value="/tmp/logs", docstring="Where to log.")
flags.DEFINE_integer("max_steps", 2000, "Steps.")
flags.DEFINE_float("rate", 1e-3, "Rate.")
flags.DEFINE_bool("fake_data", False, "Fake data?")
FLAGS = tf.app.flags.FLAGS

sys.argv = ["program", "--max_steps=7", "--nofake_data", "--other=1"]


def main(_):
    FLAGS.log_dir = FLAGS.log_dir + "/run"
    print(FLAGS.log_dir, FLAGS.max_steps, FLAGS.rate, FLAGS.fake_data)
    print(sorted(FLAGS.__flags)[:2])


try:
    tf.app.run(main=main)
except SystemExit as status:
    print("ends with", status.code)
FLAGS._parse_flags()
print(FLAGS.max_steps)

# TF 1.2.1 printed:
# /tmp/logs/run 7 0.001 False
# ['fake_data', 'log_dir']
# ends with None
# 7
