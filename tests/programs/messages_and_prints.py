"""Messages of the errors that lessons show, and datasets as they are printed."""

import numpy as np
import tensorflow as tf

def told(act):
    try:
        print(act())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

R = tf.data.Dataset.range
for dataset in (R(3), tf.data.Dataset.from_tensor_slices({'a': np.zeros((3, 2)), 'b': [1, 2, 3]}), R(3).batch(2), R(3).map(lambda x: (x, x)), tf.data.TextLineDataset('x'), R(4).shuffle(2).repeat()):
    print(dataset)

a, b, filters = tf.zeros([2, 3]), tf.zeros([2, 3]), tf.zeros([2, 2, 4, 1])
told(lambda: tf.matmul(a, b))
told(lambda: a + tf.zeros([4]))
told(lambda: tf.concat([a, tf.zeros([3])], 0))
told(lambda: tf.reshape(a, [4, 2]))
told(lambda: tf.nn.conv2d(tf.zeros([1, 4, 4, 3]), filters, [1, 1, 1, 1], 'SAME'))
told(lambda: tf.nn.bias_add(a, tf.zeros([5])))
told(lambda: tf.squeeze(a, [0]))
told(lambda: a[5])
told(lambda: tf.split(a, 2, 1))
told(lambda: 1 if a else 2)
told(lambda: [row for row in a])
told(lambda: tf.constant(2.5, tf.int32))

x = tf.placeholder(tf.float32, [None, 2], 'x')
with tf.Session() as sess:
    for fetch in ('nothing:0', 'nothing', 3, None):
        told(lambda: sess.run(fetch))
    told(lambda: sess.run(x, {x: [1, 2, 3]}))
    told(lambda: sess.run(x, {x: [[1, 2], [3]]}))
    told(lambda: sess.run(x, {3: 2}))

# TF 1.15.5 printed:
# <DatasetV1Adapter shapes: (), types: tf.int64>
# <DatasetV1Adapter shapes: {a: (2,), b: ()}, types: {a: tf.float64, b: tf.int32}>
# <DatasetV1Adapter shapes: (?,), types: tf.int64>
# <DatasetV1Adapter shapes: ((), ()), types: (tf.int64, tf.int64)>
# <TextLineDatasetV1 shapes: (), types: tf.string>
# <DatasetV1Adapter shapes: (), types: tf.int64>
# ValueError Dimensions must be equal, but are 3 and 2 for 'MatMul' (op: 'MatMul') with input shapes: [2,3], [2,3].
# ValueError Dimensions must be equal, but are 3 and 4 for 'add' (op: 'AddV2') with input shapes: [2,3], [4].
# ValueError Shape must be rank 2 but is rank 1 for 'concat' (op: 'ConcatV2') with input shapes: [2,3], [3], [].
# ValueError Cannot reshape a tensor with 6 elements to shape [4,2] (8 elements) for 'Reshape' (op: 'Reshape') with input shapes: [2,3], [2] and with input tensors computed as partial shapes: input[1] = [4,2].
# ValueError Depth of input (3) is not a multiple of input depth of filter (4) for 'Conv2D' (op: 'Conv2D') with input shapes: [1,4,4,3], [2,2,4,1].
# ValueError Dimensions must be equal, but are 3 and 5 for 'BiasAdd' (op: 'BiasAdd') with input shapes: [2,3], [5].
# ValueError Can not squeeze dim[0], expected a dimension of 1, got 2 for 'Squeeze' (op: 'Squeeze') with input shapes: [2,3].
# ValueError slice index 5 of dimension 0 out of bounds. for 'strided_slice' (op: 'StridedSlice') with input shapes: [2,3], [1], [1], [1] and with computed input tensors: input[1] = <5>, input[2] = <6>, input[3] = <1>.
# ValueError Dimension size must be evenly divisible by 2 but is 3
# 	Number of ways to split should evenly divide the split dimension for 'split' (op: 'Split') with input shapes: [], [2,3] and with computed input tensors: input[0] = <1>.
# OperatorNotAllowedInGraphError using a `tf.Tensor` as a Python `bool` is not allowed in Graph execution. Use Eager execution or decorate this function with @tf.function.
# OperatorNotAllowedInGraphError iterating over `tf.Tensor` is not allowed in Graph execution. Use Eager execution or decorate this function with @tf.function.
# TypeError Expected int32, got 2.5 of type 'float' instead.
# ValueError Fetch argument 'nothing:0' cannot be interpreted as a Tensor. ("The name 'nothing:0' refers to a Tensor which does not exist. The operation, 'nothing', does not exist in the graph.")
# ValueError Fetch argument 'nothing' cannot be interpreted as a Tensor. ("The name 'nothing' refers to an Operation not in the graph.")
# TypeError Fetch argument 3 has invalid type <class 'int'>, must be a string or Tensor. (Can not convert a int into a Tensor or Operation.)
# TypeError Fetch argument None has invalid type <class 'NoneType'>
# ValueError Cannot feed value of shape (3,) for Tensor 'x:0', which has shape '(?, 2)'
# ValueError setting an array element with a sequence.
# TypeError Cannot interpret feed_dict key as Tensor: Can not convert a int into a Tensor.
