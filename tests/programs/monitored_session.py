"""MonitoredTrainingSession with hooks, checkpoints and an end."""

import os

import tensorflow as tf


class Watch(tf.train.SessionRunHook):
    def begin(self):
        self.seen = []
        print("begin")

    def after_create_session(self, session, coord):
        print("created", type(coord).__name__)

    def before_run(self, run_context):
        return tf.train.SessionRunArgs({"loss": loss})

    def after_run(self, run_context, run_values):
        self.seen.append(float(run_values.results["loss"]))
        if run_values.results["loss"] < 0.01:
            run_context.request_stop()

    def end(self, session):
        print("end", ["%.4f" % value for value in self.seen])


step = tf.train.get_or_create_global_step()
w = tf.get_variable("w", initializer=2.0)
loss = tf.square(w, name="loss")
with tf.control_dependencies([loss]):
    train = tf.train.GradientDescentOptimizer(0.25).minimize(loss, global_step=step)
hooks = [
    Watch(), tf.train.StopAtStepHook(last_step=100), tf.train.NanTensorHook(loss),
    tf.train.LoggingTensorHook({"loss": loss}, every_n_iter=50),
    tf.train.StepCounterHook(every_n_steps=50, output_dir="out"),
]
scaffold = tf.train.Scaffold(init_fn=lambda scaffold, sess: print("init", sess.run(w)))
with tf.train.MonitoredTrainingSession(
        checkpoint_dir="out", hooks=hooks, scaffold=scaffold, save_checkpoint_secs=600,
        save_summaries_steps=2, log_step_count_steps=None) as sess:
    while not sess.should_stop():
        sess.run(train)
print(tf.train.latest_checkpoint("out"), os.path.exists("out/graph.pbtxt"))
with tf.train.MonitoredSession(tf.train.ChiefSessionCreator(checkpoint_dir="out")) as sess:
    print(sess.run(step), "%.4f" % sess.run(w))
with tf.train.SingularMonitoredSession([tf.train.StopAtStepHook(num_steps=2)]) as sess:
    while not sess.should_stop():
        sess.run(train)
    print("%.4f" % sess.raw_session().run(w))

# TF 1.15.5 printed:
# begin
# init 2.0
# created Coordinator
# end ['4.0000', '1.0000', '0.2500', '0.0625', '0.0156', '0.0039']
# out/model.ckpt-6 True
# 6 0.0312
# 0.5000
