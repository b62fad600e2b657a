"""Flags from the command line, a main function, and an exit status."""

import tensorflow as tf

flags = tf.app.flags
FLAGS = flags.FLAGS
flags.DEFINE_string("data_dir", "data", "Folder of the data.")
flags.DEFINE_integer("steps", 10, "Number of steps.")
flags.DEFINE_float("rate", 0.5, "Learning rate.")
flags.DEFINE_boolean("train", True, "Whether to train.")
tf.flags.DEFINE_bool("fake", False, "Whether to use fake data.")


def main(argv):
    print(argv[1:], FLAGS.data_dir, FLAGS.steps, FLAGS.rate, FLAGS.train, FLAGS.fake)
    FLAGS.steps += 1
    with tf.Session() as sess:
        print(sess.run(tf.constant(FLAGS.steps) * 2), FLAGS.flag_values_dict()["rate"])
    return FLAGS.steps % 4


if __name__ == "__main__":
    tf.app.run()

# TF 1.15.5 printed, run with --steps=4 --notrain --rate 0.25 --fake=true rest, status 1:
# ['rest'] data 4 0.25 False True
# 10 0.25
# TF 1.15.5 printed, run with -data_dir=else --train=False, status 3:
# [] else 10 0.5 False False
# 22 0.5
