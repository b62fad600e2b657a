"""tf.losses, their collection, weights and reductions."""

import tensorflow as tf

labels = tf.constant([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
logits = tf.constant([[0.2, 0.7, -1.0], [1.5, 0.3, 0.0]])
none = tf.losses.Reduction.NONE
losses = [
    tf.losses.softmax_cross_entropy(labels, logits),
    tf.losses.softmax_cross_entropy(labels, logits, weights=[1.0, 0.0], label_smoothing=0.1),
    tf.losses.sparse_softmax_cross_entropy([1, 0], logits, scope="sparse"),
    tf.losses.sigmoid_cross_entropy(multi_class_labels=labels, logits=logits, weights=2.0),
    tf.losses.mean_squared_error(labels, logits, weights=[[1.0], [0.5]]),
    tf.losses.absolute_difference(labels, logits, loss_collection="others"),
    tf.losses.huber_loss(labels, logits, delta=0.5), tf.losses.hinge_loss(labels, logits),
    tf.losses.log_loss(labels, tf.nn.sigmoid(logits)),
    tf.losses.cosine_distance(labels, tf.nn.l2_normalize(logits, 1), axis=1),
    tf.losses.mean_pairwise_squared_error(labels, logits),
    tf.losses.compute_weighted_loss([1.0, 3.0], reduction="weighted_sum"),
]
each = tf.losses.mean_squared_error(labels, logits, loss_collection=None, reduction=none)
tf.losses.add_loss(tf.constant(100.0, name="mine"))
v = tf.get_variable("v", initializer=[1.0, 2.0], regularizer=lambda w: tf.nn.l2_loss(w))
raw = [
    tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits),
    tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits),
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[2, 2], logits=logits),
    tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)[0],
    tf.nn.weighted_cross_entropy_with_logits(labels, logits, 3.0)[0],
    tf.nn.weighted_cross_entropy_with_logits(targets=labels, logits=logits, pos_weight=3.0)[1],
    tf.nn.log_poisson_loss(labels, logits)[0], tf.nn.l2_loss(logits)[None],
]
print(len(tf.losses.get_losses()), len(tf.losses.get_losses("sparse")))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for loss in losses:
        print(loss.op.name, "%.5f" % sess.run(loss))
    print(sess.run(each).astype(float).round(4).tolist())
    for result in sess.run(raw):
        print(["%.5f" % value for value in result])
    print("%.4f" % sess.run(tf.losses.get_total_loss()), end=" ")
    print("%.4f" % sess.run(tf.losses.get_total_loss(add_regularization_losses=False)))

# TF 1.15.5 printed:
# 12 1
# softmax_cross_entropy_loss/value 0.50166
# softmax_cross_entropy_loss_1/value 0.65511
# sparse/value 0.50166
# sigmoid_cross_entropy_loss/value 1.08783
# mean_squared_error/value 0.21667
# absolute_difference/value 0.38333
# huber_loss/value 0.10167
# hinge_loss/value 0.63333
# log_loss/value 0.54392
# cosine_distance_loss/value 0.22675
# mean_pairwise_squared_error/value_2 0.85333
# weighted_loss/Sum 4.00000
# [[0.04, 0.09, 1.0], [0.25, 0.09, 0.0]]
# ['0.58178', '0.42155']
# ['0.58178', '0.42155']
# ['2.28178', '1.92155']
# ['0.79814', '0.40319', '0.31326']
# ['0.79814', '1.20956', '0.31326']
# ['0.60424', '0.85436', '0.69315']
# ['1.22140', '1.31375', '0.36788']
# ['1.93500']
# 111.8219 109.3219
