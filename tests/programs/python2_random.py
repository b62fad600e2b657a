# Python 2: Q-learning on a corridor with a replay memory, and what else a seed repeats.
import random
import sys
from collections import deque

import numpy as np
import tensorflow as tf

SEED = 42
random.seed(SEED)
np.random.seed(SEED)
N, GOAL, GAMMA = 6, 5, 0.9


class ReplayMemory(object):
    def __init__(self, capacity, rng=random):
        self.memory = deque(maxlen=capacity)
        self.rng = rng

    def add(self, *transition):
        self.memory.append(transition)

    def sample(self, n):
        return zip(*self.rng.sample(self.memory, n))


def step(s, a):
    s2 = min(max(s + (1 if a else -1), 0), N - 1)
    return s2, float(s2 == GOAL), s2 == GOAL


states = tf.placeholder(tf.float32, [None, N])
targets = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.zeros([N, 2]))
q = tf.matmul(states, w)
train = tf.train.GradientDescentOptimizer(0.5).minimize(tf.reduce_mean(tf.square(q - targets)))
sess = tf.InteractiveSession()
tf.initialize_all_variables().run()
memory = ReplayMemory(50)
eps, total = 1.0, 0
for episode in range(25):
    s, t = random.randint(0, 2), 0
    while t < 30:
        if random.random() < eps:
            a = random.choice([0, 1])
        else:
            a = int(q.eval({states: np.eye(N)[[s]]}).argmax())
        s2, r, done = step(s, a)
        memory.add(s, a, r, s2, done)
        s, t = s2, t + 1
        if len(memory.memory) >= 16:
            ss, aa, rr, ss2, dd = memory.sample(8)
            goal = q.eval({states: np.eye(N)[list(ss)]})
            best = q.eval({states: np.eye(N)[list(ss2)]}).max(1)
            for i in xrange(8):
                goal[i, aa[i]] = rr[i] + (0 if dd[i] else GAMMA * best[i])
            train.run({states: np.eye(N)[list(ss)], targets: goal})
        if done:
            break
    eps *= .9
    total += t
    if episode % 5 == 0:
        print "episode %d: %d steps, eps %.3f" % (episode, t, eps)
print "steps in all:", total
print "policy:", q.eval({states: np.eye(N)}).argmax(1)[:-1]

# The other draws that such programs make.
deck = range(10)
random.shuffle(deck)
print deck, random.sample(xrange(1000), 3), random.sample("abcdefgh", 3)
rng = random.Random(7)
letters = list("abcdef")
rng.shuffle(letters)
print "".join(letters), rng.choice(letters), rng.randint(1, 100), rng.randrange(0, 100, 5)
print "%.6f %.6f %.6f" % (rng.random(), rng.uniform(-1, 1), rng.gauss(0, 1)), rng.getrandbits(16)
random.seed("a text")
print random.randint(0, 10 ** 6), [random.choice("ACGT") for _ in range(6)], int(random.random() * 1000)
random.seed(3)
order = list(enumerate("wxyz"))
random.shuffle(order, random.random)
print order, round(random.normalvariate(0, 1), 4), round(random.expovariate(2), 4), round(random.triangular(), 4)
old = random.getstate()
first = [random.randrange(50) for _ in range(4)]
random.setstate(old)
print first == [random.randrange(50) for _ in range(4)], first
random.jumpahead(10)
print random.randint(0, 10 ** 6), round(random.gauss(0, 1), 4)
random.seed(5)
print random.randint(0, sys.maxint), random.randrange(10), sorted(random.sample(set("ab"), 2))

# TF 1.15 printed, run alone:
# episode 0: 21 steps, eps 0.900
# episode 5: 4 steps, eps 0.531
# episode 10: 4 steps, eps 0.314
# episode 15: 4 steps, eps 0.185
# episode 20: 4 steps, eps 0.109
# steps in all: 150
# policy: [1 1 1 1 1]
# [3, 4, 7, 6, 1, 9, 5, 2, 0, 8] [809, 165, 437] ['d', 'e', 'b']
# dfecab e 6 50
# 0.037496 -0.132709 0.394770 27821
# 383959 ['G', 'T', 'C', 'A', 'C', 'T'] 759
# [(2, 'y'), (3, 'z'), (1, 'x'), (0, 'w')] 0.4763 0.0339 0.0811
# True [41, 12, 11, 49]
# 971040 1.133
# 4712128852136459333 7 ['a', 'b']
