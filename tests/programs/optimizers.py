"""The first steps of the optimizers, on a small bowl."""

import numpy as np
import tensorflow as tf

makers = [
    ("sgd", tf.train.GradientDescentOptimizer(0.1)),
    ("momentum", tf.train.MomentumOptimizer(0.1, 0.9)),
    ("nesterov", tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True)),
    ("adam", tf.train.AdamOptimizer(0.1)),
    ("rmsprop", tf.train.RMSPropOptimizer(0.1)),
    ("centered", tf.train.RMSPropOptimizer(0.1, 0.9, 0.5, centered=True)),
    ("adagrad", tf.train.AdagradOptimizer(0.1)),
    ("adadelta", tf.train.AdadeltaOptimizer(1.0, rho=0.9)),
    ("ftrl", tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.01)),
    ("proximal", tf.train.ProximalGradientDescentOptimizer(0.1, 0.1, 0.1)),
    ("adagrad_da", None),
]
step = tf.train.create_global_step()
for name, optimizer in makers:
    with tf.variable_scope(name):
        x = tf.get_variable("x", initializer=[3.0, -2.0, 0.5])
        table = tf.get_variable("table", initializer=np.ones((4, 1), np.float32))
        rows = tf.gather(table, [1, 3, 1])
        loss = tf.reduce_sum(tf.square(x) * [1.0, 0.5, 2.0]) + tf.reduce_sum(rows * rows)
        if optimizer is None:
            optimizer = tf.train.AdagradDAOptimizer(0.1, step + 1)
        train = optimizer.minimize(loss, global_step=step if name == "sgd" else None)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(3):
            sess.run(train)
        print(name, ["%.4f" % v for v in sess.run(x)], ["%.4f" % v for v in sess.run(table)[:, 0]])
        print("   ", optimizer.get_slot_names(), [v.op.name for v in optimizer.variables()][:2])
        if name == "sgd":
            print(sess.run(step), tf.train.global_step(sess, step), optimizer.get_name())

# TF 1.15.5 printed:
# sgd ['1.5360', '-1.4580', '0.1080'] ['1.0000', '0.2160', '1.0000', '0.5120']
#     [] []
# 3 3 GradientDescent
# momentum ['0.1860', '-0.9720', '-0.2700'] ['1.0000', '-0.5400', '1.0000', '0.0620']
#     ['momentum'] ['momentum/momentum/table/Momentum', 'momentum/momentum/x/Momentum']
# nesterov ['-0.3251', '-0.6546', '-0.2166'] ['1.0000', '-0.4333', '1.0000', '-0.1084']
#     ['momentum'] ['nesterov/nesterov/table/Momentum', 'nesterov/nesterov/x/Momentum']
# adam ['2.7004', '-1.7006', '0.2049'] ['1.0000', '0.7016', '1.0000', '0.7016']
#     ['m', 'v'] ['adam/adam/table/Adam', 'adam/adam/table/Adam_1']
# rmsprop ['2.3427', '-1.5446', '0.1372'] ['1.0000', '0.4523', '1.0000', '0.5745']
#     ['momentum', 'rms'] ['rmsprop/rmsprop/table/RMSProp', 'rmsprop/rmsprop/table/RMSProp_1']
# centered ['1.9625', '-1.3199', '-0.0295'] ['1.0000', '0.1647', '1.0000', '0.3683']
#     ['mg', 'momentum', 'rms'] ['centered/centered/table/RMSProp', 'centered/centered/table/RMSProp_1']
# adagrad ['2.7746', '-1.7777', '0.2926'] ['1.0000', '0.7809', '1.0000', '0.7823']
#     ['accumulator'] ['adagrad/adagrad/table/Adagrad', 'adagrad/adagrad/x/Adagrad']
# adadelta ['2.9990', '-1.9990', '0.4990'] ['1.0000', '0.9990', '1.0000', '0.9990']
#     ['accum', 'accum_update'] ['adadelta/adadelta/table/Adadelta', 'adadelta/adadelta/table/Adadelta_1']
# ftrl ['2.6197', '-1.4756', '0.2280'] ['1.0000', '0.7074', '1.0000', '0.6374']
#     ['accum', 'linear'] ['ftrl/ftrl/table/Ftrl', 'ftrl/ftrl/table/Ftrl_1']
# proximal ['1.4669', '-1.3885', '0.0855'] ['1.0000', '0.1904', '1.0000', '0.4730']
#     [] []
# adagrad_da ['-0.0932', '0.0891', '-0.0620'] ['1.0000', '-0.0801', '1.0000', '-0.0796']
#     ['gradient_accumulator', 'gradient_squared_accumulator'] ['adagrad_da/adagrad_da/table/AdagradDA', 'adagrad_da/adagrad_da/table/AdagradDA_1']
