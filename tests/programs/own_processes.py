# A program that starts itself, and a worker by multiprocessing.
import multiprocessing
import subprocess
import sys

import tensorflow as tf


def double(n):
    with tf.Graph().as_default(), tf.Session() as sess:
        return int(sess.run(tf.placeholder_with_default(n, []) * 2))


if __name__ == "__main__":
    if sys.argv[1:]:
        print("child", double(int(sys.argv[1])), tf.__version__[:4])
    else:
        print(subprocess.check_output([sys.executable, __file__, "4"]).decode().strip())
        pool = multiprocessing.get_context("spawn").Pool(1)
        print(pool.map(double, [1, 2]))
        pool.close()
        pool.join()

# TF 1.15 printed, run alone:
# child 8 1.15
# [2, 4]
