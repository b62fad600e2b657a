"""Datasets that are shuffled and repeated: under a seed, the order of their rows over all epochs."""

import numpy as np
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.ERROR)
tf.set_random_seed(3)
numbers = tf.data.Dataset.range(10)

def show(dataset, runs=4):
    element = dataset.make_one_shot_iterator().get_next()
    with tf.Session() as sess:
        print([sess.run(element).tolist() for _ in range(runs)])

show(numbers.shuffle(10, seed=1).repeat(2).batch(5))
show(numbers.shuffle(4, seed=1).repeat().batch(5))
show(numbers.shuffle(25).repeat(3).batch(10), 3)
show(numbers.shuffle(10, seed=1).batch(5).repeat(2))
show(numbers.repeat(2).shuffle(4, seed=1).batch(5))
show(numbers.shuffle(10, seed=5, reshuffle_each_iteration=False).repeat().batch(5))
show(numbers.shuffle(10, seed=5, reshuffle_each_iteration=True).repeat().batch(5))
show(numbers.shuffle(10, seed=5).repeat(1).batch(5), 2)
show(numbers.map(lambda i: i * 2).shuffle(10, seed=1).batch(5), 2)
show(numbers.apply(tf.contrib.data.shuffle_and_repeat(10, 2, seed=1)).batch(5))
show(numbers.apply(tf.data.experimental.shuffle_and_repeat(10, 2, seed=1)).batch(5))

x, y = np.arange(12, dtype='f').reshape(6, 2), np.arange(6)
with tf.Graph().as_default(), tf.Session() as sess:
    tf.set_random_seed(8)
    px, py = tf.placeholder(tf.float32, [None, 2]), tf.placeholder(tf.int64, [None])
    dataset = tf.data.Dataset.from_tensor_slices({'x': px, 'y': (py, py)}).shuffle(4).repeat(3).batch(9)
    iterator = dataset.make_initializable_iterator()
    element = iterator.get_next()
    after = tf.random_uniform([])
    print(dataset.output_shapes, dataset.output_types)
    for rows in (6, 4):
        sess.run(iterator.initializer, {px: x[:rows], py: y[:rows]})
        print([[part.tolist() for part in sess.run([element['y'][0], element['x'][:, 0]])] for _ in range(rows // 3)])
    print(sess.run(after))
with tf.Graph().as_default(), tf.Session() as sess:
    element = tf.data.Dataset.from_tensor_slices(np.zeros([0, 2])).shuffle(3, seed=1).repeat().make_one_shot_iterator().get_next()
    try:
        sess.run(element)
    except tf.errors.OutOfRangeError:
        print('no rows')

def input_fn():
    return tf.data.Dataset.from_tensor_slices((x, y)).shuffle(100).repeat().batch(4)

def model_fn(features, labels, mode):
    guess = tf.matmul(features, tf.get_variable('w', [2, 1]))[:, 0]
    loss = tf.reduce_mean(tf.square(guess - tf.cast(labels, tf.float32)))
    train = tf.train.GradientDescentOptimizer(.01).minimize(loss, tf.train.get_global_step())
    return tf.estimator.EstimatorSpec(mode, guess, loss, train)

model = tf.estimator.Estimator(model_fn, config=tf.estimator.RunConfig(tf_random_seed=4))
model.train(input_fn, steps=20)
print(model.get_variable_value('w').round(4).tolist())

# TF 1.15.5 printed:
# [[9, 5, 1, 7, 8], [4, 2, 3, 6, 0], [0, 1, 3, 9, 2], [7, 5, 4, 8, 6]]
# [[1, 4, 5, 0, 3], [8, 2, 7, 6, 9], [0, 2, 3, 5, 7], [4, 1, 9, 8, 6]]
# [[9, 4, 0, 2, 8, 1, 3, 6, 5, 7], [2, 3, 0, 4, 7, 9, 6, 1, 5, 8], [3, 4, 5, 1, 9, 0, 2, 8, 6, 7]]
# [[7, 5, 3, 6, 1], [2, 0, 9, 8, 4], [8, 1, 4, 0, 5], [3, 2, 7, 6, 9]]
# [[3, 1, 0, 6, 5], [8, 7, 9, 0, 4], [2, 1, 4, 5, 6], [7, 2, 3, 9, 8]]
# [[1, 2, 6, 5, 0], [3, 7, 4, 8, 9], [1, 2, 6, 5, 0], [3, 7, 4, 8, 9]]
# [[1, 2, 6, 5, 0], [3, 7, 4, 8, 9], [5, 0, 9, 8, 7], [2, 1, 3, 6, 4]]
# [[0, 2, 7, 9, 1], [6, 4, 3, 8, 5]]
# [[14, 10, 6, 12, 2], [4, 0, 18, 16, 8]]
# [[9, 5, 1, 7, 8], [4, 2, 3, 6, 0], [0, 1, 3, 9, 2], [7, 5, 4, 8, 6]]
# [[9, 5, 1, 7, 8], [4, 2, 3, 6, 0], [0, 1, 3, 9, 2], [7, 5, 4, 8, 6]]
# {'x': TensorShape([Dimension(None), Dimension(2)]), 'y': (TensorShape([Dimension(None)]), TensorShape([Dimension(None)]))} {'x': tf.float32, 'y': (tf.int64, tf.int64)}
# [[[1, 4, 3, 5, 2, 0, 2, 1, 4], [2.0, 8.0, 6.0, 10.0, 4.0, 0.0, 4.0, 2.0, 8.0]], [[5, 3, 0, 0, 2, 5, 3, 4, 1], [10.0, 6.0, 0.0, 0.0, 4.0, 10.0, 6.0, 8.0, 2.0]]]
# [[[1, 2, 3, 0, 1, 2, 0, 3, 2], [2.0, 4.0, 6.0, 0.0, 2.0, 4.0, 0.0, 6.0, 4.0]]]
# 0.5925863
# no rows
# [[-0.7324000000953674], [1.093999981880188]]
