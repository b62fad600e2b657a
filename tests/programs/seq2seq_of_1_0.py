"""1.0: tf.contrib.seq2seq with a decoder function, the model of a chatbot in small."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

def rounded(values):
    return np.asarray(values).round(4).tolist()

sentences = np.array([[3, 4, 5], [5, 1, 0]])
answers = np.array([[2, 3, 4, 1], [2, 5, 1, 0]])
lengths = [4, 3]

def model(option, make_cell, layers=1):
    tf.reset_default_graph()
    encoded = tf.constant(np.eye(6)[sentences], tf.float32)
    with tf.variable_scope("model", initializer=tf.random_uniform_initializer(-.5, .5, seed=2)):
        cell = make_cell()
        if layers > 1:
            cell = tf.contrib.rnn.MultiRNNCell([make_cell() for _ in range(layers)])
        outputs, state = tf.nn.dynamic_rnn(cell, encoded, dtype=tf.float32)
        embeddings = tf.get_variable("embeddings", [6, 5])
        inputs = tf.nn.embedding_lookup(embeddings, answers)
        with tf.variable_scope("decoder") as decoder:
            outer = make_cell()
            if layers > 1:
                outer = tf.contrib.rnn.MultiRNNCell([make_cell() for _ in range(layers)])
            output_fn = lambda x: tf.contrib.layers.fully_connected(x, 6, None, weights_initializer=tf.random_uniform_initializer(-1, 1, seed=3), scope=decoder)
            if option is None:
                train_fn = tf.contrib.seq2seq.simple_decoder_fn_train(state)
            else:
                prepared = tf.contrib.seq2seq.prepare_attention(outputs, option, 4)
                train_fn = tf.contrib.seq2seq.attention_decoder_fn_train(state, *prepared, name="attn_dec_train")
            trained, last, context = tf.contrib.seq2seq.dynamic_rnn_decoder(outer, train_fn, inputs, lengths, scope=decoder)
            logits = output_fn(trained)
            decoder.reuse_variables()
            if option is None:
                test_fn = tf.contrib.seq2seq.simple_decoder_fn_inference(output_fn, state, embeddings, 2, 1, 5, 6)
            else:
                test_fn = tf.contrib.seq2seq.attention_decoder_fn_inference(output_fn, state, *(prepared + (embeddings, 2, 1, 5, 6)), name="attn_dec_inf")
            predictions, _, _ = tf.contrib.seq2seq.dynamic_rnn_decoder(outer, test_fn, scope=decoder)
    loss = tf.contrib.seq2seq.sequence_loss(logits, tf.constant(answers), tf.sequence_mask(lengths, 4, tf.float32))
    step = tf.train.GradientDescentOptimizer(1.).minimize(loss)
    print(option, layers, trained.get_shape(), context)
    print([(str(v.op.name), v.get_shape().as_list()) for v in tf.trainable_variables() if "attention" in v.op.name])
    with tf.Session() as sess:
        for v in tf.trainable_variables():  # the initial weights of attention_keys have no seed
            size = int(np.prod(v.get_shape().as_list()))
            sess.run(v.assign(np.sin(np.arange(size) * 1.7).reshape(v.get_shape().as_list()) / 2))
        print(rounded(sess.run(trained)[1]), [rounded(sess.run([loss, step])[0]) for _ in range(3)])
        found = sess.run(predictions)
        print(found.shape, found.argmax(2).tolist(), rounded(found[0, -1]))

lstm = lambda: tf.contrib.rnn.BasicLSTMCell(4)
gru = lambda: tf.contrib.rnn.GRUCell(4)
for option in (None, "luong", "bahdanau"):
    model(option, gru)
model("bahdanau", lstm, 2)
try:
    tf.contrib.seq2seq.prepare_attention(tf.zeros([2, 3, 4]), "hers", 4)[2](tf.zeros([2, 4]), tf.zeros([2, 3, 4]), tf.zeros([2, 3, 4]))
except ValueError as e:
    print(e)

# TF 1.0.1 printed:
# None 1 (2, ?, 4) None
# []
# [[0.11699999868869781, 0.3903000056743622, -0.24609999358654022, -0.44850000739097595], [0.08829999715089798, 0.4007999897003174, -0.19349999725818634, -0.4097999930381775], [0.13600000739097595, 0.3797000050544739, -0.22419999539852142, -0.3050999939441681], [0.0, 0.0, 0.0, 0.0]] [1.7630000114440918, 1.656499981880188, 1.580299973487854]
# (2, 6, 6) [[1, 0, 0, 0, 0, 0], [2, 2, 2, 2, 2, 2]] [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
# luong 1 (2, ?, 4) None
# [('model/decoder/attention_keys/weights', [4, 4]), ('model/decoder/attention_construct/weights', [8, 4])]
# [[-0.01679999940097332, 0.25929999351501465, -0.05000000074505806, -0.24639999866485596], [0.02710000053048134, 0.2605000138282776, -0.09430000185966492, -0.2362000048160553], [0.05180000141263008, 0.2761000096797943, -0.12290000170469284, -0.2443999946117401], [0.0, 0.0, 0.0, 0.0]] [1.7776000499725342, 1.683500051498413, 1.6136000156402588]
# (2, 6, 6) [[2, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2]] [-0.7468000054359436, 0.5475999712944031, 0.6269999742507935, -0.3034000098705292, -0.17389999330043793, 0.2485000044107437]
# bahdanau 1 (2, ?, 4) None
# [('model/decoder/attention_keys/weights', [4, 4]), ('model/decoder/attention_score/attnW', [4, 4]), ('model/decoder/attention_score/attnV', [4]), ('model/decoder/attention_construct/weights', [8, 4])]
# [[-0.016100000590085983, 0.259799987077713, -0.05090000107884407, -0.2467000037431717], [0.027799999341368675, 0.26100000739097595, -0.0949999988079071, -0.23649999499320984], [0.05480000004172325, 0.2782999873161316, -0.1265999972820282, -0.24570000171661377], [0.0, 0.0, 0.0, 0.0]] [1.777400016784668, 1.683500051498413, 1.613700032234192]
# (2, 6, 6) [[2, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2]] [-0.7452999949455261, 0.546999990940094, 0.6254000067710876, -0.30169999599456787, -0.17309999465942383, 0.24639999866485596]
# bahdanau 2 (2, ?, 4) None
# [('model/decoder/attention_keys/weights', [4, 4]), ('model/decoder/attention_score/attnW', [4, 4]), ('model/decoder/attention_score/attnV', [4]), ('model/decoder/attention_construct/weights', [8, 4])]
# [[0.04690000042319298, 0.13619999587535858, -0.0820000022649765, -0.11509999632835388], [0.04650000110268593, 0.13590000569820404, -0.08150000125169754, -0.11490000039339066], [0.04490000009536743, 0.15649999678134918, -0.08529999852180481, -0.13449999690055847], [0.0, 0.0, 0.0, 0.0]] [1.788699984550476, 1.7276999950408936, 1.6850999593734741]
# (2, 1, 6) [[1], [1]] [-0.5486999750137329, 0.5996000170707703, 0.41679999232292175, -0.3248000144958496, 0.01209999993443489, 0.23829999566078186]
# Unknown attention option hers!
