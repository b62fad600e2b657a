"""What NumPy 1 made of losses, pixels and what a session returns."""

# -*- coding: utf-8 -*-
import numpy as np
# char-rnn sampling
np.random.seed(0)
def sample(preds, temperature=1.0):
    preds = np.asarray(preds).astype('float64')
    preds = np.log(preds) / temperature
    e = np.exp(preds); preds = e / np.sum(e)
    return np.argmax(np.random.multinomial(1, preds, 1))
p = np.array([.1, .2, .3, .4], dtype=np.float32)
print([sample(p, t) for t in (.2, .5, 1., 1.2)])
total = 0
for v in p: total += v
print(total, type(total).__name__, type(total / len(p)).__name__)
loss = 0.0
for i in range(3): loss += np.float32(0.1) * 2
print(loss, repr(np.float32(0.1) + 0.2), repr(np.float32(1) / 3), np.float32(0.1) == 0.1)
print(np.mean(p), np.mean([np.float32(.1), np.float32(.2)]), sum(p) / 4, repr(sum([np.float32(.1)] * 3)))
def softmax(x):
    e_x = np.exp(x - np.max(x)); return e_x / e_x.sum(axis=0)
print(softmax(np.float32([1, 2, 3])).dtype, softmax([1, 2, 3]))
def sigmoid(x): return 1 / (1 + np.exp(-x))
print(sigmoid(np.float32(2)), type(sigmoid(np.float32(2))).__name__, sigmoid(np.float32([2])).dtype)
acc = np.mean(np.argmax(np.eye(3, dtype=np.float32), 1) == [0, 1, 1]); print("acc: {:.4f} {}".format(acc, acc), '%g' % acc)
print(np.float32(3.0), np.float64(3), [np.float32(3.1)], {'a': np.int32(3)}, (np.bool_(True),), np.array([1.5])[0])
print("%s %r" % (np.float32(.1), np.float32(.1)), str(np.float16(.1)), repr(np.int8(3)), np.str_('x'), [np.str_('x')])
lr = np.float32(0.001) * 0.96 ** np.int32(3); print(lr, type(lr).__name__)
print(np.clip(np.float32(3), 0, 1), np.round(np.float32(2.5)), round(np.float64(2.567), 2), int(np.float32(7.9)), type(np.floor(np.float32(2.5))).__name__)
print(np.uint8(255) + np.uint8(1), np.uint8(255) + 1, -np.uint8(1), np.uint8(5) - np.uint8(6), np.uint8(5) * 0.5, np.uint8(5) / 2, np.uint8(5) // 2, np.uint8(5) % 3, np.uint8(2) ** 10)
print(np.int64(5) / np.int64(2), type(np.int32(5) * 2).__name__, np.int32(2147483647) + 1, np.int16(300) * 300, np.bool_(True) + np.bool_(True), np.bool_(True) + 1, True + np.float32(1))
import numpy as np
# a Q-table, a tiny net in NumPy, and metrics, as course notebooks had them
np.random.seed(1)
Q = np.zeros([4, 2]); lr, y = .8, .95; rList = []
for i in range(20):
    s = 0; rAll = 0; d = False; j = 0
    while j < 10:
        j += 1
        a = np.argmax(Q[s, :] + np.random.randn(1, 2) * (1. / (i + 1)))
        s1 = min(s + a, 3); r = np.float32(s1 == 3); d = s1 == 3
        Q[s, a] = Q[s, a] + lr * (r + y * np.max(Q[s1, :]) - Q[s, a]); rAll += r; s = s1
        if d == True: break
    rList.append(rAll)
print("Score over time: " + str(sum(rList) / 20), Q.round(3))
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]); Y = np.array([[0, 1, 1, 0]]).T
np.random.seed(1); syn0 = 2 * np.random.random((3, 4)) - 1; syn1 = 2 * np.random.random((4, 1)) - 1
for j in range(200):
    l1 = 1 / (1 + np.exp(-(np.dot(X, syn0)))); l2 = 1 / (1 + np.exp(-(np.dot(l1, syn1)))); l2_delta = (Y - l2) * (l2 * (1 - l2)); l1_delta = l2_delta.dot(syn1.T) * (l1 * (1 - l1)); syn1 += l1.T.dot(l2_delta); syn0 += X.T.dot(l1_delta)
    if j % 100 == 0: print("Error:" + str(np.mean(np.abs(Y - l2))))
print("Output After Training:"); print(l2)
class Net(object):
    def __init__(self, n):
        self.w = np.random.normal(0.0, n ** -0.5, (n, 2)).astype(np.float32); self.count = np.uint8(0); self.total = np.float32(0); self.d = {}
    def step(self, g, lr=0.1):
        self.w += -lr * g; self.w -= lr * np.float64(.1) * self.w; self.count += 200; self.total += 0.1; self.d['n'] = self.d.get('n', np.int8(100)) + 100; return self.w
n = Net(3); [n.step(np.ones((3, 2))) for _ in range(2)]; print(n.w.dtype, n.count, n.total, type(n.total).__name__, n.d, type(n.count).__name__)
def accuracy(p, l): return (100.0 * np.sum(np.argmax(p, 1) == np.argmax(l, 1)) / p.shape[0])
print(accuracy(np.eye(3), np.eye(3)[[0, 1, 1]]), 'Minibatch accuracy: %.1f%%' % accuracy(np.eye(2), np.eye(2)))
def discount(r, gamma=0.99):
    o = np.zeros_like(r); run = 0
    for t in reversed(range(0, r.size)): run = run * gamma + r[t]; o[t] = run
    return o
print(discount(np.array([1., 0, 1])), discount(np.array([1, 0, 1])), discount(np.array([1, 0, 1], np.float32)).dtype)
state = np.array([210, 160, 3], np.uint8); I = np.random.randint(0, 255, (210, 160, 3)).astype(np.uint8); I = I[35:195]; I = I[::2, ::2, 0]; I[I == 144] = 0; I[I == 109] = 0; I[I != 0] = 1; print(I.astype(np.float).ravel().shape, I.sum(), (I * 255).max(), (I * 256).max(), I.mean() * 2)
tp, fp = np.int32(3), np.int64(1); prec = tp / (tp + fp); print(prec, 2 * prec / (prec + 1), 1. * tp / fp, tp / float(fp), int(tp) / 2, np.float32(tp) / 4, '%d/%d' % (tp, fp), 'x' * tp, [1, 2, 3, 4][tp], (1, 2) * fp, range(tp)[1])
h, w = np.uint8(200), np.uint8(150); print(h * w, h + w, (h + w) / 2, h * 2 - w, w - h, max(h, w) * 2, np.mean([h, w]), np.sum([h, w]), h * 1. * w, int(h) * int(w), h ** 2, h << 1, float(h) * w, abs(w - h), np.abs(int(w) - h), sum([h, w]), sum([h, 100]), np.array([h, w]).sum(), np.array([h]) + 100, h + True, h - 201, 201 - h, 300 - h, h * -1)
x = np.uint16(65535); print(x + 1, x * x, np.int16(32767) + 1, np.int32(2 ** 31 - 1) * 2, np.uint32(2 ** 32 - 1) + 1, np.uint64(3) + 1, np.uint64(3) - 4, type(np.uint64(3) * 2).__name__, np.int64(3) + np.uint64(2), np.float16(60000) * 2, np.float16(1) + 1e-4, np.float32(16777216) + 1, np.float32(1e38) * 10, np.float32(3) + np.int32(16777217), np.float32(1) + 1j)
print(np.float32(.1) < .1, np.float32(.1) == np.float64(.1), np.uint8(200) > 300, np.int8(-1) < np.uint8(1), np.float32(.5) in [.5], hash(np.float32(.5)) == hash(.5), {np.int64(1): 2}[1], isinstance(np.float64(1), float), isinstance(np.float32(1), float), isinstance(np.int64(1), int), isinstance(np.str_('a'), str), type(np.float32(1) * 1).__name__, type(np.float32(1) * 1.).__name__, type(np.int8(1) + 1).__name__, type(1 + np.int8(1)).__name__, type(np.bool_(1) * 1.5).__name__, type(np.float16(1) * np.float32(1)).__name__, type(np.uint8(1) + np.int8(1)).__name__)
import numpy as np, tensorflow as tf, collections, random, math
from six.moves import xrange
# word2vec_basic's data and its checks
vocabulary = "the quick brown fox jumps over the lazy dog the fox".split(); vocabulary_size = 6
def build_dataset(words, n_words):
    count = [['UNK', -1]]; count.extend(collections.Counter(words).most_common(n_words - 1))
    dictionary = dict()
    for word, _ in count: dictionary[word] = len(dictionary)
    data = list(); unk_count = 0
    for word in words:
        index = dictionary.get(word, 0)
        if index == 0: unk_count += 1
        data.append(index)
    count[0][1] = unk_count
    return data, count, dictionary, dict(zip(dictionary.values(), dictionary.keys()))
data, count, dictionary, reverse = build_dataset(vocabulary, vocabulary_size); print(count, data)
data_index = 0
def generate_batch(batch_size, num_skips, skip_window):
    global data_index
    batch = np.ndarray(shape=(batch_size), dtype=np.int32); labels = np.ndarray(shape=(batch_size, 1), dtype=np.int32)
    span = 2 * skip_window + 1; buffer = collections.deque(maxlen=span)
    if data_index + span > len(data): data_index = 0
    buffer.extend(data[data_index:data_index + span]); data_index += span
    for i in range(batch_size // num_skips):
        context_words = [w for w in range(span) if w != skip_window]
        words_to_use = random.sample(context_words, num_skips)
        for j, context_word in enumerate(words_to_use):
            batch[i * num_skips + j] = buffer[skip_window]; labels[i * num_skips + j, 0] = buffer[context_word]
        if data_index == len(data): buffer[:] = data[:span]; data_index = span
        else: buffer.append(data[data_index]); data_index += 1
    data_index = (data_index + len(data) - span) % len(data)
    return batch, labels
random.seed(1); b, l = generate_batch(4, 2, 1); print(b, l.ravel())
valid = np.random.RandomState(0).choice(5, 3, replace=False); emb = np.random.RandomState(1).rand(6, 4).astype(np.float32)
with tf.Session() as s:
    e = tf.constant(emb); n = e / tf.sqrt(tf.reduce_sum(tf.square(e), 1, keep_dims=True)); sim = tf.matmul(tf.nn.embedding_lookup(n, tf.constant(valid, tf.int32)), n, transpose_b=True).eval()
    for i in xrange(3):
        nearest = (-sim[i, :]).argsort()[1:3]; print("Nearest to %s: %s" % (reverse[valid[i]], ', '.join(reverse[nearest[k]] for k in xrange(2))))
    x = tf.placeholder(tf.float32, [None, 2]); v = tf.Variable(tf.zeros([2])); c = tf.reduce_mean(tf.square(x - 1)); s.run(tf.global_variables_initializer())
    total_cost = 0; tb = int(7 / 2); avg_cost = 0.
    for i in range(tb): r = s.run(c, {x: np.random.RandomState(i).rand(3, 2)}); total_cost += r; avg_cost += r / tb
    print(total_cost, avg_cost, type(total_cost).__name__, type(r).__name__, math.exp(r), r * 100, '%.3f%%' % (r * 100), np.float32(r) + 1, round(float(r), 3), r / 3, r ** 2, 1 - r, -r, r > .3, [r])
    p = s.run(tf.constant([1, 2, 3])); k = s.run(tf.argmax(p, 0)); print(type(k).__name__, k + 1, p[k] * 2, [0] * k, 'abc'[k], range(k), {k: 1}[2], p[0] / 2, type(p[0] / 2).__name__, np.zeros(k + 1), s.run(tf.shape(x), {x: np.ones((4, 2))})[0] * 2.5)
    u = s.run(tf.cast([200, 100], tf.uint8)); print(u[0] + u[1], u[0] + 100, u + 100, u * 2, s.run(tf.cast(200, tf.uint8)) + 100, u.sum(), int(u[0]) + 100, u / 255., u.astype('float32') / 255)
    i8 = s.run(tf.cast(100, tf.int8)); h = s.run(tf.constant(300., tf.float16)); print(i8 * 2, i8 + i8, h * 300, type(h * 2.).__name__, h / 3, s.run(tf.reduce_sum(tf.constant([2 ** 31 - 1]))) + 1, s.run(tf.size([1, 2])) / 4)
    feed = s.run(x, {x: [[np.float32(1) * 2, np.uint8(9) * 100]]}); print(feed); print(s.run(x * np.float64(2), {x: [[1, 2]]}), s.run(x + np.int64(1), {x: [[1, 2]]}) , s.run(x * np.float32(3), {x: [[1, 2]]}))
    print(s.run(np.float32(2) * x, {x: [[1, 2]]}) , s.run(np.pi * x, {x: [[1, 2]]}).dtype, (np.sqrt(2.0 / 10) * x).dtype, s.run(np.ones((1, 2), np.float32) * x, {x: [[1, 2]]}))
print(10 ** np.uniform(-2, 1) if hasattr(np, 'uniform') else 10 ** np.random.RandomState(3).uniform(-4, -1), 2 ** np.arange(4), 10.0 ** -np.arange(3), 10 ** np.int64(3), np.arange(5) / 2, np.arange(5) // 2, np.arange(5) % 2 == 0, np.arange(3) - 1.5, -np.arange(3), np.arange(3) ** 2, 2 ** np.uint8(3), 2 ** np.float32(3), np.float32(2) ** 0.5, np.int32(7) // 2, divmod(np.int32(7), 2), np.float32(7) % 2, np.uint8(7) % -2)

# TF 1.15.5 printed, run alone:
# [3, 2, 1, 0]
# 1.0000000223517418 float64 float64
# 0.6000000089406967 0.30000000149011613 0.3333333333333333 False
# 0.25 0.15 0.25000000558793545 0.30000000447034836
# float32 [0.09003057 0.24472847 0.66524096]
# 0.880797079331918 float64 float32
# acc: 0.6667 0.6666666666666666 0.666667
# 3.0 3.0 [3.1] {'a': 3} (True,) 1.5
# 0.1 0.1 0.1 3 x ['x']
# 0.000884736042022705 float64
# 1.0 2.0 2.57 7 float32
# 0 256 255 255 2.5 2.5 2 2 1024
# 2.5 int64 2147483648 90000 True 2 2.0
# Score over time: 0.95 [[0.    0.902]
#  [0.    0.95 ]
#  [0.    1.   ]
#  [0.    0.   ]]
# Error:0.4964100319027255
# Error:0.4579323652101738
# Output After Training:
# [[0.20771108]
#  [0.63819774]
#  [0.7115808 ]
#  [0.58482296]]
# float32 400 0.2 float64 {'n': 300} int64
# 66.66666666666667 Minibatch accuracy: 100.0%
# [1.9801 0.99   1.    ] [1 0 1] float32
# (6400,) 6323 255 256 1.9759375
# 0.75 0.8571428571428571 3.0 3.0 1.5 0.75 3/1 xxx 4 (1, 2) 1
# 48 94 47.0 250 206 400 175.0 350 30000.0 30000 40000 400 30000.0 206 50 350 300 350 [44] 201 -1 1 100 -200
# 65536 1 32768 4294967294 4294967296 4.0 -1.0 float64 5.0 120000.0 1.0001 16777217.0 9.999999680285692e+38 16777220.0 (1+1j)
# False False False True True True 2 True False False True float64 float64 int64 int64 float64 float32 int16
# [['UNK', 3], ('the', 3), ('fox', 2), ('quick', 1), ('brown', 1), ('jumps', 1)] [1, 3, 4, 2, 5, 0, 1, 0, 0, 1, 2]
# [3 3 4 4] [1 4 2 3]
# Nearest to fox: the, jumps
# Nearest to UNK: brown, jumps
# Nearest to the: fox, jumps
# 1.1894430220127106 0.3964810073375702 float64 float32 1.5354679429077358 42.88351833820343 42.884% 1.4288351833820343 0.429 0.14294506112734476 0.183899614506303 0.5711648166179657 -0.42883518 True [0.42883518]
# int64 3 6 [0, 0] c range(0, 2) 1 0.5 float64 [0. 0. 0.] 10.0
# 44 300 [ 44 200] [144 200] 300 300 300 [0.78431373 0.39215686] [0.78431374 0.39215687]
# 200 -56 90000.0 float64 100.0 2147483648 0.5
# [[  2. 900.]]
# [[2. 4.]] [[2. 3.]] [[3. 6.]]
# [[2. 4.]] float32 <dtype: 'float32'> [[1. 2.]]
# 0.0044915238251379995 [1 2 4 8] [1.   0.1  0.01] 1000 [0.  0.5 1.  1.5 2. ] [0 0 1 1 2] [ True False  True False  True] [-1.5 -0.5  0.5] [ 0 -1 -2] [0 1 4] 8 8.0 1.4142135623730951 3 (3, 1) 1.0 -1
