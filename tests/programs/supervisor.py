"""A Supervisor: it initializes, starts queues, saves, and goes on where the last one stopped."""

import os

import tensorflow as tf


def train(stop):
    with tf.Graph().as_default():
        names = tf.train.limit_epochs(tf.constant([2.0]), num_epochs=3)
        step = tf.train.get_or_create_global_step()
        total = tf.Variable(0.0, name="total")
        update = tf.group(tf.assign_add(total, 0.5), tf.assign_add(step, 1))
        tf.summary.scalar("total", total)
        sv = tf.train.Supervisor(logdir="train", save_model_secs=0, save_summaries_secs=0)
        with sv.managed_session() as sess:
            print("starting at", sess.run(step), "with", sess.run(total), sv.is_chief)
            while not sv.should_stop():
                sess.run(update)
                if sess.run(step) >= stop:
                    sv.request_stop()
            sv.summary_computed(sess, sess.run(sv.summary_op))
            print(sess.run(names), [v.op.name for v in tf.local_variables()])
            sv.saver.save(sess, sv.save_path, global_step=sv.global_step)
        sv.stop()


train(3)
train(5)
print(sorted(name for name in os.listdir("train") if name.endswith(".index")))
print([name[:19] for name in sorted(os.listdir("train"))][-1:], os.path.isfile("train/graph.pbtxt"))

# TF 1.15.5 printed:
# starting at 0 with 0.0 True
# [2.] ['limit_epochs/epochs']
# starting at 3 with 1.5 True
# [2.] ['limit_epochs/epochs']
# ['model.ckpt-3.index', 'model.ckpt-5.index']
# ['model.ckpt-5.meta'] True
