"""ExponentialMovingAverage: shadows, names, and saving the average in place of the variable."""

import tensorflow as tf

w = tf.Variable(0.0, name="w")
b = tf.Variable([1.0, 2.0], name="b")
step = tf.Variable(0, trainable=False, name="step")
ema = tf.train.ExponentialMovingAverage(decay=0.9)
slow = tf.train.ExponentialMovingAverage(0.999, num_updates=step, name="slow")
loss = w * 2.0
train = tf.group(w.assign_add(1.0), b.assign(b * 2.0), step.assign_add(1))
with tf.control_dependencies([train]):
    update = ema.apply([w, b])
    slow_update = slow.apply([w])
    loss_update = slow.apply([loss])
restored = ema.variables_to_restore([w, b])
print([v.op.name for v in tf.global_variables()])
print(sorted(restored), ema.average_name(w), slow.average(loss).op.name)
print([v.op.name for v in tf.moving_average_variables()])

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(update)
        sess.run([slow_update, loss_update])
    print("%.4f %.4f" % tuple(sess.run([w, ema.average(w)])))
    print(sess.run(ema.average(b)).astype(float).round(3).tolist())
    print("%.4f" % sess.run(slow.average(w)), sess.run(slow.average(loss)) > 0)
    path = tf.train.Saver([ema.average(w)]).save(sess, "./averages")
    tf.train.Saver({"w/ExponentialMovingAverage": w}).restore(sess, path)
    print("%.4f" % sess.run(w))

# TF 1.15.5 printed:
# ['w', 'b', 'step', 'w/ExponentialMovingAverage', 'b/ExponentialMovingAverage', 'w/slow', 'mul/slow']
# ['b/ExponentialMovingAverage', 'mul/slow', 'step', 'w/ExponentialMovingAverage', 'w/slow'] w/ExponentialMovingAverage mul/slow
# ['w', 'b', 'w']
# 6.0000 0.8510
# [4.811, 9.622]
# 4.7344 True
# 0.8510
