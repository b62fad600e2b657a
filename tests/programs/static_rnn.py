"""Basic, GRU and LSTM cells, unrolled step by step."""

import numpy as np
import tensorflow as tf

data = np.random.RandomState(1).uniform(-1, 1, (4, 2, 3)).astype(np.float32)
steps = tf.unstack(tf.constant(data))
start = tf.constant_initializer(0.25)
cells = {
    "basic": tf.nn.rnn_cell.BasicRNNCell(2),
    "gru": tf.nn.rnn_cell.GRUCell(2),
    "lstm": tf.nn.rnn_cell.BasicLSTMCell(2, forget_bias=1.0),
    "peephole": tf.nn.rnn_cell.LSTMCell(3, use_peepholes=True, num_proj=2, cell_clip=0.8),
    "joined": tf.nn.rnn_cell.BasicLSTMCell(2, state_is_tuple=False),
}
results = {}
for name in sorted(cells):
    with tf.variable_scope(name, initializer=start):
        outputs, state = tf.nn.static_rnn(cells[name], steps, dtype=tf.float32)
    results[name] = [outputs[-1], state[0] if isinstance(state, tuple) else state]
    print(name, len(outputs), cells[name].state_size, cells[name].output_size)
print(*[v.name for v in tf.trainable_variables() if "peephole" in v.name], sep="\n")
print(*[v.op.name for v in tf.trainable_variables("gru")], sep="\n")

cell = cells["lstm"]
with tf.variable_scope("lstm", reuse=True):
    state = cell.zero_state(2, tf.float32)
    for step in steps:
        output, state = cell(step, state)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for name in sorted(results):
        output, final = sess.run(results[name])
        print(name, np.round(np.float64(output), 4).tolist(), final.shape, "%.4f" % final.sum())
    by_hand = sess.run([output_ for output_ in (state.c, state.h)])
    print(["%.4f" % part.sum() for part in by_hand], type(state).__name__)

# TF 1.15.5 printed:
# basic 4 2 2
# gru 4 2 2
# joined 4 4 2
# lstm 4 LSTMStateTuple(c=2, h=2) 2
# peephole 4 LSTMStateTuple(c=3, h=2) 2
# peephole/rnn/lstm_cell/kernel:0
# peephole/rnn/lstm_cell/bias:0
# peephole/rnn/lstm_cell/w_f_diag:0
# peephole/rnn/lstm_cell/w_i_diag:0
# peephole/rnn/lstm_cell/w_o_diag:0
# peephole/rnn/lstm_cell/projection/kernel:0
# gru/rnn/gru_cell/gates/kernel
# gru/rnn/gru_cell/gates/bias
# gru/rnn/gru_cell/candidate/kernel
# gru/rnn/gru_cell/candidate/bias
# basic [[-0.3446, -0.3446], [0.2318, 0.2318]] (2, 2) -0.2255
# gru [[-0.1889, -0.1889], [-0.0131, -0.0131]] (2, 2) -0.4041
# joined [[-0.1096, -0.1096], [0.0442, 0.0442]] (2, 4) -0.4771
# lstm [[-0.1096, -0.1096], [0.0442, 0.0442]] (2, 2) -0.3462
# peephole [[-0.0751, -0.0751], [0.0371, 0.0371]] (2, 3) -0.4440
# ['-0.3462', '-0.1310'] LSTMStateTuple
